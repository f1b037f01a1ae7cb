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

    @Test("settings of policies are compared on fewer and fewer stories, as Rasa compares them")
    func comparesSettings() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            try SmallBot.write(
                SmallBot.files["config.yml"]!.replacing(
                    "- name: AugmentedMemoizationPolicy\n", with: ""),
                to: "\(folder)/rules_only.yml")
            let trained = try await Program.run(
                [
                    "train", "core", "-c", "config.yml", "rules_only.yml", "--percentages", "0",
                    "50", "--runs", "2", "--out", "compared",
                ], in: folder)
            #expect(trained.code == 0, "\(trained.errors)")
            #expect(
                SmallBot.models(in: "\(folder)/compared/run_2") == [
                    "config__percentage__0.tar.gz", "config__percentage__50.tar.gz",
                    "rules_only__percentage__0.tar.gz", "rules_only__percentage__50.tar.gz",
                ])
            let counts = try String(
                contentsOfFile: "\(folder)/compared/num_stories.json", encoding: .utf8)
            #expect(counts.filter { !$0.isWhitespace } == "[4,2]")
            let result = try await Program.run(
                ["test", "core", "-m", "compared", "--evaluate-model-directory"], in: folder)
            #expect(result.code == 0, "\(result.errors)")
            let json = try JSONValue(
                parsing: Array(
                    try Data(contentsOf: URL(fileURLWithPath: "\(folder)/results/results.json"))))
            #expect(json["config"]?.array?.count == 2)
            #expect(json["config"]?.array?.first?.array?.first == 2)
            #expect(json["rules_only"]?.array?.last?.array?.count == 2)
            let picture = try String(
                contentsOfFile: "\(folder)/results/core_model_comparison_graph.svg",
                encoding: .utf8)
            #expect(picture.contains("rules_only"))
        }
    }

    @Test("test stories are fetched from an address; what cannot be fetched is told")
    func fetches() async throws {
        try await withFolder { folder in
            try SmallBot.write(to: folder)
            let peer = StandInPeer { _, connection in
                let body = Array(SmallBot.files["tests/test_stories.yml"]!.utf8)
                connection.send(
                    "HTTP/1.1 200 OK\r\ncontent-length: \(body.count)\r\n\r\n")
                return connection.send(body)
            }
            #expect(try await Program.run(["train"], in: folder).code == 0)
            let address = "http://127.0.0.1:\(peer.port)/stories"
            let result = try await Program.run(
                ["test", "core", "--e2e", "--url", address], in: folder)
            #expect(result.code == 0, "\(result.errors)")
            #expect(result.output.contains("stories: 1 of 1 right"))
            for wrong in ["http://127.0.0.1:1/stories", "tests"] {
                let failed = try await Program.run(["test", "core", "--url", wrong], in: folder)
                #expect(failed.code == 1)
                #expect(
                    failed.errors.contains(wrong.hasPrefix("http") ? "127.0.0.1" : "no address"))
            }
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
