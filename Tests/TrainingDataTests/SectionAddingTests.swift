import Foundation
import Testing
import TrainingData
import Vocabulary

@Suite("Adding to sections of YAML files") struct SectionAddingTests {
    static func edited(
        _ text: String, _ edit: (inout YAMLEditing) throws -> Void
    ) throws -> String {
        var editing = try YAMLEditing(Array(text.utf8), file: "domain.yml")
        try edit(&editing)
        return editing.text
    }

    @Test("a name goes behind the last one of a block, and in front in a list of one line")
    func names() throws {
        let block =
            "intents:\n- greet   # first\n- bye:\n    use_entities: []\n# end\nactions: []\n"
        #expect(
            try Self.edited(block) { try $0.addName("buy", to: "intents") }
                == block.replacing("use_entities: []\n", with: "use_entities: []\n- buy\n"))
        #expect(
            try Self.edited(block) { try $0.addName("action_buy", to: "actions") }
                == block.replacing("actions: []", with: "actions: [action_buy]"))
        let line = "intents:   [greet, {bye: {use_entities: []}}]\nslots: {}\n"
        #expect(
            try Self.edited(line) { try $0.addName("a, b", to: "intents") }
                == line.replacing("[greet", with: "[\"a, b\", greet"))
        for text in [block, line] {
            #expect(try Self.edited(text) { try $0.addName("bye", to: "intents") } == text)
        }
    }

    @Test("a section that is missing is added at the end")
    func missing() throws {
        #expect(
            try Self.edited("version: \"3.1\"\n\n") {
                try $0.addName("buy", to: "intents")
                try $0.addResponse("utter_buy", text: "Sold: all")
            }
                == "version: \"3.1\"\nintents:\n- buy\nresponses:\n  utter_buy:\n  - text: 'Sold: all'\n\n"
        )
        #expect(
            try Self.edited("version: \"3.1\"") { try $0.addName("buy", to: "intents") }
                == "version: \"3.1\"\nintents:\n- buy")
    }

    @Test("a response goes behind the last one, whatever the lists are indented by")
    func responses() throws {
        for dash in ["  ", "    "] {
            let text = "responses:\n  utter_a:\n\(dash)- text: A\n\n# after\nactions: []\n"
            #expect(
                try Self.edited(text) { try $0.addResponse("utter_b", text: "B") }
                    == text.replacing("text: A\n", with: "text: A\n  utter_b:\n  - text: B\n"))
            #expect(try Self.edited(text) { try $0.addResponse("utter_a", text: "B") } == text)
        }
    }

    @Test("stories go behind the last story; what stands around them stays")
    func stories() throws {
        let graph = StoryReader.read(
            YAMLSource.read(
                text: "stories:\n- story: new\n  steps:\n  - intent: buy\n  - action: utter_b\n",
                file: "new.yml"
            ).root
        ).stories
        let file =
            "stories:\n  - story: old   # kept\n    steps:\n      - intent: greet\nrules: []\n"
        #expect(
            try Self.edited(file) { try $0.addStories(graph) }
                == file.replacing(
                    "intent: greet\n",
                    with: "intent: greet\n\n  - story: new\n    steps:\n    - intent: buy\n"
                        + "    - action: utter_b\n"))
        let rules = "rules: []\n"
        #expect(
            try Self.edited(rules) { try $0.addStories(graph) }
                == rules
                + "stories:\n- story: new\n  steps:\n  - intent: buy\n  - action: utter_b\n")
    }

    @Test("what cannot be edited alone is refused, and the file stays")
    func refused() throws {
        for text in ["actions: greet\n", "{intents: [b]}"] {
            var editing = try YAMLEditing(Array(text.utf8), file: "domain.yml")
            #expect(throws: Fault.self) { try editing.addName("buy", to: "actions") }
            #expect(editing.text == text)
        }
    }
}
