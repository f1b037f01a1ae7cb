import Foundation
import TestKit
import Testing
import Vocabulary

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

    @Test("messages are understood by the server under nlu: of endpoints.yml, when there is one")
    func remote() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            let peer = StandInPeer { body, connection in
                let asked = (try? JSONValue(parsing: body)) ?? .null
                let isKnown = asked["text"] == "wotcha" && asked["token"] == "open"
                return StandInPeer.send(
                    [
                        "text": asked["text"] ?? .null, "entities": [],
                        "intent": ["name": isKnown ? "hello" : "thanks", "confidence": 0.9],
                    ], to: connection)
            }
            try SmallBot.write(
                "nlu:\n  url: http://127.0.0.1:\(peer.port)\n  token: open",
                to: "\(folder)/endpoints.yml")
            #expect(try await Program.run(["train"], in: folder).code == 0)
            let result = try await Program.run(
                ["shell"], in: folder, input: "wotcha\nlend me a book\n/stop\n")
            #expect(result.output.contains("Welcome to the library."), "\(result.output)")
            #expect(result.output.contains("Any time."), "\(result.output)")
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

    @Test("a correction made while talking becomes a story and an example in the project's files")
    func interactive() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            #expect(try await Program.run(["train"], in: folder).code == 0)
            let before = try String(contentsOfFile: "\(folder)/data/stories.yml", encoding: .utf8)
            let result = try await Program.run(
                ["interactive", "-m", "models"], in: folder,
                input: "hello\n\nn\nutter_fine\nn\naction_listen\nyes please\nn\nlend\n\nn\n"
                    + "utter_sure\nn\naction_listen\n/stop\n")
            #expect(result.code == 0, "\(result.errors)")
            #expect(result.output.contains("As you like."), "\(result.output) \(result.errors)")
            let story = try String(contentsOfFile: "\(folder)/data/stories.yml", encoding: .utf8)
            #expect(story.hasPrefix(before))
            #expect(story.contains("- intent: hello\n  - action: utter_fine\n  - intent: lend"))
            let examples = try String(contentsOfFile: "\(folder)/data/nlu.yml", encoding: .utf8)
            #expect(
                examples.contains(
                    "    - lend me a book\n    - may I borrow this\n    - yes please\n"))
            #expect(examples.components(separatedBy: "- hello\n").count == 2)
            let domain = try String(contentsOfFile: "\(folder)/domain.yml", encoding: .utf8)
            #expect(domain == SmallBot.files["domain.yml"]! + "\n")
        }
    }

    @Test("new intents, entities, actions and responses made while talking are trained afterwards")
    func newNames() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            #expect(try await Program.run(["train"], in: folder).code == 0)
            let result = try await Program.run(
                ["interactive", "-m", "models"], in: folder,
                input: "renew Emma until May\nn\n0\nrenew\n"
                    + "renew [Emma](title) until [June](month)\nrenew [Emma](title) until [May](month)\n"
                    + "n\n0\nutter_renewed\nIt is: yours.\nn\n0\naction_renew\nn\naction_listen\n"
                    + "/stop\n\nmore.yml\n\n")
            #expect(result.code == 0, "\(result.errors)")
            #expect(result.output.contains("It is: yours."), "\(result.output) \(result.errors)")
            let domain = try String(contentsOfFile: "\(folder)/domain.yml", encoding: .utf8)
            #expect(domain.contains("intents: [renew, hello, lend"), "\(domain)")
            #expect(domain.contains("entities: [month, title]"), "\(domain)")
            #expect(
                domain.contains("  utter_renewed:\n  - text: \"It is: yours.\"")
                    || domain.contains("  utter_renewed:\n  - text: 'It is: yours.'"), "\(domain)")
            #expect(domain.contains("actions:\n- action_renew\n"))
            let examples = try String(contentsOfFile: "\(folder)/more.yml", encoding: .utf8)
            #expect(examples.contains("- intent: renew\n"))
            #expect(examples.contains("- renew [Emma](title) until [May](month)"))
            let story = try String(contentsOfFile: "\(folder)/data/stories.yml", encoding: .utf8)
            #expect(story.contains("- action: utter_renewed\n  - action: action_renew"), "\(story)")
            let again = try await Program.run(
                ["train", "--data", "data", "more.yml", "--fail-on-validation-warnings"],
                in: folder)
            #expect(again.code == 0, "\(again.errors)")
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
