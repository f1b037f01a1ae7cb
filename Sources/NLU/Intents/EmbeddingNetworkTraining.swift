// Trains the nets of an embedding classifier and learns how far their scores can be trusted.

import Learning
import Vocabulary

/// One classifier's training.
struct EmbeddingNetworkTraining {
    /// The examples in each view, in the order of `EmbeddingView`.
    let rows: [SparseRows]
    let targets: [Int32]
    /// How many of the rows, from the first, are real examples; the others are label names.
    let examples: Int
    /// How many columns each view has.
    let inputs: [Int]
    let labels: Int
    let settings: EmbeddingTextSettings

    /// Fewer examples than this are all used for calibration, in folds.
    private static let foldedMax = 1500

    /// From so many labels on the nets are wide.
    private static let manyLabels = 16

    /// How long and how wide the net for some rows is trained.
    private func network(for count: Int, view: EmbeddingView) -> SparseNetworkSettings {
        var network = SparseNetworkSettings()
        network.hidden = settings.hidden ?? (labels < Self.manyLabels ? 128 : 256)
        network.seed = settings.seed &+ UInt64(view.rawValue) &* 0x9E37_79B9
        network.batch = SparseNetworkSettings.batch(for: count)
        network.epochs = min(
            SparseNetworkSettings.epochs(for: count), max(1, settings.epochsMax))
        return network
    }

    /// Trains; tells progress.
    ///
    /// - Returns: a net per view, and what held-out examples taught about the scores.
    /// - Throws: `Fault` `.cancelled`.
    func run(
        step: String, watch: TrainingWatch
    ) throws -> (networks: [SparseNetwork], calibration: ConfidenceCalibration) {
        let folds = examples <= Self.foldedMax ? 3 : 10
        let runs = examples <= Self.foldedMax ? 3 : 1
        var done = 0.0
        let all = Double(runs * EmbeddingView.plain.count + EmbeddingView.allCases.count)
        func train(_ kept: [Int]?, _ view: EmbeddingView) throws -> SparseNetwork {
            let rows = rows[view.rawValue]
            let training = SparseNetworkTraining(
                rows: kept.map(rows.selecting) ?? rows,
                targets: kept.map { $0.map { targets[$0] } } ?? targets,
                inputs: inputs[view.rawValue], labels: labels,
                settings: network(for: kept?.count ?? rows.count, view: view))
            defer { done += 1 }
            return try training.run { part, loss in
                let rounded = (loss * 1000).rounded() / 1000
                watch.progress(
                    step, (done + part) / all, kept == nil ? "loss \(rounded)" : "calibrating")
            } check: {
                try watch.check()
            }
        }
        let fold = folding(folds)
        var scores: [[Float]] = []
        var gold: [Int] = []
        for run in 0..<runs {
            let kept = targets.indices.filter { $0 >= examples || fold[$0] != run }
            // The plain views alone: their scores have the same reach at half the cost.
            let networks = try EmbeddingView.plain.map { try train(kept, $0) }
            for example in 0..<examples where fold[example] == run {
                scores.append(Self.scores(networks, rows.map { $0.row(example) }))
                gold.append(Int(targets[example]))
            }
        }
        let calibration = ConfidenceCalibration.fitting(scores, gold)
        let networks = try EmbeddingView.allCases.map { try train(nil, $0) }
        return (networks, calibration)
    }

    /// The mean of the nets' scores, one per label.
    ///
    /// - Parameters:
    ///   - networks: one per view, or only the first views' nets.
    ///   - rows: a message in each view.
    static func scores(
        _ networks: [SparseNetwork], _ rows: [(columns: [Int32], values: [Float])]
    ) -> [Float] {
        var sum: [Float] = []
        for (network, row) in zip(networks, rows) {
            let scores = network.scores(columns: row.columns, values: row.values)
            if sum.isEmpty { sum = scores } else { for i in sum.indices { sum[i] += scores[i] } }
        }
        let share = 1 / Float(max(1, networks.count))
        for index in sum.indices { sum[index] *= share }
        return sum
    }

    /// A fold for each example, so that each label's examples are spread evenly.
    private func folding(_ folds: Int) -> [Int] {
        var random = SeededRandom(seed: settings.seed &+ 0x7E57)
        var next = (0..<labels).map { _ in random.below(folds) }
        var fold = [Int](repeating: 0, count: examples)
        for example in random.permutation(examples) {
            let label = Int(targets[example])
            fold[example] = next[label]
            next[label] = (next[label] + 1) % folds
        }
        return fold
    }
}
