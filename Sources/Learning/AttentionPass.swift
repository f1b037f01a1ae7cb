// Some sequences of moments through an attention net: from sparse features to scores.

/// The forward pass of a batch of sequences; the way back is in AttentionPassBackward.swift.
///
/// Each moment is the hyperbolic tangent of the sum of its features' vectors and of the vector of
/// its distance from the last moment. The last moment pays attention to all (Vaswani et al. 2017),
/// and is, with what it found, passed through one hidden layer; what comes out is compared with an
/// embedding of each label by an inner product. Only the last moment's answer is computed, so the
/// cost is linear in the length.
final class AttentionPass {
    let weights: AttentionWeights
    /// The sparse features of the rows kept: of row `r` the entries `starts[r]..<starts[r + 1]`.
    private(set) var starts: [Int] = [0]
    private(set) var columns: [Int32] = []
    private(set) var values: [Float] = []
    /// The first row of each sequence; one more than there are sequences.
    private(set) var firstRows: [Int] = [0]

    /// Rows × width: the moments.
    private(set) var moments: FloatBuffer
    /// Rows × 2 · width.
    private(set) var keyValues: FloatBuffer
    /// Rows × heads: how much attention the last moment pays.
    private(set) var attention: FloatBuffer
    /// Sequences × width, each: the last moments, what they look for, and what they found.
    private(set) var lasts: FloatBuffer
    private(set) var queries: FloatBuffer
    private(set) var found: FloatBuffer
    /// Sequences × width, each: after the attention and after the hidden layer, with length √width;
    /// and by what the rows were multiplied for that.
    private(set) var attended: FloatBuffer
    private(set) var answers: FloatBuffer
    private(set) var attendedScale: FloatBuffer
    private(set) var answersScale: FloatBuffer
    /// Sequences × hidden.
    private(set) var layer: FloatBuffer
    /// Sequences × labels: scores after `forward`, their gradient after `lossGradient`.
    private(set) var scores: FloatBuffer
    private(set) var layerScale: Float = 1
    private var rowCapacity = 0
    private var sequenceCapacity = 0

    /// How many sequences the batch has.
    var count: Int { firstRows.count - 1 }
    /// How many moments the batch has.
    var rows: Int { starts.count - 1 }

    /// A pass for these weights.
    init(_ weights: AttentionWeights) {
        self.weights = weights
        let none = FloatBuffer(0)
        (moments, keyValues, attention) = (none, none, none)
        (lasts, queries, found) = (none, none, none)
        (attended, answers, attendedScale, answersScale) = (none, none, none, none)
        (layer, scores) = (none, none)
    }

    /// Starts an empty batch.
    func begin() {
        starts.removeAll(keepingCapacity: true)
        columns.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        firstRows.removeAll(keepingCapacity: true)
        starts.append(0)
        firstRows.append(0)
    }

    /// Adds a feature to the moment that `endMoment` ends.
    @inline(__always)
    func append(_ column: Int32, _ value: Float) {
        columns.append(column)
        values.append(value)
    }

    /// Ends a moment.
    @inline(__always)
    func endMoment() { starts.append(columns.count) }

    /// Ends a sequence.
    @inline(__always)
    func endSequence() { firstRows.append(rows) }

    /// Computes the scores; a hidden number is left out with probability `dropout`.
    func forward(dropout: Float, _ random: inout SeededRandom) {
        grow()
        sumFeatures()
        attend()
        let (width, hidden, labels) = (
            weights.sizes.width, weights.sizes.hidden, weights.sizes.labels
        )
        attended.start.update(from: lasts.start, count: count * width)
        BLAS.multiply(
            rows: count, columns: width, inner: width, found.start, weights.join.start,
            into: attended.start, beta: 1)
        normalise(attended, attendedScale)
        for row in 0..<count {
            (layer.start + row * hidden).update(from: weights.firstBias.start, count: hidden)
            (scores.start + row * labels).update(from: weights.outputBias.start, count: labels)
        }
        BLAS.multiply(
            rows: count, columns: hidden, inner: width, attended.start, weights.first.start,
            into: layer.start, beta: 1)
        open(dropout: dropout, &random)
        answers.start.update(from: attended.start, count: count * width)
        BLAS.multiply(
            rows: count, columns: width, inner: hidden, layer.start, weights.second.start,
            into: answers.start, beta: 1)
        normalise(answers, answersScale)
        BLAS.multiply(
            rows: count, columns: labels, inner: width, answers.start, weights.output.start,
            transposeB: true, into: scores.start, beta: 1)
    }

