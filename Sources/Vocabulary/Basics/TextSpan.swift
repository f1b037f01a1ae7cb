// A piece of a text, counted as Rasa counts.

/// A half-open range of Unicode scalars (code points), as Rasa's `start` and `end` count.
public struct TextSpan: Sendable, Hashable, Comparable {
    /// Index of the first scalar.
    public let start: Int
    /// Index after the last scalar.
    public let end: Int

    /// A span; `start` must not lie behind `end`.
    public init(start: Int, end: Int) {
        precondition(start <= end, "a span ends before it starts")
        self.start = start
        self.end = end
    }

    /// How many scalars the span holds.
    public var count: Int { end - start }

    /// Whether the two share at least one scalar.
    public func overlaps(_ other: TextSpan) -> Bool { start < other.end && other.start < end }

    /// Whether every scalar of `other` lies in this span.
    public func contains(_ other: TextSpan) -> Bool { start <= other.start && other.end <= end }

    /// By start, then by end.
    public static func < (left: TextSpan, right: TextSpan) -> Bool {
        (left.start, left.end) < (right.start, right.end)
    }
}
