// `martlet train core --config A B …`: trains each settings file on fewer and fewer stories.

import Assistant
import Foundation
import NLU
import TrainingData
import Vocabulary

/// Trains the models by which settings of policies are compared.
struct PolicyComparison {
    /// The folder of the project.
    let folder: String
    /// What the flags say about each training.
    let options: ProjectTraining.Options
    /// The settings files.
    let configs: [String]
    /// How many per cent of the stories and rules are left out.
    let percentages: [Int]
    /// How often everything is repeated, with other stories left out.
    let runs: Int

    /// Trains a model for each run, share and settings file, as
    /// `run_1/SETTINGS__percentage__25.tar.gz` below the folder of models, and writes
    /// `num_stories.json` beside them.
    ///
    /// - Note: the files of `do_compare_training` in rasa/core/train.py (3.6.21). There chance
    ///   leaves out other stories for each settings file, here the same for all.
    /// - Throws: as `ProjectTraining.run`.
    func run() async throws {
        let names = ModelComparison.Plan.names(ofFiles: configs)
        for run in 1...runs {
            for percentage in percentages {
                for (name, config) in zip(names, configs) {
                    Terminal.standard.note(
                        "run \(run) of \(runs), \(name), \(percentage) % left out")
                    var one = options
                    one.config = config
                    one.out = "\(options.out)/run_\(run)"
                    one.fixedName = "\(name)\(ComparedModels.percentageKey)\(percentage)"
                    one.exclusion = ProjectTraining.Exclusion(
                        percentage: percentage, seed: UInt64(run) &* 1000 &+ UInt64(percentage))
                    try await ProjectTraining(folder: folder, options: one).run()
                }
            }
        }
        try writeCounts()
    }

    private func writeCounts() throws {
        let project = try ProjectLoading.project(
            folder: folder, config: configs[0], domain: options.domain, data: options.data,
            parts: .stories)
        let total = project.stories.stories.count { !$0.isTest }
        let counts = percentages.map {
            JSONValue.integer(
                total - ProjectTraining.Exclusion(percentage: $0, seed: 0).count(of: total))
        }
        try ModelFolder.write(
            JSONValue.array(counts).bytes(), to: "\(options.out)/\(ComparedModels.countsFile)")
    }
}

extension ProjectTraining.Exclusion {
    /// How many of a number are left out.
    func count(of total: Int) -> Int {
        Int((Double(percentage) / 100 * Double(total)).rounded(.toNearestOrEven))
    }

    /// Leaves stories and rules out; their order stays.
    func apply(to graph: inout StoryGraph) {
        let numbers = graph.stories.indices.filter { !graph.stories[$0].isTest }
        let gone = Set(
            DataSplitting.shuffle(numbers, seed: seed).suffix(count(of: numbers.count)))
        graph.stories = graph.stories.indices.filter { !gone.contains($0) }.map {
            graph.stories[$0]
        }
    }
}
