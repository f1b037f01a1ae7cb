// How well one tag follows another, and the best sequence of tags.

/// The transition scores of a linear-chain conditional random field over `ChunkTags`.
public struct LinearChainCRF: Sendable {
    /// The tags.
    public let tags: ChunkTags
    /// Scores from each tag that finishes a piece to each that may follow, square, row-major.
    var outer: [Float]
    /// Scores within pieces: four rows of one number per label, beginning to inside, beginning to
    /// last, inside to inside, inside to last. Empty without BILOU.
    var inner: [Float]

    /// All scores zero.
    public init(tags: ChunkTags) {
        self.tags = tags
        outer = Array(repeating: 0, count: tags.entering * tags.entering)
        inner = Array(repeating: 0, count: tags.isBILOU ? 4 * tags.labels : 0)
    }

    /// The sum of two fields' scores.
    public static func + (left: LinearChainCRF, right: LinearChainCRF) -> LinearChainCRF {
        precondition(left.tags == right.tags, "fields over different tags")
        var sum = left
        for index in sum.outer.indices { sum.outer[index] += right.outer[index] }
        for index in sum.inner.indices { sum.inner[index] += right.inner[index] }
        return sum
    }

    /// The best legal sequence of tags (Viterbi).
    ///
    /// - Parameter emissions: length × tags scores, row-major.
    /// - Complexity: O(length · entering²).
    public func best(_ emissions: [Float]) -> [Int] {
        let count = tags.count
        let length = emissions.count / count
        precondition(length * count == emissions.count, "a score per tag")
        guard length > 0 else { return [] }
        var back = [Int32](repeating: 0, count: emissions.count)
        var now = [Float](repeating: -.infinity, count: count)
        for tag in 0..<tags.entering { now[tag] = emissions[tag] }
        var next = now
        for place in 1..<max(1, length) {
            back.withUnsafeMutableBufferPointer { back in
                next.withUnsafeMutableBufferPointer { next in
                    step(now, into: next.baseAddress!, back.baseAddress! + place * count)
                }
            }
            for tag in 0..<count { next[tag] += emissions[place * count + tag] }
            swap(&now, &next)
        }
        var top = 0
        for number in 0..<tags.entering where now[tags.leaving(number)] > now[top] {
            top = tags.leaving(number)
        }
        var path = [Int](repeating: 0, count: length)
        for place in stride(from: length - 1, through: 0, by: -1) {
            path[place] = top
            top = Int(back[place * count + top])
        }
        return path
    }

    private func step(
        _ now: [Float], into next: UnsafeMutablePointer<Float>,
        _ back: UnsafeMutablePointer<Int32>
    ) {
        let (entering, labels) = (tags.entering, tags.labels)
        for tag in 0..<tags.count { next[tag] = -.infinity }
        outer.withUnsafeBufferPointer { outer in
            for number in 0..<entering {
                let from = now[tags.leaving(number)]
                let row = outer.baseAddress! + number * entering
                let tag = Int32(tags.leaving(number))
                for to in 0..<entering {
                    let score = from + row[to]
                    let isBetter = score > next[to]
                    next[to] = isBetter ? score : next[to]
                    back[to] = isBetter ? tag : back[to]
                }
            }
        }
        guard tags.isBILOU else { return }
        for label in 0..<labels {
            let (begin, inside) = (1 + labels + label, 1 + 2 * labels + label)
            for (row, to) in [(0, inside), (1, inside + labels)] {
                let one = now[begin] + inner[row * labels + label]
                let other = now[inside] + inner[(row + 2) * labels + label]
                next[to] = max(one, other)
                back[to] = Int32(one >= other ? begin : inside)
            }
        }
    }

    /// How likely each tag is at each place.
    ///
    /// - Parameter emissions: length × tags scores, row-major.
    /// - Returns: length × tags probabilities; each row adds up to 1 (± 1e-4).
    public func marginals(_ emissions: [Float]) -> [Float] {
        CRFMarginals(self).marginals(emissions)
    }

    /// Writes the scores.
    public func write(to writer: inout SectionWriter) {
        writer.write(UInt32(tags.labels))
        writer.write(UInt8(tags.isBILOU ? 1 : 0))
        writer.write(array: outer)
        writer.write(array: inner)
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the pieces do not fit together.
    public init(from reader: inout SectionReader) throws(SectionProblem) {
        let labels: UInt32 = try reader.integer()
        let isBILOU: UInt8 = try reader.integer()
        guard labels <= ChunkTags.labelsMax, isBILOU <= 1 else {
            throw SectionProblem("a tagger has too many labels")
        }
        self.init(tags: ChunkTags(labels: Int(labels), isBILOU: isBILOU == 1))
        let (outer, inner): ([Float], [Float]) = (try reader.array(), try reader.array())
        guard outer.count == self.outer.count, inner.count == self.inner.count else {
            throw SectionProblem("the transitions of a tagger are not whole")
        }
        self.outer = outer
        self.inner = inner
    }
}

/// Gives marginals under a field again and again.
public struct CRFMarginals: Sendable {
    private let transitions: CRFTransitions
    private let scale: Float

    /// Marginals given all scores times `scale`.
    public init(_ field: LinearChainCRF, scale: Float = 1) {
        transitions = CRFTransitions(field, scale: scale)
        self.scale = scale
    }

    /// How likely each tag is at each place.
    ///
    /// - Parameter emissions: length × tags scores, row-major.
    /// - Returns: length × tags probabilities; each row adds up to 1 (± 1e-4).
    public func marginals(_ emissions: [Float]) -> [Float] {
        let lattice = CRFLattice(transitions)
        lattice.reserve(emissions.count / transitions.tags.count)
        for index in emissions.indices { lattice.scores.start[index] = emissions[index] * scale }
        _ = lattice.run()
        return Array(
            UnsafeBufferPointer(start: lattice.posterior.start, count: emissions.count))
    }
}
