// Some sequences through a convolutional tagger and back.

/// The forward and backward pass of a batch.
///
/// Sequences lie one after the other with an empty row before, between and after them, so that a
/// convolution of width 3 is three products over all rows at once, each a row further on.
final class ConvolutionalPass {
    let sizes: ConvolutionalSizes
    let weights: ConvolutionalWeights
    /// The gradients of `weights` after `backward`.
    let gradients: ConvolutionalWeights
    /// Rows × width: the sum of a place's feature vectors, filled by the caller; after `backward`
    /// its gradient stands in `inputGradient`.
    private(set) var input: FloatBuffer
    private(set) var inputGradient: FloatBuffer
    /// Rows × tags: emission scores after `forward`; the caller replaces them by their gradient
    /// before `backward`.
    private(set) var scores: FloatBuffer
    /// The first row of each sequence, and its length.
    private(set) var places: [(row: Int, length: Int)] = []
    /// Sequences × context, filled by the caller.
    private(set) var context: FloatBuffer

    private(set) var rows = 0
    private var capacity = 0
    private var firstLayer = FloatBuffer(0)
    private var secondLayer = FloatBuffer(0)
    private var summed = FloatBuffer(0)
    private var top = FloatBuffer(0)
    private var window = FloatBuffer(0)
    private var gradient = FloatBuffer(0)
    private var otherGradient = FloatBuffer(0)
    private var peaks: [Int32] = []
    private let maxima: FloatBuffer
    private let wholes: FloatBuffer
    private let wholeGradient: FloatBuffer
    private let maximaGradient: FloatBuffer
    private var scale: Float = 1

    /// Room for `sequences` sequences at once.
    init(sizes: ConvolutionalSizes, weights: ConvolutionalWeights, sequences: Int, trains: Bool) {
        self.sizes = sizes
        self.weights = weights
        gradients = trains ? ConvolutionalWeights(sizes) : weights
        (input, inputGradient, scores) = (FloatBuffer(0), FloatBuffer(0), FloatBuffer(0))
        context = FloatBuffer(sequences * sizes.context)
        maxima = FloatBuffer(sequences * sizes.hidden)
        wholes = FloatBuffer(sequences * sizes.hidden)
        wholeGradient = FloatBuffer(sequences * sizes.hidden)
        maximaGradient = FloatBuffer(sequences * sizes.hidden)
        self.trains = trains
    }

    private let trains: Bool

    /// Starts a batch of sequences of the given lengths; input and context are zero.
    func begin(_ lengths: [Int]) {
        places.removeAll(keepingCapacity: true)
        rows = 1
        for length in lengths {
            places.append((rows, length))
            rows += length + 1
        }
        if rows > capacity { grow(max(rows, capacity * 3 / 2)) }
        input.clear((rows + 2) * sizes.width)
        context.clear(lengths.count * sizes.context)
    }

    private func grow(_ rows: Int) {
        capacity = rows
        let (width, hidden) = (sizes.width, sizes.hidden)
        input = FloatBuffer((rows + 2) * width)
        scores = FloatBuffer(rows * sizes.tags)
        firstLayer = FloatBuffer((rows + 2) * hidden)
        secondLayer = FloatBuffer((rows + 2) * hidden)
        summed = FloatBuffer((rows + 2) * hidden)
        top = FloatBuffer((rows + 2) * hidden)
        guard trains else { return }
        inputGradient = FloatBuffer((rows + 2) * width)
        window = FloatBuffer(rows * 3 * max(width, hidden))
        gradient = FloatBuffer((rows + 2) * hidden)
        otherGradient = FloatBuffer((rows + 2) * hidden)
    }

