// From a message to the sparse row that the embedding classifier's net takes.

import Learning

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

    /// The known features.
    private(set) var index: FeatureIndex
    /// The featurizers of the pipeline whose features are taken besides our own.
    let origins: [String]

    /// Whether pieces of words are learned.
    private let takesPieces: Bool

    /// Knows nothing yet.
    init(origins: [String], takesPieces: Bool = true) {
        index = FeatureIndex()
        self.origins = origins
        self.takesPieces = takesPieces
    }

    /// Learns the features of a message.
    mutating func learn(_ message: Message) {
        let own = EmbeddingFeatures(message.scalars)
        for hash in own.words { _ = index.add(hash) }
        if takesPieces { for hash in own.pieces { _ = index.add(hash) } }
        for hash in pipelineFeatures(message).hashes { _ = index.add(hash) }
    }

    /// The known features of a message, each block scaled to its weight.
    func row(_ message: Message) -> (columns: [Int32], values: [Float]) {
        let own = EmbeddingFeatures(message.scalars)
        var columns: [Int32] = []
        var values: [Float] = []
        columns.reserveCapacity(own.words.count + own.pieces.count)
        values.reserveCapacity(own.words.count + own.pieces.count)
        for (hashes, weight) in [(own.words, Weight.words), (own.pieces, Weight.pieces)] {
            let first = values.count
            hashes.withUnsafeBufferPointer {
                index.count($0, rows: &columns, counts: &values)
            }
            Self.scale(&values, from: first, to: weight)
        }
        guard !origins.isEmpty else { return (columns, values) }
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
        writer.write(array: index.hashes)
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the section does not hold it.
    init(from reader: inout SectionReader) throws(SectionProblem) {
        origins = try reader.texts()
        takesPieces = true
        index = try FeatureIndex(hashes: try reader.array())
    }
}
