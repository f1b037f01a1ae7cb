// Keywords that are awkward as expressions.

import Learning
import Synchronization
import Testing
import TrainingData
import Vocabulary

@testable import NLU

struct KeywordIntentClassifierTests {
    private func train(
        _ examples: [(String, String)]
    ) throws -> (component: any Component, notes: [Diagnostic]) {
        let notes = Mutex<[Diagnostic]>([])
        var data = TrainingSet()
        data.examples = examples.map { Sample.example($0.0, $0.1) }
        let kind = KeywordIntentClassifier.kind
        let watch = TrainingWatch(note: { note in notes.withLock { $0.append(note) } })
        let input = TrainingInput(
            messages: [], data: data, language: "en", alias: "k", before: [], watch: watch)
        let component = try kind.train(input, FeaturizerGoldenTests.options(kind, [:]))
        return (component, notes.withLock { $0 })
    }

    private func intent(_ text: String, _ component: any Component) -> String? {
        var message = Message(text: text)
        component.process(&message)
        return message.intent.name
    }

    @Test("A keyword that is no expression is searched as it stands, with a warning")
    func notAnExpression() throws {
        let (component, notes) = try train([("a ** b", "power"), ("open (", "open")])
        #expect(notes.map(\.code) == ["keyword-pattern", "keyword-pattern"])
        #expect(intent("what is a ** b", component) == "power")
        #expect(intent("a b", component) == nil)
    }

    @Test("A keyword of two intents, or inside another intent's keyword, is none")
    func ambiguous() throws {
        let (component, notes) = try train([
            ("stop", "leave"), ("stop", "deny"), ("way", "ask"), ("no way", "deny"),
            ("way back", "leave"),
        ])
        #expect(notes.map(\.code) == ["keyword-ambiguous", "keyword-ambiguous"])
        #expect(intent("stop", component) == nil)
        #expect(intent("the way", component) == nil)
        #expect(intent("no way", component) == "deny")
    }

    @Test("Of several keywords the first of the data decides")
    func first() throws {
        let (component, _) = try train([("b+", "two"), ("c", "three"), ("a", "one")])
        #expect(intent("a b", component) == "two")
        #expect(intent("a c", component) == "three")
        #expect(intent("a", component) == "one")
    }
}
