// All sequences of tags at once: the forward and backward sums of a linear-chain CRF.

/// The exponentials of a field's scores, as the sums need them.
final class CRFTransitions: Sendable {
    let tags: ChunkTags
    /// Entering × entering, and the same with rows and columns exchanged.
    let outer: FloatBuffer
    let outerTransposed: FloatBuffer
    /// As `LinearChainCRF.inner`.
    let inner: FloatBuffer

    /// Ones.
    init(tags: ChunkTags) {
        self.tags = tags
        outer = FloatBuffer(tags.entering * tags.entering)
        outerTransposed = FloatBuffer(tags.entering * tags.entering)
        inner = FloatBuffer(4 * tags.labels)
        set(LinearChainCRF(tags: tags), scale: 1)
    }

    /// The exponentials of a field's scores times `scale`.
    convenience init(_ field: LinearChainCRF, scale: Float) {
        self.init(tags: field.tags)
        set(field, scale: scale)
    }

    /// Sets them to the exponentials of a field's scores times `scale`.
    func set(_ field: LinearChainCRF, scale: Float) {
        let size = tags.entering
        for index in field.outer.indices { outer.start[index] = field.outer[index] * scale }
        _ = exponentiate(outer.start, size * size, minus: 0)
        for row in 0..<size {
            for column in 0..<size {
                outerTransposed.start[column * size + row] = outer.start[row * size + column]
            }
        }
        for index in field.inner.indices { inner.start[index] = field.inner[index] * scale }
        _ = exponentiate(inner.start, field.inner.count, minus: 0)
    }
}

/// Computes posteriors of one sequence after the other in memory that is kept.
final class CRFLattice {
    let tags: ChunkTags
    /// Length × tags emission scores, set by the caller before `run`.
    private(set) var scores: FloatBuffer
    /// Length × tags probabilities after `run`.
    private(set) var posterior: FloatBuffer
    private(set) var length = 0

    private let transitions: CRFTransitions
    private var outer: FloatBuffer { transitions.outer }
    private var outerTransposed: FloatBuffer { transitions.outerTransposed }
    private var inner: FloatBuffer { transitions.inner }
    private var forward: FloatBuffer
    private var emission: FloatBuffer
    private let sums: FloatBuffer
    private let weighted: FloatBuffer
    private let backward: FloatBuffer
    private var capacity = 0

    /// What is less likely than this, as a share of a row's sum, is taken for impossible.
    private static var negligible: Float { 1e-8 }

    /// Sums over a field that `setTransitions` sets.
    convenience init(tags: ChunkTags) { self.init(CRFTransitions(tags: tags)) }

    /// Sums over a field whose exponentials are known.
    init(_ transitions: CRFTransitions) {
        self.transitions = transitions
        tags = transitions.tags
        scores = FloatBuffer(0)
        posterior = FloatBuffer(0)
        forward = FloatBuffer(0)
        emission = FloatBuffer(0)
        sums = FloatBuffer(tags.entering)
        weighted = FloatBuffer(tags.count)
        backward = FloatBuffer(tags.count)
    }

    /// Sets the transition scores.
    func setTransitions(_ field: LinearChainCRF) { transitions.set(field, scale: 1) }

    /// Makes room for a sequence of `length` places; its scores are not set yet.
    func reserve(_ length: Int) {
        self.length = length
        guard length > capacity else { return }
        capacity = max(length, 2 * capacity)
        scores = FloatBuffer(capacity * tags.count)
        posterior = FloatBuffer(capacity * tags.count)
        forward = FloatBuffer(capacity * tags.count)
        emission = FloatBuffer(capacity * tags.count)
    }

    /// Fills `posterior`; returns the logarithm of the sum over all legal sequences.
    func run() -> Double {
        guard length > 0 else { return 0 }
        var total = 0.0
        for place in 0..<length { total += sumForward(place) }
        sumBackward()
        return total
    }

