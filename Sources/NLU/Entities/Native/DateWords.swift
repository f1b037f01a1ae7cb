// Words of days, months and parts of the day, in English and German.

/// The vocabulary of dates.
enum DateWords {
    /// Full and short names of months; 1 is January.
    static func month(_ word: String, _ settings: ExtractionSettings) -> Int? {
        if settings.speaks(.english), let month = englishMonths[word] { return month }
        return settings.speaks(.german) ? germanMonths[word] : nil
    }

    /// Full names of weekdays; 1 is Monday.
    static func weekday(_ word: String, _ settings: ExtractionSettings) -> Int? {
        if settings.speaks(.english), let day = englishWeekdays[word] { return day }
        return settings.speaks(.german) ? germanWeekdays[word] : nil
    }

    /// Short names of weekdays, which count only beside a date or a preposition.
    static func shortWeekday(_ word: String, _ settings: ExtractionSettings) -> Int? {
        if settings.speaks(.english), let day = englishShortWeekdays[word] { return day }
        return settings.speaks(.german) ? germanShortWeekdays[word] : nil
    }

    /// Part of the day that a word names behind a day (`tomorrow morning`, `heute Abend`).
    static func part(_ word: String, _ settings: ExtractionSettings) -> String? {
        if settings.speaks(.english), let part = englishParts[word] { return part }
        return settings.speaks(.german) ? germanParts[word] : nil
    }

    private static let englishMonths: [String: Int] = [
        "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
        "august": 8, "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1,
        "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
        "oct": 10, "nov": 11, "dec": 12,
    ]

    private static let germanMonths: [String: Int] = [
        "januar": 1, "jänner": 1, "februar": 2, "feber": 2, "märz": 3, "maerz": 3, "april": 4,
        "mai": 5, "juni": 6, "juno": 6, "juli": 7, "august": 8, "september": 9, "oktober": 10,
        "november": 11, "dezember": 12, "jan": 1, "feb": 2, "mär": 3, "apr": 4, "jun": 6,
        "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dez": 12,
    ]

    private static let englishWeekdays: [String: Int] = [
        "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
        "sunday": 7,
    ]

    private static let germanWeekdays: [String: Int] = [
        "montag": 1, "dienstag": 2, "mittwoch": 3, "donnerstag": 4, "freitag": 5, "samstag": 6,
        "sonnabend": 6, "sonntag": 7,
    ]

    private static let englishShortWeekdays: [String: Int] = [
        "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5,
        "sat": 6, "sun": 7,
    ]

    private static let germanShortWeekdays: [String: Int] = [
        "mo": 1, "di": 2, "mi": 3, "do": 4, "fr": 5, "sa": 6, "so": 7,
    ]

    private static let englishParts: [String: String] = [
        "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night",
    ]

    private static let germanParts: [String: String] = [
        "früh": "morning", "morgen": "morning", "morgens": "morning", "vormittag": "morning",
        "vormittags": "morning", "mittag": "noon", "mittags": "noon", "nachmittag": "afternoon",
        "nachmittags": "afternoon", "abend": "evening", "abends": "evening", "nacht": "night",
        "nachts": "night",
    ]

    /// Days counted from today.
    static let englishDays: [String: Int] = ["today": 0, "tomorrow": 1, "yesterday": -1]

    /// Days counted from today.
    static let germanDays: [String: Int] = [
        "heute": 0, "morgen": 1, "übermorgen": 2, "uebermorgen": 2, "gestern": -1,
        "vorgestern": -2,
    ]

    /// `this`, `next` and `last`, as a count of weeks, months or years.
    static func direction(_ word: String, _ settings: ExtractionSettings) -> Int? {
        if settings.speaks(.english), let count = englishDirections[word] { return count }
        guard settings.speaks(.german) else { return nil }
        for (stem, count) in germanDirections where word.hasPrefix(stem) {
            let ending = word.dropFirst(stem.count)
            if ["e", "en", "er", "es", "em"].contains(ending) { return count }
        }
        return nil
    }

    private static let englishDirections: [String: Int] = [
        "this": 0, "next": 1, "coming": 1, "upcoming": 1, "following": 1, "last": -1, "past": -1,
        "previous": -1,
    ]

    private static let germanDirections: [(String, Int)] = [
        ("dies", 0), ("nächst", 1), ("naechst", 1), ("kommend", 1), ("folgend", 1), ("letzt", -1),
        ("vergangen", -1), ("vorig", -1),
    ]

    /// Nouns for a stretch of the calendar, by canonical name.
    static let periods: [String: String] = [
        "week": "week", "month": "month", "year": "year", "weekend": "weekend",
        "quarter": "quarter", "woche": "week", "monat": "month", "monats": "month",
        "jahr": "year", "jahres": "year", "wochenende": "weekend", "quartal": "quarter",
    ]

    /// Words behind which a month or year may stand alone.
    static let openers: Set<String> = [
        "in", "since", "until", "till", "by", "from", "for", "of", "this", "next", "last", "im",
        "ab", "bis", "seit", "anfang", "mitte", "ende", "diesen", "nächsten", "letzten", "early",
        "mid", "late", "year", "jahr", "before", "after", "vor", "nach", "during",
    ]

    /// Words that make what follows a version and no date.
    static let versions: Set<String> = [
        "version", "v", "ver", "release", "build", "firmware", "ios", "android", "macos",
        "ubuntu", "debian", "python", "ip", "kapitel", "chapter", "section", "abschnitt", "nr",
    ]
}
