// What each training message would be taken for by a classifier that has not seen it.

import Learning

/// Guesses intents of training messages out of fold, for the tagger: with the answers of a
/// classifier that has seen the message, the tagger would learn to trust it too much.
enum EmbeddingIntentGuess {
    private static let folds = 4

    /// The probability of each label for each message.
    ///
    /// - Throws: `Fault` `.cancelled`.
    /// - Complexity: about 1 CPU s for 14,000 messages.
    static func outOfFold(
        _ messages: [Message], labels: [Int], count: Int, seed: UInt64, watch: TrainingWatch
    ) throws -> [[Float]] {
        var vectorizer = EmbeddingVectorizer(origins: [], views: [.words])
        for message in messages { vectorizer.learn(message) }
        var rows = SparseRows()
        for message in messages {
            let row = vectorizer.row(message, .words)
            rows.append(columns: row.columns, values: row.values)
        }
        var random = SeededRandom(seed: seed &+ 0xF01D)
        let fold = messages.map { _ in random.below(folds) }
        var result = [[Float]](repeating: [], count: messages.count)
        for run in 0..<folds {
            let kept = messages.indices.filter { fold[$0] != run }
            var settings = SparseNetworkSettings()
            settings.hidden = 32
            settings.hiddenDropout = 0.2
            settings.seed = seed
            settings.batch = SparseNetworkSettings.batch(for: kept.count)
            settings.epochs = max(6, min(40, 60_000 / max(1, kept.count)))
            let network = try SparseNetworkTraining(
                rows: rows.selecting(kept), targets: kept.map { Int32(labels[$0]) },
                inputs: vectorizer.inputs(.words), labels: count, settings: settings
            ).run { _, _ in
            } check: {
                try watch.check()
            }
            for message in messages.indices where fold[message] == run {
                let row = rows.row(message)
                result[message] = SparseNetwork.probabilities(
                    network.scores(columns: row.columns, values: row.values),
                    temperature: Temperature.standard)
            }
        }
        return result
    }
}
