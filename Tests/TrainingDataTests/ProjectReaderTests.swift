// Whole projects: which files are read, what they are joined to, what is refused.

import Foundation
import Testing
import TrainingData
import Vocabulary

/// A project in a folder that goes away with it.
final class ProjectOnDisk {
    let folder: URL

    init(_ files: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "p-\(UUID().uuidString)")
        for (path, text) in files {
            let url = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func read(_ change: (inout ProjectLayout) -> Void = { _ in }) -> Project {
        var layout = ProjectLayout(folder: folder)
        change(&layout)
        return ProjectReader.read(layout, environment: ["MARTLET_T": "token"])
    }
}

@Suite struct ProjectReaderTests {
    private let config = "recipe: default.v1\nlanguage: en\n"
    private let nlu = "nlu:\n- intent: a\n  examples: |\n    - x\n    - y\n"

    @Test func findingsOfAllFilesAppearAtOnceByPlace() throws {
        let project = try ProjectOnDisk([
            "config.yml": config + "pipelin: []\n", "domain.yml": "intents: 1\n",
            "data/b.yml": "nlu: 1\n", "data/a.yml": "nlu:\n- intent: [\n",
            "endpoints.yml": "nlg: 1\n", "credentials.yml": "resst:\n", "martlet.yml": "a: 1\n",
            "tests/test_a.yml": "stories: 1\n", "data/c.yml": "stories: 1\n",
        ]).read()
        #expect(
            project.diagnostics.map(\.place.file) == [
                "config.yml", "credentials.yml", "data/a.yml", "data/b.yml", "data/c.yml",
                "domain.yml", "endpoints.yml", "martlet.yml", "tests/test_a.yml",
            ])
        #expect(project.diagnostics.filter { $0.place.line == 0 || $0.hint == nil } == [])
        #expect(project.failed)
    }

