// What the options of a count vectors featurizer say.

import Vocabulary

/// The options of `CountVectorsFeaturizer`, read.
struct CountVectorsSettings: Sendable {
    /// A bound on the number of documents an n-gram occurs in.
    enum DocumentBound: Sendable {
        /// This many documents.
        case count(Int)
        /// This part of all documents, 0...1.
        case share(Double)

        /// The bound for a number of documents.
        func documents(of all: Int) -> Double {
            switch self {
            case .count(let count): Double(count)
            case .share(let share): share * Double(all)
            }
        }

        init(_ value: JSONValue, standard: DocumentBound) {
            switch value {
            case .integer(let count): self = .count(count)
            case .number(let share): self = .share(share)
            default: self = standard
            }
        }
    }

    /// How text is cut into n-grams.
    let analyzer: NgramAnalyzer
    /// How tokens become text.
    let text: CountVectorsText
    /// In how many documents an n-gram must occur.
    let documentsMin: DocumentBound
    /// In how many documents an n-gram may occur.
    let documentsMax: DocumentBound
    /// How many n-grams the vocabulary may have, the most frequent ones; `nil` for all.
    let ngramsMax: Int?
    /// Whether intents and responses give n-grams too.
    let sharesVocabulary: Bool
    /// The word for unknown words, prepared as tokens are.
    let unknownWord: String?

    /// Reads options that were checked.
    init(_ options: ComponentOptions) {
        let unit = NgramAnalyzer.Unit(rawValue: options.text("analyzer") ?? "") ?? .word
        let shortest = max(1, options.int("min_ngram") ?? 1)
        let lowercase = options.flag("lowercase")
        func prepared(_ word: String) -> String { lowercase ? PythonCase.lower(word) : word }
        analyzer = NgramAnalyzer(
            unit: unit, lengths: shortest...max(shortest, options.int("max_ngram") ?? 1),
            stopWords: unit == .word ? Self.stopWords(options["stop_words"]) : NgramTable())
        let word = unit == .word ? options.text("OOV_token").map(prepared) : nil
        unknownWord = word
        var listed = NgramTable()
        for word in Self.words(options["OOV_words"]) {
            _ = listed.insert(Self.hash(prepared(word)), number: 0)
        }
        text = CountVectorsText(
            lowercase: lowercase,
            accents: options.text("strip_accents").flatMap(PythonCase.Accents.init),
            unknownWord: word.map { $0.unicodeScalars.map(\.value) }, unknownWords: listed)
        documentsMin = DocumentBound(options["min_df"], standard: .count(1))
        documentsMax = DocumentBound(options["max_df"], standard: .share(1))
        ngramsMax = options.int("max_features")
        sharesVocabulary = options.flag("use_shared_vocab")
    }

    /// A text or a list of texts.
    private static func words(_ value: JSONValue) -> [String] {
        if let word = value.string { return [word] }
        return value.array?.compactMap(\.string) ?? []
    }

    private static func stopWords(_ value: JSONValue) -> NgramTable {
        var table = NgramTable()
        let words = value == "english" ? EnglishStopWords.all : Self.words(value)
        for word in words { _ = table.insert(hash(word), number: 0) }
        return table
    }

    private static func hash(_ word: String) -> UInt64 {
        NgramHash.of(word.unicodeScalars.lazy.map(\.value))
    }
}
