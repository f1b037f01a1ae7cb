// What kind of answer a sentence could hold, and what kind a question asks for.

/// Kinds of facts, as terms that no text contains: `@money` and so on.
enum AnswerHint: String, CaseIterable {
    case money, clock, duration, distance, weight, number

    /// The kind as a term.
    var hash: UInt32 { TermHash.of("@" + rawValue) }

    private static let units: [String: AnswerHint] = {
        var table: [String: AnswerHint] = [:]
        let lists: [(AnswerHint, String)] = [
            (.money, "€ $ £ ¥ euro euros eur pound pounds gbp dollar dollars usd chf cent cents"),
            (.clock, "am pm o'clock oclock uhr a.m p.m noon midnight midday monday tuesday"),
            (.clock, "wednesday thursday friday saturday sunday montag dienstag mittwoch"),
            (.clock, "donnerstag freitag samstag sonntag mondays sundays saturdays weekdays daily"),
            (
                .duration,
                "second seconds minute minutes hour hours day days week weeks month months"
            ),
            (.duration, "year years sekunden minute minuten stunde stunden tag tage tagen woche"),
            (.duration, "wochen monat monate monaten jahr jahre jahren min h hrs"),
            (
                .distance,
                "km kilometre kilometres kilometer kilometers mile miles metre metres m cm"
            ),
            (.distance, "meter metern kilometern mm"),
            (.weight, "kg kilo kilos kilogram kilograms gram grams tonne g lb lbs kilogramm"),
        ]
        for (hint, words) in lists {
            for word in words.split(separator: " ") { table[String(word)] = hint }
        }
        return table
    }()

    private static let numberWords: Set<String> = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve",
        "ein", "eine", "einen", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun",
        "zehn", "zwolf", "half", "a", "per", "pro", "each", "every",
    ]

    /// The kinds of facts in a sentence, as terms.
    static func hashes(in sentence: String) -> [UInt32] {
        var found: Set<AnswerHint> = []
        for scalar in sentence.unicodeScalars {
            switch scalar {
            case "€", "$", "£", "¥": found.insert(.money)
            default: if scalar.value &- 0x30 < 10 { found.insert(.number) }
            }
        }
        let words = WordScanner.words(Array(sentence.unicodeScalars)).map(\.word)
        for (index, word) in words.enumerated() {
            // "9:30", "09.00 Uhr", "20km".
            let unit = word.drop { $0.isNumber || $0 == "." }
            guard let hint = units[String(unit)] else { continue }
            let before = index > 0 ? words[index - 1] : ""
            let isCounted =
                unit.count < word.count || before.first?.isNumber == true
                || numberWords.contains(before)
            if hint == .clock || isCounted { found.insert(hint) }
        }
        if found.contains(.number), hasClockTime(sentence) { found.insert(.clock) }
        return allCases.filter(found.contains).map(\.hash)
    }

    private static func hasClockTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        func isDigit(_ index: Int) -> Bool {
            bytes.indices.contains(index) && bytes[index] &- 0x30 < 10
        }
        return bytes.indices.contains { index in
            bytes[index] == 0x3A && isDigit(index - 1) && isDigit(index + 1) && isDigit(index + 2)
        }
    }

    /// What the first words of a question ask for.
    static func asked(by words: [String]) -> [AnswerHint] {
        let pairs = zip(words, words.dropFirst()).map { "\($0) \($1)" }
        var hints: [AnswerHint] = []
        for (pair, kinds) in expressions where pairs.contains(pair) { hints += kinds }
        for word in words { hints += singles[word] ?? [] }
        return hints
    }

    private static let expressions: [(String, [AnswerHint])] = [
        ("how much", [.money, .number]), ("how long", [.duration]), ("how far", [.distance]),
        ("what time", [.clock]), ("how many", [.number]), ("how old", [.number]),
        ("how heavy", [.weight]), ("how fast", [.number]), ("how often", [.duration, .number]),
        ("how soon", [.duration]), ("how quickly", [.duration]), ("how tall", [.distance]),
        ("wie viel", [.money, .number]), ("wie lange", [.duration]), ("wie weit", [.distance]),
        ("wie viele", [.number]), ("wie alt", [.number]), ("wie schwer", [.weight]),
        ("wie oft", [.duration, .number]), ("wie schnell", [.duration, .number]),
    ]
    private static let singles: [String: [AnswerHint]] = [
        "when": [.clock, .duration], "cost": [.money], "costs": [.money], "price": [.money],
        "expensive": [.money], "wieviel": [.money, .number], "wann": [.clock, .duration],
        "kostet": [.money], "kosten": [.money], "weigh": [.weight], "wiegt": [.weight],
    ]
}
