// What the two taggers learn from: the features and tags of all words of all examples.

import Learning
import Vocabulary

/// Featurised examples for the training of a `SequenceTagger`.
struct SequenceMaterial {
    /// Tags and where the sequences start; the rows are those of either tagger.
    let data: TaggedSequences
    /// The likely intents of each sequence.
    let contexts: SparseRows
    /// What the CRF takes: the kept features and the words' rows.
    let sparse: (index: FeatureIndex, rows: SparseRows)
    /// What the net takes.
    let net: (index: FeatureIndex, rows: SparseRows)

    /// Below so many examples each is learned twice: once with the words that were seen a single
    /// time hidden, to learn what unknown words are like, and once with them in sight. Larger data
    /// holds both cases by itself.
    private static let fewExamples = 2000

    /// Featurises examples.
    ///
    /// - Throws: `Fault` `.cancelled`.
    init(
        _ messages: [LabelledMessage], words: [[SequenceWord]],
        pieces: [[(tokens: Range<Int>, label: Int)]], probabilities: [[Float]],
        labels: SequenceLabels, tables: SequenceTables, origins: [String], watch: TrainingWatch
    ) throws {
        var (all, shared) = (SequenceVocabulary(), SequenceVocabulary())
        var (data, contexts) = (TaggedSequences(), SparseRows())
        let areFew = messages.count < Self.fewExamples
        for hidesRare in areFew ? [true, false] : [true] {
            for (number, words) in words.enumerated() {
                if number.isMultiple(of: 256) { try watch.check() }
                let likely =
                    probabilities.isEmpty ? [] : SequenceTagger.likely(probabilities[number])
                let path = labels.tags(pieces[number], count: words.count)
                let patterns = SequenceTagger.patterns(messages[number].message, origins)
                let features = SequenceFeatures(
                    words, tables: tables,
                    own: SequenceFeatures.OwnCounts(
                        labels: path.map { labels.tags.label(of: Int($0)) ?? labels.labels.count },
                        pieces: pieces[number]),
                    intents: likely, patterns: Array(patterns.prefix(words.count)),
                    hidesRare: hidesRare)
                for row in features.rows() {
                    all.append(row, row.hashes.count)
                    shared.append(row, row.shared)
                }
                data.tags += path
                data.starts.append(data.tags.count)
                let sorted = likely.sorted { $0.intent < $1.intent }
                contexts.append(
                    columns: sorted.map { Int32($0.intent) }, values: sorted.map(\.probability))
            }
        }
        (self.data, self.contexts) = (data, contexts)
        let most = SequenceTagger.weightsMax / labels.tags.count
        sparse = all.frequent(least: areFew ? 1 : 2, most: most)
        net = shared.frequent(least: areFew ? 1 : 2, most: most)
    }
}
