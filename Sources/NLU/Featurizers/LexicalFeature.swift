// The features of a single word that the lexical featurizer knows.

import Vocabulary

/// What can be said about one word of a message, under Rasa's names
/// (rasa/nlu/featurizers/sparse_featurizer/lexical_syntactic_featurizer.py `_FUNCTION_DICT`).
enum LexicalFeature: String, CaseIterable, Sendable {
    case beginsSentence = "BOS"
    case endsSentence = "EOS"
    case digit
    case low
    case prefix2
    case prefix5
    case suffix1
    case suffix2
    case suffix3
    case suffix5
    case title
    case upper

    /// Names that Rasa knows and that mean nothing without a tagger of parts of speech.
    static let partsOfSpeech = ["pos", "pos2"]

    /// A word and its place in the message.
    struct Word {
        let scalars: ArraySlice<Unicode.Scalar>
        let index: Int
        let count: Int
    }

    /// The feature of a word: a truth value or a piece of the word.
    enum Value {
        case truth(Bool)
        case piece(ArraySlice<Unicode.Scalar>)
    }

    /// What the feature says about a word.
    func value(of word: Word) -> Value {
        switch self {
        case .beginsSentence: .truth(word.index == 0)
        case .endsSentence: .truth(word.index == word.count - 1)
        case .digit: .truth(PythonCase.isDigit(word.scalars))
        case .low: .truth(PythonCase.isLower(word.scalars))
        case .title: .truth(PythonCase.isTitle(word.scalars))
        case .upper: .truth(PythonCase.isUpper(word.scalars))
        case .prefix2: .piece(word.scalars.prefix(2))
        case .prefix5: .piece(word.scalars.prefix(5))
        case .suffix1: .piece(word.scalars.suffix(1))
        case .suffix2: .piece(word.scalars.suffix(2))
        case .suffix3: .piece(word.scalars.suffix(3))
        case .suffix5: .piece(word.scalars.suffix(5))
        }
    }
}

extension LexicalFeature.Value {
    /// Rasa's text of the value.
    var text: String {
        switch self {
        case .truth(let truth): truth ? "True" : "False"
        case .piece(let scalars): PythonCase.text(scalars.map(\.value)[...])
        }
    }

    /// The hash of that text.
    var hash: UInt64 {
        switch self {
        case .truth(let truth): truth ? Self.trueHash : Self.falseHash
        case .piece(let scalars): NgramHash.of(scalars.lazy.map(\.value))
        }
    }

    private static let trueHash = NgramHash.of("True".unicodeScalars.map(\.value))
    private static let falseHash = NgramHash.of("False".unicodeScalars.map(\.value))
}
