// Entities by a linear-chain CRF over the features that the settings ask for.

public import Learning
import TrainingData
import Vocabulary

/// The extractor of rasa/nlu/extractors/crf_entity_extractor.py (3.6.21). Types, roles and groups
/// are tags of one field here, where Rasa trains three.
public struct CRFEntityExtractor: Component {
    /// Rasa's name, which also stands in the entities found.
    static let name = "CRFEntityExtractor"

    /// What was trained; `nil` when no entity was marked.
    struct Trained: Sendable {
        let labels: SequenceLabels
        let index: FeatureIndex
        let tagger: SparseTagger
        let origins: [String]
        let edges: SequenceEdges
        let marginals: CRFMarginals

        init(
            labels: SequenceLabels, index: FeatureIndex, tagger: SparseTagger, origins: [String],
            edges: SequenceEdges
        ) {
            self.labels = labels
            self.index = index
            self.tagger = tagger
            self.origins = origins
            self.edges = edges
            marginals = CRFMarginals(tagger.field)
        }
    }

    private let trained: Trained?
    private let window: CRFWindow
    private let splitting: CommaSplitting

    init(_ trained: Trained?, _ options: ComponentOptions) {
        self.trained = trained
        window = CRFWindow(options["features"]) ?? .standard
        splitting = CommaSplitting(options["split_entities_by_comma"])
    }

    /// Adds the entities found.
    public func process(_ message: inout Message) {
        guard let trained, !message.scalars.isEmpty else { return }
        let patterns = SequenceTagger.patterns(message, trained.origins)
        var found: [Entity] = []
        for first in stride(from: 0, to: message.tokens.count, by: SequenceTagger.windowTokens) {
            let end = min(first + SequenceTagger.windowTokens, message.tokens.count)
            let tokens = message.tokens[first..<end]
            let rows = window.rows(
                tokens.map { message.scalars[$0.span.start..<$0.span.end] },
                patterns: Array(patterns[first..<end]))
            let builder = SequenceEntities(
                message: message, tokens: tokens, labels: trained.labels, splitting: splitting,
                edges: trained.edges, extractor: Self.name)
            found += trained.entities(rows, builder)
        }
        message.entities += found
    }

    /// Writes what `load` of the entry in the catalogue reads.
    public func save(to file: inout ModelSections) {
        guard let trained else { return }
        var writer = SectionWriter()
        trained.labels.write(to: &writer)
        writer.write(texts: trained.origins)
        writer.write(array: trained.index.hashes)
        trained.tagger.write(to: &writer)
        trained.edges.write(to: &writer)
        file.add("entities", writer.bytes)
    }

    init(_ sections: ModelSections, _ options: ComponentOptions) throws {
        guard sections["entities"] != nil else {
            self.init(nil, options)
            return
        }
        var reader = try SectionReader(sections, "entities")
        let labels = try SequenceLabels(from: &reader)
        let origins = try reader.texts()
        let index = try FeatureIndex(hashes: try reader.array())
        let tagger = try SparseTagger(from: &reader)
        let edges = try SequenceEdges(from: &reader)
        guard tagger.inputs == index.count, tagger.field.tags == labels.tags, reader.isAtEnd
        else { throw SectionProblem("section entities does not fit together") }
        self.init(
            Trained(labels: labels, index: index, tagger: tagger, origins: origins, edges: edges),
            options)
    }
}

extension CRFEntityExtractor.Trained {
    fileprivate func entities(_ rows: [SequenceRow], _ builder: SequenceEntities) -> [Entity] {
        var features = SparseRows()
        for row in rows {
            var (columns, values): ([Int32], [Float]) = ([], [])
            for (hash, value) in zip(row.hashes, row.values) {
                guard let column = index.row(of: hash) else { continue }
                columns.append(Int32(column))
                values.append(value)
            }
            features.append(columns: columns, values: values)
        }
        var emissions = [Float](repeating: 0, count: rows.count * labels.tags.count)
        tagger.add(features, to: &emissions)
        let path = tagger.field.best(emissions)
        guard path.contains(where: { $0 != 0 }) else { return [] }
        return builder.entities(path, marginals: marginals.marginals(emissions))
    }
}
