// What the native extractor finds: a kind, a place, a value and what else is known about it.

public import Vocabulary

/// The kinds of things the native extractor finds; the raw values are the entities' names.
public enum NativeKind: String, Sendable, Hashable, CaseIterable {
    /// E-mail addresses.
    case email
    /// Phone numbers, in E.164.
    case phone
    /// Web addresses.
    case url
    /// Numbers in digits or words.
    case number
    /// Amounts of money.
    case money
    /// Days, weeks, months, years and points in time.
    case date
    /// Times of day without a date. Switched on with `date`, too.
    case time
    /// Numbers with a unit.
    case quantity

    /// Which kind wins a place that two claim with equal length; the smaller wins.
    var precedence: Int {
        switch self {
        case .url: 0
        case .email: 1
        case .date: 2
        case .time: 3
        case .money: 4
        case .phone: 5
        case .quantity: 6
        case .number: 7
        }
    }
}

/// One thing found in a message.
public struct NativeMatch: Sendable, Hashable {
    /// What it is.
    public var kind: NativeKind
    /// Where it stands, in Unicode scalars.
    public var span: TextSpan
    /// What it means, as programs use it.
    public var value: JSONValue
    /// What else is known, such as the grain of a date.
    public var info: JSONObject

    init(_ kind: NativeKind, _ span: TextSpan, _ value: JSONValue, info: JSONObject = [:]) {
        self.kind = kind
        self.span = span
        self.value = value
        self.info = info
    }
}

extension [NativeMatch] {
    /// Those that remain when no two may share a scalar: the longest first, then the most
    /// specific kind, then the first in the text; by place.
    ///
    /// - Parameter scalars: the length of the text.
    /// - Complexity: O(matches · log matches + their total length).
    func withoutOverlaps(scalars: Int) -> [NativeMatch] {
        var isTaken = [Bool](repeating: false, count: scalars)
        var kept: [NativeMatch] = []
        let order = sorted {
            ($1.span.count, $0.kind.precedence, $0.span.start)
                < ($0.span.count, $1.kind.precedence, $1.span.start)
        }
        for match in order where !isTaken[match.span.start..<match.span.end].contains(true) {
            for index in match.span.start..<match.span.end { isTaken[index] = true }
            kept.append(match)
        }
        return kept.sorted { $0.span < $1.span }
    }
}

extension JSONValue {
    /// A whole number where the value is one, a fraction otherwise.
    static func amount(_ value: Double) -> JSONValue {
        Int(exactly: value).map(JSONValue.integer) ?? .number(value)
    }
}
