import Foundation
import TestKit
import Testing
import Vocabulary

@testable import TrainingData

@Suite("Splitting stories") struct StorySplittingTests {
    static let text = """
        version: "3.1"
        # our stories
        stories:
        - story: one
          steps:
          - intent: greet   # said first
          - action: utter_greet
        - story: two
          steps:
          - intent: bye

          - action: utter_bye
        - story: three
          steps:
          - intent: help
          - action: utter_help
        rules:
        - rule: always
          steps:
          - intent: bye
          - action: utter_bye

        """

    static func split(
        _ text: String, fraction: Double = 0.8, seed: UInt64? = 1
    ) throws -> StorySplitting.Parts? {
        try StorySplitting.split(
            Array(text.utf8), file: "stories.yml", fraction: fraction, seed: seed)
    }

    static func names(_ text: String) -> [String] {
        let root = YAMLSource.read(Array(text.utf8), file: "x").root
        return (root?["stories"]?.items ?? []).compactMap { $0["story"]?.text }
    }

    @Test("every story is in one part, and all else stays in the part to train on")
    func parts() throws {
        let parts = try #require(try Self.split(Self.text))
        #expect(parts.counts == (2, 1))
        let (train, test) = (Self.names(parts.train), Self.names(parts.test))
        #expect((train + test).sorted() == ["one", "three", "two"])
        #expect(test.count == 1)
        #expect(parts.train.contains("# our stories") && parts.train.contains("rule: always"))
        #expect(parts.test.hasPrefix("stories:\n- story: \(test[0])\n"))
        let lines = (parts.train + parts.test).split(separator: "\n").map(String.init).sorted()
        #expect(
            lines == (Self.text + "stories:").split(separator: "\n").map(String.init).sorted())
    }

    @Test("the same seed gives the same parts, and some other seed others")
    func seeds() throws {
        let first = try Self.split(Self.text)
        #expect(try Self.split(Self.text) == first)
        #expect(try (2..<20).contains { try Self.split(Self.text, seed: $0) != first })
    }

    @Test(
        "as many stories are tested as Rasa tests: the share rounded up",
        arguments: [(2, 0.8, 1), (5, 0.8, 1), (6, 0.8, 2), (10, 0.75, 3), (10, 0.5, 5)])
    func counts(stories: Int, fraction: Double, tested: Int) throws {
        let text =
            "stories:\n"
            + (0..<stories).map { "- story: s\($0)\n  steps:\n  - intent: a\n" }.joined()
        let parts = try #require(try Self.split(text, fraction: fraction))
        #expect(parts.counts == (stories - tested, tested))
        #expect(Self.names(parts.test).count == tested)
    }

    @Test("a file without stories is left out, one story alone cannot be split")
    func few() throws {
        #expect(try Self.split("rules:\n- rule: r\n  steps: []\n") == nil)
        #expect(throws: Fault.self) {
            try Self.split("stories:\n- story: a\n  steps:\n  - intent: a\n")
        }
    }

    @Test(
        "what has no lines of its own is refused, not damaged",
        arguments: [
            "stories: [{story: a, steps: [{intent: a}]}, {story: b, steps: [{intent: b}]}]\n",
            "stories:\n- story: a\n  steps: &s\n  - intent: a\n- story: b\n  steps: *s\n",
        ])
    func uncut(text: String) throws {
        for seed in 0..<8 {
            guard let parts = try? Self.split(text, fraction: 0.5, seed: UInt64(seed)) else {
                continue
            }
            #expect(Self.names(parts.train).count == 1 && Self.names(parts.test).count == 1)
        }
        #expect(throws: Fault.self) {
            for seed in 0..<8 { _ = try Self.split(text, fraction: 0.5, seed: UInt64(seed)) }
        }
    }

    @Test("a folder's files are written by their names; nothing is written when one is wrong")
    func folders() throws {
        try withFolder { folder in
            let data = URL(filePath: folder).appending(path: "data")
            let out = URL(filePath: folder).appending(path: "out")
            try TextFile.write(Self.text, to: data.appending(path: "stories.yml"))
            try TextFile.write("nlu: []\n", to: data.appending(path: "nlu.yml"))
            let parts = try StorySplitting.split(data.path, fraction: 0.8, seed: 1, into: out)
            #expect(parts.count == 1)
            let names = try FileManager.default.contentsOfDirectory(atPath: out.path).sorted()
            #expect(names == ["test_stories.yml", "train_stories.yml"])

            try TextFile.write(Self.text, to: data.appending(path: "more/stories.yml"))
            let other = URL(filePath: folder).appending(path: "other")
            #expect(throws: Fault.self) {
                try StorySplitting.split(data.path, fraction: 0.8, seed: 1, into: other)
            }
            #expect(!FileManager.default.fileExists(atPath: other.path))
            #expect(throws: Fault.self) {
                try StorySplitting.split(data.path, fraction: 1, seed: 1, into: other)
            }
        }
    }
}
