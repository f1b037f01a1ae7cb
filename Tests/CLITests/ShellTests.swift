import Foundation
import TestKit
import Testing

@Suite("Talking on the command line") struct ShellTests {
    @Test("a conversation: buttons by number, intents by name, what stands behind a turn")
    func talk() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            #expect(try await Program.run(["train"], in: folder).code == 0)
            let result = try await Program.run(
                ["shell"], in: folder,
                input: "hello\n1\n/yes\n:slots\n:debug\nthanks a lot\n:help\n/stop\nhello\n")
            #expect(result.code == 0, "\(result.errors)")
            let lines = result.output.split(separator: "\n").map(String.init)
            #expect(
                lines.dropFirst() == [
                    "Welcome to the library.", "  1: Lend a book (/lend)", "  2: Nothing (/thanks)",
                    "Shall I put it aside?", "It waits at the counter.", "Any time.",
                ], "\(result.output)")
            #expect(result.errors.contains("understood  thanks"))
            #expect(result.errors.contains("action      utter_welcome  (RulePolicy 1.0)"))
            #expect(result.errors.contains("no slot has a value"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/.martlet"))
        }
    }

    @Test("without a model the shell says so with exit code 0; one that only understands parses")
    func models() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            let none = try await Program.run(["shell"], in: folder, input: "hello\n")
            #expect(none.code == 0)
            #expect(none.errors.contains("No model found. Train a model before running the server"))
            #expect(try await Program.run(["train", "nlu"], in: folder).code == 0)
            let parsed = try await Program.run(["shell"], in: folder, input: "hello\n/stop\n")
            #expect(parsed.output.contains("NLU model loaded"))
            #expect(parsed.output.contains("\"name\": \"hello\""))
        }
    }

    @Test("a correction made while talking becomes a story and an example")
    func interactive() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            #expect(try await Program.run(["train"], in: folder).code == 0)
            let result = try await Program.run(
                ["interactive", "-m", "models"], in: folder,
                input: "hello\n\nn\nutter_fine\nn\naction_listen\nyes please\nn\nlend\nn\n"
                    + "utter_sure\nn\naction_listen\n/stop\n")
            #expect(result.code == 0, "\(result.errors)")
            #expect(result.output.contains("As you like."), "\(result.output) \(result.errors)")
            let story = try String(
                contentsOfFile: "\(folder)/data/interactive_stories.yml", encoding: .utf8)
            #expect(story.contains("- intent: hello\n  - action: utter_fine\n  - intent: lend"))
            let examples = try String(
                contentsOfFile: "\(folder)/data/interactive_nlu.yml", encoding: .utf8)
            #expect(examples.contains("- intent: lend\n  examples: |\n    - yes please"))
        }
    }

    @Test(
        "verbs without work here say why",
        arguments: [
            (["run", "actions"], 1, "python -m rasa_sdk --actions actions -p 5055"),
            (["telemetry", "disable"], 0, "reports nothing"),
            (["telemetry", "enable"], 1, "no telemetry"),
            (["x", "--production", "--config-endpoint", "y"], 1, "are not served"),
        ])
    func refused(arguments: [String], code: Int, words: String) async throws {
        let result = try await withFolder { try await Program.run(arguments, in: $0) }
        #expect(Int(result.code) == code)
        #expect((result.output + result.errors).contains(words))
    }
}
