import Assistant
import Testing
import Vocabulary

@Suite("Messages that name their intent") struct IntentShortcutTests {
    @Test("an intent alone has confidence one and a ranking of one")
    func plain() {
        let message = IntentShortcut.read("  /greet ")
        #expect(message?.text == "/greet")
        #expect(message?.intent == ScoredIntent(name: "greet", confidence: 1))
        #expect(message?.ranking == [ScoredIntent(name: "greet", confidence: 1)])
        #expect(message?.entities == [])
    }

    @Test("entities span the braces, and each element of a list is an entity")
    func entities() {
        let message = IntentShortcut.read(#"/pick{"topping": ["ham", "olives"], "size": 2}"#)
        let span = TextSpan(start: 5, end: 46)
        let names = message?.entities.map(\.name)
        #expect(names == ["topping", "topping", "size"])
        #expect(message?.entities.map(\.value) == ["ham", "olives", 2])
        #expect(message?.entities.allSatisfy { $0.span == span } == true)
        #expect(message?.entities.first?.extractor == "RegexMessageHandler")
    }

    @Test(
        "a confidence is read, capped at one, and zero when it is no number",
        arguments: [("/greet@0.7", 0.7), ("/greet@7", 1), ("/greet@1.2.3", 0), ("/greet@", 1)])
    func confidence(text: String, expected: Double) {
        #expect(IntentShortcut.read(text)?.intent.confidence == expected)
    }

    @Test("entities that are no JSON object are left out, the intent stays")
    func brokenEntities() {
        let message = IntentShortcut.read("/greet{name: x}")
        #expect(message?.intent.name == "greet")
        #expect(message?.entities == [])
    }

    @Test("what starts otherwise, or names an intent that may not be named, is no shortcut")
    func notTaken() {
        #expect(IntentShortcut.read("hello /greet") == nil)
        #expect(IntentShortcut.read("/") == nil)
        #expect(IntentShortcut.read("/{\"a\": 1}") == nil)
        #expect(IntentShortcut.read("/nope", intents: ["greet"]) == nil)
        #expect(IntentShortcut.read("/greet{\"x\": 1}", entities: ["y"])?.entities == [])
    }
}
