// The weights of an attention net, its sizes and how they are written.

/// Sizes of an attention net.
struct AttentionSizes: Hashable, Sendable {
    /// How many sparse features a moment may have.
    var inputs: Int
    /// How many moments a sequence may have.
    var places: Int
    /// How many labels there are.
    var labels: Int
    /// How many numbers stand for a moment; `heads` divides it.
    var width: Int
    /// How many times attention is paid, each to a share of the numbers.
    var heads: Int
    /// How many numbers the layer after the attention has.
    var hidden: Int

    /// Numbers a head has.
    var headWidth: Int { width / heads }
}

/// The weights; matrices row-major, inputs × outputs, unless it says otherwise.
struct AttentionWeights: Sendable {
    /// What the weights fit.
    let sizes: AttentionSizes
    /// inputs × width.
    let input: FloatBuffer
    /// places × width, by the distance from the last moment.
    let place: FloatBuffer
    /// width × 2 · width: what a moment is found by, and what it then says.
    let keyValue: FloatBuffer
    /// width × width: what the last moment looks for.
    let query: FloatBuffer
    /// width × width: from what the heads found.
    let join: FloatBuffer
    /// width × hidden.
    let first: FloatBuffer
    /// hidden.
    let firstBias: FloatBuffer
    /// hidden × width.
    let second: FloatBuffer
    /// labels × width: an embedding a label.
    let output: FloatBuffer
    /// labels.
    let outputBias: FloatBuffer

    /// All weights, in the order in which they are written.
    var all: [FloatBuffer] {
        [input, place, keyValue, query, join, first, firstBias, second, output, outputBias]
    }

    /// Zeros.
    init(_ sizes: AttentionSizes) {
        self.init(sizes, Self.counts(sizes).map { FloatBuffer($0) })
    }

    private init(_ sizes: AttentionSizes, _ all: [FloatBuffer]) {
        self.sizes = sizes
        (input, place, keyValue, query, join) = (all[0], all[1], all[2], all[3], all[4])
        (first, firstBias, second) = (all[5], all[6], all[7])
        (output, outputBias) = (all[8], all[9])
    }

    /// Uniform: features in ±0.25, places in ±0.1, other matrices in ±√(3 / inputs); biases zero.
    init(_ sizes: AttentionSizes, random: inout SeededRandom) {
        self.init(sizes)
        let (width, hidden) = (Float(sizes.width), Float(sizes.hidden))
        let reaches: [(FloatBuffer, Float)] = [
            (input, 0.25), (place, 0.1), (keyValue, (3 / width).squareRoot()),
            (query, (3 / width).squareRoot()), (join, (3 / width).squareRoot()),
            (first, (3 / width).squareRoot()), (second, (3 / hidden).squareRoot()),
            (output, (3 / width).squareRoot() / 4),
        ]
        for (matrix, reach) in reaches {
            for index in 0..<matrix.count {
                matrix.start[index] = (2 * random.uniform() - 1) * reach
            }
        }
    }

    private static func counts(_ sizes: AttentionSizes) -> [Int] {
        let (width, hidden) = (sizes.width, sizes.hidden)
        return [
            sizes.inputs * width, sizes.places * width, width * 2 * width, width * width,
            width * width, width * hidden, hidden, hidden * width, sizes.labels * width,
            sizes.labels,
        ]
    }

    /// Writes sizes and weights.
    func write(to writer: inout SectionWriter) {
        for size in [
            sizes.inputs, sizes.places, sizes.labels, sizes.width, sizes.heads, sizes.hidden,
        ] {
            writer.write(UInt32(size))
        }
        for part in all { writer.write(array: part.array) }
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the pieces do not fit together.
    init(from reader: inout SectionReader) throws(SectionProblem) {
        var numbers: [Int] = []
        for _ in 0..<6 { numbers.append(Int(try reader.integer(UInt32.self))) }
        let sizes = AttentionSizes(
            inputs: numbers[0], places: numbers[1], labels: numbers[2], width: numbers[3],
            heads: numbers[4], hidden: numbers[5])
        guard numbers.dropFirst().allSatisfy({ (1...1 << 20).contains($0) }),
            sizes.width % sizes.heads == 0
        else { throw SectionProblem("an attention net has impossible sizes") }
        var parts: [FloatBuffer] = []
        for count in Self.counts(sizes) {
            let values: [Float] = try reader.array()
            guard values.count == count else {
                throw SectionProblem("the layers of an attention net do not fit together")
            }
            parts.append(FloatBuffer(values))
        }
        self.init(sizes, parts)
    }
}
