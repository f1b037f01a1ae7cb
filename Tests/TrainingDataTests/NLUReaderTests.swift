// NLU data: agreement with Rasa's reader, places, findings.

import Foundation
import Testing
import Vocabulary

@testable import TrainingData

@Suite struct NLUReaderTests {
    private func read(_ text: String, lookups: LookupFiles = .none) -> NLUReading {
        NLUReader.read(YAMLSource.read(text: text, file: "nlu.yml"), lookups: lookups)
    }

    private func codes(_ text: String) -> [String] { read(text).diagnostics.map(\.code) }

    @Test func placesPointAtTheTextOfEachExample() {
        let text = """
            nlu:
            - intent: a
              examples: |
                - one

                -   two é [x](y:)
            - intent: b
              examples:
              - text: three
              - text: |
                  four
            """
        let reading = read(text)
        #expect(
            reading.training.examples.map(\.place.description)
                == ["nlu.yml:4:7", "nlu.yml:6:9", "nlu.yml:9:11", "nlu.yml:11:7"])
        #expect(reading.diagnostics.map(\.code) == ["entity-unbalanced"])
        #expect(reading.diagnostics[0].place.description == "nlu.yml:6:17")
    }

    @Test(arguments: [
        ("nlu: 1", "nlu-wrong-type", 1), ("nlu:\n- x", "nlu-wrong-type", 2),
        ("nlu:\n- intent: 12", "nlu-wrong-type", 2), ("nlu:\n- x: 1", "nlu-unknown-key", 2),
        ("nlu:\n- intent: a\n  exmples: |\n    - x", "nlu-unknown-key", 3),
        ("nlu:\n- intent: a", "nlu-without-examples", 2),
        ("nlu:\n- intent: a/b/c\n  examples: |\n    - x", "nlu-intent-name", 2),
        ("nlu:\n- intent: a\n  examples: |\n    x\n    - y", "nlu-without-dash", 4),
        ("nlu:\n- intent: a\n  examples:\n  - x", "nlu-wrong-type", 4),
        ("nlu:\n- intent: a\n  examples: |\n    - y\n    -", "nlu-example-empty", 5),
        ("nlu:\n- intent: a\n  examples: |\n    - [x]{y}", "entity-json", 4),
        ("nlu:\n- intent: a\n  examples: |\n    - [x]{\"role\": \"r\"}", "entity-without-name", 4),
        ("nlu:\n- lookup: l\n  examples: |\n    - data/l.txt", "lookup-file-refused", 4),
        ("responses:\n  utter_x: text", "nlu-wrong-type", 2),
    ])
    func namesWhatIsWrongAndWhere(text: String, code: String, line: Int) throws {
        let findings = read(text).diagnostics
        let finding = try #require(findings.first { $0.code == code }, "\(findings)")
        #expect(finding.place.line == line)
        #expect(finding.place.column > 0)
    }

    @Test func lookupTablesComeFromFilesInsideTheProject() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "lookups-\(UUID().uuidString)/project")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
        try Data("Bremen\r\n\n  Bad Ems \n".utf8).write(to: folder.appending(path: "towns.txt"))
        try Data("x".utf8).write(to: folder.appending(path: "../outside.txt"))
        func table(_ path: String) -> NLUReading {
            read("nlu:\n- lookup: town\n  examples: |\n    - \(path)", lookups: .within(folder))
        }
        #expect(table("towns.txt").training.lookups.map(\.elements) == [["Bremen", "Bad Ems"]])
        #expect(table("none.txt").diagnostics.map(\.code) == ["lookup-file-missing"])
        for path in ["../outside.txt", "/etc/hosts.txt", "a/../../outside.txt"] {
            #expect(table(path).diagnostics.map(\.code) == ["lookup-file-outside"])
        }
        #expect(table("a.txt b.txt").training.lookups.map(\.elements) == [["a.txt b.txt"]])
    }

    @Test func anExampleInTwoIntentsAndALoneExampleAreNamed() {
        let text =
            "nlu:\n- intent: a\n  examples: |\n    - x\n    - y\n- intent: b\n  examples: |\n    - x\n"
        let findings = ExampleChecks.findings(in: read(text).training)
        #expect(
            findings.map { "\($0.code) \($0.place.line)" }
                == ["example-in-two-intents 8", "intent-with-few-examples 8"])
    }

    @Test func aFileWithTooManyItemsIsCutWithOneError() {
        let count = Limits.trainingItems + 10
        let text =
            "nlu:\n- lookup: l\n  examples: |\n" + String(repeating: "    - x\n", count: count)
        let reading = read(text + "- lookup: m\n  examples: |\n    - y\n")
        #expect(reading.training.lookups.map(\.elements.count) == [Limits.trainingItems])
        #expect(reading.diagnostics.map(\.code) == ["nlu-too-many-items"])
    }

    @Test(arguments: ["[a](", "[a](x:", "[", "]", "[a][", "[a]{", "](", "[a](x:)", "{", "[x][{\n"])
    func brokenMarkupOfAMegabyteIsReadInOnePass(part: String) {
        let text = String(repeating: part, count: 1_000_000 / part.count / 4)
        let markup = ExampleMarkup(reading: text + "x:)", at: SourcePlace(file: "m"))
        #expect(markup.text.count <= text.count + 3)
        #expect(markup.diagnostics.count <= 16)
    }

    @Test func agreesWithRasa() throws {
        for entry in try Golden.cases("nlu_format", "yaml") {
            let text = try #require(entry["text"]?.string)
            let yaml = YAMLSource.read(text: text, file: "g.yml", environment: [:])
            let reading = NLUReader.read(yaml)
            let findings = yaml.diagnostics + reading.diagnostics
            let failed = findings.contains { $0.severity == .error }
            guard let theirs = entry["reading"] else {
                #expect(failed, "\(text): Rasa says \(entry["error"]?.string ?? "")")
                continue
            }
            let shown = "\(text)\n\(findings.map(\.description))"
            #expect(!failed, "\(shown)")
            NLUGolden.expect(TrainingSet.merged([reading.training]).training, theirs, shown)
        }
    }
}
