// One batch through a sparse net and back: what a step of its training computes.

/// The forward and backward pass of a batch.
final class SparseNetworkPass {
    let weights: SparseNetworkWeights
    /// Gradient of the biases of the hidden layer.
    let hiddenBiasGradient: FloatBuffer
    /// Gradient of the output weights, labels × hidden.
    let outputGradient: FloatBuffer
    /// Gradient of the output biases.
    let outputBiasGradient: FloatBuffer
    /// The input rows that the batch touched, each once; `inputGradient` has theirs.
    private(set) var touched: [Int32] = []

    private let capacity: Int
    private var count = 0
    private var starts: [Int] = [0]
    private var columns: [Int32] = []
    private var values: [Float] = []
    private var targets: [Int32] = []
    private let layer: FloatBuffer
    private let layerGradient: FloatBuffer
    private let output: FloatBuffer
    private var slots: [Int32]
    /// Per touched row its last entry; per entry the one before it in the same column, and its row.
    private var heads: [Int32] = []
    private var links: [Int32] = []
    private var owners: [Int32] = []

    /// Room for `capacity` rows with `entries` entries together.
    init(weights: SparseNetworkWeights, capacity: Int, entries: Int) {
        self.weights = weights
        self.capacity = capacity
        hiddenBiasGradient = FloatBuffer(weights.hidden)
        outputGradient = FloatBuffer(weights.labels * weights.hidden)
        outputBiasGradient = FloatBuffer(weights.labels)
        layer = FloatBuffer(capacity * weights.hidden)
        layerGradient = FloatBuffer(capacity * weights.hidden)
        output = FloatBuffer(capacity * weights.labels)
        slots = Array(repeating: -1, count: weights.inputs)
        columns.reserveCapacity(entries)
        values.reserveCapacity(entries)
    }

    /// Starts an empty batch.
    func begin() {
        for column in touched { slots[Int(column)] = -1 }
        touched.removeAll(keepingCapacity: true)
        heads.removeAll(keepingCapacity: true)
        links.removeAll(keepingCapacity: true)
        owners.removeAll(keepingCapacity: true)
        columns.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        targets.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        starts.append(0)
        count = 0
    }

    /// Adds a row, each entry left out with probability `dropout` and the others enlarged so that
    /// the expected row stays.
    func append(
        _ rows: SparseRows, _ row: Int, target: Int32, dropout: Float, _ random: inout SeededRandom
    ) {
        precondition(count < capacity, "the batch is full")
        let scale = 1 / (1 - dropout)
        let threshold = UInt64(Double(dropout) * 4_294_967_296)
        var bits: UInt64 = 0
        for index in rows.starts[row]..<rows.starts[row + 1] {
            if dropout > 0 {
                bits = index & 1 == 0 || bits == 0 ? random.next() : bits >> 32
                if bits & 0xFFFF_FFFF < threshold { continue }
            }
            columns.append(rows.columns[index])
            values.append(rows.values[index] * scale)
        }
        starts.append(columns.count)
        targets.append(target)
        count += 1
    }

    /// Computes the batch's answers; a hidden unit is left out with probability `dropout`.
    func forward(dropout: Float, _ random: inout SeededRandom) {
        let hidden = weights.hidden
        let scale = 1 / (1 - dropout)
        let threshold = UInt64(Double(dropout) * 65_536)
        for row in 0..<count {
            let units = layer.start + row * hidden
            units.update(from: weights.hiddenBias.start, count: hidden)
            for index in starts[row]..<starts[row + 1] {
                add(
                    weights.inputWeights.start + Int(columns[index]) * hidden,
                    times: values[index], to: units, hidden)
            }
            var bits: UInt64 = 0
            for unit in 0..<hidden {
                if unit & 3 == 0 { bits = random.next() } else { bits >>= 16 }
                let isOpen = units[unit] > 0 && bits & 0xFFFF >= threshold
                units[unit] = isOpen ? units[unit] * scale : 0
            }
            (output.start + row * weights.labels).update(
                from: weights.outputBias.start, count: weights.labels)
        }
        BLAS.multiply(
            rows: count, columns: weights.labels, inner: hidden, layer.start,
            weights.outputWeights.start, transposeB: true, into: output.start, beta: 1)
    }

    /// Turns the answers into the gradient of the mean loss, and returns the sum of the rows'
    /// cross entropies.
    func lossGradient() -> Double {
        let labels = weights.labels
        var loss = 0.0
        let share = 1 / Float(max(1, count))
        for row in 0..<count {
            let scores = output.start + row * labels
            let target = Int(targets[row])
            let gold = scores[target]
            loss += Double(softmax(scores, labels) - gold)
            scores[target] -= 1
            for label in 0..<labels { scores[label] *= share }
        }
        return loss
    }

    /// Carries the gradient back to all weights.
    func backward(dropout: Float) {
        let (hidden, labels) = (weights.hidden, weights.labels)
        BLAS.multiply(
            rows: labels, columns: hidden, inner: count, output.start, transposeA: true,
            layer.start, into: outputGradient.start)
        outputBiasGradient.clear()
        for row in 0..<count {
            add(output.start + row * labels, to: outputBiasGradient.start, labels)
        }
        BLAS.multiply(
            rows: count, columns: hidden, inner: labels, output.start,
            weights.outputWeights.start, into: layerGradient.start)
        let scale = 1 / (1 - dropout)
        hiddenBiasGradient.clear()
        for row in 0..<count {
            let units = layer.start + row * hidden
            let gradient = layerGradient.start + row * hidden
            for unit in 0..<hidden { gradient[unit] = units[unit] > 0 ? gradient[unit] * scale : 0 }
            add(gradient, to: hiddenBiasGradient.start, hidden)
            for entry in starts[row]..<starts[row + 1] { link(entry, row: row) }
        }
    }

    /// Computes the gradient of the touched row with the given number in `touched`.
    @inline(__always)
    func inputGradient(_ slot: Int, into gradient: UnsafeMutablePointer<Float>) {
        let hidden = weights.hidden
        var entry = Int(heads[slot])
        let first = layerGradient.start + Int(owners[entry]) * hidden
        let value = values[entry]
        for unit in 0..<hidden { gradient[unit] = first[unit] * value }
        entry = Int(links[entry])
        while entry >= 0 {
            add(
                layerGradient.start + Int(owners[entry]) * hidden, times: values[entry],
                to: gradient, hidden)
            entry = Int(links[entry])
        }
    }

    /// Adds an entry of the batch to the list of its column's entries.
    @inline(__always)
    private func link(_ entry: Int, row: Int) {
        let column = Int(columns[entry])
        owners.append(Int32(row))
        if slots[column] < 0 {
            slots[column] = Int32(touched.count)
            touched.append(columns[entry])
            heads.append(Int32(entry))
            links.append(-1)
        } else {
            let slot = Int(slots[column])
            links.append(heads[slot])
            heads[slot] = Int32(entry)
        }
    }

    /// The probabilities of a row after `forward` and before `lossGradient`, for tests.
    func scores(row: Int) -> [Float] {
        Array(
            UnsafeBufferPointer(start: output.start + row * weights.labels, count: weights.labels))
    }
}