    private func grow() {
        let sizes = weights.sizes
        if rows > rowCapacity {
            rowCapacity = rows
            moments = FloatBuffer(rows * sizes.width)
            keyValues = FloatBuffer(rows * 2 * sizes.width)
            attention = FloatBuffer(rows * sizes.heads)
        }
        if count > sequenceCapacity {
            sequenceCapacity = count
            lasts = FloatBuffer(count * sizes.width)
            queries = FloatBuffer(count * sizes.width)
            found = FloatBuffer(count * sizes.width)
            attended = FloatBuffer(count * sizes.width)
            answers = FloatBuffer(count * sizes.width)
            attendedScale = FloatBuffer(count)
            answersScale = FloatBuffer(count)
            layer = FloatBuffer(count * sizes.hidden)
            scores = FloatBuffer(count * sizes.labels)
        }
    }

    private func sumFeatures() {
        let width = weights.sizes.width
        for sequence in 0..<count {
            let end = firstRows[sequence + 1]
            for row in firstRows[sequence]..<end {
                let moment = moments.start + row * width
                moment.update(
                    from: weights.place.start + (end - 1 - row) * width, count: width)
                for entry in starts[row]..<starts[row + 1] {
                    add(
                        weights.input.start + Int(columns[entry]) * width, times: values[entry],
                        to: moment, width)
                }
            }
        }
        hyperbolicTangents(moments.start, rows * width)
    }

    private func attend() {
        let (width, heads, part) = (
            weights.sizes.width, weights.sizes.heads, weights.sizes.headWidth
        )
        BLAS.multiply(
            rows: rows, columns: 2 * width, inner: width, moments.start, weights.keyValue.start,
            into: keyValues.start)
        for sequence in 0..<count {
            (lasts.start + sequence * width).update(
                from: moments.start + (firstRows[sequence + 1] - 1) * width, count: width)
        }
        BLAS.multiply(
            rows: count, columns: width, inner: width, lasts.start, weights.query.start,
            into: queries.start)
        found.clear(count * width)
        let scale = 1 / Float(part).squareRoot()
        for sequence in 0..<count {
            let (first, end) = (firstRows[sequence], firstRows[sequence + 1])
            for head in 0..<heads {
                let query = queries.start + sequence * width + head * part
                // The attention of one head lies together: head by head inside a sequence.
                let paid = attention.start + first * heads + head * (end - first)
                for row in first..<end {
                    let key = keyValues.start + row * 2 * width + head * part
                    paid[row - first] = dot(query, key, part) * scale
                }
                softmax(paid, end - first)
                let sum = found.start + sequence * width + head * part
                for row in first..<end {
                    let value = keyValues.start + row * 2 * width + width + head * part
                    add(value, times: paid[row - first], to: sum, part)
                }
            }
        }
    }

    /// Gives each row the length √width (Zhang, Sennrich 2019).
    private func normalise(_ rows: FloatBuffer, _ scales: FloatBuffer) {
        let width = weights.sizes.width
        for number in 0..<count {
            let row = rows.start + number * width
            let scale = 1 / (dot(row, row, width) / Float(width) + 1e-6).squareRoot()
            scales.start[number] = scale
            for index in 0..<width { row[index] *= scale }
        }
    }

    private func open(dropout: Float, _ random: inout SeededRandom) {
        layerScale = 1 / (1 - dropout)
        let threshold = UInt64(Double(dropout) * 65_536)
        var bits: UInt64 = 0
        for index in 0..<count * weights.sizes.hidden {
            if threshold > 0 {
                if index & 3 == 0 { bits = random.next() } else { bits >>= 16 }
            }
            let isOpen = layer.start[index] > 0 && bits & 0xFFFF >= threshold
            layer.start[index] = isOpen ? layer.start[index] * layerScale : 0
        }
    }
}
