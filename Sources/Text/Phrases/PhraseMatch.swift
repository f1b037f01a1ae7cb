// What a search for many phrases finds.

public import Vocabulary

/// One phrase found in a text.
public struct PhraseMatch: Sendable, Hashable {
    /// Where the phrase stands; empty only for an empty phrase.
    public let span: TextSpan
    /// Its index in the list of phrases; of equal phrases the first.
    public let phraseIndex: Int
}

/// The outcome of one search for phrases.
public struct PhraseResult: Sendable, Equatable {
    /// The phrases found, from left to right, not overlapping.
    public internal(set) var matches: [PhraseMatch] = []
    /// Whether the search gave up at its limit of steps; only phrases of many thousands of
    /// scalars that nearly repeat themselves can bring that about.
    public internal(set) var ranOut = false
}
