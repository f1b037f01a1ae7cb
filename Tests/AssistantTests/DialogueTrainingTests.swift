// Models that talk: what is trained again, what a file holds, what is taken at its word.

import Assistant
import Dialogue
import Foundation
import Learning
import Testing
import TrainingData
import Vocabulary

@Suite struct DialogueTrainingTests {
    private static let nlu = """

        pipeline:
        - name: WhitespaceTokenizer
        - name: CountVectorsFeaturizer
        - name: LogisticRegressionClassifier
        nlu:
        - intent: greet
          examples: |
            - hello
            - hello there
        - intent: name
          examples: |
            - my name
            - the name is
        """

    private func project(_ text: String) -> Project { Project(oneText: Array(text.utf8)) }

    @Test func `A project with stories and examples gives a model that does both`() async throws {
        let whole = project(SmallTalk.text + Self.nlu)
        let first = try ProjectTrainer.train(whole)
        #expect(first.manifest.kind == .whole)
        #expect(try ProjectTrainer.train(whole).bytes == first.bytes)
        #expect(try ProjectTrainer.train(whole, .nlu).manifest.kind == .nlu)
        #expect(try ProjectTrainer.train(whole, .core).manifest.kind == .core)
        #expect(try ProjectTrainer.train(project(SmallTalk.text)).manifest.kind == .core)
        let served = try ModelOpener(fetching: NoFetching()).open(bytes: first.bytes, name: "m")
        #expect(await served.parse("hello there").intent.name == "greet")
        #expect(await served.parse("/greet").intent.name == "greet")
        #expect(await served.parse("/dance").intent.name != "dance")
        #expect(served.dialogue?.domain.actionNames.contains("utter_greet") == true)
    }

    @Test func `Dialogue is trained again when a rule changed, not when a text did`() throws {
        let first = try ProjectTrainer.train(project(SmallTalk.text + Self.nlu))
        let previous = try ModelFile.decode(first.bytes)
        let again = try ProjectTrainer.train(
            project(SmallTalk.text + Self.nlu), previous: previous)
        #expect(again.reused.contains("dialogue"))
        #expect(again.bytes == first.bytes)
        let text = SmallTalk.text.replacingOccurrences(of: "Noted", with: "Written down")
        let reworded = try ProjectTrainer.train(project(text + Self.nlu), previous: previous)
        #expect(reworded.reused.contains("dialogue"))
        #expect(reworded.bytes != first.bytes)
        let rule = SmallTalk.text.replacingOccurrences(
            of: "{intent: remind}, {action: utter_remind}",
            with: "{intent: remind}, {action: utter_name}")
        let changed = try ProjectTrainer.train(project(rule + Self.nlu), previous: previous)
        #expect(!changed.reused.contains("dialogue"))
        #expect(changed.reused.count == 3)
    }

    @Test func `Rules that contradict each other are told, and nothing is trained`() {
        let text =
            SmallTalk.text + """

                - rule: other
                  steps: [{intent: greet}, {action: utter_name}]
                """
        let failure = #expect(throws: DiagnosticFailure.self) {
            try ProjectTrainer.train(project(text))
        }
        #expect(failure?.diagnostics.contains { $0.severity == .error } == true)
    }

    @Test func `A damaged dialogue is refused`() throws {
        let bytes = try ProjectTrainer.train(project(SmallTalk.text)).bytes
        var sections = ModelSections()
        for section in try ModelFile.decode(bytes).sections where section.name != "core/policies" {
            sections.add(section.name, section.bytes)
        }
        let fault = #expect(throws: Fault.self) {
            try ModelOpener(fetching: NoFetching()).open(
                bytes: ModelFile.encode(sections), name: "m")
        }
        #expect(fault?.code == .modelCorrupt)
    }
}
