// A small convolutional net over sparse features that scores tags, with its own transitions.

/// A trained net for serving.
///
/// Each place's feature vectors are summed; two convolutions of width 3 and the largest numbers of
/// the whole sequence give the scores, to which the input adds directly.
public struct ConvolutionalTagger: Sendable {
    /// The transitions trained with the net.
    public let field: LinearChainCRF
    private let sizes: ConvolutionalSizes
    private let vectors: QuantizedRows
    private let weights: ConvolutionalWeights

    /// How many features there are.
    public var inputs: Int { vectors.count }
    /// How many numbers describe the whole sequence from outside.
    public var context: Int { sizes.context }

    init(
        field: LinearChainCRF, sizes: ConvolutionalSizes, vectors: FloatBuffer,
        weights: ConvolutionalWeights
    ) {
        self.field = field
        self.sizes = sizes
        self.vectors = QuantizedRows(rounding: vectors.array, width: sizes.width)
        self.weights = weights
    }

    /// Adds the scores of one sequence to emissions (rows × tags).
    ///
    /// - Parameters:
    ///   - rows: one sparse row per place.
    ///   - context: what is known of the whole sequence, `context` numbers.
    public func add(_ rows: SparseRows, context: [Float], to emissions: inout [Float]) {
        precondition(emissions.count == rows.count * sizes.tags, "a score per tag")
        precondition(context.count == sizes.context, "a number per context column")
        precondition(rows.columns.allSatisfy { $0 >= 0 && Int($0) < inputs }, "unknown feature")
        guard rows.count > 0 else { return }
        let pass = ConvolutionalPass(sizes: sizes, weights: weights, sequences: 1, trains: false)
        pass.begin([rows.count])
        for index in context.indices { pass.context.start[index] = context[index] }
        for row in 0..<rows.count {
            let sum = pass.input.start + (row + 1) * sizes.width
            for entry in rows.starts[row]..<rows.starts[row + 1] {
                vectors.add(row: Int(rows.columns[entry]), times: rows.values[entry], to: sum)
            }
        }
        var random = SeededRandom(seed: 0)
        pass.forward(dropout: 0, &random)
        let first = pass.scores.start + sizes.tags
        for index in emissions.indices { emissions[index] += first[index] }
    }

    /// Writes the tagger.
    public func write(to writer: inout SectionWriter) {
        field.write(to: &writer)
        writer.write(UInt32(sizes.hidden))
        writer.write(UInt32(sizes.context))
        vectors.write(to: &writer)
        for matrix in weights.all { writer.write(array: matrix.array) }
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the pieces do not fit together.
    public init(from reader: inout SectionReader) throws(SectionProblem) {
        field = try LinearChainCRF(from: &reader)
        let (hidden, context): (UInt32, UInt32) = (try reader.integer(), try reader.integer())
        vectors = try QuantizedRows(from: &reader)
        guard hidden > 0, hidden <= 4096, context <= 100_000, vectors.width <= 4096 else {
            throw SectionProblem("the sizes of a tagger are out of range")
        }
        sizes = ConvolutionalSizes(
            inputs: vectors.count, width: vectors.width, hidden: Int(hidden),
            context: Int(context), tags: field.tags.count)
        weights = ConvolutionalWeights(sizes)
        for matrix in weights.all {
            let values: [Float] = try reader.array()
            guard values.count == matrix.count else {
                throw SectionProblem("a layer of a tagger is not whole")
            }
            for index in values.indices { matrix.start[index] = values[index] }
        }
    }
}
