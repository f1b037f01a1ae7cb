// A net that pays attention to a sequence of moments and scores labels for its end.

/// A trained attention net: sequences of sparse moments into labels.
public struct AttentionNetwork: Sendable {
    private let weights: AttentionWeights

    init(_ weights: AttentionWeights) { self.weights = weights }

    /// How many features a moment may have.
    public var inputs: Int { weights.sizes.inputs }
    /// How many moments a sequence may have.
    public var places: Int { weights.sizes.places }
    /// How many labels there are.
    public var labels: Int { weights.sizes.labels }

    /// Scores every label for the end of a sequence (inner products, one per label).
    ///
    /// - Parameter moments: one sparse row per moment, oldest first; columns in 0 ..< `inputs`;
    ///   1...`places` rows.
    /// - Complexity: O(rows · (features + width) · width + labels · width).
    public func scores(_ moments: SparseRows) -> [Float] {
        precondition((1...places).contains(moments.count), "1 to `places` moments")
        precondition(
            moments.columns.allSatisfy { $0 >= 0 && Int($0) < inputs }, "an unknown column")
        let pass = AttentionPass(weights)
        for row in 0..<moments.count {
            for entry in moments.starts[row]..<moments.starts[row + 1] {
                pass.append(moments.columns[entry], moments.values[entry])
            }
            pass.endMoment()
        }
        pass.endSequence()
        var random = SeededRandom(seed: 0)
        pass.forward(dropout: 0, &random)
        return Array(UnsafeBufferPointer(start: pass.scores.start, count: labels))
    }

    /// Turns scores into confidences.
    ///
    /// - Returns: one number in 0...1 per score, together 1 (± 1e-5).
    public static func confidences(_ scores: [Float]) -> [Double] {
        guard !scores.isEmpty else { return [] }
        var result = scores
        result.withUnsafeMutableBufferPointer { _ = softmax($0.baseAddress!, $0.count) }
        return result.map(Double.init)
    }

    /// Writes the net.
    public func write(to writer: inout SectionWriter) { weights.write(to: &writer) }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the pieces do not fit together.
    public init(from reader: inout SectionReader) throws(SectionProblem) {
        weights = try AttentionWeights(from: &reader)
    }
}
