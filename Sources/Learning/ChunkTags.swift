// The tags of a tagger that finds labelled pieces of a sequence, and which may follow which.

/// Tags for pieces with one of some labels: outside, and per label either one tag or four (BILOU:
/// a piece of one element is a unit, a longer one begins, goes on inside and has a last).
///
/// Tags are numbered so that those which may follow a finished piece come first: outside 0, units
/// 1...n, beginnings, insides, lasts.
public struct ChunkTags: Sendable, Hashable {
    /// The place of an element in its piece.
    public enum Part: Int, Sendable {
        case unit, begin, inside, last
    }

    /// How many labels there are.
    public let labels: Int
    /// Whether a label has four tags.
    public let isBILOU: Bool

    /// The most labels a tagger may have.
    public static let labelsMax = 4000

    /// Tags for `labels` labels.
    public init(labels: Int, isBILOU: Bool) {
        precondition((0...Self.labelsMax).contains(labels), "too many labels")
        self.labels = labels
        self.isBILOU = isBILOU
    }

    /// How many tags there are.
    public var count: Int { isBILOU ? 4 * labels + 1 : labels + 1 }

    /// How many tags may follow a finished piece: those below this number. As many finish one.
    public var entering: Int { isBILOU ? 2 * labels + 1 : labels + 1 }

    /// The tag that finishes a piece, by number in 0 ..< `entering`.
    @inline(__always)
    func leaving(_ number: Int) -> Int { number <= labels ? number : number + 2 * labels }

    /// The number of a tag among those that finish a piece; `nil` when it does not.
    @inline(__always)
    func leavingNumber(_ tag: Int) -> Int? {
        if tag <= labels { return tag }
        return isBILOU && tag > 3 * labels ? tag - 2 * labels : nil
    }

    /// The tag of a label's part.
    public func tag(_ label: Int, _ part: Part) -> Int {
        isBILOU ? 1 + part.rawValue * labels + label : 1 + label
    }

    /// The label of a tag; `nil` outside.
    public func label(of tag: Int) -> Int? { tag == 0 ? nil : (tag - 1) % labels }

    /// The part of a tag; `nil` outside and without BILOU.
    public func part(of tag: Int) -> Part? {
        tag == 0 || !isBILOU ? nil : Part(rawValue: (tag - 1) / labels)
    }
}
