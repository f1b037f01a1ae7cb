// How many stories each of several models gets right.

import Assistant
import Dialogue
import Foundation
import NLU
import TrainingData
import Vocabulary

/// Models that `martlet train core --config A B` made, as their names tell.
struct ComparedModels {
    /// What stands in a model's name between its settings and the share that was left out.
    static let percentageKey = "__percentage__"
    /// The file that says how many stories each share left.
    static let countsFile = "num_stories.json"

    /// The models of one run, ordered by name, each with the name of its settings.
    typealias Run = [(settings: String, path: String)]

    let folder: String
    let runs: [Run]

    /// All models of a folder: those of each folder in it are a run, as are those in itself.
    ///
    /// - Throws: `Fault` `.notFound` when there are none.
    init(below folder: String) throws(Fault) {
        self.folder = folder
        let names = (FileManager.default.subpaths(atPath: folder) ?? []).sorted().filter {
            $0.hasSuffix(ModelFolder.ending)
        }
        guard !names.isEmpty else {
            throw Fault(.notFound, "There are no models below '\(folder)'.")
        }
        let byFolder = Dictionary(grouping: names) { ($0 as NSString).deletingLastPathComponent }
        runs = byFolder.sorted { $0.key < $1.key }.map { _, names in
            names.map { (Self.settings(of: $0), "\(folder)/\($0)") }
        }
    }

    /// How many stories each share left, if the file is there.
    var storyCounts: [Int]? {
        guard let bytes = try? ModelFolder.read("\(folder)/\(Self.countsFile)"),
            let list = try? JSONValue(parsing: bytes).array
        else { return nil }
        let counts = list.compactMap(\.int)
        return counts.count == list.count && !counts.isEmpty ? counts : nil
    }

    private static func settings(of path: String) -> String {
        let base = (path as NSString).lastPathComponent
        return base.range(of: percentageKey).map { String(base[..<$0.lowerBound]) } ?? base
    }
}

extension StoryTesting {
    /// Plays the stories with each model and writes `results.json`: how many are right.
    ///
    /// - Note: the file is that of `compare_models` in rasa/core/test.py (3.6.21).
    func compare(_ models: [String], _ stories: StoryGraph) async throws {
        var counts = JSONObject()
        for model in models {
            let name = (model as NSString).lastPathComponent
            let right = JSONValue.integer(try await right(stories, model))
            counts[name] = .array((counts[name]?.array ?? []) + [right])
        }
        try tellComparison(counts)
    }

    /// Plays the stories with all models of a folder and writes `results.json`: for each settings
    /// file a list of runs, each a list of how many stories are right; with the curves as
    /// `core_model_comparison_graph.svg` where the training said how many stories there were.
    ///
    /// - Note: the file is that of `compare_models_in_dir` in rasa/core/test.py (3.6.21).
    func compare(_ models: ComparedModels, _ stories: StoryGraph) async throws {
        var counts = JSONObject()
        for run in models.runs {
            var ofRun = JSONObject()
            for model in run {
                let right = JSONValue.integer(try await right(stories, model.path))
                ofRun[model.settings] = .array((ofRun[model.settings]?.array ?? []) + [right])
            }
            for (name, list) in ofRun.members {
                counts[name] = .array((counts[name]?.array ?? []) + [list])
            }
        }
        try tellComparison(counts)
        guard reports.folder.plots, let storyCounts = models.storyCounts else { return }
        try draw(counts, storyCounts, of: stories.stories.count)
    }

    /// How many stories a model gets right.
    private func right(_ stories: StoryGraph, _ model: String) async throws -> Int {
        let report = try await play(stories, model)
        let right = report.outcomes.count(where: \.isRight)
        Terminal.standard.write("\(model): \(right) of \(report.outcomes.count) stories right")
        return right
    }

    private func tellComparison(_ counts: JSONObject) throws {
        try ModelFolder.write(
            JSONValue.object(counts).bytes(indent: 2), to: "\(reports.out)/results.json")
        Terminal.standard.success("The comparison is written to '\(reports.out)/results.json'.")
    }

    /// Draws the curves of settings that have a model for each share in each run.
    private func draw(_ counts: JSONObject, _ storyCounts: [Int], of total: Int) throws {
        var curves = ComparisonCurves(
            title: "Comparison of dialogue models",
            remark: "Test stories that are right, mean and standard deviation over the runs.",
            unit: "stories and rules in training", names: [], counts: storyCounts, scores: [])
        for (name, runs) in counts.members {
            let scores = (runs.array ?? []).map { run in
                (run.array ?? []).map { Double($0.int ?? 0) / Double(max(1, total)) }
            }
            guard scores.allSatisfy({ $0.count == storyCounts.count }) else { continue }
            curves.names.append(name)
            curves.scores.append(scores)
        }
        guard !curves.names.isEmpty else { return }
        try ModelFolder.write(
            Array(curves.svg().utf8), to: "\(reports.out)/core_model_comparison_graph.svg")
    }
}
