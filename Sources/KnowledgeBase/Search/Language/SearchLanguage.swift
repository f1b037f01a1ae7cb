// What retrieval knows of a language: stems, words that say little, kin.

import Synchronization

/// How words of a locale are reduced and weighed.
///
/// English and German have stemmers, stop words and kin; other languages have folding alone, and
/// every word of theirs counts in full until the collection itself says otherwise.
struct SearchLanguage: Sendable {
    /// The languages with rules of their own.
    enum Kind: Sendable, Hashable { case english, german, other }

    let kind: Kind
    private let stop: Set<String>
    private let light: Set<String>
    /// Irregular forms: folded form → folded basic form.
    private let forms: [String: String]

    /// How much a light word weighs beside others.
    static let lightWeight: Float = 0.3

    private static let english = SearchLanguage(
        .english, stop: EnglishWords.stop, light: EnglishWords.light, forms: EnglishWords.forms)
    private static let german = SearchLanguage(
        .german, stop: GermanWords.stop, light: GermanWords.light, forms: GermanWords.forms)
    private static let other = SearchLanguage(.other, stop: "", light: "", forms: "")

    /// The language of a locale (`en-GB` is English).
    static func of(_ locale: String) -> SearchLanguage {
        switch locale.split(whereSeparator: { $0 == "-" || $0 == "_" }).first?.lowercased() {
        case "en": english
        case "de": german
        default: other
        }
    }

    private init(_ kind: Kind, stop: String, light: String, forms: String) {
        self.kind = kind
        func folded(_ text: some StringProtocol) -> [String] {
            text.split(whereSeparator: \.isWhitespace).map { Self.fold(String($0), kind) }
        }
        self.stop = Set(folded(stop))
        self.light = Set(folded(light)).subtracting(self.stop)
        var table: [String: String] = [:]
        for line in forms.split(separator: "|") {
            let words = folded(line)
            guard let basic = words.first else { continue }
            for word in words.dropFirst() where table[word] == nil { table[word] = basic }
        }
        self.forms = table
    }

    /// A word as `WordScanner` gives it, with what the language writes in two ways made one.
    func fold(_ word: String) -> String {
        kind == .german ? Self.fold(word, kind) : word
    }

    /// Folds one word of our own tables or of a text.
    private static func fold(_ word: String, _ kind: Kind) -> String {
        let isPlain = word.utf8.allSatisfy { $0 &- 0x61 < 26 || $0 == 0x5F }
        let scanned =
            isPlain || word.contains("_")
            ? word
            : WordScanner.words(Array(word.unicodeScalars)).map(\.word).joined(separator: "-")
        return kind == .german ? shortened(scanned) : scanned
    }

    /// German `ae`, `oe`, `ue` as the umlauts they stand for, which are folded to a, o, u; not
    /// behind a vowel or q (`neue`, `Quelle`).
    private static func shortened(_ word: String) -> String {
        let letters = Array(word.utf8)
        guard letters.contains(0x65), letters.count > 2 else { return word }
        var result: [UInt8] = []
        for (index, letter) in letters.enumerated() {
            if letter == 0x65, index > 0, index + 1 < letters.count || letters.count > 3,
                [0x61, 0x6F, 0x75].contains(letters[index - 1]),
                index < 2 || !"aeiouq".utf8.contains(letters[index - 2])
            {
                continue
            }
            result.append(letter)
        }
        return result.count == letters.count ? word : String(decoding: result, as: UTF8.self)
    }

    /// The term of a folded word: what the index holds in its place.
    func term(_ word: String) -> String {
        guard kind != .other else { return word }
        let basic = forms[word] ?? word
        return kind == .english ? EnglishStemmer.stem(basic) : GermanStemmer.stem(basic)
    }

    /// How much a folded word says, apart from how frequent it is in the collection: 0 for stop
    /// words, `lightWeight`, or 1.
    func weight(_ word: String) -> Float {
        if stop.contains(word) { return 0 }
        return light.contains(word) ? Self.lightWeight : 1
    }

    /// Whether the word is in our own lists, so that it is no typing error.
    func knows(_ word: String) -> Bool {
        stop.contains(word) || light.contains(word) || forms[word] != nil
            || KinTable.builtIn(kind).knows(term(word))
    }

    /// Stop words and light words near which a mistyped one may be.
    var smallWords: Set<String> { stop.union(light) }
}

/// A term as a number: FNV-1a, 32 bits. Two terms that share a number are taken for one; among
/// 100,000 terms about one pair does.
enum TermHash {
    static func of(_ term: some StringProtocol) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for byte in term.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return hash
    }
}

/// Terms of words that were seen before; for long runs over much text.
struct TermCache {
    /// How many words are remembered before it begins anew.
    private static let wordsMax = 50_000
    let language: SearchLanguage
    private var known: [String: (word: String, term: String, hash: UInt32, weight: Float)] = [:]

    init(_ language: SearchLanguage) { self.language = language }

    /// Word, term, hash and weight of a scanned word.
    mutating func look(
        _ scanned: String
    ) -> (word: String, term: String, hash: UInt32, weight: Float) {
        if let found = known[scanned] { return found }
        if known.count >= Self.wordsMax { known.removeAll(keepingCapacity: true) }
        let word = language.fold(scanned)
        let term = language.term(word)
        let entry = (word, term, TermHash.of(term), language.weight(word))
        known[scanned] = entry
        return entry
    }
}
