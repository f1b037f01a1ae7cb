// Reads times of day: `15:30`, `3 pm`, `15 Uhr 30`, `half past three`, `halb vier`, `noon`.

import Vocabulary

/// Reads times of day.
struct TimeReader: Sendable {
    let text: ExtractionText
    let settings: ExtractionSettings

    /// The time that starts at a piece.
    ///
    /// - Parameter isFree: whether the caller knows that one may start here, as behind the `T` of
    ///   `2026-12-24T18:00`.
    func time(at start: Int, isFree: Bool = false) -> TimeReading? {
        guard isFree || text.startsFreely(start), text.pieces[start].kind != .symbol else {
            return nil
        }
        let found: TimeReading?
        if text.digits(start) != nil {
            found = clock(at: start) ?? pastOrTo(at: start) ?? bareHour(at: start)
        } else {
            found =
                named(at: start) ?? halfOrQuarter(at: start) ?? pastOrTo(at: start)
                ?? clock(at: start) ?? bareHour(at: start)
        }
        return found.map(withPart)
    }

    /// `15:30`, `3.30 pm`, `3pm`, `15 Uhr 30`, `three o'clock`.
    private func clock(at start: Int) -> TimeReading? {
        guard let hour = hour(at: start), var reading = minutes(behind: hour, at: start) else {
            return nil
        }
        if let half = halfOfDay(at: reading.end) {
            guard (1...12).contains(reading.hour), text.endsFreely(half.end) else { return nil }
            reading.hour = reading.hour % 12 + (half.isAfternoon ? 12 : 0)
            reading.end = half.end
            reading.isOpen = false
            return reading
        }
        let hasMinutes = reading.end > hour.end
        let isDotted = hasMinutes && text.isSymbol(hour.end, ["."])
        if text.word(reading.end) == "uhr", settings.speaks(.german) {
            reading.end += 1
            if !hasMinutes, let minute = minute(at: reading.end), text.endsFreely(reading.end + 1) {
                reading.minute = minute
                reading.grain = "minute"
                reading.end += 1
            }
            return text.endsFreely(reading.end) ? reading : nil
        }
        if !hasMinutes, let end = oClock(at: reading.end) {
            reading.end = end
            return reading
        }
        guard hasMinutes, !isDotted, text.endsFreely(reading.end) else { return nil }
        return reading
    }

    /// An hour, with minutes or alone, whatever stands behind it: the first part of `9 bis 11 Uhr`.
    func openClock(at start: Int) -> TimeReading? {
        hour(at: start).flatMap { minutes(behind: $0, at: start) }
    }

    private func minutes(behind hour: (value: Int, end: Int), at start: Int) -> TimeReading? {
        let isOpen = hour.value >= 1 && hour.value <= 12 && !isPadded(start)
        var reading = TimeReading(
            start: start, end: hour.end, hour: hour.value, minute: 0, isOpen: isOpen,
            grain: "hour")
        guard text.digits(start) != nil, text.isSymbol(hour.end, [":", "."]),
            text.isGlued(hour.end), text.isGlued(hour.end + 1),
            let minute = minute(at: hour.end + 1), text.digits(hour.end + 1)?.utf8.count == 2
        else { return reading }
        reading.minute = minute
        reading.end += 2
        reading.grain = "minute"
        if text.isSymbol(reading.end, [":"]), text.isGlued(reading.end),
            text.isGlued(reading.end + 1), let second = self.minute(at: reading.end + 1)
        {
            reading.second = second
            reading.end += 2
            reading.grain = "second"
        }
        return reading.hour == 24 && reading.minute > 0 ? nil : reading
    }

    private func isPadded(_ start: Int) -> Bool {
        text.digits(start)?.hasPrefix("0") == true
    }

