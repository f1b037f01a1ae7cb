// What the embedding classifier sees of a text: words with their neighbours, and pieces of words.

import Text

/// Hashes of a text's features in two blocks, which are scaled apart.
///
/// Words: each run of word scalars; each pair of neighbours, the text's ends included; each pair
/// with one word between. Pieces: of each run without white space, one blank at either side, all
/// runs of 2 to 5 scalars. All in lower case.
struct EmbeddingFeatures {
    /// Features of whole words.
    private(set) var words: [UInt64] = []
    /// Features of pieces of words.
    private(set) var pieces: [UInt64] = []

    /// The features of one view.
    subscript(view: EmbeddingView) -> [UInt64] { view == .words ? words : pieces }

    /// The longest piece, in scalars.
    static let pieceMax = 5

    private enum Kind {
        static let word: UInt64 = 1
        static let pair: UInt64 = 2
        static let gap: UInt64 = 3
        static let piece: UInt64 = 4
        static let start: UInt64 = 5
        static let end: UInt64 = 6
    }

    /// The features of a text.
    ///
    /// - Complexity: O(count of scalars).
    init(_ scalars: [Unicode.Scalar]) {
        let lower = scalars.map(lowercased)
        pieces.reserveCapacity(lower.count * 5 + 8)
        addWords(lower)
        addPieces(lower)
    }

    private mutating func addWords(_ text: [Unicode.Scalar]) {
        var found: [UInt64] = [EmbeddingHash(kind: Kind.start).value]
        var hash = EmbeddingHash(kind: Kind.word)
        var isInside = false
        for scalar in text {
            if ScalarClasses.isWord(scalar.value) {
                hash.add(scalar)
                isInside = true
            } else if isInside {
                found.append(hash.value)
                hash = EmbeddingHash(kind: Kind.word)
                isInside = false
            }
        }
        if isInside { found.append(hash.value) }
        found.append(EmbeddingHash(kind: Kind.end).value)
        words.reserveCapacity(found.count * 3)
        words.append(contentsOf: found[1..<found.count - 1])
        let pair = EmbeddingHash(kind: Kind.pair)
        for index in 1..<found.count {
            words.append(pair.adding(found[index - 1]).adding(found[index]).value)
        }
        let gap = EmbeddingHash(kind: Kind.gap)
        for index in 2..<max(2, found.count) {
            words.append(gap.adding(found[index - 2]).adding(found[index]).value)
        }
    }

    private mutating func addPieces(_ text: [Unicode.Scalar]) {
        var start = 0
        while start < text.count {
            if ScalarClasses.isSpace(text[start].value) {
                start += 1
                continue
            }
            var end = start + 1
            while end < text.count, !ScalarClasses.isSpace(text[end].value) { end += 1 }
            addPieces(of: text[start..<end])
            start = end
        }
    }

    private mutating func addPieces(of run: ArraySlice<Unicode.Scalar>) {
        let blank: Unicode.Scalar = " "
        for first in run.startIndex - 1..<run.endIndex {
            var hash = EmbeddingHash(kind: Kind.piece)
            hash.add(first < run.startIndex ? blank : run[first])
            let last = min(first + Self.pieceMax, run.endIndex + 1)
            for index in first + 1..<max(first + 1, last) {
                hash.add(index < run.endIndex ? run[index] : blank)
                pieces.append(hash.value)
            }
        }
    }
}
