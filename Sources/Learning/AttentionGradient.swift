// The way back through an attention net: from scores to the gradients of all weights.

/// The gradients of one batch.
final class AttentionGradient {
    /// The gradients after `backward`; of `input` only the rows in `touched` count.
    let gradients: AttentionWeights
    /// The features that the batch had, each once, in order of first use.
    private(set) var touched: [Int32] = []
    private let pass: AttentionPass
    private var isTouched: [Bool]
    private var rowGradient = FloatBuffer(0)
    private var keyValueGradient = FloatBuffer(0)
    private var answerGradient = FloatBuffer(0)
    private var attendedGradient = FloatBuffer(0)
    private var foundGradient = FloatBuffer(0)
    private var queryGradient = FloatBuffer(0)
    private var layerGradient = FloatBuffer(0)
    private var payment: [Float] = []

    /// Gradients for what a pass computes.
    init(_ pass: AttentionPass) {
        self.pass = pass
        gradients = AttentionWeights(pass.weights.sizes)
        isTouched = [Bool](repeating: false, count: pass.weights.sizes.inputs)
    }

    /// Turns the scores into the gradient of the mean loss, and returns the sum of the sequences'
    /// losses and how many of them had their label first.
    ///
    /// - Parameter constraint: the weight of the cross entropy of each label by itself, which keeps
    ///   scores near what they mean (Rasa's `constrain_similarities`).
    func lossGradient(_ targets: some Collection<Int32>, constraint: Float) -> (
        loss: Double, right: Int
    ) {
        let labels = pass.weights.sizes.labels
        let share = 1 / Float(max(1, pass.count))
        let alone = constraint / Float(labels)
        var (loss, right) = (0.0, 0)
        var raw = [Float](repeating: 0, count: labels)
        for (row, target) in targets.enumerated() {
            let scores = pass.scores.start + row * labels
            let target = Int(target)
            for label in 0..<labels { raw[label] = scores[label] }
            if scores[target] >= largest(scores, labels) { right += 1 }
            loss += Double(softmax(scores, labels) - raw[target])
            scores[target] -= 1
            for label in 0..<labels {
                if constraint > 0 {
                    let side: Float = label == target ? -1 : 1
                    let wrong = exponential(SIMD8(repeating: raw[label] * side))[0]
                    loss += Double(alone * logarithm(1 + wrong))
                    scores[label] += alone * side * wrong / (1 + wrong)
                }
                scores[label] *= share
            }
        }
        return (loss, right)
    }

    /// Carries the gradient in `pass.scores` back to all weights.
    func backward() {
        grow()
        backwardAnswers()
        backwardAttention()
        backwardMoments()
    }

    private func grow() {
        let sizes = pass.weights.sizes
        if rowGradient.count < pass.rows * sizes.width {
            rowGradient = FloatBuffer(pass.rows * sizes.width)
            keyValueGradient = FloatBuffer(pass.rows * 2 * sizes.width)
        }
        if answerGradient.count < pass.count * sizes.width {
            answerGradient = FloatBuffer(pass.count * sizes.width)
            attendedGradient = FloatBuffer(pass.count * sizes.width)
            foundGradient = FloatBuffer(pass.count * sizes.width)
            queryGradient = FloatBuffer(pass.count * sizes.width)
            layerGradient = FloatBuffer(pass.count * sizes.hidden)
        }
    }

    /// c = aᵀ · b, the gradient of a matrix between `a` (rows × m) and `b` (rows × n).
    private func matrixGradient(
        _ a: FloatBuffer, _ m: Int, _ b: FloatBuffer, _ n: Int, rows: Int, into c: FloatBuffer
    ) {
        BLAS.multiply(
            rows: m, columns: n, inner: rows, a.start, transposeA: true, b.start, into: c.start)
    }

    private func backwardAnswers() {
        let (weights, count) = (pass.weights, pass.count)
        let (width, hidden, labels) = (
            weights.sizes.width, weights.sizes.hidden, weights.sizes.labels
        )
        matrixGradient(
            pass.scores, labels, pass.answers, width, rows: count, into: gradients.output)
        sumRows(pass.scores, labels, into: gradients.outputBias)
        BLAS.multiply(
            rows: count, columns: width, inner: labels, pass.scores.start, weights.output.start,
            into: answerGradient.start)
        backwardNorm(answerGradient, pass.answers, pass.answersScale)
        matrixGradient(
            pass.layer, hidden, answerGradient, width, rows: count, into: gradients.second)
        BLAS.multiply(
            rows: count, columns: hidden, inner: width, answerGradient.start,
            weights.second.start, transposeB: true, into: layerGradient.start)
        for index in 0..<count * hidden {
            layerGradient.start[index] *= pass.layer.start[index] > 0 ? pass.layerScale : 0
        }
        matrixGradient(
            pass.attended, width, layerGradient, hidden, rows: count, into: gradients.first)
        sumRows(layerGradient, hidden, into: gradients.firstBias)
        attendedGradient.start.update(from: answerGradient.start, count: count * width)
        BLAS.multiply(
            rows: count, columns: width, inner: hidden, layerGradient.start, weights.first.start,
            transposeB: true, into: attendedGradient.start, beta: 1)
        backwardNorm(attendedGradient, pass.attended, pass.attendedScale)
    }

