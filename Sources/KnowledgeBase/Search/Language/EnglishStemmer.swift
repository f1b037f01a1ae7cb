// Stems of English words: Porter's second algorithm.

/// The English stemmer of the Snowball project, written from its published description
/// ("The English (Porter2) stemming algorithm", Martin Porter, 2002).
struct EnglishStemmer {
    private var word: [UInt8]
    private var r1 = 0
    private var r2 = 0

    private static let y = UInt8(ascii: "y")
    /// A `y` that is a consonant.
    private static let bigY = UInt8(ascii: "Y")

    /// The stem of a lower-case word; words with other letters than a to z stay as they are.
    static func stem(_ text: String) -> String {
        let letters = Array(text.utf8)
        guard letters.count > 2, letters.allSatisfy({ $0 &- 0x61 < 26 }) else { return text }
        if let special = exceptions[text] { return special }
        var stemmer = EnglishStemmer(letters)
        stemmer.run()
        return String(decoding: stemmer.word.map { $0 == bigY ? y : $0 }, as: UTF8.self)
    }

    private static let exceptions: [String: String] = [
        "skis": "ski", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie",
        "idly": "idl", "gently": "gentl", "ugly": "ugli", "early": "earli", "only": "onli",
        "singly": "singl", "sky": "sky", "news": "news", "howe": "howe", "atlas": "atlas",
        "cosmos": "cosmos", "bias": "bias", "andes": "andes",
    ]
    private static let invariant: Set<String> = [
        "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed",
    ]

    private init(_ letters: [UInt8]) {
        word = letters
        for index in word.indices where word[index] == Self.y {
            if index == 0 || SnowballRegions.isVowel(word[index - 1]) { word[index] = Self.bigY }
        }
        r1 = SnowballRegions.begin(in: word, after: 0)
        for prefix in ["gener", "commun", "arsen"] where text(starts: prefix) {
            r1 = prefix.utf8.count
        }
        r2 = SnowballRegions.begin(in: word, after: r1)
    }

    private mutating func run() {
        step1a()
        if Self.invariant.contains(String(decoding: word, as: UTF8.self)) { return }
        step1b()
        step1c()
        step2()
        step3()
        step4()
        step5()
    }

    // MARK: Letters

    private func text(starts prefix: String) -> Bool { word.starts(with: prefix.utf8) }

    private func ends(_ suffix: String) -> Bool {
        let count = suffix.utf8.count
        return count <= word.count && word.suffix(count).elementsEqual(suffix.utf8)
    }

    private func hasVowel(before end: Int) -> Bool {
        word[..<end].contains(where: SnowballRegions.isVowel)
    }

    private mutating func replace(_ suffix: String, by other: String) {
        word.removeLast(suffix.utf8.count)
        word.append(contentsOf: other.utf8)
    }

    /// Whether the word ends in a short syllable.
    private var endsShort: Bool {
        let n = word.count
        if n == 2 { return SnowballRegions.isVowel(word[0]) && !SnowballRegions.isVowel(word[1]) }
        guard n > 2 else { return false }
        let last = word[n - 1]
        return !SnowballRegions.isVowel(last) && last != 0x77 && last != 0x78 && last != Self.bigY
            && SnowballRegions.isVowel(word[n - 2]) && !SnowballRegions.isVowel(word[n - 3])
    }

    private var isShort: Bool { r1 >= word.count && endsShort }

    private static let doubles: Set<UInt8> = Set("bdfgmnprt".utf8)

    private var endsDouble: Bool {
        let n = word.count
        return n > 1 && word[n - 1] == word[n - 2] && Self.doubles.contains(word[n - 1])
    }

    // MARK: Steps

    private mutating func step1a() {
        if ends("sses") {
            replace("sses", by: "ss")
        } else if ends("ied") || ends("ies") {
            word.removeLast(word.count > 4 ? 2 : 1)
        } else if ends("us") || ends("ss") {
            return
        } else if ends("s"), word.count > 2, hasVowel(before: word.count - 2) {
            word.removeLast()
        }
    }

    private mutating func step1b() {
        for suffix in ["eedly", "eed"] where ends(suffix) {
            if word.count - suffix.utf8.count >= r1 { replace(suffix, by: "ee") }
            return
        }
        for suffix in ["ingly", "edly", "ing", "ed"] where ends(suffix) {
            guard hasVowel(before: word.count - suffix.utf8.count) else { return }
            word.removeLast(suffix.utf8.count)
            if ends("at") || ends("bl") || ends("iz") {
                word.append(0x65)
            } else if endsDouble {
                word.removeLast()
            } else if isShort {
                word.append(0x65)
            }
            return
        }
    }

    private mutating func step1c() {
        let n = word.count
        guard n > 2, word[n - 1] == Self.y || word[n - 1] == Self.bigY,
            !SnowballRegions.isVowel(word[n - 2])
        else { return }
        word[n - 1] = 0x69
    }

    private static let second: [(String, String)] = [
        ("ational", "ate"), ("fulness", "ful"), ("iveness", "ive"), ("ization", "ize"),
        ("ousness", "ous"), ("biliti", "ble"), ("lessli", "less"), ("tional", "tion"),
        ("alism", "al"), ("aliti", "al"), ("ation", "ate"), ("entli", "ent"), ("fulli", "ful"),
        ("iviti", "ive"), ("ousli", "ous"), ("abli", "able"), ("alli", "al"), ("anci", "ance"),
        ("ator", "ate"), ("enci", "ence"), ("izer", "ize"), ("bli", "ble"), ("ogi", "og"),
        ("li", ""),
    ]

    private mutating func step2() {
        for (suffix, other) in Self.second where ends(suffix) {
            let start = word.count - suffix.utf8.count
            guard start >= r1 else { return }
            if suffix == "ogi", start == 0 || word[start - 1] != 0x6C { return }
            if suffix == "li" {
                guard start > 0, "cdeghkmnrt".utf8.contains(word[start - 1]) else { return }
            }
            replace(suffix, by: other)
            return
        }
    }

    private static let third: [(String, String)] = [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("ative", ""), ("icate", "ic"),
        ("iciti", "ic"), ("ical", "ic"), ("ness", ""), ("ful", ""),
    ]

    private mutating func step3() {
        for (suffix, other) in Self.third where ends(suffix) {
            let start = word.count - suffix.utf8.count
            if start >= (suffix == "ative" ? r2 : r1) { replace(suffix, by: other) }
            return
        }
    }

    private static let fourth = [
        "ement", "able", "ance", "ence", "ible", "ment", "ant", "ate", "ent", "ion", "ism",
        "iti", "ive", "ize", "ous", "al", "er", "ic",
    ]

    private mutating func step4() {
        for suffix in Self.fourth where ends(suffix) {
            let start = word.count - suffix.utf8.count
            guard start >= r2 else { return }
            if suffix == "ion" {
                guard start > 0, word[start - 1] == 0x73 || word[start - 1] == 0x74 else { return }
            }
            word.removeLast(suffix.utf8.count)
            return
        }
    }

    private mutating func step5() {
        let end = word.count - 1
        if ends("e") {
            if end >= r2 {
                word.removeLast()
            } else if end >= r1 {
                var shorter = self
                shorter.word.removeLast()
                if !shorter.endsShort { word.removeLast() }
            }
        } else if ends("l"), end >= r2, end > 0, word[end - 1] == 0x6C {
            word.removeLast()
        }
    }
}
