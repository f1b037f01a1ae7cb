// Reads dates that count from the moment of speaking: `tomorrow`, `next week`, `vor drei Tagen`.

import Vocabulary

/// Reads relative dates.
struct RelativeDateReader: Sendable {
    let text: ExtractionText
    let settings: ExtractionSettings
    let now: ReferenceTime

    /// The largest count of days, weeks, months or years.
    static let countMax = 1000.0

    /// The relative date that starts at a piece.
    func date(at start: Int) -> DateReading? {
        guard let word = text.word(start), !text.isGlued(start) || isSymbolBefore(start) else {
            return afterCount(at: start)
        }
        let found =
            namedDay(word, at: start) ?? directed(word, at: start) ?? weekday(word, at: start)
            ?? counted(word, at: start) ?? period(word, at: start) ?? afterCount(at: start)
        return found.map(withPart)
    }

    private func isSymbolBefore(_ start: Int) -> Bool {
        text.pieces[start - 1].kind == .symbol && !text.isSymbol(start - 1, ["@", "_", "#"])
            && !(text.isSymbol(start - 1, ["-", ".", "/"]) && text.isGlued(start - 1))
    }

    /// Adds the part of the day that stands behind a day.
    private func withPart(_ reading: DateReading) -> DateReading {
        guard case .day = reading.moment, reading.part == nil,
            let word = text.word(reading.end), let part = DateWords.part(word, settings)
        else { return reading }
        var reading = reading
        reading.part = part
        reading.end += 1
        return reading
    }

    private func day(_ offset: Int) -> DateMoment { .day(now.day.adding(days: offset)) }

    /// `today`, `tonight`, `the day after tomorrow`, `übermorgen`, `morgen`.
    private func namedDay(_ word: String, at start: Int) -> DateReading? {
        if settings.speaks(.english) {
            if let offset = DateWords.englishDays[word] {
                return DateReading(start, start + 1, day(offset))
            }
            if word == "tonight" { return DateReading(start, start + 1, day(0), part: "evening") }
            if word == "day", let side = text.word(start + 1), let named = text.word(start + 2),
                (side, named) == ("after", "tomorrow") || (side, named) == ("before", "yesterday")
            {
                return DateReading(start, start + 3, day(side == "after" ? 2 : -2))
            }
        }
        guard settings.speaks(.german), let offset = DateWords.germanDays[word] else { return nil }
        if word == "morgen", isMorning(start) { return nil }
        return DateReading(start, start + 1, day(offset))
    }

    /// `guten Morgen`, `am Morgen`: the morning, not tomorrow.
    private func isMorning(_ start: Int) -> Bool {
        guard let before = text.word(start - 1) else { return false }
        return [
            "guten", "gutn", "schönen", "am", "jeden", "den", "diesen", "einen", "der", "dem",
            "heute", "gestern", "moin",
        ].contains(before) || DateWords.weekday(before, settings) != nil
    }

    /// `next week`, `nächsten Montag`, `this weekend`, `last month`, `this evening`.
    private func directed(_ word: String, at start: Int) -> DateReading? {
        guard let direction = DateWords.direction(word, settings),
            let noun = text.word(start + 1), text.endsFreely(start + 2)
        else { return nil }
        if direction == 0, let part = DateWords.part(noun, settings), noun != "morgen" {
            return DateReading(start, start + 2, day(0), part: part)
        }
        let weekday = DateWords.weekday(noun, settings)
        if let weekday = weekday ?? DateWords.shortWeekday(noun, settings) {
            return DateReading(start, start + 2, self.weekday(weekday, direction))
        }
        guard let period = DateWords.periods[noun] else { return nil }
        return moment(period, direction).map { DateReading(start, start + 2, $0) }
    }

    private func weekday(_ weekday: Int, _ direction: Int) -> DateMoment {
        let today = now.day.weekday
        switch direction {
        case 0: return day((weekday - today + 7) % 7)
        case 1: return day((weekday - today + 6) % 7 + 1)
        default: return day(-((today - weekday + 6) % 7 + 1))
        }
    }

    private func moment(_ period: String, _ count: Int) -> DateMoment? {
        let (year, month, _) = now.day.parts
        switch period {
        case "week": return .week(now.day.monday.adding(days: 7 * count))
        case "weekend":
            let saturday = now.day.monday.adding(days: 5 + 7 * count)
            return .days(saturday, saturday.adding(days: 1), grain: "weekend")
        case "month":
            let parts = now.day.adding(months: count).parts
            return .month(year: parts.year, month: parts.month)
        case "quarter":
            let index = year * 4 + (month - 1) / 3 + count
            return DateReader.quarter(index % 4 + 1, index / 4)
        default: return .year(year + count)
        }
    }

