// A sparse row into one hidden layer into labels: the net behind intents and responses.

/// Weights of `softmax(relu(x · W1 + b1) · W2ᵀ + b2)` in training precision.
struct SparseNetworkWeights {
    /// How many columns a sparse row may have.
    let inputs: Int
    /// How many hidden units there are.
    let hidden: Int
    /// How many labels there are.
    let labels: Int
    /// W1, inputs × hidden.
    let inputWeights: FloatBuffer
    /// b1.
    let hiddenBias: FloatBuffer
    /// W2, labels × hidden.
    let outputWeights: FloatBuffer
    /// b2.
    let outputBias: FloatBuffer

    /// W1 uniform in ±0.1, W2 uniform in ±√(6 / (labels + hidden)), biases zero.
    init(inputs: Int, hidden: Int, labels: Int, random: inout SeededRandom) {
        self.inputs = inputs
        self.hidden = hidden
        self.labels = labels
        inputWeights = FloatBuffer(inputs * hidden)
        hiddenBias = FloatBuffer(hidden)
        outputWeights = FloatBuffer(labels * hidden)
        outputBias = FloatBuffer(labels)
        let reach = (6 / Float(labels + hidden)).squareRoot()
        for index in 0..<inputWeights.count {
            inputWeights.start[index] = (random.uniform() - 0.5) * 0.2
        }
        for index in 0..<outputWeights.count {
            outputWeights.start[index] = (random.uniform() - 0.5) * 2 * reach
        }
    }
}

/// A trained net for serving: input weights rounded to half a byte, the rest in full.
public struct SparseNetwork: Sendable {
    /// How many hidden units there are.
    public let hidden: Int
    /// How many labels there are.
    public let labels: Int
    private let inputWeights: HalfByteRows
    private let hiddenBias: [Float]
    private let outputWeights: [Float]
    private let outputBias: [Float]

    /// How many columns a sparse row may have.
    public var inputs: Int { inputWeights.count }

    init(_ weights: SparseNetworkWeights) {
        hidden = weights.hidden
        labels = weights.labels
        inputWeights = HalfByteRows(rounding: weights.inputWeights.array, width: weights.hidden)
        hiddenBias = weights.hiddenBias.array
        outputWeights = weights.outputWeights.array
        outputBias = weights.outputBias.array
    }

    /// Scores every label for one sparse row (logits, one per label).
    ///
    /// - Parameters:
    ///   - columns: which inputs are not zero, each in 0 ..< `inputs`.
    ///   - values: one per column.
    /// - Complexity: O(columns · hidden + hidden · labels).
    public func scores(columns: [Int32], values: [Float]) -> [Float] {
        precondition(columns.count == values.count, "a value per column")
        precondition(columns.allSatisfy { $0 >= 0 && Int($0) < inputs }, "an unknown column")
        var layer = hiddenBias
        var scores = outputBias
        layer.withUnsafeMutableBufferPointer { layer in
            columns.withUnsafeBufferPointer { columns in
                values.withUnsafeBufferPointer { values in
                    inputWeights.multiply(
                        columns: columns, values: values, into: layer.baseAddress!)
                }
            }
            for unit in 0..<hidden where layer[unit] < 0 { layer[unit] = 0 }
            scores.withUnsafeMutableBufferPointer { scores in
                BLAS.multiply(
                    rows: labels, columns: hidden, outputWeights, vector: layer.baseAddress!,
                    into: scores.baseAddress!, beta: 1)
            }
        }
        return scores
    }

    /// Turns scores into probabilities, after dividing them by a temperature.
    ///
    /// - Returns: one number in 0...1 per score, together 1 (± 1e-5).
    public static func probabilities(_ scores: [Float], temperature: Float = 1) -> [Float] {
        guard !scores.isEmpty else { return [] }
        var result = scores.map { $0 / temperature }
        result.withUnsafeMutableBufferPointer { _ = softmax($0.baseAddress!, $0.count) }
        return result
    }

    /// Writes the net.
    public func write(to writer: inout SectionWriter) {
        inputWeights.write(to: &writer)
        writer.write(array: hiddenBias)
        writer.write(array: outputWeights)
        writer.write(array: outputBias)
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the pieces do not fit together.
    public init(from reader: inout SectionReader) throws(SectionProblem) {
        inputWeights = try HalfByteRows(from: &reader)
        hiddenBias = try reader.array()
        outputWeights = try reader.array()
        outputBias = try reader.array()
        hidden = hiddenBias.count
        labels = outputBias.count
        guard hidden == inputWeights.width, labels > 0,
            outputWeights.count / labels == hidden, outputWeights.count % labels == 0
        else { throw SectionProblem("the layers of a net do not fit together") }
    }
}