    @Test func theSampleAssistantIsReadWithoutFindings() {
        let folder = URL(filePath: #filePath).appending(path: "../../../training-data")
        let project = ProjectReader.read(ProjectLayout(folder: folder.standardizedFileURL))
        #expect(project.diagnostics == [])
        #expect(project.training.intents.count >= 25)
        #expect(!project.training.responses.isEmpty)
    }

    @Test func onlyTheWantedPartsAreRead() throws {
        let files = [
            "config.yml": config, "data/nlu.yml": nlu, "data/stories.yml": "stories: 1\n",
            "endpoints.yml": "nlg: ${MARTLET_UNSET}\n",
        ]
        let project = try ProjectOnDisk(files).read { $0.parts = .trainingNLU }
        #expect(project.diagnostics.isEmpty)
        #expect(project.files == ["config.yml", "data/nlu.yml"])
    }

    @Test func variablesComeFromTheEnvironment() throws {
        let project = try ProjectOnDisk([
            "config.yml": config, "data/nlu.yml": nlu,
            "endpoints.yml": "nlg:\n  url: http://x\n  token: ${MARTLET_T}\n  cafile: ${UNSET_T}\n",
        ]).read()
        #expect(project.endpoints?["nlg"]?["token"] == "token")
        #expect(project.diagnostics.map(\.code) == ["env-unset"])
        #expect(project.diagnostics.first?.place.description == "endpoints.yml:4:11")
    }

    @Test func theDomainMayBeAFolder() throws {
        let project = try ProjectOnDisk([
            "config.yml": config, "data/nlu.yml": nlu, "domain/a.yml": "intents:\n- a\n",
            "domain/deep/b.yml": "intents:\n- b\n", "domain/notes.yml": "notes: 1\n",
        ]).read()
        #expect(project.domain.intents.map(\.name).sorted() == ["a", "b"])
        #expect(project.diagnostics.isEmpty)
    }

    @Test func martletsOwnPipelineReplacesTheOther() throws {
        let project = try ProjectOnDisk([
            "config.yml": config + "pipeline:\n- name: SpacyNLP\n", "data/nlu.yml": nlu,
            "martlet.yml": "pipeline:\n- name: WhitespaceTokenizer\n",
        ]).read()
        #expect(project.pipeline?.map(\.name) == ["WhitespaceTokenizer"])
        #expect(project.settings.pipeline?.map(\.name) == ["SpacyNLP"])
    }

    @Test func markdownIsNamedOnceWithTheLastRasaThatConvertsIt() throws {
        let project = try ProjectOnDisk([
            "config.yml": config, "data/nlu.yml": nlu, "data/README.md": "# Notes\n\n- a list\n",
            "data/nlu.md": "## intent:greet\n- hi\n\n## intent:bye\n- bye\n",
            "data/stories.md": "## happy\n* greet\n  - utter_greet\n",
        ]).read()
        #expect(project.diagnostics.map(\.code) == ["markdown", "markdown"])
        #expect(project.diagnostics.map(\.place.file) == ["data/nlu.md", "data/stories.md"])
        #expect(project.diagnostics.allSatisfy { $0.hint?.contains("Rasa 2.8") == true })
    }

    @Test func specialFilesAndCirclesOfLinksDoNotStopTheReading() throws {
        let disk = try ProjectOnDisk(["config.yml": config, "data/nlu.yml": nlu])
        let data = disk.folder.appending(path: "data").path
        #expect(mkfifo(data + "/pipe.yml", 0o600) == 0)
        try FileManager.default.createSymbolicLink(
            atPath: data + "/again", withDestinationPath: data)
        try FileManager.default.createSymbolicLink(
            atPath: data + "/self.yml", withDestinationPath: data + "/self.yml")
        let project = disk.read()
        #expect(project.training.examples.count == 2)
        #expect(project.diagnostics.map(\.code) == ["file-unreadable", "file-unreadable"])
    }

    @Test func aMissingConfigurationIsAWarningAndAMissingNamedOneAnError() throws {
        let disk = try ProjectOnDisk(["data/nlu.yml": nlu])
        #expect(disk.read().diagnostics.map(\.severity) == [.warning])
        let named = disk.read { $0.config = "other.yml" }
        #expect(named.diagnostics.map(\.code) == ["config-missing"])
        #expect(named.failed)
        #expect(disk.read { $0.data = ["nowhere"] }.failed)
    }

    @Test func thousandsOfFindingsAreCutAndCounted() throws {
        let lines = String(repeating: "    x\n", count: 3000)
        let project = try ProjectOnDisk([
            "config.yml": config,
            "data/nlu.yml": "nlu:\n- intent: 1\n- intent: a\n  examples: |\n" + lines + "    - y\n",
        ]).read()
        #expect(project.diagnostics.count == 1001)
        #expect(project.diagnostics.last?.code == "more-findings")
        #expect(project.failed)
    }

    @Test func oneTextHoldsAWholeProjectAndNamesNoFile() {
        let text =
            config + """
                importers:
                - name: MultiProjectImporter
                pipeline:
                - name: WhitespaceTokenizer
                intents: [a]
                responses:
                  utter_faq/b:
                  - text: ${HOME}
                \(nlu)- lookup: l
                  examples: |
                    - data/l.txt
                rules:
                - rule: r
                  steps:
                  - intent: a
                  - action: utter_a
                session_config:
                  session_expiration_time: 5
                """
        let project = Project(oneText: Array(text.utf8))
        #expect(project.diagnostics.map(\.code) == ["import-refused", "lookup-file-refused"])
        #expect(project.pipeline?.count == 1)
        #expect(project.domain.intents.map(\.name) == ["a"])
        #expect(project.training.examples.count == 2)
        #expect(project.training.responses["faq/b"]?.first?["text"] == "${HOME}")
        #expect(project.stories.stories.count == 1)
    }

    @Test(arguments: ["", "a: [", "- x", "1", "\u{0}", "nlu: *x"])
    func anyTextIsAProjectWithFindings(text: String) {
        let project = Project(oneText: Array(text.utf8))
        #expect(project.training.examples.isEmpty)
    }
}

@Suite struct ProjectGoldenTests {
    @Test func agreesWithRasasImporters() throws {
        for entry in try Golden.cases("project_files", "cases") {
            let name = try #require(entry["name"]?.string)
            var files: [String: String] = [:]
            for (path, text) in try #require(entry["files"]?.object).members {
                files[path] = text.string
            }
            let project = try ProjectOnDisk(files).read()
            var theirs = try #require(entry["found"]?.object)
            if name == "faq in domain" {
                // Rasa keeps two texts of one response; what it answers is the selector's.
                theirs["utterances"] = ours(project)["utterances"]
            }
            let shown = "\(name): \(project.diagnostics.map(\.description))"
            #expect(!project.failed, "\(shown)")
            #expect(ours(project) == .object(theirs), "\(shown)")
        }
    }

    private func ours(_ project: Project) -> JSONValue {
        func texts(_ list: [String]) -> JSONValue { .array(list.map(JSONValue.string)) }
        func name(_ key: String) -> JSONValue { .string("utter_" + key) }
        let training = project.training
        let domain = project.domain.joined(with: training)
        return .object([
            "examples": .array(training.examples.map { texts([$0.intent ?? "", $0.text]) }),
            "synonyms": .array(training.synonyms.map { texts([$0.phrase, $0.value]) }),
            "regexes": texts(training.patterns.map(\.name)),
            "lookups": .array(
                training.lookups.map { .array([.string($0.name), texts($0.elements)]) }),
            "responses": .array(
                training.responses.sorted { $0.key < $1.key }
                    .map { .array([name($0.key), .array($0.value)]) }),
            "stories": texts(project.stories.stories.map { $0.name ?? "" }),
            "intents": texts(domain.intentNames),
            "utterances": .array(
                domain.responses.sorted { $0.name < $1.name }
                    .map { texts([$0.name, $0.variations[0].text ?? ""]) }),
        ])
    }
}
