// The text that is counted: tokens with numbers, case and unknown words made alike.

import Text
import Vocabulary

/// Turns tokens into the scalars whose n-grams are counted, as
/// rasa/nlu/featurizers/sparse_featurizer/count_vectors_featurizer.py does.
struct CountVectorsText: Sendable {
    /// Whether everything is made lower case.
    let lowercase: Bool
    /// Which accents are removed; applied after words were compared with the vocabulary.
    let accents: PythonCase.Accents?
    /// The word that stands for unknown words, as scalars; `nil` without one.
    let unknownWord: [UInt32]?
    /// Hashes of the words that are unknown by decree.
    let unknownWords: NgramTable

    private static let number = Array("__NUMBER__".unicodeScalars)

    /// Which words become the unknown word.
    enum Unknown {
        /// None.
        case none
        /// Those of the list.
        case listed
        /// Those that the table does not hold.
        case missing(from: NgramTable)
    }

    /// The tokens, joined by blanks, and where each of them stands.
    struct Joined {
        var scalars: [UInt32] = []
        var tokens: [Range<Int>] = []
    }

    /// The tokens at some spans of a text.
    func joined(_ message: Message, unknown: Unknown) -> Joined {
        var joined = Joined()
        joined.scalars.reserveCapacity(message.scalars.count + message.tokens.count + 8)
        joined.tokens.reserveCapacity(message.tokens.count)
        for token in message.tokens {
            append(message.scalars[token.span.start..<token.span.end], unknown, to: &joined)
        }
        return joined
    }

    private func append(
        _ token: ArraySlice<Unicode.Scalar>, _ unknown: Unknown, to joined: inout Joined
    ) {
        if !joined.tokens.isEmpty { joined.scalars.append(0x20) }
        let start = joined.scalars.count
        appendWord(token, to: &joined.scalars)
        if let unknownWord, isUnknown(joined.scalars[start...], unknown) {
            joined.scalars.removeSubrange(start...)
            joined.scalars.append(contentsOf: unknownWord)
        }
        joined.tokens.append(start..<joined.scalars.count)
    }

    private func isUnknown(_ word: ArraySlice<UInt32>, _ unknown: Unknown) -> Bool {
        switch unknown {
        case .none: false
        case .listed: unknownWords.number(of: NgramHash.of(word)) >= 0
        case .missing(let table): table.number(of: NgramHash.of(word)) < 0
        }
    }

    /// Appends one token with its numbers replaced and, where wanted, in lower case.
    private func appendWord(_ token: ArraySlice<Unicode.Scalar>, to scalars: inout [UInt32]) {
        guard token.contains(where: TokenizerClass.isASCIIDigit) else {
            return appendCased(token, to: &scalars)
        }
        appendCased(Self.replacingNumbers(token)[...], to: &scalars)
    }

    private func appendCased(_ word: ArraySlice<Unicode.Scalar>, to scalars: inout [UInt32]) {
        if lowercase {
            PythonCase.appendLower(word, to: &scalars)
        } else {
            for scalar in word { scalars.append(scalar.value) }
        }
    }

    /// Replaces each run of ASCII digits that no word character touches.
    private static func replacingNumbers(
        _ token: ArraySlice<Unicode.Scalar>
    ) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var index = token.startIndex
        while index < token.endIndex {
            guard TokenizerClass.isASCIIDigit(token[index]) else {
                result.append(token[index])
                index += 1
                continue
            }
            var end = index
            while end < token.endIndex, TokenizerClass.isASCIIDigit(token[end]) { end += 1 }
            let touches =
                index > token.startIndex && ScalarClasses.isWord(token[index - 1].value)
                || end < token.endIndex && ScalarClasses.isWord(token[end].value)
            if touches {
                result.append(contentsOf: token[index..<end])
            } else {
                result.append(contentsOf: number)
            }
            index = end
        }
        return result
    }

    /// A piece of joined tokens as it is cut into n-grams.
    func counted(_ piece: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        guard let accents else { return piece }
        return PythonCase.strippingAccents(Array(piece), accents)[...]
    }
}
