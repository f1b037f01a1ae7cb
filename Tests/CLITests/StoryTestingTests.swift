import Foundation
import TestKit
import Testing
import Vocabulary

@Suite("Testing stories on the command line") struct StoryTestingTests {
    @Test("test stories are played end to end; the reports have Rasa's names")
    func passes() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            #expect(try await Program.run(["train"], in: folder).code == 0)
            let result = try await Program.run(
                ["test", "core", "--e2e", "-s", "tests", "--fail-on-prediction-errors"], in: folder)
            #expect(result.code == 0, "\(result.errors)")
            #expect(result.output.contains("stories: 1 of 1 right"))
            let report = try JSONValue(
                parsing: Array(
                    try Data(
                        contentsOf: URL(fileURLWithPath: "\(folder)/results/story_report.json"))))
            #expect(report["conversation_accuracy"]?["correct"]?.int == 1)
            #expect(report["utter_done"]?["support"]?.int == 1)
            #expect(report["utter_done"]?["confused_with"] == nil)
            for (name, start) in [
                ("failed_test_stories.yml", "# None of the test stories failed"),
                ("stories_with_warnings.yml", "# No warnings"),
                ("story_confusion_matrix.svg", "<svg"),
            ] {
                let text = try String(contentsOfFile: "\(folder)/results/\(name)", encoding: .utf8)
                #expect(text.hasPrefix(start))
            }
            let both = try await Program.run(["test"], in: folder)
            #expect(both.code == 0, "\(both.errors)")
            #expect(both.output.contains("stories: 1 of 1 right"))
            #expect(both.output.contains("intents: accuracy 100"))
        }
    }

    @Test("a wrong prediction stands beside the step; the exit code is 1 when that is asked for")
    func fails() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            #expect(try await Program.run(["train"], in: folder).code == 0)
            try SmallBot.change("tests/test_stories.yml", "utter_done", "utter_fine", in: folder)
            let flags = ["test", "core", "--e2e", "-s", "tests"]
            let mild = try await Program.run(flags, in: folder)
            #expect(mild.code == 0)
            #expect(mild.output.contains("stories: 0 of 1 right"))
            let strict = try await Program.run(flags + ["--fail-on-prediction-errors"], in: folder)
            #expect(strict.code == 1)
            let failed = try String(
                contentsOfFile: "\(folder)/results/failed_test_stories.yml", encoding: .utf8)
            #expect(failed.contains("- action: utter_fine  # predicted: utter_done"), "\(failed)")
        }
    }

    @Test("several models are compared by the stories each gets right")
    func compares() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            for name in ["a", "b"] {
                let flags = ["train", "--fixed-model-name", name]
                #expect(try await Program.run(flags, in: folder).code == 0)
            }
            let result = try await Program.run(
                ["test", "core", "-m", "models/a.tar.gz", "models/b.tar.gz"], in: folder)
            #expect(result.code == 0, "\(result.errors)")
            let text = try String(contentsOfFile: "\(folder)/results/results.json", encoding: .utf8)
            #expect(text.contains("\"a.tar.gz\""))
        }
    }

    @Test("stories are drawn as a graph in a page")
    func draws() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            let result = try await Program.run(["visualize"], in: folder)
            #expect(result.code == 0, "\(result.errors)")
            let page = try String(contentsOfFile: "\(folder)/graph.html", encoding: .utf8)
            for part in ["<svg", "START", "utter_sure", "lend", "END"] {
                #expect(page.contains(part))
            }
        }
    }
}
