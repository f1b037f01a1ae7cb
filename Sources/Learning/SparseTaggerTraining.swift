// Trains a SparseTagger: one sequence a step, features dropped at random, AdaGrad, averaged weights.

/// Sequences of sparse rows with their tags.
public struct TaggedSequences: Sendable {
    /// One sparse row per place, all sequences one after the other.
    public var rows: SparseRows
    /// The right tag of each place.
    public var tags: [Int32]
    /// Where each sequence starts in `rows`; one more than there are sequences.
    public var starts: [Int]

    /// No sequences.
    public init() {
        rows = SparseRows()
        tags = []
        starts = [0]
    }

    /// How many sequences there are.
    public var count: Int { starts.count - 1 }
}

/// How a `SparseTagger` is trained.
public struct SparseTaggerSettings: Sendable {
    /// How often every sequence is seen.
    public var epochs = 10
    /// AdaGrad's rate.
    public var rate: Float = 0.07
    /// With which probability a feature is left out in training.
    public var dropout: Float = 0.4
    /// By which share weights shrink in an epoch.
    public var decay: Float = 0.05
    /// By how much weights move towards zero in an epoch.
    public var shrinkage: Float = 0
    /// Same seed, same data: same bits.
    public var seed: UInt64 = 1

    /// The settings that did best on validation data.
    public init() {}

    /// As many epochs as the number of sequences asks for.
    public static func epochs(for sequences: Int) -> Int {
        let count = max(1, sequences)
        return max(8, min(12, (110_000 + count / 2) / count)) + min(48, 8_000 / count)
    }
}

/// One training of a sparse tagger.
public final class SparseTaggerTraining {
    private let data: TaggedSequences
    private let settings: SparseTaggerSettings
    private let tags: ChunkTags
    private let weights: FloatBuffer
    private let squares: FloatBuffer
    private var field: LinearChainCRF
    private let fieldSquares: TransitionGradient
    private let fieldGradient: TransitionGradient
    private let lattice: CRFLattice
    private var random: SeededRandom
    /// The true weights are `weights` times this; so decay costs nothing.
    private var scale: Float = 1
    private var kept: [(column: Int32, value: Float)] = []
    private var keptStarts: [Int] = []
    private var moved: [(tag: Int, gradient: Float)] = []

    /// After how many sequences transitions move.
    private static let fieldBatch = 8
    /// How often an epoch weights decay and, in the second half, are averaged.
    private static let quarters = 4

    /// A training; nothing happens until `run`.
    ///
    /// - Parameter inputs: how many features there are; columns lie below.
    public init(
        _ data: TaggedSequences, inputs: Int, tags: ChunkTags, settings: SparseTaggerSettings
    ) {
        precondition(data.rows.count == data.tags.count, "a tag per row")
        precondition(data.starts.last == data.rows.count, "sequences of all rows")
        precondition(data.rows.columns.allSatisfy { $0 >= 0 && Int($0) < inputs }, "columns")
        precondition(data.tags.allSatisfy { $0 >= 0 && Int($0) < tags.count }, "tags")
        self.data = data
        self.settings = settings
        self.tags = tags
        weights = FloatBuffer(inputs * tags.count)
        squares = FloatBuffer(inputs * tags.count)
        squares.start.update(repeating: 0.1, count: squares.count)
        field = LinearChainCRF(tags: tags)
        fieldSquares = TransitionGradient(tags: tags)
        fieldSquares.outer.start.update(repeating: 1, count: fieldSquares.outer.count)
        fieldSquares.inner.start.update(repeating: 1, count: fieldSquares.inner.count)
        fieldGradient = TransitionGradient(tags: tags)
        lattice = CRFLattice(tags: tags)
        lattice.expectation = fieldGradient
        random = SeededRandom(seed: settings.seed)
    }

