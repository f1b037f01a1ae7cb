// Reads absolute dates: `3 May 2026`, `03.05.2026`, `2026-05-03`, `5/3`, `Mai 2026`, `Q3`.

import Vocabulary

/// Reads dates that name a day, month or year of the calendar.
struct DateReader: Sendable {
    let text: ExtractionText
    let settings: ExtractionSettings
    let now: ReferenceTime

    /// The years that four digits may name.
    static let years = 1900...2199

    /// The absolute date that starts at a piece.
    func date(at start: Int) -> DateReading? {
        if text.digits(start) != nil {
            guard text.startsFreely(start), !isVersion(start) else { return nil }
            return yearFirst(at: start) ?? dotted(at: start) ?? slashed(at: start)
                ?? dayThenMonth(at: start) ?? bareYear(at: start)
        }
        guard text.word(start) != nil, !isInsideWord(start) else { return nil }
        return afterWeekday(at: start) ?? monthFirst(at: start) ?? quarter(at: start)
    }

    private func isInsideWord(_ start: Int) -> Bool {
        text.isGlued(start)
            && (text.pieces[start - 1].kind != .symbol
                || text.isSymbol(start - 1, ["@", "_", "#"]))
    }

    private func isVersion(_ start: Int) -> Bool {
        guard let word = text.word(start - 1) else { return false }
        return DateWords.versions.contains(word)
    }

    /// `2026-05-03`, `2026/05/03`.
    private func yearFirst(at start: Int) -> DateReading? {
        guard let year = number(start, 4), text.isSymbol(start + 1, ["-", "/", "."]),
            text.isSymbol(start + 3, [text.pieces[start + 1].text]), isGlued(start, 5),
            let month = number(start + 2, 2), let day = number(start + 4, 2),
            let found = CalendarDay(year, month, day)
        else { return nil }
        if text.word(start + 5) == "t", text.isGlued(start + 5), text.isGlued(start + 6),
            text.digits(start + 6) != nil
        {
            return DateReading(start, start + 5, .day(found))
        }
        guard text.endsFreely(start + 5) else { return nil }
        return DateReading(start, start + 5, .day(found))
    }

    /// `03.05.2026`, `3. 5. 26`, and in German `3.5.`; `03-05-2026`.
    private func dotted(at start: Int) -> DateReading? {
        guard let day = number(start, 1...2), text.isSymbol(start + 1, [".", "-"]),
            text.isGlued(start + 1), let month = number(start + 2, 1...2),
            text.isSymbol(start + 3, [text.pieces[start + 1].text]), text.isGlued(start + 3)
        else { return nil }
        let isDot = text.isSymbol(start + 1, ["."])
        let isTight = text.isGlued(start + 2)
        guard isTight || isDot else { return nil }
        if let year = year(at: start + 4, isTight: text.isGlued(start + 4)),
            isDot || year.digits == 4, text.endsFreely(start + 5)
        {
            let isMonthFirst = settings.hasMonthFirst && !isDot
            let found =
                isMonthFirst
                ? CalendarDay(year.value, day, month) : CalendarDay(year.value, month, day)
            return found.map { DateReading(start, start + 5, .day($0)) }
        }
        guard isDot, settings.speaks(.german), !text.isGlued(start + 4) || isClosing(start + 4)
        else { return nil }
        return upcoming(month, day).map { DateReading(start, start + 4, .day($0)) }
    }

    private func isClosing(_ index: Int) -> Bool {
        text.isSymbol(index, [",", ")", "!", "?", ";", ":", "–", "-"]) && text.endsFreely(index)
    }

    /// `5/3/2026`, `5/3`: by the region's order; `24/7` is none.
    private func slashed(at start: Int) -> DateReading? {
        guard let first = number(start, 1...2), text.isSymbol(start + 1, ["/"]),
            let second = number(start + 2, 1...2), isGlued(start, 3)
        else { return nil }
        let (month, day) = settings.hasMonthFirst ? (first, second) : (second, first)
        if text.isSymbol(start + 3, ["/"]), text.isGlued(start + 3),
            let year = year(at: start + 4, isTight: text.isGlued(start + 4)),
            text.isGlued(start + 4), text.endsFreely(start + 5)
        {
            return CalendarDay(year.value, month, day).map {
                DateReading(start, start + 5, .day($0))
            }
        }
        guard text.endsFreely(start + 3), (first, second) != (24, 7), !isFraction(start),
            let found = upcoming(month, day)
        else { return nil }
        return DateReading(start, start + 3, .day(found))
    }

