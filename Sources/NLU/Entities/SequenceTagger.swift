// Finds entities: a sparse CRF and a convolutional net whose scores are added.

import Learning
import Vocabulary

/// A trained tagger.
struct SequenceTagger: Sendable {
    let labels: SequenceLabels
    let tables: SequenceTables
    let edges: SequenceEdges
    /// Names of intents whose probabilities the tagger looks at.
    let intents: [String]
    /// Featurizers of the pipeline whose token features the tagger looks at.
    let origins: [String]
    /// The features of the CRF and of the net.
    let sparseIndex: FeatureIndex
    let netIndex: FeatureIndex
    let sparse: SparseTagger
    let net: ConvolutionalTagger
    /// The sum of both models' transitions, and marginals under it.
    private let field: LinearChainCRF
    private let marginals: CRFMarginals

    init(
        labels: SequenceLabels, tables: SequenceTables, edges: SequenceEdges, intents: [String],
        origins: [String], sparseIndex: FeatureIndex, netIndex: FeatureIndex,
        sparse: SparseTagger, net: ConvolutionalTagger
    ) {
        self.labels = labels
        self.tables = tables
        self.edges = edges
        self.intents = intents
        self.origins = origins
        self.sparseIndex = sparseIndex
        self.netIndex = netIndex
        self.sparse = sparse
        self.net = net
        field = sparse.field + net.field
        marginals = CRFMarginals(field, scale: Self.certainty)
    }

    /// How many words are looked at together.
    static let windowTokens = 512
    /// Both models are right for about the same reasons, so their sum is twice as sure as it may be.
    private static let certainty: Float = 0.5
    /// An intent counts when it is among the best two and at least this likely.
    static let intentLeast: Float = 0.1

    /// The intents that a message probably has, for its features.
    static func likely(_ probabilities: [Float]) -> [(intent: Int, probability: Float)] {
        var best: [(intent: Int, probability: Float)] = []
        for (intent, probability) in probabilities.enumerated() where probability > intentLeast {
            let place = best.firstIndex { $0.probability < probability } ?? best.count
            best.insert((intent, probability), at: place)
        }
        return Array(best.prefix(2))
    }

    /// The features that the pipeline gives each token, by the featurizers with the given aliases.
    static func patterns(_ message: Message, _ origins: [String]) -> [[UInt64]] {
        var patterns = [[UInt64]](repeating: [], count: message.tokens.count)
        for block in message.features where block.tokens.count == patterns.count {
            guard let number = origins.firstIndex(of: block.origin) else { continue }
            let kind = EmbeddingHash(kind: 17).adding(UInt64(number))
            for (token, row) in block.tokens.enumerated() {
                for (column, value) in zip(row.columns, row.values) where value != 0 {
                    patterns[token].append(
                        kind.adding(UInt64(UInt32(bitPattern: column))).value)
                }
            }
        }
        return patterns
    }

    /// The entities of a message.
    ///
    /// - Parameter probabilities: of the intents the tagger was trained with; empty without.
    func entities(
        _ message: Message, probabilities: [Float], splitting: CommaSplitting, extractor: String
    ) -> [Entity] {
        let likely =
            probabilities.count == intents.count ? Self.likely(probabilities) : []
        let patterns = Self.patterns(message, origins)
        var result: [Entity] = []
        for first in stride(from: 0, to: message.tokens.count, by: Self.windowTokens) {
            let range = first..<min(first + Self.windowTokens, message.tokens.count)
            let tokens = message.tokens[range]
            let words = tokens.map { SequenceWord(message.scalars[$0.span.start..<$0.span.end]) }
            let rows = SequenceFeatures(
                words, tables: tables, own: nil, intents: likely,
                patterns: Array(patterns[range])
            ).rows()
            let builder = SequenceEntities(
                message: message, tokens: tokens, labels: labels, splitting: splitting,
                edges: edges, extractor: extractor)
            result += tag(rows, likely, builder)
        }
        return result
    }

    private func tag(
        _ rows: [SequenceRow], _ likely: [(intent: Int, probability: Float)],
        _ builder: SequenceEntities
    ) -> [Entity] {
        var (all, shared) = (SparseRows(), SparseRows())
        for row in rows {
            Self.append(row, row.hashes.count, sparseIndex, to: &all)
            Self.append(row, row.shared, netIndex, to: &shared)
        }
        var emissions = [Float](repeating: 0, count: rows.count * labels.tags.count)
        sparse.add(all, to: &emissions)
        var context = [Float](repeating: 0, count: intents.count)
        for (intent, probability) in likely { context[intent] = probability }
        net.add(shared, context: context, to: &emissions)
        let path = field.best(emissions)
        guard path.contains(where: { $0 != 0 }) else { return [] }
        return builder.entities(
            path, marginals: marginals.marginals(emissions))
    }

    private static func append(
        _ row: SequenceRow, _ count: Int, _ index: FeatureIndex, to rows: inout SparseRows
    ) {
        var (columns, values): ([Int32], [Float]) = ([], [])
        for number in 0..<count {
            guard let column = index.row(of: row.hashes[number]) else { continue }
            columns.append(Int32(column))
            values.append(row.values[number])
        }
        rows.append(columns: columns, values: values)
    }
}

extension SequenceTagger {
    /// Adds the tagger's section.
    func save(to file: inout ModelSections, name: String = "tagger") {
        var writer = SectionWriter()
        labels.write(to: &writer)
        tables.write(to: &writer)
        edges.write(to: &writer)
        writer.write(texts: intents)
        writer.write(texts: origins)
        writer.write(array: sparseIndex.hashes)
        writer.write(array: netIndex.hashes)
        sparse.write(to: &writer)
        net.write(to: &writer)
        file.add(name, writer.bytes)
    }

    /// Reads what `save` wrote.
    ///
    /// - Throws: `SectionProblem` when the section is missing or not whole.
    init(from file: ModelSections, name: String = "tagger") throws(SectionProblem) {
        var reader = try SectionReader(file, name)
        let labels = try SequenceLabels(from: &reader)
        let tables = try SequenceTables(from: &reader, labels: labels.labels.count)
        let edges = try SequenceEdges(from: &reader)
        let (intents, origins) = (try reader.texts(), try reader.texts())
        let sparseIndex = try FeatureIndex(hashes: try reader.array())
        let netIndex = try FeatureIndex(hashes: try reader.array())
        let sparse = try SparseTagger(from: &reader)
        let net = try ConvolutionalTagger(from: &reader)
        guard sparse.inputs == sparseIndex.count, net.inputs == netIndex.count,
            sparse.field.tags == labels.tags, net.field.tags == labels.tags,
            net.context == intents.count, reader.isAtEnd
        else { throw SectionProblem("section \(name) does not fit together") }
        self.init(
            labels: labels, tables: tables, edges: edges, intents: intents, origins: origins,
            sparseIndex: sparseIndex, netIndex: netIndex, sparse: sparse, net: net)
    }
}
