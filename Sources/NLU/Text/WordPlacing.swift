// Finds words again in the text they came from.

import Vocabulary

/// Places words in a text from left to right, each at its first occurrence behind the word before,
/// as rasa/nlu/tokenizers/tokenizer.py `_convert_words_to_tokens` does.
struct WordPlacing {
    /// Words longer than this are searched with a failure table, so that a text made to be slow
    /// is not. In Unicode scalars.
    private static let plainSearchScalars = 32

    private let scalars: [Unicode.Scalar]
    private var position = 0

    /// Starts at the text's beginning.
    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    /// Where the word stands that was cut from `origin`; at or before `origin`, behind the last
    /// word that was placed.
    mutating func place(_ origin: TextSpan) -> TextSpan {
        let start = origin.start == position ? position : firstOccurrence(of: origin)
        position = start + origin.count
        return TextSpan(start: start, end: position)
    }

    private func firstOccurrence(of word: TextSpan) -> Int {
        if word.count > Self.plainSearchScalars { return searchWithTable(word) }
        let first = scalars[word.start]
        for start in position..<word.start where scalars[start] == first {
            if (1..<word.count).allSatisfy({ scalars[start + $0] == scalars[word.start + $0] }) {
                return start
            }
        }
        return word.start
    }

    /// The search of Knuth, Morris and Pratt.
    private func searchWithTable(_ word: TextSpan) -> Int {
        var table = [0]
        table.reserveCapacity(word.count)
        for index in 1..<word.count {
            let next = scalars[word.start + index]
            table.append(advance(word, table, matched: table[index - 1], next: next))
        }
        var matched = 0
        for index in position..<word.end {
            matched = advance(word, table, matched: matched, next: scalars[index])
            if matched == word.count { return index + 1 - matched }
        }
        return word.start
    }

    private func advance(
        _ word: TextSpan, _ table: [Int], matched: Int, next: Unicode.Scalar
    ) -> Int {
        var matched = matched
        while matched > 0, scalars[word.start + matched] != next { matched = table[matched - 1] }
        return scalars[word.start + matched] == next ? matched + 1 : 0
    }
}