    /// Computes the scores; numbers are left out with probability `dropout`.
    func forward(dropout: Float, _ random: inout SeededRandom) {
        scale = 1 / (1 - dropout)
        let (width, hidden, tags) = (sizes.width, sizes.hidden, sizes.tags)
        for (sequence, place) in places.enumerated() where sizes.context > 0 {
            let about = context.start + sequence * sizes.context
            for index in 0..<sizes.context where about[index] != 0 {
                for row in place.row..<place.row + place.length {
                    add(
                        weights.context.start + index * width, times: about[index],
                        to: input.start + row * width, width)
                }
            }
        }
        for place in places {
            let start = input.start + place.row * width
            hyperbolicTangents(start, place.length * width)
            drop(start, place.length * width, dropout, &random)
        }
        convolve(input, width, weights.first, into: firstLayer)
        for place in places {
            drop(firstLayer.start + place.row * hidden, place.length * hidden, dropout, &random)
        }
        convolve(firstLayer, hidden, weights.second, into: secondLayer)
        summed.start.update(from: secondLayer.start, count: rows * hidden)
        add(firstLayer.start, to: summed.start, rows * hidden)
        addWhole()
        for place in places {
            drop(top.start + place.row * hidden, place.length * hidden, dropout, &random)
        }
        for row in 0..<rows {
            (scores.start + row * tags).update(from: weights.output.bias.start, count: tags)
        }
        BLAS.multiply(
            rows: rows, columns: tags, inner: hidden, top.start, weights.output.matrix.start,
            into: scores.start, beta: 1)
        BLAS.multiply(
            rows: rows, columns: tags, inner: width, input.start, weights.direct.start,
            into: scores.start, beta: 1)
    }

    /// relu(three neighbouring rows · matrix + bias), zero in the empty rows.
    private func convolve(
        _ from: FloatBuffer, _ width: Int, _ layer: (matrix: FloatBuffer, bias: FloatBuffer),
        into: FloatBuffer
    ) {
        let hidden = sizes.hidden
        for row in 1..<rows - 1 {
            (into.start + row * hidden).update(from: layer.bias.start, count: hidden)
        }
        for offset in 0..<3 {
            BLAS.multiply(
                rows: rows - 2, columns: hidden, inner: width, from.start + offset * width,
                layer.matrix.start + offset * width * hidden, into: into.start + hidden, beta: 1)
        }
        for index in 0..<rows * hidden { into.start[index] = max(into.start[index], 0) }
        clearEmptyRows(into, hidden)
    }

    private func clearEmptyRows(_ buffer: FloatBuffer, _ width: Int) {
        buffer.clear(width)
        for place in places {
            (buffer.start + (place.row + place.length) * width).update(repeating: 0, count: width)
        }
    }

    /// Adds to each place what the largest numbers over its whole sequence say.
    private func addWhole() {
        let hidden = sizes.hidden
        peaks.removeAll(keepingCapacity: true)
        for (sequence, place) in places.enumerated() {
            let best = maxima.start + sequence * hidden
            best.update(repeating: place.length == 0 ? 0 : -.infinity, count: hidden)
            let first = peaks.count
            peaks.append(contentsOf: repeatElement(Int32(place.row), count: hidden))
            for row in place.row..<place.row + place.length {
                let values = summed.start + row * hidden
                for unit in 0..<hidden where values[unit] > best[unit] {
                    best[unit] = values[unit]
                    peaks[first + unit] = Int32(row)
                }
            }
            (wholes.start + sequence * hidden).update(
                from: weights.whole.bias.start, count: hidden)
        }
        BLAS.multiply(
            rows: places.count, columns: hidden, inner: hidden, maxima.start,
            weights.whole.matrix.start, into: wholes.start, beta: 1)
        top.clear(rows * hidden)
        for (sequence, place) in places.enumerated() {
            let whole = wholes.start + sequence * hidden
            for row in place.row..<place.row + place.length {
                let (from, to) = (summed.start + row * hidden, top.start + row * hidden)
                for unit in 0..<hidden { to[unit] = max(from[unit] + whole[unit], 0) }
            }
        }
    }

    private func drop(
        _ values: UnsafeMutablePointer<Float>, _ count: Int, _ dropout: Float,
        _ random: inout SeededRandom
    ) {
        guard dropout > 0 else { return }
        let threshold = UInt64(Double(dropout) * 65_536)
        var bits: UInt64 = 0
        for index in 0..<count {
            if index & 3 == 0 { bits = random.next() } else { bits >>= 16 }
            values[index] = bits & 0xFFFF >= threshold ? values[index] * scale : 0
        }
    }