    /// `1/2`, `3/4` and the like are dates only behind a preposition.
    private func isFraction(_ start: Int) -> Bool {
        if Units.unit(at: start + 3, in: text) != nil { return true }
        let written = text.raw(text.span(start, until: start + 3))
        guard ["1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "1/8"].contains(written) else {
            return false
        }
        return !["on", "am", "by", "until", "bis", "vom", "from"].contains(text.word(start - 1))
    }

    /// `3 May 2026`, `3rd of May`, `3. Mai`.
    private func dayThenMonth(at start: Int) -> DateReading? {
        guard let day = number(start, 1...2) else { return nil }
        var index = start + 1
        if let word = text.word(index), ["st", "nd", "rd", "th"].contains(word) {
            guard text.isGlued(index) else { return nil }
            index += 1
            if text.word(index) == "of" { index += 1 }
        } else if text.isSymbol(index, ["."]), text.isGlued(index) {
            index += 1
        } else if text.word(index) == "of" {
            index += 1
        }
        if text.isSymbol(index, ["-"]), text.isGlued(index) { index += 1 }
        guard let word = text.word(index), let month = DateWords.month(word, settings) else {
            return nil
        }
        return withYear(start, behindDot(index + 1, of: word), month, day)
    }

    /// The piece behind the dot of a short name (`Dec. 24`), unless the dot ends the sentence.
    private func behindDot(_ index: Int, of word: String) -> Int {
        guard text.isSymbol(index, ["."]), text.isGlued(index), word.count <= 4,
            text.digits(index + 1) != nil
                || (text.word(index + 1) != nil && !text.isCapitalised(index + 1))
        else { return index }
        return index + 1
    }

    /// A day and month with the year that may follow, or the next such day.
    private func withYear(_ start: Int, _ end: Int, _ month: Int, _ day: Int) -> DateReading? {
        var next = end
        if text.isSymbol(next, [",", "-", "/"]) { next += 1 }
        if let year = number(next, 4), Self.years.contains(year), text.endsFreely(next + 1),
            let found = CalendarDay(year, month, day)
        {
            return DateReading(start, next + 1, .day(found))
        }
        guard let found = upcoming(month, day) else { return nil }
        let isOpen = text.endsFreely(end) || text.isSymbol(end, [","])
        return isOpen ? DateReading(start, end, .day(found)) : nil
    }

    /// `May 3rd, 2026`, `May 2026`, `in May`, `Ende Mai`.
    private func monthFirst(at start: Int) -> DateReading? {
        guard let word = text.word(start), let month = DateWords.month(word, settings) else {
            return nil
        }
        let next = behindDot(start + 1, of: word)
        if settings.speaks(.english), let day = number(next, 1...2), day > 0 {
            var end = next + 1
            if let ending = text.word(end), ["st", "nd", "rd", "th"].contains(ending),
                text.isGlued(end)
            {
                end += 1
            }
            if !text.isGlued(end) || text.isSymbol(end, [",", ".", "!", "?", ")", ";"]),
                let found = withYear(start, end, month, day)
            {
                return found
            }
        }
        if let year = number(next, 4), Self.years.contains(year), text.endsFreely(next + 1) {
            return DateReading(start, next + 1, .month(year: year, month: month))
        }
        return bareMonth(at: start, month, word)
    }