    private func hour(at index: Int) -> (value: Int, end: Int)? {
        if let digits = text.digits(index) {
            guard digits.utf8.count <= 2, let value = Int(digits), value <= 24 else { return nil }
            return (value, index + 1)
        }
        guard let word = text.word(index) else { return nil }
        var value: Int?
        if settings.speaks(.english) { value = NumberWords.englishUnits[word] }
        if value == nil, settings.speaks(.german), word != "eine" {
            value = NumberWords.german(word)
        }
        return value.flatMap { $0 <= 24 ? ($0, index + 1) : nil }
    }

    private func minute(at index: Int) -> Int? {
        if let digits = text.digits(index) {
            guard digits.utf8.count <= 2, let value = Int(digits), value < 60 else { return nil }
            return value
        }
        guard let word = text.word(index) else { return nil }
        if settings.speaks(.english),
            let value = NumberWords.englishUnits[word] ?? NumberWords.englishTens[word]
        {
            return value
        }
        guard settings.speaks(.german), !NumberWords.germanArticles.contains(word),
            let value = NumberWords.german(word)
        else { return nil }
        return value < 60 ? value : nil
    }

    /// `am`, `pm`, `a.m.`, `p. m.` behind a piece.
    private func halfOfDay(at index: Int) -> (isAfternoon: Bool, end: Int)? {
        guard settings.speaks(.english) || text.isGlued(index) else { return nil }
        if let word = text.word(index), word == "am" || word == "pm" {
            if word == "am", settings.hasDecimalComma, !text.isGlued(index) { return nil }
            return (word == "pm", index + 1)
        }
        guard let word = text.word(index), word == "a" || word == "p",
            text.isSymbol(index + 1, ["."]), text.isGlued(index + 1), text.word(index + 2) == "m"
        else { return nil }
        let hasDot = text.isSymbol(index + 3, ["."]) && text.isGlued(index + 3)
        return (word == "p", hasDot ? index + 4 : index + 3)
    }

    private func oClock(at index: Int) -> Int? {
        guard settings.speaks(.english), text.word(index) == "o" else { return nil }
        if text.isSymbol(index + 1, ["'", "’"]), text.word(index + 2) == "clock" {
            return index + 3
        }
        return text.word(index + 1) == "clock" ? index + 2 : nil
    }

    /// `noon`, `midday`, `midnight`, `Mitternacht`.
    private func named(at start: Int) -> TimeReading? {
        guard let word = text.word(start) else { return nil }
        let hour: Int? =
            switch word {
            case "noon", "midday": settings.speaks(.english) ? 12 : nil
            case "midnight": settings.speaks(.english) ? 0 : nil
            case "mitternacht": settings.speaks(.german) ? 0 : nil
            default: nil
            }
        return hour.map {
            TimeReading(start: start, end: start + 1, hour: $0, minute: 0, grain: "hour")
        }
    }

    /// `half past three`, `half three`, `quarter to four`, `halb vier`, `Viertel nach drei`,
    /// `dreiviertel vier`.
    private func halfOrQuarter(at start: Int) -> TimeReading? {
        guard let word = text.word(start) else { return nil }
        if settings.speaks(.english), word == "half" || word == "quarter" {
            let minutes = word == "half" ? 30 : 15
            if let reading = relative(minutes, at: start + 1, from: start) { return reading }
            guard word == "half", text.word(start + 1) != nil,
                let hour = hour(at: start + 1), (1...12).contains(hour.value)
            else { return nil }
            return reading(start, hour.end, hour.value, 30)
        }
        guard settings.speaks(.german) else { return nil }
        switch word {
        case "halb": return before(start, 30)
        case "dreiviertel": return before(start, 15)
        case "viertel":
            if let reading = relative(15, at: start + 1, from: start) { return reading }
            return before(start, 45)
        default: return nil
        }
    }

    /// A time some minutes before the hour that follows.
    private func before(_ start: Int, _ minutes: Int) -> TimeReading? {
        guard let hour = hour(at: start + 1), (1...12).contains(hour.value) else { return nil }
        var end = hour.end
        if text.word(end) == "uhr" { end += 1 }
        return reading(start, end, (hour.value + 11) % 12, 60 - minutes)
    }