    /// Carries the gradient in `scores` back to all weights and to the input.
    func backward() {
        let (width, hidden, tags) = (sizes.width, sizes.hidden, sizes.tags)
        clearEmptyRows(scores, tags)
        BLAS.multiply(
            rows: hidden, columns: tags, inner: rows, top.start, transposeA: true, scores.start,
            into: gradients.output.matrix.start)
        BLAS.multiply(
            rows: width, columns: tags, inner: rows, input.start, transposeA: true, scores.start,
            into: gradients.direct.start)
        sumRows(scores, tags, into: gradients.output.bias)
        BLAS.multiply(
            rows: rows, columns: hidden, inner: tags, scores.start, weights.output.matrix.start,
            transposeB: true, into: gradient.start)
        BLAS.multiply(
            rows: rows, columns: width, inner: tags, scores.start, weights.direct.start,
            transposeB: true, into: inputGradient.start)
        close(gradient, where: top, factor: scale, hidden)
        backwardWhole()
        // `gradient` now belongs to the sum of both layers.
        otherGradient.start.update(from: gradient.start, count: rows * hidden)
        close(otherGradient, where: secondLayer, factor: 1, hidden)
        backwardConvolution(
            otherGradient, from: firstLayer, hidden, weights.second, gradients.second,
            into: gradient)
        close(gradient, where: firstLayer, factor: scale, hidden)
        backwardConvolution(
            gradient, from: input, width, weights.first, gradients.first, into: inputGradient)
        backwardInput()
    }

    /// Multiplies a gradient by `factor` where a layer was open, and by zero elsewhere.
    private func close(
        _ gradient: FloatBuffer, where layer: FloatBuffer, factor: Float, _ width: Int
    ) {
        for index in 0..<rows * width {
            let slope = gradient.start[index] * factor
            gradient.start[index] = layer.start[index] > 0 ? slope : 0
        }
    }

    private func sumRows(_ buffer: FloatBuffer, _ width: Int, into sum: FloatBuffer) {
        sum.clear()
        for row in 0..<rows { add(buffer.start + row * width, to: sum.start, width) }
    }

    private func backwardWhole() {
        let hidden = sizes.hidden
        wholeGradient.clear(places.count * hidden)
        for (sequence, place) in places.enumerated() {
            for row in place.row..<place.row + place.length {
                add(
                    gradient.start + row * hidden, to: wholeGradient.start + sequence * hidden,
                    hidden)
            }
        }
        BLAS.multiply(
            rows: hidden, columns: hidden, inner: places.count, maxima.start, transposeA: true,
            wholeGradient.start, into: gradients.whole.matrix.start)
        gradients.whole.bias.clear()
        for sequence in places.indices {
            add(
                wholeGradient.start + sequence * hidden, to: gradients.whole.bias.start, hidden)
        }
        BLAS.multiply(
            rows: places.count, columns: hidden, inner: hidden, wholeGradient.start,
            weights.whole.matrix.start, transposeB: true, into: maximaGradient.start)
        for sequence in places.indices where places[sequence].length > 0 {
            for unit in 0..<hidden {
                let row = Int(peaks[sequence * hidden + unit])
                gradient.start[row * hidden + unit] +=
                    maximaGradient.start[sequence * hidden + unit]
            }
        }
    }

    /// Through a convolution: its weights' gradients, and the gradient added to what it read.
    private func backwardConvolution(
        _ gradient: FloatBuffer, from: FloatBuffer, _ width: Int,
        _ layer: (matrix: FloatBuffer, bias: FloatBuffer),
        _ slopes: (matrix: FloatBuffer, bias: FloatBuffer), into: FloatBuffer
    ) {
        let hidden = sizes.hidden
        for offset in 0..<3 {
            BLAS.multiply(
                rows: width, columns: hidden, inner: rows - 2, from.start + offset * width,
                transposeA: true, gradient.start + hidden,
                into: slopes.matrix.start + offset * width * hidden)
        }
        sumRows(gradient, hidden, into: slopes.bias)
        BLAS.multiply(
            rows: rows - 2, columns: 3 * width, inner: hidden, gradient.start + hidden,
            layer.matrix.start, transposeB: true, into: window.start)
        for row in 0..<rows - 2 {
            add(window.start + row * 3 * width, to: into.start + row * width, 3 * width)
        }
    }

    private func backwardInput() {
        let width = sizes.width
        let shrink = 1 / scale
        for index in 0..<rows * width {
            let value = input.start[index]
            let slope = scale * (1 - value * shrink * value * shrink)
            inputGradient.start[index] *= value == 0 ? 0 : slope
        }
        clearEmptyRows(inputGradient, width)
        gradients.context.clear()
        for (sequence, place) in places.enumerated() where sizes.context > 0 {
            let about = context.start + sequence * sizes.context
            for index in 0..<sizes.context where about[index] != 0 {
                for row in place.row..<place.row + place.length {
                    add(
                        inputGradient.start + row * width, times: about[index],
                        to: gradients.context.start + index * width, width)
                }
            }
        }
    }
}
