// A date and time as reminders carry it.

/// A date and time of day, with or without its distance from universal time.
public struct DateTime: Sendable, Hashable {
    /// Days since 1970-01-01.
    public let day: Int
    /// Microseconds since midnight.
    public let microsecond: Int
    /// How far the clock is ahead of universal time, in seconds; `nil` when nothing was said.
    public let offset: Int?

    /// Reads an ISO 8601 date and time: `2030-01-31T18:30:00.5+01:00`, also with a blank for the
    /// `T`, `Z` for the distance, without seconds, or without a time (midnight).
    ///
    /// - Returns: `nil` when the text is no such date or names a day or hour that doesn't exist.
    /// - Complexity: O(n) for n bytes of text; longer than 64 bytes is refused.
    public init?(iso text: String) {
        guard text.utf8.count <= 64 else { return nil }
        var reader = Digits(rest: Array(text.utf8)[...])
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2),
            reader.take("-"), let date = reader.number(2), (1...12).contains(month), year > 0,
            (1...Self.length(of: month, year)).contains(date)
        else { return nil }
        day = Self.days(year, month, date)
        guard !reader.rest.isEmpty else {
            (microsecond, offset) = (0, nil)
            return
        }
        guard reader.take("T") || reader.take(" "), let time = reader.time() else { return nil }
        microsecond = time
        guard let distance = reader.distance(), reader.rest.isEmpty else { return nil }
        offset = distance == .min ? nil : distance
    }

    /// The text Python's `isoformat` writes: `2030-01-31T18:30:00.500000+01:00`.
    public var iso: String {
        let (year, month, date) = Self.date(day)
        let seconds = microsecond / 1_000_000
        let fraction = microsecond % 1_000_000
        var text = "\(Self.pad(year, 4))-\(Self.pad(month))-\(Self.pad(date))T"
        text += "\(Self.pad(seconds / 3600)):\(Self.pad(seconds / 60 % 60)):"
        text += Self.pad(seconds % 60)
        if fraction > 0 { text += "." + Self.pad(fraction, 6) }
        guard let offset else { return text }
        let size = abs(offset)
        text += "\(offset < 0 ? "-" : "+")\(Self.pad(size / 3600)):\(Self.pad(size / 60 % 60))"
        return text
    }

    /// The moment in seconds since 1970; `localOffset` (seconds ahead of universal time) counts
    /// where the text gave no distance.
    public func seconds(localOffset: Int = 0) -> Double {
        Double(day * 86_400 - (offset ?? localOffset)) + Double(microsecond) / 1_000_000
    }

    private static func pad(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func length(of month: Int, _ year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// Days since 1970 of a date of the Gregorian calendar (Hinnant, "chrono-compatible low-level
    /// date algorithms").
    private static func days(_ year: Int, _ month: Int, _ date: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + date - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    /// The date of a day, the reverse of `days`.
    private static func date(_ day: Int) -> (year: Int, month: Int, date: Int) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let ofEra = shifted - era * 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let part = (5 * ofYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (year + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * part + 2) / 5 + 1)
    }
}

/// Reads the parts of a date from the front.
private struct Digits {
    var rest: ArraySlice<UInt8>

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// A number of exactly so many digits.
    mutating func number(_ count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }

    /// `hh:mm[:ss[.f…]]` in microseconds since midnight; digits beyond the sixth are dropped.
    mutating func time() -> Int? {
        guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60
        else { return nil }
        var total = (hour * 3600 + minute * 60) * 1_000_000
        guard take(":") else { return total }
        guard let second = number(2), second < 60 else { return nil }
        total += second * 1_000_000
        guard take(".") else { return total }
        var weight = 100_000
        guard number(1, into: &total, &weight) else { return nil }
        while number(1, into: &total, &weight) {}
        return total
    }

    private mutating func number(_ count: Int, into total: inout Int, _ weight: inout Int) -> Bool {
        guard let digit = number(count) else { return false }
        total += digit * weight
        weight /= 10
        return true
    }

    /// `Z`, `+hh:mm`, `+hhmm` or nothing (`Int.min`); `nil` when it is none of these.
    mutating func distance() -> Int? {
        if rest.isEmpty { return .min }
        if take("Z") { return 0 }
        let isAhead = take("+")
        guard isAhead || take("-"), let hour = number(2), hour < 24 else { return nil }
        _ = take(":")
        guard let minute = number(2), minute < 60 else { return nil }
        return (hour * 3600 + minute * 60) * (isAhead ? 1 : -1)
    }
}
