import Foundation
import Testing
import TrainingData
import Vocabulary

@Suite("Editing YAML files") struct YAMLEditingTests {
    static let file = """
        # What people say.
        version: "3.1"

        nlu:
        - intent: greet   # first of all
          examples: |
            - hello
            - hi  [Bonn](city)

        # a retrieval intent
        - intent: 'faq/hours'
          metadata: {a:  1}
          examples: |
              - when do you open
        - intent: notes
          examples:
          - text: one
          - text: |
              two
            metadata: {b: 2}   # kept
          - text: "three"
        # the end

        """

    static func editing(_ text: String = file) throws -> YAMLEditing {
        try YAMLEditing(Array(text.utf8), file: "nlu.yml")
    }

    static func examples(_ editing: YAMLEditing) -> [TrainingExample] {
        NLUReader.read(YAMLSource.read(text: editing.text, file: "nlu.yml")).training.examples
    }

    static func place(of text: String, in editing: YAMLEditing) -> SourcePlace {
        examples(editing).first { $0.text == text }?.place ?? SourcePlace(file: "")
    }

    /// Expects an edit that replaces one piece of the file and nothing else.
    static func expect(
        _ old: String, becomes new: String, in text: String = file,
        _ edit: (inout YAMLEditing) throws -> Void
    ) throws {
        var editing = try editing(text)
        try edit(&editing)
        #expect(text.contains(old))
        #expect(editing.text == text.replacingOccurrence(of: old, with: new))
    }

    @Test("an example is added behind the last one of its block, with the block's indentation")
    func adding() throws {
        try Self.expect(
            "    - hi  [Bonn](city)\n", becomes: "    - hi  [Bonn](city)\n    - good day 🍰\n"
        ) {
            try $0.addExample(" good day 🍰\n", to: "greet")
        }
        try Self.expect(
            "      - when do you open\n",
            becomes: "      - when do you open\n      - opening hours\n"
        ) { try $0.addExample("opening hours", to: "faq/hours") }
        try Self.expect(
            "  - text: \"three\"\n", becomes: "  - text: \"three\"\n  - text: 'four: 4'\n"
        ) {
            try $0.addExample("four: 4", to: "notes")
        }
    }

    @Test("an example is replaced where it stands, in the style it is written in")
    func replacing() throws {
        for (old, line, new, result) in [
            ("hello", "    - hello\n", "hello [you](name)", "    - hello [you](name)\n"),
            ("hi  Bonn", "- hi  [Bonn](city)\n", "hi", "- hi\n"),
            ("one", "  - text: one\n", "uno: 1", "  - text: 'uno: 1'\n"),
            ("two", "      two\n", "# zwei", "      # zwei\n"),
            ("three", "\"three\"\n", "say \"x\"", "\"say \\\"x\\\"\"\n"),
        ] {
            try Self.expect(line, becomes: result) {
                try $0.replaceExample(at: Self.place(of: old, in: $0), with: new)
            }
        }
    }

    @Test("an example is removed with its line, and with the lines of its entry")
    func removing() throws {
        try Self.expect("    - hello\n", becomes: "") {
            try $0.removeExample(at: Self.place(of: "hello", in: $0))
        }
        try Self.expect(
            "  - text: |\n      two\n    metadata: {b: 2}   # kept\n", becomes: ""
        ) { try $0.removeExample(at: Self.place(of: "two", in: $0)) }
    }

