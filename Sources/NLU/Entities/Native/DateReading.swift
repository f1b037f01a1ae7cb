// A date or moment read from the text, and its value in ISO 8601.

import Vocabulary

/// What a date names.
enum DateMoment: Sendable {
    case day(CalendarDay)
    /// The week that begins with a Monday.
    case week(CalendarDay)
    case month(year: Int, month: Int)
    case year(Int)
    /// From one day to another, both included, with the name of the grain.
    case days(CalendarDay, CalendarDay, grain: String)
    /// Seconds after local midnight of a day; whole minutes or hours.
    case moment(CalendarDay, seconds: Int, grain: String)

    /// The value in ISO 8601.
    func text(_ now: ReferenceTime) -> String {
        switch self {
        case .day(let day): day.text
        case .week(let monday):
            "\(CalendarDay.padded(monday.week.year, 4))-W"
                + CalendarDay.padded(monday.week.week, 2)
        case .month(let year, let month):
            "\(CalendarDay.padded(year, 4))-\(CalendarDay.padded(month, 2))"
        case .year(let year): CalendarDay.padded(year, 4)
        case .days(let first, let last, _): "\(first.text)/\(last.text)"
        case .moment(let day, let seconds, _): now.text(day, seconds: seconds)
        }
    }

    /// How exact the value is.
    var grain: String {
        switch self {
        case .day: "day"
        case .week: "week"
        case .month: "month"
        case .year: "year"
        case .days(_, _, let grain): grain
        case .moment(_, _, let grain): grain
        }
    }
}

/// A date found in the text.
struct DateReading: Sendable {
    /// The first piece.
    var start: Int
    /// The piece behind it.
    var end: Int
    /// What it names.
    var moment: DateMoment
    /// `morning`, `noon`, `afternoon`, `evening` or `night`, if said.
    var part: String?

    init(_ start: Int, _ end: Int, _ moment: DateMoment, part: String? = nil) {
        self.start = start
        self.end = end
        self.moment = moment
        self.part = part
    }
}

/// A time of day found in the text.
struct TimeReading: Sendable {
    /// The first piece.
    var start: Int
    /// The piece behind it.
    var end: Int
    /// 0...24.
    var hour: Int
    /// 0...59.
    var minute: Int
    /// 0...59.
    var second = 0
    /// Whether morning or afternoon is left open (`at 3`).
    var isOpen = false
    /// `minute` or `hour`.
    var grain: String

    /// Seconds after midnight. Where the half of the day is open, 1 to 6 o'clock are meant for the
    /// afternoon, unless a part of the day says otherwise.
    func seconds(_ part: String?) -> Int {
        var hour = hour
        if isOpen, hour < 12 {
            switch part {
            case "morning": break
            case "afternoon", "evening": hour += 12
            case "night": hour += hour >= 6 ? 12 : 0
            default: hour += (1...6).contains(hour) ? 12 : 0
            }
        }
        return hour * 3600 + minute * 60 + second
    }
}
