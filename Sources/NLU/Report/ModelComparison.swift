// Compares pipelines by training them on less and less of the data, several times over.

import Foundation
public import TrainingData
public import Vocabulary

/// The results of a comparison (`rasa test nlu` with several configurations).
public struct ModelComparison: Sendable {
    /// What is compared, and how often.
    public struct Plan: Sendable, Hashable {
        /// A name for each configuration, distinct; files and curves carry it.
        public var names: [String]
        /// How often everything is repeated with other examples.
        public var runs: Int
        /// How much of the training data is left out, in per cent each.
        public var percentages: [Int]
        /// The folder everything is written into.
        public var folder: String
        /// What the report folders hold.
        public var options: ReportFolder.Options
        /// Decides which examples are tested and left out.
        public var seed: UInt64

        /// A plan with Rasa's standards.
        public init(
            names: [String], runs: Int = 3, percentages: [Int] = [0, 25, 50, 75], folder: String,
            options: ReportFolder.Options = .init(), seed: UInt64 = 1
        ) {
            self.names = names
            self.runs = runs
            self.percentages = percentages
            self.folder = folder
            self.options = options
            self.seed = seed
        }

        /// Names for configuration files: their base names without extension; a name that occurs
        /// again gets a number.
        public static func names(ofFiles paths: [String]) -> [String] {
            var used: Set<String> = []
            return paths.map { path in
                let base = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
                var name = base
                var number = 2
                while !used.insert(name).inserted {
                    name = "\(base)_\(number)"
                    number += 1
                }
                return name
            }
        }
    }

    /// One training that is asked for.
    public struct Training: Sendable {
        /// Which configuration, an index into the plan's names.
        public let configuration: Int
        /// The run, from 0.
        public let run: Int
        /// How much of the data is left out, in per cent.
        public let percentage: Int
        /// What to train from.
        public let data: TrainingSet
        /// Where the model file belongs.
        public let modelPath: String
    }

    /// The name of each configuration.
    public let names: [String]
    /// How much was left out, in per cent each.
    public let percentages: [Int]
    /// How many examples the first run trained on, per percentage.
    public private(set) var exampleCounts: [Int] = []
    /// The F1 score of the intents: configuration × run × percentage.
    public private(set) var f1: [[[Double]]]
    /// The trainings that failed, with what they said; they count as 0.
    public private(set) var failures: [String] = []

    /// Runs a comparison: in each run a fifth of the data is kept for testing; of the rest the
    /// percentages are left out, and each configuration is trained on what remains and tested.
    ///
    /// Writes Rasa's tree: `run_1/test.yml`, `run_1/25%_exclusion/train/…`, a report folder beside
    /// each model, `results.json`, and the curves as `nlu_model_comparison_graph.svg`.
    ///
    /// - Parameters:
    ///   - data: all data, without intents that have too few examples
    ///     (`droppingIntents(below: 5)`).
    ///   - plan: what is compared.
    ///   - train: trains one model and writes its file.
    /// - Throws: `Fault` `.badRequest` for a plan that cannot be carried out, `.cannotSave`,
    ///   `.cancelled`; other failures of `train` are noted and the comparison goes on.
    public static func run(
        data: TrainingSet, plan: Plan, train: (Training) async throws -> any MessageParser
    ) async throws -> ModelComparison {
        try check(plan)
        var result = ModelComparison(plan)
        for run in 0..<plan.runs {
            try await result.add(run: run, data: data, plan: plan, train: train)
        }
        let folder = URL(fileURLWithPath: plan.folder)
        try TextFile.write(
            result.json.text(indent: 2), to: folder.appendingPathComponent("results.json"))
        if plan.options.plots {
            try TextFile.write(
                result.curves.svg(),
                to: folder.appendingPathComponent("nlu_model_comparison_graph.svg"))
        }
        return result
    }

    private static func check(_ plan: Plan) throws(Fault) {
        guard plan.runs > 0, !plan.names.isEmpty else {
            throw Fault(.badRequest, "A comparison needs at least one run and configuration.")
        }
        for percentage in plan.percentages where !(0..<100).contains(percentage) {
            throw Fault(
                .badRequest, "\(percentage) per cent of the data cannot be left out.",
                remedy: "Use percentages from 0 to 99.")
        }
    }

