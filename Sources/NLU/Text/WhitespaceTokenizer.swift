// Splits messages into words exactly as Rasa's WhitespaceTokenizer does.

import Vocabulary

/// The tokenizer of rasa/nlu/tokenizers/whitespace_tokenizer.py (3.6.21).
public struct WhitespaceTokenizer: Sendable {
    /// A tokenizer without a pattern of its own.
    public init() {}

    /// The words of a text. A text in which nothing but punctuation and emoji stands is one word;
    /// so is the empty text.
    ///
    /// - Complexity: O(count of scalars).
    public func tokens(of scalars: [Unicode.Scalar]) -> [Token] {
        var placing = WordPlacing(scalars)
        var tokens: [Token] = []
        for word in WhitespaceRule.words(scalars) {
            guard !isAllEmoji(scalars[word.start..<word.end]) else { continue }
            tokens.append(Self.token(scalars, placing.place(word)))
        }
        if tokens.isEmpty {
            tokens.append(Self.token(scalars, TextSpan(start: 0, end: scalars.count)))
        }
        return tokens
    }

    private func isAllEmoji(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = word.last, ScalarClass.isEmoji(last) else { return false }
        return word.allSatisfy(ScalarClass.isEmoji)
    }

    private static func token(_ scalars: [Unicode.Scalar], _ span: TextSpan) -> Token {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[span.start..<span.end])
        return Token(text: String(text), span: span)
    }
}
