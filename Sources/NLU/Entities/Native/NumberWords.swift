// Words that name numbers, in English and German.

/// The vocabulary of numbers in words.
enum NumberWords {
    static let englishUnits: [String: Int] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
        "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
        "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
        "nineteen": 19,
    ]

    static let englishTens: [String: Int] = [
        "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
        "seventy": 70, "eighty": 80, "ninety": 90,
    ]

    /// Words that multiply what stands before them, in either language.
    static let multipliers: [String: Double] = [
        "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "millions": 1e6,
        "tausend": 1e3, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9, "mio": 1e6,
        "mrd": 1e9, "tsd": 1e3, "mill": 1e6, "k": 1e3, "mn": 1e6, "bn": 1e9,
    ]

    static let germanUnits: [String: Int] = [
        "null": 0, "ein": 1, "eins": 1, "eine": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4,
        "fünf": 5, "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
        "elf": 11, "zwölf": 12, "zwoelf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15,
        "fuenfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
    ]

    static let germanTens: [String: Int] = [
        "zwanzig": 20, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "fuenfzig": 50,
        "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
    ]

    static let germanArticles: Set<String> = ["ein", "eine", "einen", "einem", "einer", "eines"]

    static let fractions: [String: Double] = [
        "½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1.0 / 3, "⅔": 2.0 / 3, "⅕": 0.2, "⅛": 0.125,
    ]

    /// The longest German number word that is taken apart, in characters.
    static let germanWordMax = 80

    /// The number a German word names, compounds included (`zweihundertfünfundzwanzig`).
    ///
    /// - Returns: `nil` when the word is no number below a million.
    static func german(_ word: String) -> Int? {
        guard word.utf8.count <= germanWordMax else { return nil }
        return belowMillion(Substring(word))
    }

    private static func belowMillion(_ word: Substring) -> Int? {
        guard let (head, tail) = split(word, "tausend") else { return belowThousand(word) }
        guard let count = head.isEmpty ? 1 : belowThousand(head),
            let rest = tail.isEmpty ? 0 : belowThousand(withoutAnd(tail))
        else { return nil }
        return count * 1000 + rest
    }

    private static func belowThousand(_ word: Substring) -> Int? {
        guard let (head, tail) = split(word, "hundert") else { return belowHundred(word) }
        guard let count = head.isEmpty ? 1 : germanUnits[String(head)], (1...19).contains(count),
            let rest = tail.isEmpty ? 0 : belowHundred(withoutAnd(tail))
        else { return nil }
        return count * 100 + rest
    }

    private static func belowHundred(_ word: Substring) -> Int? {
        let text = String(word)
        if let value = germanUnits[text] ?? germanTens[text] { return value }
        guard let (head, tail) = split(word, "und"), let ten = germanTens[String(tail)],
            let unit = germanUnits[String(head)], (1...9).contains(unit)
        else { return nil }
        return ten + unit
    }

    private static func withoutAnd(_ word: Substring) -> Substring {
        word.hasPrefix("und") ? word.dropFirst(3) : word
    }

    /// The parts before and after the first occurrence of a part; bounded by `germanWordMax`.
    private static func split(_ word: Substring, _ part: String) -> (Substring, Substring)? {
        var rest = word
        while !rest.isEmpty {
            if rest.hasPrefix(part) {
                return (word[..<rest.startIndex], rest.dropFirst(part.count))
            }
            rest = rest.dropFirst()
        }
        return nil
    }
}
