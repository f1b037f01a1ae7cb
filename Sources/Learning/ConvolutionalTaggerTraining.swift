// Trains a ConvolutionalTagger: batches of like length, CRF likelihood, Adam.

/// How a `ConvolutionalTagger` is trained.
public struct ConvolutionalTaggerSettings: Sendable {
    /// How many numbers stand for a place.
    public var width = 96
    /// How many numbers a hidden layer has.
    public var hidden = 128
    /// How often every sequence is seen.
    public var epochs = 8
    /// How many sequences a step averages over.
    public var batch = 32
    /// Adam's highest rate.
    public var rate: Float = 3e-3
    /// With which probability a feature is left out in training.
    public var featureDropout: Float = 0.2
    /// With which probability a number of a layer is left out in training.
    public var dropout: Float = 0.3
    /// Same seed, same data: same bits.
    public var seed: UInt64 = 1

    /// The settings that did best on validation data.
    public init() {}

    /// As many epochs as the number of sequences asks for.
    public static func epochs(for sequences: Int) -> Int {
        let count = max(1, sequences)
        return max(6, min(12, (84_000 + count / 2) / count)) + min(100, 12_000 / count)
    }
}

/// One training of a convolutional tagger.
public final class ConvolutionalTaggerTraining {
    private let data: TaggedSequences
    private let contexts: SparseRows
    private let settings: ConvolutionalTaggerSettings
    private let sizes: ConvolutionalSizes
    private let tags: ChunkTags
    private let vectors: FloatBuffer
    private let vectorState: AdamState
    private let weights: ConvolutionalWeights
    private let states: [AdamState]
    private var field: LinearChainCRF
    private let fieldStates: (outer: AdamState, inner: AdamState)
    private let fieldGradient: TransitionGradient
    private let lattice: CRFLattice
    private let pass: ConvolutionalPass
    private var random: SeededRandom
    private var entries: [(column: Int32, row: Int32, value: Float)] = []
    private var slots: [Int32]
    private var touched: [Int32] = []
    private var slotGradient = FloatBuffer(0)

    /// The length of the gradient of all but the feature vectors is cut to this.
    private static let longestGradient: Float = 5
    /// Over how many steps the rate rises.
    private static let warmUp = 100
    /// Sequences are sorted by length in windows of so many batches.
    private static let windowBatches = 16

    /// A training; nothing happens until `run`.
    ///
    /// - Parameters:
    ///   - inputs: how many features there are; columns lie below.
    ///   - contexts: what is known of each sequence as a whole, one row per sequence, columns below
    ///     `contextWidth`.
    public init(
        _ data: TaggedSequences, contexts: SparseRows, inputs: Int, contextWidth: Int,
        tags: ChunkTags, settings: ConvolutionalTaggerSettings
    ) {
        precondition(data.rows.count == data.tags.count, "a tag per row")
        precondition(contexts.count == data.count, "a context per sequence")
        precondition(data.rows.columns.allSatisfy { $0 >= 0 && Int($0) < inputs }, "columns")
        precondition(contexts.columns.allSatisfy { $0 >= 0 && Int($0) < contextWidth }, "contexts")
        precondition(data.tags.allSatisfy { $0 >= 0 && Int($0) < tags.count }, "tags")
        self.data = data
        self.contexts = contexts
        self.settings = settings
        self.tags = tags
        random = SeededRandom(seed: settings.seed)
        sizes = ConvolutionalSizes(
            inputs: inputs, width: settings.width, hidden: settings.hidden,
            context: contextWidth, tags: tags.count)
        vectors = FloatBuffer(inputs * settings.width)
        for index in 0..<vectors.count { vectors.start[index] = random.normal() * 0.05 }
        vectorState = AdamState(vectors.count)
        weights = ConvolutionalWeights(sizes, random: &random)
        states = weights.all.map { AdamState($0.count) }
        field = LinearChainCRF(tags: tags)
        fieldStates = (AdamState(field.outer.count), AdamState(field.inner.count))
        fieldGradient = TransitionGradient(tags: tags)
        lattice = CRFLattice(tags: tags)
        lattice.expectation = fieldGradient
        pass = ConvolutionalPass(
            sizes: sizes, weights: weights, sequences: settings.batch, trains: true)
        slots = Array(repeating: -1, count: inputs)
    }

    /// Trains and returns the tagger.
    ///
    /// - Parameter progress: called after each epoch with the share done in 0...1 and the mean loss
    ///   of a place.
    /// - Parameter check: called before each step; what it throws ends the training.
    public func run(
        progress: (Double, Double) -> Void, check: () throws -> Void
    ) rethrows -> ConvolutionalTagger {
        let sequences = (0..<data.count).filter { data.starts[$0] < data.starts[$0 + 1] }
        let perEpoch = (sequences.count + settings.batch - 1) / settings.batch
        let steps = perEpoch * settings.epochs
        let schedule = AdamSchedule(
            peak: settings.rate, warmUp: min(Self.warmUp, max(1, steps / 4)), steps: steps,
            last: 0.02)
        var step = 0
        for epoch in 0..<settings.epochs {
            var loss = 0.0
            for batch in batches(sequences) {
                try check()
                step += 1
                loss += train(batch)
                apply(schedule.rate(step: step))
            }
            progress(
                Double(epoch + 1) / Double(settings.epochs),
                loss / Double(max(1, data.rows.count)))
        }
        return ConvolutionalTagger(
            field: field, sizes: sizes, vectors: vectors, weights: weights)
    }

