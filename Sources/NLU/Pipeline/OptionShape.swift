// Which values an option may have.

public import Vocabulary

/// A set of values, with words for it.
public enum OptionShape: Sendable, Hashable {
    /// Every value.
    case anything
    /// `true` or `false`.
    case flag
    /// A whole number in a range.
    case whole(ClosedRange<Int>)
    /// A number in a range.
    case number(ClosedRange<Double>)
    /// A text.
    case text
    /// One of some texts.
    case oneOf([String])
    /// A text or a list of texts.
    case textOrTexts
    /// A list.
    case list
    /// Keys and values.
    case mapping

    /// The shape of an option that is only known by its standard value.
    init(of standard: JSONValue) {
        self =
            switch standard {
            case .null: .anything
            case .bool: .flag
            case .integer, .digits, .number:
                .number(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)
            case .string: .text
            case .array: .list
            case .object: .mapping
            }
    }

    /// Whether a value belongs to the set.
    public func accepts(_ value: JSONValue) -> Bool {
        switch self {
        case .anything: true
        case .flag: value.bool != nil
        case .whole(let range): value.int.map(range.contains) ?? false
        case .number(let range): value.double.map(range.contains) ?? false
        case .text: value.string != nil
        case .oneOf(let texts): value.string.map(texts.contains) ?? false
        case .textOrTexts:
            value.string != nil || value.array?.allSatisfy { $0.string != nil } == true
        case .list: value.array != nil
        case .mapping: value.object != nil
        }
    }

    /// What is accepted, as the end of a sentence that starts with "must be".
    public var words: String {
        switch self {
        case .anything: "anything"
        case .flag: "true or false"
        case .whole(let range):
            "a whole number from \(range.lowerBound)" + Self.upTo(Double(range.upperBound))
        case .number(let range) where range.lowerBound < -1e300: "a number"
        case .number(let range):
            "a number from \(Self.short(range.lowerBound))" + Self.upTo(range.upperBound)
        case .text: "a text"
        case .oneOf(let texts): "one of " + texts.joined(separator: ", ")
        case .textOrTexts: "a text or a list of texts"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }

    private static func upTo(_ bound: Double) -> String {
        bound >= Double(Int32.max) ? "" : " to \(short(bound))"
    }

    private static func short(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(number)
    }
}