    private func reading(_ start: Int, _ end: Int, _ hour: Int, _ minute: Int) -> TimeReading? {
        guard text.endsFreely(end) else { return nil }
        return TimeReading(
            start: start, end: end, hour: hour == 0 ? 12 : hour, minute: minute, isOpen: true,
            grain: "minute")
    }

    /// `ten past four`, `20 minutes to five`, `zehn vor vier`, `fünf nach halb drei`.
    private func pastOrTo(at start: Int) -> TimeReading? {
        guard let minutes = minute(at: start), minutes > 0 else { return nil }
        var next = start + 1
        if let word = text.word(next), ["minutes", "minuten", "min"].contains(word) { next += 1 }
        return relative(minutes, at: next, from: start)
    }

    private func relative(_ minutes: Int, at index: Int, from start: Int) -> TimeReading? {
        guard let word = text.word(index) else { return nil }
        let sign: Int
        switch word {
        case "past", "after": sign = settings.speaks(.english) ? 1 : 0
        case "to", "before": sign = settings.speaks(.english) ? -1 : 0
        case "nach": sign = settings.speaks(.german) ? 1 : 0
        case "vor": sign = settings.speaks(.german) ? -1 : 0
        default: sign = 0
        }
        guard sign != 0 else { return nil }
        let isHalf = text.word(index + 1) == "halb" && settings.speaks(.german)
        guard let hour = hour(at: isHalf ? index + 2 : index + 1), (1...12).contains(hour.value),
            text.word(index + 1) != nil || minutes % 5 == 0,
            Units.unit(at: hour.end, in: text) == nil
        else { return nil }
        let total = (hour.value % 12) * 60 + sign * minutes - (isHalf ? 30 : 0)
        let wrapped = (total + 720) % 720
        var end = hour.end
        if text.word(end) == "uhr" { end += 1 }
        return reading(start, end, wrapped / 60, wrapped % 60)
    }

    /// `3` behind `at`, `um` or `gegen`.
    private func bareHour(at start: Int) -> TimeReading? {
        guard let before = text.word(start - 1), ["at", "um", "gegen"].contains(before),
            let hour = hour(at: start), !["a", "an"].contains(text.word(start)),
            text.endsFreely(hour.end), !text.isSymbol(hour.end, ["%", "€", "$", "£", "°"]),
            Units.unit(at: hour.end, in: text) == nil, !namesSomething(hour.end)
        else { return nil }
        return TimeReading(
            start: start, end: hour.end, hour: hour.value, minute: 0,
            isOpen: hour.value >= 1 && hour.value <= 12 && !isPadded(start), grain: "hour")
    }

    /// Whether a word follows that a number before it counts or names (`at 14 Harbour Lane`).
    private func namesSomething(_ index: Int) -> Bool {
        guard let word = text.word(index) else { return false }
        if NumberWords.multipliers[word] != nil || Currencies.words[word] != nil { return true }
        let isDay =
            DateWords.weekday(word, settings) != nil || DateWords.germanDays[word] != nil
            || DateWords.englishDays[word] != nil || DateWords.part(word, settings) != nil
        return text.isCapitalised(index) && !isDay
    }

    /// Settles the half of the day by what stands behind (`8 in the evening`, `8 Uhr abends`).
    private func withPart(_ reading: TimeReading) -> TimeReading {
        var reading = reading
        var next = reading.end
        if text.word(next) == "in", text.word(next + 1) == "the" { next += 2 }
        if text.word(next) == "at", text.word(next + 1) == "night" { next += 1 }
        guard let word = text.word(next), let part = DateWords.part(word, settings),
            settings.speaks(.german) && word.hasSuffix("s") || word == "früh" || next > reading.end
        else { return reading }
        if reading.isOpen || reading.hour == 12 {
            let isOpen = reading.isOpen
            reading.isOpen = true
            var seconds = reading.seconds(part)
            if part == "night", reading.hour == 12, isOpen { seconds -= 12 * 3600 }
            reading.hour = seconds / 3600
            reading.isOpen = false
        }
        reading.end = next + 1
        return reading
    }
}