    /// The score of one sequence of tags under the scores and a field.
    func score(_ path: UnsafePointer<Int32>, _ field: LinearChainCRF) -> Double {
        var total = 0.0
        for place in 0..<length {
            total += Double(scores.start[place * tags.count + Int(path[place])])
            guard place > 0 else { continue }
            let (from, to) = (Int(path[place - 1]), Int(path[place]))
            total += Double(
                isInner(to)
                    ? field.inner[innerIndex(from, to)] : field.outer[outerIndex(from, to)])
        }
        return total
    }

    @inline(__always)
    private func isInner(_ to: Int) -> Bool { tags.isBILOU && to > 2 * tags.labels }

    @inline(__always)
    private func outerIndex(_ from: Int, _ to: Int) -> Int {
        (tags.leavingNumber(from) ?? 0) * tags.entering + min(to, tags.entering - 1)
    }

    @inline(__always)
    private func innerIndex(_ from: Int, _ to: Int) -> Int {
        let labels = tags.labels
        let label = (to - 1) % labels
        let row = (from > 2 * labels ? 2 : 0) + (to > 3 * labels ? 1 : 0)
        return row * labels + label
    }

    private func sumForward(_ place: Int) -> Double {
        let (count, entering, labels) = (tags.count, tags.entering, tags.labels)
        let now = forward.start + place * count
        let shares = emission.start + place * count
        shares.update(from: scores.start + place * count, count: count)
        let top = largest(shares, count)
        _ = exponentiate(shares, count, minus: top)
        if place == 0 {
            for tag in 0..<count { now[tag] = tag < entering ? shares[tag] : 0 }
        } else {
            let before = now - count
            now.update(repeating: 0, count: entering)
            for number in 0..<entering {
                let from = before[tags.leaving(number)]
                if from < Self.negligible { continue }
                add(outer.start + number * entering, times: from, to: now, entering)
            }
            for tag in 0..<entering { now[tag] *= shares[tag] }
            if tags.isBILOU {
                let begin = before + 1 + labels
                let inside = begin + labels
                for label in 0..<labels {
                    let to = 1 + 2 * labels + label
                    now[to] =
                        shares[to]
                        * (begin[label] * inner.start[label]
                            + inside[label] * inner.start[2 * labels + label])
                    now[to + labels] =
                        shares[to + labels]
                        * (begin[label] * inner.start[labels + label]
                            + inside[label] * inner.start[3 * labels + label])
                }
            }
        }
        if place == length - 1, tags.isBILOU {
            (now + 1 + labels).update(repeating: 0, count: 2 * labels)
        }
        var sum: Float = 1e-30
        for tag in 0..<count { sum += now[tag] }
        let scale = 1 / sum
        for tag in 0..<count { now[tag] *= scale }
        return Double(top) + Double(logarithm(sum))
    }

    private func sumBackward() {
        let (count, labels) = (tags.count, tags.labels)
        backward.start.update(repeating: 1, count: count)
        if tags.isBILOU { (backward.start + 1 + labels).update(repeating: 0, count: 2 * labels) }
        for place in stride(from: length - 1, through: 0, by: -1) {
            let share = posterior.start + place * count
            let now = forward.start + place * count
            var sum: Float = 0
            for tag in 0..<count {
                share[tag] = now[tag] * backward.start[tag]
                sum += share[tag]
            }
            let scale = sum > 0 ? 1 / sum : 0
            for tag in 0..<count { share[tag] *= scale }
            guard place > 0 else { break }
            weigh(place)
            stepBackward()
        }
    }

    /// Sets `weighted` to the backward sums at a place times its emissions, the largest 1.
    private func weigh(_ place: Int) {
        let shares = emission.start + place * tags.count
        var top: Float = 0
        for tag in 0..<tags.count {
            let value = backward.start[tag] * shares[tag]
            weighted.start[tag] = value
            top = max(top, value)
        }
        let scale = top > 0 ? 1 / top : 0
        for tag in 0..<tags.count { weighted.start[tag] *= scale }
        if let expectation { expect(place, expectation) }
    }