    private init(_ plan: Plan) {
        names = plan.names
        percentages = plan.percentages
        f1 = plan.names.map { _ in Array(repeating: [], count: plan.runs) }
    }

    private mutating func add(
        run: Int, data: TrainingSet, plan: Plan, train: (Training) async throws -> any MessageParser
    ) async throws {
        let folder = URL(fileURLWithPath: plan.folder).appendingPathComponent("run_\(run + 1)")
        let seed = plan.seed &+ UInt64(run) &* 1000
        let parts = DataSplitting.split(data, fraction: 0.8, seed: seed)
        try TextFile.write(
            NLUWriter.yaml(parts.test), to: folder.appendingPathComponent("test.yml"))
        for percentage in percentages {
            let part = folder.appendingPathComponent("\(percentage)%_exclusion")
            let included = DataSplitting.split(
                parts.train, fraction: Double(percentage) / 100, seed: seed &+ 500
            ).test
            if run == 0 { exampleCounts.append(included.examples.count) }
            try Self.write(included, into: part.appendingPathComponent("train"))
            for configuration in names.indices {
                let model = part.appendingPathComponent("\(names[configuration]).tar.gz")
                let task = Training(
                    configuration: configuration, run: run, percentage: percentage,
                    data: included, modelPath: model.path)
                f1[configuration][run].append(
                    try await score(task, tests: parts.test.examples, in: part, plan, train))
            }
        }
    }

    private mutating func score(
        _ task: Training, tests: [TrainingExample], in folder: URL, _ plan: Plan,
        _ train: (Training) async throws -> any MessageParser
    ) async throws -> Double {
        let name = names[task.configuration]
        let parser: any MessageParser
        do {
            parser = try await train(task)
        } catch let fault as Fault where fault.code == .cancelled {
            throw fault
        } catch {
            failures.append("Training model '\(name)' failed. Error: \(error)")
            return 0
        }
        let evaluation = await NLUEvaluation.evaluate(tests, parser: parser)
        let reports = folder.appendingPathComponent("\(name)_report").path
        try ReportFolder(path: reports, options: plan.options).write(evaluation)
        return evaluation.intents?.f1 ?? 0
    }

    private static func write(_ data: TrainingSet, into folder: URL) throws(Fault) {
        var plain = data
        plain.responses = [:]
        try TextFile.write(
            NLUWriter.yaml(plain), to: folder.appendingPathComponent("train.yml"))
        try TextFile.write(
            NLUWriter.responsesYAML(data), to: folder.appendingPathComponent("responses.yml"))
    }
}

extension ModelComparison {
    /// The scores as `results.json` has them: per name a list of runs, each a list of F1 scores.
    public var json: JSONValue {
        .object(
            JSONObject(
                distinct: zip(names, f1).map { name, runs in
                    (name, .array(runs.map { .array($0.map(JSONValue.number)) }))
                }))
    }

    /// The scores by the number of examples.
    var curves: ComparisonCurves {
        ComparisonCurves(
            title: "Comparison of NLU models",
            remark: "F1 of intents on the test data, mean and standard deviation over the runs.",
            unit: "training examples", names: names, counts: exampleCounts, scores: f1)
    }

    /// Mean and standard deviation over the runs, per configuration and percentage.
    var spreads: [[Spread]] { curves.spreads }

    /// The mean scores as lines of a table, a row per configuration.
    public var lines: [String] {
        let width = (names + ["left out"]).map { $0.unicodeScalars.count }.max() ?? 0
        func row(_ name: String, _ cells: [String]) -> String {
            let blanks = String(repeating: " ", count: width - name.unicodeScalars.count)
            return name + blanks
                + cells.map { String(repeating: " ", count: 8 - min(8, $0.count)) + $0 }.joined()
        }
        return [row("left out", percentages.map { "\($0)%" })]
            + zip(names, spreads).map { name, spreads in
                row(name, spreads.map { ThreeDecimals.text($0.mean) })
            }
    }
}
