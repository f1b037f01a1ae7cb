// Counts the n-grams of words or characters in a message.

public import Learning
import TrainingData

/// The featurizer of rasa/nlu/featurizers/sparse_featurizer/count_vectors_featurizer.py (3.6.21):
/// token rows and a sentence row of n-gram counts over the vocabulary of the training data.
public struct CountVectorsFeaturizer: Featurizer {
    private let alias: String
    private let settings: CountVectorsSettings
    private let vocabulary: CountVectorsVocabulary
    /// What becomes the unknown word in messages.
    private let unknown: CountVectorsText.Unknown
    private var parts: Set<FeaturePart> = [.tokens, .sentence]

    init(alias: String, settings: CountVectorsSettings, vocabulary: CountVectorsVocabulary) {
        self.alias = alias
        self.settings = settings
        self.vocabulary = vocabulary
        let hash = settings.text.unknownWord.map(NgramHash.of)
        if let hash, vocabulary.table.number(of: hash) >= 0 {
            unknown = .missing(from: vocabulary.table)
        } else {
            unknown = .listed
        }
    }

    /// How many columns the vocabulary has.
    public var width: Int { vocabulary.count }

    /// The n-grams in the order of columns; built anew each time.
    public var featureNames: [String] { vocabulary.ngrams }

    /// The same featurizer with only some of its features.
    public func giving(_ parts: Set<FeaturePart>) -> any Featurizer {
        var other = self
        other.parts = parts.subtracting([.patterns])
        return other
    }

    /// Adds what the component finds.
    public func process(_ message: inout Message) {
        guard !parts.isEmpty, !message.tokens.isEmpty, vocabulary.count > 0 else { return }
        let joined = settings.text.joined(message, unknown: unknown)
        var block = FeatureBlock(origin: alias, width: vocabulary.count, tokens: [])
        if parts.contains(.tokens) {
            block.tokens.reserveCapacity(joined.tokens.count)
            for token in joined.tokens { block.tokens.append(row(joined.scalars[token])) }
        }
        if parts.contains(.sentence) {
            block.sentence = row(joined.scalars[...])
        }
        message.features.append(block)
    }

    private func row(_ document: ArraySlice<UInt32>) -> SparseVector {
        let prepared = settings.analyzer.prepare(settings.text.counted(document))
        var columns: [Int32] = []
        columns.reserveCapacity(document.count * settings.analyzer.lengths.count + 8)
        settings.analyzer.forEach(in: prepared) { hash, _, _ in
            let column = vocabulary.table.number(of: hash)
            if column >= 0 { columns.append(column) }
        }
        return ColumnCounter.row(&columns)
    }

    /// Writes what `load` of the entry in the catalogue reads.
    public func save(to file: inout ModelSections) {
        var writer = SectionWriter()
        vocabulary.write(to: &writer)
        file.add("vocabulary", writer.bytes)
    }
}
