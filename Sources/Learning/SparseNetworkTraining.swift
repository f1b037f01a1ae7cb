// Trains a SparseNetwork: dropout and lazy Adam.

/// How a `SparseNetwork` is trained.
public struct SparseNetworkSettings: Sendable {
    /// How many hidden units; even.
    public var hidden = 256
    /// How often every example is seen.
    public var epochs = 12
    /// How many examples a step averages over.
    public var batch = 64
    /// Adam's highest rate.
    public var rate: Float = 4e-3
    /// With which probability an input is left out in training.
    public var inputDropout: Float = 0.5
    /// With which probability a hidden unit is left out in training.
    public var hiddenDropout: Float = 0.5
    /// Same seed, same data: same bits.
    public var seed: UInt64 = 1

    /// The settings that did best on validation data.
    public init() {}

    /// How many examples a step averages over: fewer where there are few examples, so that a small
    /// project's training has steps enough to learn its examples by heart.
    public static func batch(for examples: Int) -> Int { min(64, max(8, examples / 16)) }

    /// As many epochs as the number of examples asks for: at least 2000 steps within 12...40 epochs,
    /// and 600 steps where 40 epochs are fewer.
    public static func epochs(for examples: Int) -> Int {
        let batch = batch(for: examples)
        let steps = max(1, (examples + batch - 1) / batch)
        let usual = max(12, min(40, (2000 + steps - 1) / steps))
        return max(usual, (600 + steps - 1) / steps)
    }
}

/// One training of a sparse net.
public final class SparseNetworkTraining {
    private let rows: SparseRows
    private let targets: [Int32]
    private let settings: SparseNetworkSettings
    private let pass: SparseNetworkPass
    private let inputState: AdamState
    private let hiddenBiasState: AdamState
    private let outputState: AdamState
    private let outputBiasState: AdamState
    private let gradient: FloatBuffer
    private var random: SeededRandom

    /// A training; nothing happens until `run`.
    ///
    /// - Parameters:
    ///   - rows: one sparse row per example, columns in 0 ..< `inputs`.
    ///   - targets: the label of each row, in 0 ..< `labels`.
    public init(
        rows: SparseRows, targets: [Int32], inputs: Int, labels: Int,
        settings: SparseNetworkSettings
    ) {
        precondition(rows.count == targets.count, "a label per row")
        precondition(rows.columns.allSatisfy { $0 >= 0 && Int($0) < inputs }, "unknown column")
        precondition(targets.allSatisfy { $0 >= 0 && Int($0) < labels }, "unknown label")
        self.rows = rows
        self.targets = targets
        self.settings = settings
        random = SeededRandom(seed: settings.seed)
        let weights = SparseNetworkWeights(
            inputs: inputs, hidden: settings.hidden, labels: labels, random: &random)
        pass = SparseNetworkPass(
            weights: weights, capacity: settings.batch,
            entries: settings.batch * max(1, rows.longestRow))
        inputState = AdamState(inputs * settings.hidden)
        hiddenBiasState = AdamState(settings.hidden)
        outputState = AdamState(labels * settings.hidden)
        outputBiasState = AdamState(labels)
        gradient = FloatBuffer(settings.hidden)
    }

    /// Trains and returns the net.
    ///
    /// - Parameter progress: called after each epoch with the share done in 0...1 and the epoch's
    ///   mean loss.
    /// - Parameter check: called before each step; what it throws ends the training.
    public func run(
        progress: (Double, Double) -> Void = { _, _ in }, check: () throws -> Void
    ) rethrows -> SparseNetwork {
        let examples = rows.count
        let stepsPerEpoch = max(1, (examples + settings.batch - 1) / settings.batch)
        let steps = stepsPerEpoch * settings.epochs
        let schedule = AdamSchedule(
            peak: settings.rate, warmUp: max(1, steps / 20), steps: steps, last: 0)
        var order = Array(0..<examples)
        var step = 0
        for epoch in 0..<settings.epochs {
            random.shuffle(&order)
            var loss = 0.0
            for first in stride(from: 0, to: examples, by: settings.batch) {
                try check()
                step += 1
                loss += train(order[first..<min(first + settings.batch, examples)])
                apply(schedule.rate(step: step))
            }
            progress(Double(epoch + 1) / Double(settings.epochs), loss / Double(max(1, examples)))
        }
        return SparseNetwork(pass.weights)
    }

    private func train(_ examples: ArraySlice<Int>) -> Double {
        pass.begin()
        for example in examples {
            pass.append(
                rows, example, target: targets[example], dropout: settings.inputDropout, &random)
        }
        pass.forward(dropout: settings.hiddenDropout, &random)
        let loss = pass.lossGradient()
        pass.backward(dropout: settings.hiddenDropout)
        return loss
    }

    private func apply(_ step: (rate: Float, squareFactor: Float)) {
        let weights = pass.weights
        let hidden = weights.hidden
        for slot in 0..<pass.touched.count {
            pass.inputGradient(slot, into: gradient.start)
            inputState.step(
                weights.inputWeights.start, gradient.start,
                offset: Int(pass.touched[slot]) * hidden, count: hidden, rate: step.rate,
                squareFactor: step.squareFactor)
        }
        for (state, values, gradient) in [
            (hiddenBiasState, weights.hiddenBias, pass.hiddenBiasGradient),
            (outputState, weights.outputWeights, pass.outputGradient),
            (outputBiasState, weights.outputBias, pass.outputBiasGradient),
        ] {
            state.step(
                values.start, gradient.start, offset: 0, count: values.count, rate: step.rate,
                squareFactor: step.squareFactor)
        }
    }
}