    /// Trains and returns the tagger.
    ///
    /// - Parameter progress: called after each quarter of an epoch with the share done in 0...1 and
    ///   the mean loss of a place.
    /// - Parameter check: called before each sequence; what it throws ends the training.
    public func run(
        progress: (Double, Double) -> Void, check: () throws -> Void
    ) rethrows -> SparseTagger {
        var order = (0..<data.count).filter { data.starts[$0] < data.starts[$0 + 1] }
        let average = FloatBuffer(weights.count)
        var averageField = LinearChainCRF(tags: tags)
        var snapshots: Float = 0
        lattice.setTransitions(field)
        for epoch in 0..<settings.epochs {
            random.shuffle(&order)
            var (done, loss, places) = (0, 0.0, 0)
            for quarter in 0..<Self.quarters {
                let end = order.count * (quarter + 1) / Self.quarters
                while done < end {
                    try check()
                    loss += step(order[done])
                    places += data.starts[order[done] + 1] - data.starts[order[done]]
                    done += 1
                    if done % Self.fieldBatch == 0 || done == order.count { moveField() }
                }
                decay()
                let share = Double(epoch) + Double(quarter + 1) / Double(Self.quarters)
                progress(share / Double(settings.epochs), loss / Double(max(1, places)))
                if epoch >= settings.epochs / 2 {
                    average.add(weights, times: scale)
                    averageField = averageField + field
                    snapshots += 1
                }
            }
        }
        let share = 1 / max(1, snapshots)
        for index in averageField.outer.indices { averageField.outer[index] *= share }
        for index in averageField.inner.indices { averageField.inner[index] *= share }
        return SparseTagger(field: averageField, table: average, scale: share)
    }

    private func step(_ sequence: Int) -> Double {
        let first = data.starts[sequence]
        let length = data.starts[sequence + 1] - first
        let count = tags.count
        dropFeatures(first, length)
        lattice.reserve(length)
        lattice.scores.clear(length * count)
        for place in 0..<length {
            let scores = lattice.scores.start + place * count
            for entry in keptStarts[place]..<keptStarts[place + 1] {
                add(
                    weights.start + Int(kept[entry].column) * count,
                    times: kept[entry].value * scale, to: scores, count)
            }
        }
        let total = lattice.run()
        return data.tags.withUnsafeBufferPointer { path in
            let path = path.baseAddress! + first
            let loss = total - lattice.score(path, field)
            lattice.subtract(path, from: fieldGradient)
            for place in 0..<length { move(place, gold: Int(path[place])) }
            return loss
        }
    }

    private func dropFeatures(_ first: Int, _ length: Int) {
        kept.removeAll(keepingCapacity: true)
        keptStarts.removeAll(keepingCapacity: true)
        let threshold = UInt64(Double(settings.dropout) * 4_294_967_296)
        let factor = 1 / (1 - settings.dropout)
        for place in first..<first + length {
            keptStarts.append(kept.count)
            for entry in data.rows.starts[place]..<data.rows.starts[place + 1] {
                if threshold > 0, random.next() >> 32 < threshold { continue }
                kept.append((data.rows.columns[entry], data.rows.values[entry] * factor))
            }
        }
        keptStarts.append(kept.count)
    }

    /// Moves the weights of a place's features towards the right tag.
    private func move(_ place: Int, gold: Int) {
        let count = tags.count
        let share = lattice.posterior.start + place * count
        moved.removeAll(keepingCapacity: true)
        for tag in 0..<count {
            let gradient = (tag == gold ? 1 : 0) - share[tag]
            if abs(gradient) > 1e-3 { moved.append((tag, gradient)) }
        }
        guard !moved.isEmpty else { return }
        let rate = settings.rate / scale
        for entry in keptStarts[place]..<keptStarts[place + 1] {
            let offset = Int(kept[entry].column) * count
            let value = kept[entry].value
            for (tag, gradient) in moved {
                let slope = gradient * value
                let square = squares.start[offset + tag] + slope * slope
                squares.start[offset + tag] = square
                weights.start[offset + tag] += rate * slope / square.squareRoot()
            }
        }
    }

    private func moveField() {
        move(&field.outer, fieldGradient.outer, fieldSquares.outer)
        move(&field.inner, fieldGradient.inner, fieldSquares.inner)
        fieldGradient.clear()
        lattice.setTransitions(field)
    }

    private func move(_ scores: inout [Float], _ gradient: FloatBuffer, _ squares: FloatBuffer) {
        for index in scores.indices {
            let slope = gradient.start[index]
            guard slope != 0 else { continue }
            squares.start[index] += slope * slope
            scores[index] -= settings.rate * slope / squares.start[index].squareRoot()
        }
    }

    private func decay() {
        scale *= 1 - settings.decay / Float(Self.quarters)
        let shrinkage = settings.shrinkage / Float(Self.quarters) / scale
        guard shrinkage > 0 else { return }
        for index in 0..<weights.count {
            let weight = weights.start[index]
            weights.start[index] =
                weight > shrinkage
                ? weight - shrinkage : weight < -shrinkage ? weight + shrinkage : 0
        }
    }
}
