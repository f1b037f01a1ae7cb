import Foundation
import TestKit
import Testing
import Vocabulary

/// A project whose training takes no time: no classifier that must be fitted for long.
private enum SmallProject {
    static let files = [
        "config.yml": """
        recipe: default.v1
        assistant_id: small
        language: en
        pipeline:
        - name: WhitespaceTokenizer
        - name: CountVectorsFeaturizer
        - name: LogisticRegressionClassifier
        - name: RegexEntityExtractor
        policies: []
        """,
        "domain.yml": "version: \"3.1\"\nintents:\n- greet\n- order\nentities:\n- code\n",
        "data/nlu.yml": """
        version: "3.1"
        nlu:
        - intent: greet
          examples: |
            - hello
            - hello there
            - good morning
            - hi
            - hi there
        - intent: order
          examples: |
            - where is order [AB-1](code)
            - my order [CD-2](code) please
            - order [EF-3](code)
            - the order [GH-4](code) is late
            - show me order [IJ-5](code)
        - regex: code
          examples: |
            - [A-Z]{2}-\\d+
        """,
    ]

    static func write(to folder: String) throws {
        for (name, text) in files {
            let url = URL(fileURLWithPath: "\(folder)/\(name)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data((text + "\n").utf8).write(to: url)
        }
    }
}

@Suite("A project on the command line") struct ProjectJourneyTests {
    @Test("a project is trained under a given name, understood, and tested with reports")
    func trainAndTest() async throws {
        try await withFolder { folder in
            try SmallProject.write(to: folder)
            let trained = try await Program.run(
                ["train", "nlu", "--fixed-model-name", "mine", "--out", "m"], in: folder)
            #expect(trained.code == 0, "\(trained.errors)")
            #expect(trained.output.contains("model is trained and saved at 'm/mine.tar.gz'"))

            let shell = try await Program.run(
                ["shell", "nlu", "-m", "m"], in: folder, input: "order AB-77 now\n/stop\n")
            #expect(shell.output.contains("\"name\": \"order\""))
            #expect(shell.output.contains("\"value\": \"AB-77\""))

            let tested = try await Program.run(
                ["test", "nlu", "-m", "m", "--out", "r"], in: folder)
            #expect(tested.code == 0, "\(tested.errors)")
            let reports = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/r")
            for name in [
                "intent_report.json", "intent_confusion_matrix.svg",
                "RegexEntityExtractor_report.json",
            ] {
                #expect(reports.contains(name), "\(reports)")
            }
        }
    }

    @Test("training again takes unchanged parts from the last model; --force trains all")
    func incremental() async throws {
        try await withFolder { folder in
            try SmallProject.write(to: folder)
            let first = try await Program.run(["train", "nlu"], in: folder)
            #expect(!first.errors.contains("unchanged"))
            let second = try await Program.run(["train", "nlu"], in: folder)
            #expect(second.errors.contains("unchanged, taken from the last model"))
            let forced = try await Program.run(["train", "nlu", "--force"], in: folder)
            #expect(!forced.errors.contains("unchanged"))
        }
    }

    @Test("everything wrong is told at once with file and line, and the exit code is 1")
    func findings() async throws {
        try await withFolder { folder in
            try SmallProject.write(to: folder)
            let broken = """
                version: "3.1"
                nlu:
                - intent: greet
                  examples: |
                    - hello [there](place
                    - hi
                - intnt: order
                  examples: |
                    - an order
                """
            try Data(broken.utf8).write(to: URL(fileURLWithPath: "\(folder)/data/nlu.yml"))
            let result = try await Program.run(["data", "validate"], in: folder)
            #expect(result.code == 1)
            #expect(result.errors.contains("data/nlu.yml:5"))
            #expect(result.errors.contains("data/nlu.yml:7"))
            let trained = try await Program.run(["train", "nlu"], in: folder)
            #expect(trained.code == 1)
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/models"))
        }
    }

    @Test("data is split into parts that keep every example, and converted both ways")
    func dataDeeds() async throws {
        try await withFolder { folder in
            try SmallProject.write(to: folder)
            let split = try await Program.run(
                ["data", "split", "nlu", "--training-fraction", "0.6", "--random-seed", "1"],
                in: folder)
            #expect(split.code == 0, "\(split.errors)")
            let parts = try FileManager.default.contentsOfDirectory(
                atPath: "\(folder)/train_test_split")
            #expect(Set(parts).isSuperset(of: ["training_data.yml", "test_data.yml"]))
            let json = try await Program.run(
                ["data", "convert", "nlu", "-f", "json", "--out", "x.json"], in: folder)
            #expect(json.code == 0)
            let back = try await Program.run(
                ["data", "convert", "nlu", "--data", "x.json", "--out", "back.yml"], in: folder)
            #expect(back.code == 0, "\(back.errors)")
            let text = try String(contentsOfFile: "\(folder)/back.yml", encoding: .utf8)
            #expect(text.contains("my order [CD-2](code) please"))
        }
    }

    @Test("a damaged model, a missing path and a folder as a model end with a clear word")
    func badModels() async throws {
        try await withFolder { folder in
            try SmallProject.write(to: folder)
            try Data("not a model".utf8).write(to: URL(fileURLWithPath: "\(folder)/x.tar.gz"))
            let damaged = try await Program.run(["shell", "nlu", "-m", "x.tar.gz"], in: folder)
            #expect(damaged.code == 1)
            #expect(damaged.errors.contains("is not a Martlet model"))
            let missing = try await Program.run(["train", "nlu", "-u", "nowhere.yml"], in: folder)
            #expect(missing.errors.contains("does not exist"))
        }
    }

    @Test("a new project is made, and kept files are not overwritten")
    func initialise() async throws {
        try await withFolder { folder in
            try Data("# mine".utf8).write(to: URL(fileURLWithPath: "\(folder)/endpoints.yml"))
            let made = try await Program.run(["init", "--no-prompt"], in: folder)
            #expect(made.code == 0, "\(made.errors)")
            let kept = try String(contentsOfFile: "\(folder)/endpoints.yml", encoding: .utf8)
            #expect(kept == "# mine")
            let checked = try await Program.run(["data", "validate"], in: folder)
            #expect(checked.code == 0, "\(checked.errors)")
            let missing = try await Program.run(
                ["init", "--no-prompt", "--init-dir", "nowhere"], in: folder)
            #expect(missing.code == 1)
        }
    }
}