    /// `Friday`, `Friday next week`, `Freitagabend`, `on Fri`.
    private func weekday(_ word: String, at start: Int) -> DateReading? {
        let end = start + 1
        var part: String?
        var found = DateWords.weekday(word, settings)
        if found == nil, let compound = compound(word) { (found, part) = compound }
        if found == nil, let before = text.word(start - 1), ["on", "by", "until"].contains(before),
            settings.speaks(.english)
        {
            found = DateWords.shortWeekday(word, settings)
        }
        guard let found, text.endsFreely(end) || text.isSymbol(end, [","]) else { return nil }
        if let word = text.word(end), let direction = DateWords.direction(word, settings),
            let noun = text.word(end + 1), DateWords.periods[noun] == "week"
        {
            let monday = now.day.monday.adding(days: 7 * direction)
            return DateReading(start, end + 2, .day(monday.adding(days: found - 1)), part: part)
        }
        return DateReading(start, end, weekday(found, 1), part: part)
    }

    private func compound(_ word: String) -> (Int, String)? {
        guard settings.speaks(.german), let range = word.firstRange(of: "tag"),
            range.upperBound < word.endIndex,
            let day = DateWords.weekday(String(word[..<range.upperBound]), settings),
            let part = DateWords.part(String(word[range.upperBound...]), settings)
        else { return nil }
        return (day, part)
    }

    /// `in two weeks`, `vor drei Tagen`, `in einer Stunde`.
    private func counted(_ word: String, at start: Int) -> DateReading? {
        let sign: Double
        switch word {
        case "in": sign = 1
        case "vor" where settings.speaks(.german): sign = -1
        default: return nil
        }
        guard let count = count(at: start + 1),
            let moment = moment(count.unit, sign * count.value)
        else { return nil }
        return DateReading(start, count.end, moment)
    }

    /// `two weeks ago`, `10 days from now`.
    private func afterCount(at start: Int) -> DateReading? {
        guard settings.speaks(.english), text.startsFreely(start), let count = count(at: start)
        else { return nil }
        if text.word(count.end) == "ago", let moment = moment(count.unit, -count.value) {
            return DateReading(start, count.end + 1, moment)
        }
        guard text.word(count.end) == "from", let word = text.word(count.end + 1),
            ["now", "today"].contains(word), let moment = moment(count.unit, count.value)
        else { return nil }
        return DateReading(start, count.end + 2, moment)
    }

    private func count(at start: Int) -> (value: Double, unit: String, end: Int)? {
        let reader = NumberReader(text: text, settings: settings)
        guard let number = reader.number(at: start), number.value <= Self.countMax else {
            return nil
        }
        var index = number.end
        if number.value == 0.5, ["a", "an"].contains(text.word(index)) { index += 1 }
        guard let unit = Units.unit(at: index, in: text), Units.times.contains(unit.name) else {
            return nil
        }
        return (number.value, unit.name, unit.end)
    }

    private func moment(_ unit: String, _ count: Double) -> DateMoment? {
        let lengths: [String: Double] = ["second": 1, "minute": 60, "hour": 3600]
        if let seconds = lengths[unit] {
            let after = now.secondOfDay + Int((count * seconds).rounded())
            let grain = unit == "second" ? "second" : "minute"
            return .moment(
                now.day, seconds: unit == "second" ? after : after / 60 * 60, grain: grain)
        }
        guard let whole = Int(exactly: count) else {
            let lengths: [String: Double] = ["week": 7, "month": 30, "year": 365]
            return day(Int((count * (lengths[unit] ?? 1)).rounded()))
        }
        switch unit {
        case "day": return day(whole)
        case "week": return day(7 * whole)
        case "month": return .day(now.day.adding(months: whole))
        default: return .day(now.day.adding(months: 12 * whole))
        }
    }

    /// `at the weekend`, `am Wochenende`.
    private func period(_ word: String, at start: Int) -> DateReading? {
        guard word == "weekend" || word == "wochenende", let before = text.word(start - 1),
            ["the", "am", "at"].contains(before)
        else { return nil }
        return moment("weekend", 0).map { DateReading(start, start + 1, $0) }
    }
}
