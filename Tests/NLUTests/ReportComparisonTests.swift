import Foundation
import Testing
import TrainingData
import Vocabulary

@testable import NLU

@Suite("Comparing models") struct ReportComparisonTests {
    static let data = ReportCrossValidationTests.data([("greet", 20), ("bye", 10), ("order", 30)])

    static func folder() -> String {
        FileManager.default.temporaryDirectory
            .appendingPathComponent("comparison-\(UUID().uuidString)").path
    }

    /// A parser that is right, unless the text has the digit.
    static func parser(failingOn digit: Character) -> RecordedParser {
        var answers: [String: ParsedMessage] = [:]
        for example in data.examples {
            let isHit = !example.text.contains(digit)
            answers[example.text] = ParsedMessage(
                text: example.text,
                intent: ScoredIntent(name: isHit ? example.intent : "greet", confidence: 0.8))
        }
        return RecordedParser(answers)
    }

    @Test("the tree of files and the results are Rasa's")
    func tree() async throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let plan = ModelComparison.Plan(
            names: ["good", "bad"], runs: 2, percentages: [0, 50], folder: folder)
        let result = try await ModelComparison.run(data: Self.data, plan: plan) { task in
            let name = plan.names[task.configuration]
            #expect(task.modelPath.hasSuffix("\(task.percentage)%_exclusion/\(name).tar.gz"))
            return Self.parser(failingOn: task.configuration == 0 ? "x" : "1")
        }
        for run in 1...2 {
            #expect(FileManager.default.fileExists(atPath: "\(folder)/run_\(run)/test.yml"))
            for percentage in [0, 50] {
                let part = "\(folder)/run_\(run)/\(percentage)%_exclusion"
                for file in [
                    "train/train.yml", "train/responses.yml", "good_report/intent_report.json",
                    "bad_report/intent_errors.json",
                ] {
                    #expect(FileManager.default.fileExists(atPath: "\(part)/\(file)"))
                }
            }
        }
        // 48 examples to train on; leaving out nothing still leaves out one of each intent.
        #expect(result.exampleCounts == [45, 24])
        let text = try String(contentsOfFile: folder + "/results.json", encoding: .utf8)
        #expect(try JSONValue(parsing: text) == result.json)
        #expect(result.json["good"] == [[1.0, 1.0], [1.0, 1.0]])
        #expect(result.f1[1].joined().allSatisfy { $0 > 0 && $0 < 1 })
        let picture = try String(
            contentsOfFile: folder + "/nlu_model_comparison_graph.svg", encoding: .utf8)
        #expect(ReportPictureTests.isXML(picture))
        #expect(result.lines.count == 3 && result.lines[1].hasPrefix("good"))
        #expect(result.lines[1].hasSuffix("   1.000   1.000"))
    }

    @Test("a training that fails counts as 0 and the comparison goes on; a stopped one ends it")
    func failing() async throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let plan = ModelComparison.Plan(
            names: ["a"], runs: 1, percentages: [25], folder: folder,
            options: .init(plots: false))
        let result = try await ModelComparison.run(data: Self.data, plan: plan) { _ in
            throw Fault(.unexpected, "No luck.")
        }
        #expect(result.f1 == [[[0]]])
        #expect(result.failures == ["Training model 'a' failed. Error: No luck."])
        await #expect(throws: Fault.self) {
            try await ModelComparison.run(data: Self.data, plan: plan) { _ in
                throw Fault(.cancelled, "The training was stopped.")
            }
        }
    }

    @Test("plans that cannot be carried out are refused", arguments: [-1, 100, 200])
    func refused(percentage: Int) async {
        let plan = ModelComparison.Plan(
            names: ["a"], percentages: [percentage], folder: Self.folder())
        await #expect(throws: Fault.self) {
            try await ModelComparison.run(data: Self.data, plan: plan) { _ in
                Self.parser(failingOn: "x")
            }
        }
    }

    @Test("configurations are named after their files, each name once")
    func names() {
        #expect(
            ModelComparison.Plan.names(ofFiles: ["a/config.yml", "b/config.yml", "c.d.yaml"])
                == ["config", "config_2", "c.d"])
    }
}
