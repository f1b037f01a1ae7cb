import Foundation
import TestKit
import Testing

@Suite("Training on the command line") struct TrainingTests {
    @Test("what is trained stands before the model's name")
    func names() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            for (verb, prefix) in [([], ""), (["core"], "core-"), (["nlu"], "nlu-")] {
                let out = "m\(prefix)"
                let result = try await Program.run(["train"] + verb + ["--out", out], in: folder)
                #expect(result.code == 0, "\(result.errors)")
                let names = SmallBot.models(in: "\(folder)/\(out)")
                #expect(names.count == 1)
                let name = names.first ?? ""
                #expect(name.hasSuffix(".tar.gz"))
                #expect(prefix.isEmpty ? name.first?.isNumber == true : name.hasPrefix(prefix))
            }
        }
    }

    @Test("a dry run tells by its exit code whether a training is needed, and writes nothing")
    func dryRun() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            func code(_ flags: String...) async throws -> Int32 {
                try await Program.run(["train", "--dry-run"] + flags, in: folder).code
            }
            #expect(try await code() == 1)
            #expect(SmallBot.models(in: "\(folder)/models").isEmpty)
            #expect(try await Program.run(["train"], in: folder).code == 0)
            #expect(try await code() == 0)
            #expect(try await code("--force") == 8)
            try SmallBot.change("domain.yml", "Any time.", "Gladly.", in: folder)
            #expect(try await code() == 0)
            try SmallBot.change("data/stories.yml", "utter_fine", "utter_welcome", in: folder)
            #expect(try await code() == 1)
            #expect(SmallBot.models(in: "\(folder)/models").count == 1)
        }
    }

    @Test("only what changed is trained again")
    func fingerprints() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            let first = try await Program.run(["train"], in: folder)
            #expect(!first.errors.contains("unchanged"), "\(first.errors)")
            let second = try await Program.run(["train"], in: folder)
            #expect(second.errors.contains("KeywordIntentClassifier0, dialogue"))
            try SmallBot.change("data/nlu.yml", "very kind", "how kind", in: folder)
            let third = try await Program.run(["train"], in: folder)
            #expect(third.errors.contains("from the last model: dialogue"), "\(third.errors)")
            let forced = try await Program.run(["train", "--force"], in: folder)
            #expect(!forced.errors.contains("unchanged"))
        }
    }

    @Test("a rule and a story that contradict each other are told with both places")
    func contradiction() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            try SmallBot.write(
                """
                version: "3.1"
                stories:
                - story: a cold welcome
                  steps:
                  - intent: hello
                  - action: utter_fine
                """, to: "\(folder)/data/more.yml")
            for flags in [
                ["train"], ["train", "--skip-validation"], ["data", "validate", "stories"],
            ] {
                let result = try await Program.run(flags, in: folder)
                #expect(result.code == 1)
                #expect(result.errors.contains("data/more.yml:6"), "\(result.errors)")
                #expect(result.errors.contains("data/rules.yml"), "\(result.errors)")
            }
            #expect(SmallBot.models(in: "\(folder)/models").isEmpty)
        }
    }

    @Test("warnings stop a training only when that is asked for, and not without validation")
    func warnings() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            try SmallBot.change("data/nlu.yml", "- very kind", "- yes please", in: folder)
            let warned = try await Program.run(["train"], in: folder)
            #expect(warned.code == 0)
            #expect(warned.errors.contains("warning["))
            let stopped = try await Program.run(
                ["train", "--fail-on-validation-warnings"], in: folder)
            #expect(stopped.code == 1)
            let skipped = try await Program.run(
                ["train", "--fail-on-validation-warnings", "--skip-validation"], in: folder)
            #expect(skipped.code == 0)
        }
    }

    @Test(
        "a command line that makes no sense ends with exit code 2",
        arguments: [
            ["train", "core", "--percentages", "100"], ["train", "core", "--runs", "0"],
            ["run", "--use-syslog", "--syslog-protocol", "SCTP"],
            ["train", "--augmentation", "-1"],
        ])
    func refused(arguments: [String]) async throws {
        let result = try await withFolder { try await Program.run(arguments, in: $0) }
        #expect(result.code == 2)
        #expect(!result.errors.isEmpty)
    }
}
