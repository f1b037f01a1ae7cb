// What a search with a pattern finds: spans of the match and of its groups.

public import Vocabulary

/// One match of a pattern.
public struct PatternMatch: Sendable, Equatable {
    /// The scalars the whole pattern matched; may be empty.
    public let span: TextSpan
    /// What each capturing group matched last, from group 1 on; `nil` when it took no part.
    ///
    /// Groups keep the quirks of Python 3.10: after backtracking out of a loop a group may hold
    /// what a given-up attempt set. Where Python reports an end before the start (its text is
    /// then empty), the span is empty at that start.
    public let groups: [TextSpan?]
    /// The number of each named group.
    let names: [String: Int]

    /// What a group matched; group 0 is the whole match. `nil` for a group that took no part.
    ///
    /// - Precondition: the pattern has that group.
    public subscript(group: Int) -> TextSpan? { group == 0 ? span : groups[group - 1] }

    /// What a named group matched; `nil` when it took no part or does not exist.
    public subscript(name: String) -> TextSpan? {
        names[name].flatMap { groups[$0 - 1] }
    }
}

/// The outcome of one search.
public struct PatternResult: Sendable, Equatable {
    /// The matches found, from left to right, not overlapping.
    public internal(set) var matches: [PatternMatch]
    /// Whether the search gave up at its limit of steps (or of memory, which is bounded with it):
    /// there may be more matches than those found.
    public internal(set) var ranOut: Bool

    /// The first match, if there is one.
    public var match: PatternMatch? { matches.first }
}
