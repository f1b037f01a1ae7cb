// Trains a SequenceTagger: tables, features, CRF, net.

import Learning
import TrainingData
import Vocabulary

/// How a `SequenceTagger` is trained.
struct SequenceTaggerSettings {
    /// Whether labels have four tags.
    var isBILOU = true
    /// The most epochs.
    var epochsMax = 300
    /// Same seed, same data: same bytes.
    var seed: UInt64 = 1
    /// Featurizers of the pipeline whose token features are taken.
    var origins: [String] = []
    /// Names of the intents whose probabilities are taken; empty for none.
    var intents: [String] = []
}

extension SequenceTagger {
    /// The most weights a training keeps in memory.
    static let weightsMax = 1 << 27

    /// Learns from examples with marked entities.
    ///
    /// - Parameters:
    ///   - messages: tokenized examples; those without words are left out.
    ///   - probabilities: of each message's intents, computed without having seen it; empty when
    ///     there are no intents.
    /// - Throws: `Fault` `.cancelled`.
    static func train(
        _ messages: [LabelledMessage], probabilities: [[Float]],
        settings: SequenceTaggerSettings, step: String, watch: TrainingWatch
    ) throws -> SequenceTagger {
        let labels = SequenceLabels(messages.map(\.example), isBILOU: settings.isBILOU)
        let words = messages.map { message in
            message.message.tokens.prefix(windowTokens).map {
                SequenceWord(message.message.scalars[$0.span.start..<$0.span.end])
            }
        }
        let pieces = messages.map {
            labels.pieces($0.message.tokens.prefix(windowTokens), $0.example.entities)
        }
        let tables = SequenceTables(
            words.map { $0.map(\.low) }, pieces, labels: labels.labels.count)
        let material = try SequenceMaterial(
            messages, words: words, pieces: pieces, probabilities: probabilities, labels: labels,
            tables: tables, origins: settings.origins, watch: watch)
        let (sparseIndex, netIndex) = (material.sparse.index, material.net.index)
        var data = material.data
        let stages = SequenceStages(
            labels: labels, settings: settings, step: step, watch: watch)
        data.rows = material.sparse.rows
        let whole = try stages.sparse(data, inputs: sparseIndex.count)
        data.rows = material.net.rows
        let net = try stages.net(data, material.contexts, inputs: netIndex.count)
        let used = whole.used
        return SequenceTagger(
            labels: labels, tables: tables, edges: SequenceEdges(messages),
            intents: settings.intents, origins: settings.origins,
            sparseIndex: try FeatureIndex(hashes: used.map { sparseIndex.hashes[$0] }),
            netIndex: netIndex, sparse: whole.keeping(used), net: net)
    }
}

/// The two models' trainings, which tell their progress as one.
private struct SequenceStages {
    let labels: SequenceLabels
    let settings: SequenceTaggerSettings
    let step: String
    let watch: TrainingWatch

    func sparse(_ data: TaggedSequences, inputs: Int) throws -> SparseTagger {
        var sparse = SparseTaggerSettings()
        sparse.epochs = min(SparseTaggerSettings.epochs(for: data.count), settings.epochsMax)
        sparse.seed = settings.seed
        let training = SparseTaggerTraining(
            data, inputs: inputs, tags: labels.tags, settings: sparse)
        return try training.run { done, loss in
            tell(done * 0.5, loss)
        } check: {
            try watch.check()
        }
    }

    func net(
        _ data: TaggedSequences, _ contexts: SparseRows, inputs: Int
    ) throws -> ConvolutionalTagger {
        var net = ConvolutionalTaggerSettings()
        net.epochs = min(
            ConvolutionalTaggerSettings.epochs(for: data.count), settings.epochsMax)
        net.seed = settings.seed
        let training = ConvolutionalTaggerTraining(
            data, contexts: contexts, inputs: inputs, contextWidth: settings.intents.count,
            tags: labels.tags, settings: net)
        return try training.run { done, loss in
            tell(0.5 + done * 0.5, loss)
        } check: {
            try watch.check()
        }
    }

    private func tell(_ done: Double, _ loss: Double) {
        watch.progress(step, done, "loss \((loss * 1000).rounded() / 1000)")
    }
}
