// The moment a message is understood at, which `tomorrow` and `next week` count from.

import Foundation

/// A moment with the local day and time of a time zone.
struct ReferenceTime: Sendable {
    /// The local day.
    let day: CalendarDay
    /// Seconds since local midnight.
    let secondOfDay: Int
    private let zone: TimeZone

    /// The moment at a number of seconds since 1 January 1970, UTC; a time zone that is unknown
    /// counts as UTC, and moments before year 1 or after 9998 as the nearest.
    init(secondsSince1970: Double, timezone: String) {
        zone = TimeZone(identifier: timezone) ?? .gmt
        let seconds = Int(min(max(secondsSince1970, -62_100_000_000), 253_000_000_000))
        let date = Date(timeIntervalSince1970: Double(seconds))
        let local = seconds + zone.secondsFromGMT(for: date)
        let midnight = (local >= 0 ? local : local - 86_399) / 86_400
        day = CalendarDay(number: midnight)
        secondOfDay = local - midnight * 86_400
    }

    /// `2026-05-03T15:00:00+01:00` for a local time; `seconds` may lie outside the day.
    func text(_ day: CalendarDay, seconds: Int) -> String {
        let local = day.number * 86_400 + seconds
        let start = (local >= 0 ? local : local - 86_399) / 86_400
        let rest = local - start * 86_400
        let guess = offset(at: local)
        let offset = offset(at: local - guess)
        let clock = [rest / 3600, rest / 60 % 60, rest % 60].map { CalendarDay.padded($0, 2) }
        let minutes = abs(offset) / 60
        let zone =
            (offset < 0 ? "-" : "+") + CalendarDay.padded(minutes / 60, 2) + ":"
            + CalendarDay.padded(minutes % 60, 2)
        return "\(CalendarDay(number: start).text)T\(clock.joined(separator: ":"))\(zone)"
    }

    private func offset(at seconds: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }
}