    private func stepBackward() {
        let (entering, labels) = (tags.entering, tags.labels)
        sums.clear()
        for to in 0..<entering {
            let weight = weighted.start[to]
            if weight < Self.negligible { continue }
            add(outerTransposed.start + to * entering, times: weight, to: sums.start, entering)
        }
        for number in 0..<entering { backward.start[tags.leaving(number)] = sums.start[number] }
        guard tags.isBILOU else { return }
        let inside = weighted.start + 1 + 2 * labels
        let last = inside + labels
        for label in 0..<labels {
            backward.start[1 + labels + label] =
                inside[label] * inner.start[label] + last[label] * inner.start[labels + label]
            backward.start[1 + 2 * labels + label] =
                inside[label] * inner.start[2 * labels + label]
                + last[label] * inner.start[3 * labels + label]
        }
    }

    /// Where `run` adds, for each transition, how often it is expected; `nil` for nowhere.
    var expectation: TransitionGradient?

    /// Adds the expected transitions into `place` to a gradient.
    private func expect(_ place: Int, _ gradient: TransitionGradient) {
        let (count, entering, labels) = (tags.count, tags.entering, tags.labels)
        let before = forward.start + (place - 1) * count
        var total: Float = 0
        for number in 0..<entering {
            let from = before[tags.leaving(number)]
            if from < 1e-6 { continue }
            total += from * dot(outer.start + number * entering, weighted.start, entering)
        }
        if tags.isBILOU { total += innerTotal(before) }
        guard total > 0 else { return }
        let scale = 1 / total
        for number in 0..<entering {
            let from = before[tags.leaving(number)] * scale
            if from * total < 1e-6 { continue }
            let row = outer.start + number * entering
            let into = gradient.outer.start + number * entering
            for to in 0..<entering { into[to] += from * row[to] * weighted.start[to] }
        }
        guard tags.isBILOU else { return }
        for row in 0..<4 {
            let from = before + 1 + (row < 2 ? labels : 2 * labels)
            let to = weighted.start + 1 + (row & 1 == 0 ? 2 * labels : 3 * labels)
            for label in 0..<labels {
                let index = row * labels + label
                gradient.inner.start[index] +=
                    scale * from[label] * inner.start[index] * to[label]
            }
        }
    }

    private func innerTotal(_ before: UnsafePointer<Float>) -> Float {
        let labels = tags.labels
        let inside = weighted.start + 1 + 2 * labels
        var total: Float = 0
        for label in 0..<labels {
            let (begin, middle) = (before[1 + labels + label], before[1 + 2 * labels + label])
            total += begin * inner.start[label] * inside[label]
            total += begin * inner.start[labels + label] * inside[labels + label]
            total += middle * inner.start[2 * labels + label] * inside[label]
            total += middle * inner.start[3 * labels + label] * inside[labels + label]
        }
        return total
    }

    /// Takes the transitions of the right sequence away from a gradient.
    func subtract(_ path: UnsafePointer<Int32>, from gradient: TransitionGradient) {
        for place in 1..<max(1, length) {
            let (from, to) = (Int(path[place - 1]), Int(path[place]))
            if isInner(to) {
                gradient.inner.start[innerIndex(from, to)] -= 1
            } else {
                gradient.outer.start[outerIndex(from, to)] -= 1
            }
        }
    }
}

/// Sums over transitions: what is expected less what is right.
final class TransitionGradient {
    let outer: FloatBuffer
    let inner: FloatBuffer

    init(tags: ChunkTags) {
        outer = FloatBuffer(tags.entering * tags.entering)
        inner = FloatBuffer(tags.isBILOU ? 4 * tags.labels : 0)
    }

    /// Sets all sums to zero.
    func clear() {
        outer.clear()
        inner.clear()
    }
}
