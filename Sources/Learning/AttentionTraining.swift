// Trains an AttentionNetwork: dropout of features and of hidden numbers, Adam, an early end.

/// How an `AttentionNetwork` is trained.
public struct AttentionSettings: Sendable {
    /// How many numbers stand for a moment.
    public var width = 64
    /// How many heads attention has.
    public var heads = 4
    /// How many numbers the hidden layer has.
    public var hidden = 128
    /// How often each of the examples that are always seen is seen at most.
    public var epochs = 100
    /// How many examples a step averages over.
    public var batch = 32
    /// How many moments all steps together read at most.
    public var momentsMax = 3_000_000
    /// Adam's highest rate.
    public var rate: Float = 2e-3
    /// By how much of itself, times the rate, a matrix shrinks with each step.
    public var decay: Float = 0.02
    /// With which probability a feature of the last moment is left out in training.
    public var lastDropout: Float = 0
    /// With which probability a feature of an earlier moment is left out in training.
    public var historyDropout: Float = 0.1
    /// With which probability a hidden number is left out in training.
    public var hiddenDropout: Float = 0.1
    /// The weight of each label's own cross entropy.
    public var constraint: Float = 1
    /// Training ends early after an epoch that got everything right, with a mean loss below this.
    public var lossEnough = 0.05
    /// Same seed, same data: same bits.
    public var seed: UInt64 = 1

    /// The settings that did best on stories of our own.
    public init() {}
}

/// What an attention net learns from.
public struct AttentionExamples: Sendable {
    /// All moments that occur.
    public var moments: SparseRows
    /// Sequences as rows of `moments`, oldest first, none empty.
    public var sequences: [[Int32]] = []
    /// The label of each sequence.
    public var targets: [Int32] = []
    /// How many of the first sequences are seen in every epoch; of the others as many again, chosen
    /// by chance.
    public var always = 0

    /// No examples.
    public init(moments: SparseRows = SparseRows()) { self.moments = moments }
}

/// One training of an attention net.
public final class AttentionTraining {
    private let examples: AttentionExamples
    private let settings: AttentionSettings
    private let pass: AttentionPass
    private let back: AttentionGradient
    private let states: [AdamState]
    private var random: SeededRandom

    /// A training; nothing happens until `run`.
    ///
    /// - Parameters:
    ///   - inputs: how many features there are; the columns of all moments are below.
    ///   - places: how many moments a sequence may have.
    ///   - labels: how many labels there are.
    public init(
        _ examples: AttentionExamples, inputs: Int, places: Int, labels: Int,
        settings: AttentionSettings
    ) {
        precondition(examples.sequences.count == examples.targets.count, "a label per sequence")
        precondition(
            examples.moments.columns.allSatisfy { $0 >= 0 && Int($0) < inputs }, "unknown column")
        precondition(
            examples.targets.allSatisfy { $0 >= 0 && Int($0) < labels }, "unknown label")
        self.examples = examples
        self.settings = settings
        random = SeededRandom(seed: settings.seed)
        let sizes = AttentionSizes(
            inputs: inputs, places: places, labels: labels, width: settings.width,
            heads: settings.heads, hidden: settings.hidden)
        let weights = AttentionWeights(sizes, random: &random)
        pass = AttentionPass(weights)
        back = AttentionGradient(pass)
        states = weights.all.map { AdamState($0.count) }
    }

    /// Trains and returns the net.
    ///
    /// - Parameter progress: called after each epoch with the share done in 0...1 and the epoch's
    ///   mean loss.
    /// - Parameter check: called before each step; what it throws ends the training.
    public func run(
        progress: (Double, Double) -> Void = { _, _ in }, check: () throws -> Void
    ) rethrows -> AttentionNetwork {
        let always = Array(0..<examples.always)
        let others = Array(examples.always..<examples.sequences.count)
        let perEpoch = always.count + min(others.count, always.count)
        let epochs = epochs(perEpoch)
        let batch = settings.batch
        let steps = max(1, (perEpoch + batch - 1) / batch) * epochs
        let schedule = AdamSchedule(
            peak: settings.rate, warmUp: max(1, steps / 20), steps: steps, last: 0.02)
        var step = 0
        for epoch in 0..<epochs {
            var order = always
            for _ in always.count..<perEpoch { order.append(others[random.below(others.count)]) }
            random.shuffle(&order)
            var (loss, right) = (0.0, 0)
            for first in stride(from: 0, to: order.count, by: batch) {
                try check()
                step += 1
                let part = train(order[first..<min(first + batch, order.count)])
                loss += part.loss
                right += part.right
                apply(schedule.rate(step: step), decay: settings.decay * settings.rate)
            }
            let mean = loss / Double(max(1, order.count))
            progress(Double(epoch + 1) / Double(epochs), mean)
            if right == order.count, mean < settings.lossEnough { break }
        }
        return AttentionNetwork(pass.weights)
    }

    private func epochs(_ perEpoch: Int) -> Int {
        let moments = examples.sequences.reduce(0) { $0 + $1.count }
        let mean = Double(moments) / Double(max(1, examples.sequences.count))
        let most = Double(settings.momentsMax) / max(1, mean * Double(perEpoch))
        return max(1, min(settings.epochs, Int(most)))
    }

    private func train(_ numbers: ArraySlice<Int>) -> (loss: Double, right: Int) {
        pass.begin()
        for number in numbers {
            let sequence = examples.sequences[number]
            for (place, moment) in sequence.enumerated() {
                let isLast = place == sequence.count - 1
                append(
                    Int(moment), dropout: isLast ? settings.lastDropout : settings.historyDropout)
            }
            pass.endSequence()
        }
        pass.forward(dropout: settings.hiddenDropout, &random)
        let result = back.lossGradient(
            numbers.lazy.map { self.examples.targets[$0] }, constraint: settings.constraint)
        back.backward()
        return result
    }

    private func append(_ moment: Int, dropout: Float) {
        let rows = examples.moments
        for entry in rows.starts[moment]..<rows.starts[moment + 1] {
            if dropout > 0, random.uniform() < dropout { continue }
            pass.append(rows.columns[entry], rows.values[entry])
        }
        pass.endMoment()
    }

    private func apply(_ step: (rate: Float, squareFactor: Float), decay: Float) {
        let width = settings.width
        let pairs = zip(zip(pass.weights.all, back.gradients.all), states)
        for (number, ((values, gradient), state)) in pairs.enumerated() {
            func move(_ offset: Int, _ count: Int) {
                state.step(
                    values.start, gradient.start + offset, offset: offset, count: count,
                    rate: step.rate, squareFactor: step.squareFactor)
                for index in offset..<offset + count { values.start[index] *= 1 - decay }
            }
            if number == 0 {
                for column in back.touched { move(Int(column) * width, width) }
            } else {
                move(0, values.count)
            }
        }
    }
}