    /// All sequences in batches of like length, in random order.
    private func batches(_ sequences: [Int]) -> [[Int]] {
        var order = sequences
        random.shuffle(&order)
        var batches: [[Int]] = []
        let window = settings.batch * Self.windowBatches
        for first in stride(from: 0, to: order.count, by: window) {
            let part = order[first..<min(first + window, order.count)].sorted {
                (length($0), $0) < (length($1), $1)
            }
            for start in stride(from: 0, to: part.count, by: settings.batch) {
                batches.append(Array(part[start..<min(start + settings.batch, part.count)]))
            }
        }
        random.shuffle(&batches)
        return batches
    }

    private func length(_ sequence: Int) -> Int {
        data.starts[sequence + 1] - data.starts[sequence]
    }

    /// Computes the gradients of a batch; returns the sum of its sequences' losses.
    private func train(_ batch: [Int]) -> Double {
        pass.begin(batch.map(length))
        fill(batch)
        pass.forward(dropout: settings.dropout, &random)
        lattice.setTransitions(field)
        fieldGradient.clear()
        let share = 1 / Float(batch.count)
        var loss = 0.0
        for (number, sequence) in batch.enumerated() {
            let (row, length) = pass.places[number]
            let scores = pass.scores.start + row * tags.count
            lattice.reserve(length)
            lattice.scores.start.update(from: scores, count: length * tags.count)
            loss += lattice.run()
            data.tags.withUnsafeBufferPointer { path in
                let path = path.baseAddress! + data.starts[sequence]
                loss -= lattice.score(path, field)
                lattice.subtract(path, from: fieldGradient)
                for index in 0..<length * tags.count {
                    scores[index] = lattice.posterior.start[index] * share
                }
                for place in 0..<length { scores[place * tags.count + Int(path[place])] -= share }
            }
        }
        for buffer in [fieldGradient.outer, fieldGradient.inner] {
            for index in 0..<buffer.count { buffer.start[index] *= share }
        }
        pass.backward()
        return loss
    }

    /// Puts the features of a batch, some left out, and its contexts into the pass.
    private func fill(_ batch: [Int]) {
        entries.removeAll(keepingCapacity: true)
        let threshold = UInt64(Double(settings.featureDropout) * 4_294_967_296)
        let factor = 1 / (1 - settings.featureDropout)
        for (number, sequence) in batch.enumerated() {
            let first = pass.places[number].row
            for place in data.starts[sequence]..<data.starts[sequence + 1] {
                let row = first + place - data.starts[sequence]
                let sum = pass.input.start + row * sizes.width
                for entry in data.rows.starts[place]..<data.rows.starts[place + 1] {
                    if threshold > 0, random.next() >> 32 < threshold { continue }
                    let column = data.rows.columns[entry]
                    let value = data.rows.values[entry] * factor
                    entries.append((column, Int32(row), value))
                    add(
                        vectors.start + Int(column) * sizes.width, times: value, to: sum,
                        sizes.width)
                }
            }
            for entry in contexts.starts[sequence]..<contexts.starts[sequence + 1] {
                let column = Int(contexts.columns[entry])
                pass.context.start[number * sizes.context + column] = contexts.values[entry]
            }
        }
    }

    private func apply(_ step: (rate: Float, squareFactor: Float)) {
        let gradients = pass.gradients.all + [fieldGradient.outer, fieldGradient.inner]
        let square = gradients.reduce(Float(0)) { $0 + dot($1.start, $1.start, $1.count) }
        let length = square.squareRoot()
        if length > Self.longestGradient {
            let factor = Self.longestGradient / length
            for gradient in gradients {
                for index in 0..<gradient.count { gradient.start[index] *= factor }
            }
        }
        for (index, values) in weights.all.enumerated() {
            states[index].step(
                values.start, gradients[index].start, offset: 0, count: values.count,
                rate: step.rate, squareFactor: step.squareFactor)
        }
        for (keyPath, state, gradient) in [
            (\LinearChainCRF.outer, fieldStates.outer, fieldGradient.outer),
            (\LinearChainCRF.inner, fieldStates.inner, fieldGradient.inner),
        ] {
            field[keyPath: keyPath].withUnsafeMutableBufferPointer { values in
                guard let start = values.baseAddress else { return }
                state.step(
                    start, gradient.start, offset: 0, count: values.count, rate: step.rate,
                    squareFactor: step.squareFactor)
            }
        }
        applyVectors(step)
    }

    private func applyVectors(_ step: (rate: Float, squareFactor: Float)) {
        let width = sizes.width
        for column in touched { slots[Int(column)] = -1 }
        touched.removeAll(keepingCapacity: true)
        if slotGradient.count < entries.count * width {
            slotGradient = FloatBuffer(entries.count * width * 3 / 2)
        }
        for entry in entries {
            var slot = Int(slots[Int(entry.column)])
            if slot < 0 {
                slot = touched.count
                slots[Int(entry.column)] = Int32(slot)
                touched.append(entry.column)
                (slotGradient.start + slot * width).update(repeating: 0, count: width)
            }
            add(
                pass.inputGradient.start + Int(entry.row) * width, times: entry.value,
                to: slotGradient.start + slot * width, width)
        }
        for (slot, column) in touched.enumerated() {
            vectorState.step(
                vectors.start, slotGradient.start + slot * width, offset: Int(column) * width,
                count: width, rate: step.rate, squareFactor: step.squareFactor)
        }
    }
}
