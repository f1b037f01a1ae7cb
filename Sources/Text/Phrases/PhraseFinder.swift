// Finds the entries of lookup tables in texts, as the pattern Rasa makes of a table would.

public import Vocabulary

/// Finds many phrases at once.
///
/// It finds what Python's `finditer` finds with the alternation of all phrases, escaped and in
/// list order, each between `\b` when word boundaries are asked for
/// (rasa/nlu/utils/pattern_utils.py, 3.6.21): the leftmost place counts; at one place the first
/// phrase of the list that matches, not the longest; matches do not overlap. An empty phrase
/// matches nothing at all, wherever its boundaries hold.
public struct PhraseFinder: Sendable {
    /// How many phrases were given.
    public let count: Int
    /// Whether case is ignored.
    public let ignoresCase: Bool
    /// Whether a phrase must stand between word boundaries.
    public let wordBoundaries: Bool
    private let trie: PhraseTrie

    /// Makes a trie of the phrases.
    ///
    /// - Parameters:
    ///   - phrases: in the order in which they are tried; equal ones are allowed.
    ///   - ignoresCase: letters match in either case, as in `Pattern`.
    ///   - wordBoundaries: demand `\b` before and behind each phrase.
    /// - Complexity: O(n log n) for n phrases.
    public init(phrases: [String], ignoresCase: Bool = true, wordBoundaries: Bool = true) {
        precondition(phrases.count < Int(Int32.max), "too many phrases")
        count = phrases.count
        self.ignoresCase = ignoresCase
        self.wordBoundaries = wordBoundaries
        trie = PhraseTrie(phrases: phrases, ignoresCase: ignoresCase)
    }

    /// All phrases in a text, from left to right.
    ///
    /// - Parameter scalars: the text.
    /// - Complexity: O(length of the text · length of the longest phrase), and never more than
    ///   `Limits.patternSteps` steps of the trie; in practice a few steps for each word.
    public func matches(in scalars: [Unicode.Scalar]) -> [PhraseMatch] {
        search(scalars).matches
    }

    /// All phrases in a text, and whether the search reached its end.
    ///
    /// - Parameters:
    ///   - scalars: the text.
    ///   - steps: after how many steps to give up.
    public func search(
        _ scalars: [Unicode.Scalar], steps: Int = Limits.patternSteps
    ) -> PhraseResult {
        var result = PhraseResult()
        if count == 0 { return result }
        let text = scalars.map { ignoresCase ? CaseMapping.key($0.value) : $0.value }
        text.withUnsafeBufferPointer { folded in
            trie.nodes.withUnsafeBufferPointer { nodes in
                trie.scalars.withUnsafeBufferPointer { tails in
                    trie.rootChildren.withUnsafeBufferPointer { rootChildren in
                        var walk = PhraseWalk(
                            nodes: nodes, tails: tails, rootChildren: rootChildren, text: folded,
                            boundaries: wordBoundaries ? scalars : [],
                            wordBoundaries: wordBoundaries, steps: steps)
                        walk.collect(into: &result)
                    }
                }
            }
        }
        return result
    }
}
