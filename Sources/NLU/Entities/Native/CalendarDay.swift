// A day of the Gregorian calendar and what can be counted from it, without a time zone.

/// A day, counted from 1 January 1970. The calendar reaches from year 1 to 9999.
struct CalendarDay: Sendable, Hashable, Comparable {
    /// Days since 1 January 1970.
    let number: Int

    /// A day by its number.
    init(number: Int) { self.number = number }

    /// A day by year, month (1...12) and day of the month.
    ///
    /// - Returns: `nil` when there is no such day (30 February).
    init?(_ year: Int, _ month: Int, _ day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.days(in: month, of: year)).contains(day)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    private init(year: Int, month: Int, day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// Year, month and day (the same source, `civil_from_days`).
    var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// 1 for Monday to 7 for Sunday.
    var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

    /// The Monday of the day's week.
    var monday: CalendarDay { CalendarDay(number: number - weekday + 1) }

    /// The year and number of the day's week (ISO 8601: weeks belong to the year of their
    /// Thursday).
    var week: (year: Int, week: Int) {
        let thursday = CalendarDay(number: monday.number + 3)
        let year = thursday.parts.year
        let first = CalendarDay(year: year, month: 1, day: 1)
        return (year, (thursday.number - first.number) / 7 + 1)
    }

    /// The day a number of days later.
    func adding(days: Int) -> CalendarDay { CalendarDay(number: number + days) }

    /// The same day of the month a number of months later, or the month's last.
    func adding(months: Int) -> CalendarDay {
        let (year, month, day) = parts
        let all = year * 12 + month - 1 + months
        let newYear = all >= 0 ? all / 12 : (all - 11) / 12
        let newMonth = all - newYear * 12 + 1
        let last = Self.days(in: newMonth, of: newYear)
        return CalendarDay(year: newYear, month: newMonth, day: min(day, last))
    }

    /// `2026-05-03`.
    var text: String {
        let (year, month, day) = parts
        return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    }

    /// A number with leading zeros.
    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// How many days a month has.
    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// By time.
    static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
}
