// From a message to the sparse rows that the embedding classifier's nets take.

import Learning

/// A way to look at a text; each has a net of its own, and as they err differently they do better
/// together than any does alone.
enum EmbeddingView: Int, CaseIterable, Sendable {
    /// Words with their neighbours, and the features of the pipeline's featurizers.
    case words
    /// Pieces of words.
    case pieces
    /// Words and pieces side by side.
    case both

    /// The views whose features the others are made of.
    static let plain: [EmbeddingView] = [.words, .pieces]
}

/// Knows which features were seen in training and how blocks are scaled.
struct EmbeddingVectorizer: Sendable {
    /// How heavy each block is after its length is made one.
    private enum Weight {
        static let words: Float = 1.2
        static let pieces: Float = 0.8
        static let pipeline: Float = 0.5
    }

    /// The kind under which features of the pipeline's featurizers are hashed.
    private static let pipelineKind: UInt64 = 16

    /// The known features of each plain view.
    private var indexes: [FeatureIndex]
    /// The featurizers of the pipeline whose features are taken besides our own.
    let origins: [String]
    /// The views that are learned.
    private let views: [EmbeddingView]

    /// Knows nothing yet.
    init(origins: [String], views: [EmbeddingView] = EmbeddingView.plain) {
        indexes = EmbeddingView.plain.map { _ in FeatureIndex() }
        self.origins = origins
        self.views = views
    }

    /// How many columns a view has.
    func inputs(_ view: EmbeddingView) -> Int {
        view == .both
            ? indexes.reduce(0) { $0 + $1.count } : indexes[view.rawValue].count
    }

    /// Learns the features of a message.
    mutating func learn(_ message: Message) {
        let own = EmbeddingFeatures(message.scalars)
        for view in views {
            for hash in own[view] { _ = indexes[view.rawValue].add(hash) }
        }
        for hash in pipelineFeatures(message).hashes {
            _ = indexes[EmbeddingView.words.rawValue].add(hash)
        }
    }

    /// The known features of a message in one plain view, each block scaled to its weight.
    func row(_ message: Message, _ view: EmbeddingView) -> (columns: [Int32], values: [Float]) {
        row(message, view, EmbeddingFeatures(message.scalars))
    }

    /// The known features of a message in each view, in the order of `EmbeddingView`; in `both` the
    /// columns of the pieces come after those of the words.
    func rows(_ message: Message) -> [(columns: [Int32], values: [Float])] {
        let own = EmbeddingFeatures(message.scalars)
        let words = row(message, .words, own)
        let pieces = row(message, .pieces, own)
        let shift = Int32(indexes[EmbeddingView.words.rawValue].count)
        return [
            words, pieces,
            (words.columns + pieces.columns.map { $0 + shift }, words.values + pieces.values),
        ]
    }

    private func row(
        _ message: Message, _ view: EmbeddingView, _ own: EmbeddingFeatures
    ) -> (columns: [Int32], values: [Float]) {
        let index = indexes[view.rawValue]
        let hashes = own[view]
        var columns: [Int32] = []
        var values: [Float] = []
        columns.reserveCapacity(hashes.count)
        values.reserveCapacity(hashes.count)
        hashes.withUnsafeBufferPointer { index.count($0, rows: &columns, counts: &values) }
        Self.scale(&values, from: 0, to: view == .words ? Weight.words : Weight.pieces)
        guard view == .words, !origins.isEmpty else { return (columns, values) }
        let first = values.count
        let pipeline = pipelineFeatures(message)
        for (hash, value) in zip(pipeline.hashes, pipeline.values) {
            guard let row = index.row(of: hash) else { continue }
            columns.append(Int32(row))
            values.append(value)
        }
        Self.scale(&values, from: first, to: Weight.pipeline)
        return (columns, values)
    }

    private static func scale(_ values: inout [Float], from first: Int, to weight: Float) {
        var square: Float = 0
        for index in first..<values.count { square += values[index] * values[index] }
        guard square > 0 else { return }
        let factor = weight / square.squareRoot()
        for index in first..<values.count { values[index] *= factor }
    }

    private func pipelineFeatures(_ message: Message) -> (hashes: [UInt64], values: [Float]) {
        var hashes: [UInt64] = []
        var values: [Float] = []
        for block in message.features {
            guard let number = origins.firstIndex(of: block.origin), let row = block.sentence
            else { continue }
            let kind = EmbeddingHash(kind: Self.pipelineKind).adding(UInt64(number))
            for (column, value) in zip(row.columns, row.values) where value != 0 {
                hashes.append(kind.adding(UInt64(UInt32(bitPattern: column))).value)
                values.append(value)
            }
        }
        return (hashes, values)
    }

    /// Writes what was learned.
    func write(to writer: inout SectionWriter) {
        writer.write(texts: origins)
        for index in indexes { writer.write(array: index.hashes) }
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the section does not hold it.
    init(from reader: inout SectionReader) throws(SectionProblem) {
        origins = try reader.texts()
        views = EmbeddingView.plain
        indexes = []
        for _ in EmbeddingView.plain {
            indexes.append(try FeatureIndex(hashes: try reader.array()))
        }
    }
}