    @Test("the last example of an intent, several lines and unknown places are refused unchanged")
    func refusing() throws {
        var editing = try Self.editing()
        let last = Self.place(of: "when do you open", in: editing)
        #expect(throws: Fault.self) { try editing.removeExample(at: last) }
        #expect(throws: Fault.self) { try editing.addExample("a\nb", to: "greet") }
        #expect(throws: Fault.self) { try editing.addExample("", to: "greet") }
        #expect(throws: Fault.self) { try editing.addExample("a", to: "nobody") }
        #expect(throws: Fault.self) {
            try editing.replaceExample(at: SourcePlace(file: "nlu.yml", line: 4), with: "a")
        }
        #expect(throws: Fault.self) { try editing.addIntent("greet", examples: ["a"]) }
        #expect(throws: Fault.self) { try editing.renameIntent("greet", to: "a/b") }
        #expect(editing.text == Self.file)
    }

    @Test("an intent is added behind the last entry and before the comments that follow")
    func addingIntent() throws {
        try Self.expect(
            "  - text: \"three\"\n",
            becomes: "  - text: \"three\"\n- intent: bye\n  examples: |\n    - ciao\n    - [x](y)\n"
        ) { try $0.addIntent("bye", examples: ["ciao", "[x](y)"]) }
    }

    @Test("line ends and a missing line end at the end of the file are kept")
    func lineEnds() throws {
        let windows = "nlu:\r\n- intent: a\r\n  examples: |\r\n    - x\r\n    - y"
        var editing = try Self.editing(windows)
        try editing.addExample("z", to: "a")
        #expect(editing.text == windows + "\r\n    - z")
        try editing.removeExample(at: Self.place(of: "x", in: editing))
        #expect(editing.text == "nlu:\r\n- intent: a\r\n  examples: |\r\n    - y\r\n    - z")
        try editing.addIntent("b", examples: ["q"])
        #expect(editing.text.hasSuffix("\r\n- intent: b\r\n  examples: |\r\n    - q"))
    }

    @Test("an intent is renamed in NLU data with its response keys, and nothing else changes")
    func renaming() throws {
        try Self.expect("intent: greet   # first", becomes: "intent: hail   # first") {
            let count = try $0.renameIntent("greet", to: "hail")
            #expect(count == 1)
        }
        try Self.expect("'faq/hours'", becomes: "'ask/hours'") {
            let count = try $0.renameIntent("faq", to: "ask")
            #expect(count == 1)
        }
        var editing = try Self.editing()
        #expect(try editing.renameIntent("hell", to: "x") == 0)
        #expect(editing.text == Self.file)
    }

    @Test("an intent is renamed in a domain, its slots and forms, and in stories")
    func renamingEverywhere() throws {
        let text = """
            intents: [greet, "bye", {order: {use_entities: []}}]   # all
            slots:
              a:
                type: text
                mappings:
                - {type: from_intent, intent: greet, not_intent: [bye, greet], value: greet}
            forms:
              f: {required_slots: [a], ignored_intents: greet}
            stories:
            - story: greet
              steps:
              - intent: greet
              - or:
                - intent: bye
                - intent: greet
              - action: greet
            """
        var editing = try Self.editing(text)
        #expect(try editing.renameIntent("greet", to: "hello there") == 6)
        #expect(
            editing.text
                == text
                .replacingOccurrence(of: "[greet, \"", with: "[hello there, \"")
                .replacingOccurrence(of: "intent: greet, not", with: "intent: hello there, not")
                .replacingOccurrence(of: "bye, greet]", with: "bye, hello there]")
                .replacingOccurrence(of: "intents: greet}", with: "intents: hello there}")
                .replacingOccurrence(
                    of: "  - intent: greet\n  - or", with: "  - intent: hello there\n  - or"
                )
                .replacingOccurrence(
                    of: "    - intent: greet\n", with: "    - intent: hello there\n"))
        #expect(try editing.renameIntent("order", to: "a, b") == 1)
        #expect(editing.text.contains("{\"a, b\": {use_entities: []}}"))
    }

    @Test("a file that cannot be read is not opened")
    func unreadable() {
        #expect(throws: DiagnosticFailure.self) { try Self.editing("a: [") }
        #expect(throws: DiagnosticFailure.self) { try Self.editing("") }
    }
}

extension String {
    /// The text with the first occurrence of a piece replaced.
    func replacingOccurrence(of old: String, with new: String) -> String {
        guard let range = range(of: old) else { return self }
        return replacingCharacters(in: range, with: new)
    }
}