    private func backwardAttention() {
        let (weights, count) = (pass.weights, pass.count)
        let (width, heads, part) = (
            weights.sizes.width, weights.sizes.heads, weights.sizes.headWidth
        )
        matrixGradient(
            pass.found, width, attendedGradient, width, rows: count, into: gradients.join)
        BLAS.multiply(
            rows: count, columns: width, inner: width, attendedGradient.start,
            weights.join.start, transposeB: true, into: foundGradient.start)
        queryGradient.clear(count * width)
        keyValueGradient.clear(pass.rows * 2 * width)
        for sequence in 0..<count {
            for head in 0..<heads { backwardHead(sequence, head * part, part) }
        }
        matrixGradient(
            pass.lasts, width, queryGradient, width, rows: count, into: gradients.query)
        BLAS.multiply(
            rows: count, columns: width, inner: width, queryGradient.start, weights.query.start,
            transposeB: true, into: attendedGradient.start, beta: 1)
        matrixGradient(
            pass.moments, width, keyValueGradient, 2 * width, rows: pass.rows,
            into: gradients.keyValue)
        BLAS.multiply(
            rows: pass.rows, columns: width, inner: 2 * width, keyValueGradient.start,
            weights.keyValue.start, transposeB: true, into: rowGradient.start)
        for sequence in 0..<count {
            add(
                attendedGradient.start + sequence * width,
                to: rowGradient.start + (pass.firstRows[sequence + 1] - 1) * width, width)
        }
    }

    private func backwardHead(_ sequence: Int, _ offset: Int, _ part: Int) {
        let sizes = pass.weights.sizes
        let width = sizes.width
        let (first, end) = (pass.firstRows[sequence], pass.firstRows[sequence + 1])
        let head = offset / part
        let paid = pass.attention.start + first * sizes.heads + head * (end - first)
        let slope = foundGradient.start + sequence * width + offset
        let query = pass.queries.start + sequence * width + offset
        let querySlope = queryGradient.start + sequence * width + offset
        payment.removeAll(keepingCapacity: true)
        var mean: Float = 0
        for row in first..<end {
            let place = row * 2 * width + width + offset
            payment.append(dot(slope, pass.keyValues.start + place, part))
            mean += paid[row - first] * payment[row - first]
            add(slope, times: paid[row - first], to: keyValueGradient.start + place, part)
        }
        let scale = 1 / Float(part).squareRoot()
        for row in first..<end {
            let place = row * 2 * width + offset
            let gradient = paid[row - first] * (payment[row - first] - mean) * scale
            add(pass.keyValues.start + place, times: gradient, to: querySlope, part)
            add(query, times: gradient, to: keyValueGradient.start + place, part)
        }
    }

    private func backwardMoments() {
        let width = pass.weights.sizes.width
        for index in 0..<pass.rows * width {
            let value = pass.moments.start[index]
            rowGradient.start[index] *= 1 - value * value
        }
        for column in touched { isTouched[Int(column)] = false }
        touched.removeAll(keepingCapacity: true)
        gradients.place.clear()
        for sequence in 0..<pass.count {
            let end = pass.firstRows[sequence + 1]
            for row in pass.firstRows[sequence]..<end {
                let slope = rowGradient.start + row * width
                add(slope, to: gradients.place.start + (end - 1 - row) * width, width)
                for entry in pass.starts[row]..<pass.starts[row + 1] {
                    let column = Int(pass.columns[entry])
                    let sum = gradients.input.start + column * width
                    if !isTouched[column] {
                        isTouched[column] = true
                        touched.append(Int32(column))
                        sum.update(repeating: 0, count: width)
                    }
                    add(slope, times: pass.values[entry], to: sum, width)
                }
            }
        }
    }

    /// The gradient of rows before they got their length, from that of the rows after it.
    private func backwardNorm(
        _ gradient: FloatBuffer, _ rows: FloatBuffer, _ scales: FloatBuffer
    ) {
        let width = pass.weights.sizes.width
        for number in 0..<pass.count {
            let slope = gradient.start + number * width
            let row = rows.start + number * width
            let along = dot(slope, row, width) / Float(width)
            for index in 0..<width {
                slope[index] = scales.start[number] * (slope[index] - row[index] * along)
            }
        }
    }

    private func sumRows(_ buffer: FloatBuffer, _ width: Int, into sum: FloatBuffer) {
        sum.clear()
        for row in 0..<pass.count { add(buffer.start + row * width, to: sum.start, width) }
    }
}
