// The two stages of training the classifier's net: how sure it may be, then the net itself.

import Learning

/// The rows of a classifier's training.
struct EmbeddingNetworkTraining {
    let rows: SparseRows
    let targets: [Int32]
    /// How many of the rows, from the first, are real examples; the others are label names.
    let examples: Int
    let inputs: Int
    let labels: Int
    let settings: EmbeddingTextSettings

    /// Fewer examples than this are all used to find the temperature, in folds.
    private static let foldedMax = 1500

    /// From so many labels on the net is wide.
    private static let manyLabels = 16

    /// How long and how wide the net for some rows is trained.
    private func network(for count: Int, seed: UInt64) -> SparseNetworkSettings {
        var network = SparseNetworkSettings()
        network.hidden = settings.hidden ?? (labels < Self.manyLabels ? 128 : 256)
        network.seed = seed
        network.epochs = min(
            SparseNetworkSettings.epochs(for: count), max(1, settings.epochsMax))
        return network
    }

    /// Trains; tells early stops and progress.
    ///
    /// - Throws: `Fault` `.cancelled`.
    func run(step: String, watch: TrainingWatch) throws -> (SparseNetwork, temperature: Float) {
        let temperature = try temperature { done in
            watch.progress(step, done * 0.5, "calibrating")
        } check: {
            try watch.check()
        }
        let training = SparseNetworkTraining(
            rows: rows, targets: targets, inputs: inputs, labels: labels,
            settings: network(for: rows.count, seed: settings.seed))
        let network = try training.run { done, loss in
            let rounded = (loss * 1000).rounded() / 1000
            watch.progress(step, 0.5 + done * 0.5, "loss \(rounded)")
        } check: {
            try watch.check()
        }
        return (network, temperature)
    }

    /// The temperature that fits examples which were held out of the net's training.
    private func temperature(
        progress: (Double) -> Void, check: () throws -> Void
    ) throws -> Float {
        let folds = examples <= Self.foldedMax ? 3 : 10
        let runs = examples <= Self.foldedMax ? 3 : 1
        let fold = folding(folds)
        var scores: [[Float]] = []
        var gold: [Int] = []
        for run in 0..<runs {
            let kept = targets.indices.filter { $0 >= examples || fold[$0] != run }
            let training = SparseNetworkTraining(
                rows: rows.selecting(kept), targets: kept.map { targets[$0] }, inputs: inputs,
                labels: labels, settings: network(for: kept.count, seed: settings.seed))
            let network = try training.run { done, _ in
                progress((Double(run) + done) / Double(runs))
            } check: {
                try check()
            }
            for example in 0..<examples where fold[example] == run {
                let range = rows.starts[example]..<rows.starts[example + 1]
                scores.append(
                    network.scores(
                        columns: Array(rows.columns[range]), values: Array(rows.values[range])))
                gold.append(Int(targets[example]))
            }
        }
        return Temperature.fitting(scores, gold)
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