    private func bareMonth(at start: Int, _ month: Int, _ word: String) -> DateReading? {
        guard let before = text.word(start - 1), text.endsFreely(start + 1),
            word.count > 3 || text.isCapitalised(start)
        else { return nil }
        let direction = DateWords.direction(before, settings)
        guard DateWords.openers.contains(before) || direction != nil else { return nil }
        let (year, thisMonth, _) = now.day.parts
        var found = month >= thisMonth ? year : year + 1
        if direction == 0 { found = year }
        if direction == -1 { found = month < thisMonth ? year : year - 1 }
        if direction == 1 { found = month > thisMonth ? year : year + 1 }
        let first = direction == nil ? start : start - 1
        return DateReading(first, start + 1, .month(year: found, month: month))
    }

    /// `Friday, 3 May`, `Freitag, den 3. Mai`, `Fr., 03.05.2026`.
    private func afterWeekday(at start: Int) -> DateReading? {
        guard let word = text.word(start),
            DateWords.weekday(word, settings) ?? DateWords.shortWeekday(word, settings) != nil
        else { return nil }
        var next = start + 1
        while next < start + 3, text.isSymbol(next, [",", "."]), text.isGlued(next) { next += 1 }
        if let article = text.word(next), ["the", "den", "dem"].contains(article) { next += 1 }
        guard next < text.count, text.digits(next) != nil || text.word(next) != nil else {
            return nil
        }
        let found =
            text.digits(next) == nil
            ? monthFirst(at: next)
            : yearFirst(at: next) ?? dotted(at: next) ?? slashed(at: next)
                ?? dayThenMonth(at: next)
        guard var found, case .day = found.moment else { return nil }
        found.start = start
        return found
    }

    /// `Q3`, `Q3 2026`, `Q3/26`.
    private func quarter(at start: Int) -> DateReading? {
        guard text.word(start) == "q", text.isGlued(start + 1),
            let quarter = number(start + 1, 1), (1...4).contains(quarter)
        else { return nil }
        let (thisYear, month, _) = now.day.parts
        var year = quarter >= (month + 2) / 3 ? thisYear : thisYear + 1
        var end = start + 2
        let next = text.isSymbol(end, ["/"]) ? end + 1 : end
        if let written = self.year(at: next, isTight: next > end),
            next > end || written.digits == 4
        {
            year = written.value
            end = next + 1
        }
        guard text.endsFreely(end), let days = Self.quarter(quarter, year) else { return nil }
        return DateReading(start, end, days)
    }

    /// The days of a quarter.
    static func quarter(_ quarter: Int, _ year: Int) -> DateMoment? {
        guard let first = CalendarDay(year, quarter * 3 - 2, 1) else { return nil }
        return .days(first, first.adding(months: 3).adding(days: -1), grain: "quarter")
    }

    /// `2027` behind `in`, `since`, `im Jahr` and the like.
    private func bareYear(at start: Int) -> DateReading? {
        guard let year = number(start, 4), Self.years.contains(year), text.endsFreely(start + 1),
            let before = text.word(start - 1),
            ["in", "since", "seit", "year", "jahr", "until", "bis", "ab"].contains(before),
            NumberWords.multipliers[text.word(start + 1) ?? ""] == nil
        else { return nil }
        return DateReading(start, start + 1, .year(year))
    }

    /// The next day with a month and day of the month, today included.
    private func upcoming(_ month: Int, _ day: Int) -> CalendarDay? {
        let year = now.day.parts.year
        // A 29 February may be up to eight years away.
        return (year...year + 8).lazy.compactMap { CalendarDay($0, month, day) }
            .first { $0 >= now.day }
    }

    private func year(at index: Int, isTight: Bool) -> (value: Int, digits: Int)? {
        if let year = number(index, 4) { return Self.years.contains(year) ? (year, 4) : nil }
        guard isTight, let short = number(index, 2) else { return nil }
        return (short < 70 ? 2000 + short : 1900 + short, 2)
    }

    private func number(_ index: Int, _ width: Int) -> Int? { number(index, width...width) }

    private func number(_ index: Int, _ widths: ClosedRange<Int>) -> Int? {
        guard let digits = text.digits(index), widths.contains(digits.utf8.count) else {
            return nil
        }
        return Int(digits)
    }

    private func isGlued(_ start: Int, _ count: Int) -> Bool {
        (start + 1..<start + count).allSatisfy(text.isGlued)
    }
}
