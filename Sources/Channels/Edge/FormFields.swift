// Bodies and queries in the form of HTML's forms.

import Vocabulary

/// The fields of an `application/x-www-form-urlencoded` text, in order.
///
/// - Note: read as Python's `parse_qsl`, which Rasa's server uses: fields without `=` are left out,
///   `+` is a blank, a `%` that begins no byte stands for itself.
public struct FormFields: Sendable, Hashable {
    /// How many fields are read; what follows is left out.
    public static let fieldsMax = 1_000

    /// One field.
    public struct Field: Sendable, Hashable {
        /// What it is called.
        public var name: String
        /// What stands in it.
        public var value: String
    }

    /// All fields, empty ones included.
    public private(set) var fields: [Field]

    /// Fields to be written.
    public init(_ fields: [(String, String)]) {
        self.fields = fields.map { Field(name: $0.0, value: $0.1) }
    }

    /// Reads a body. Bytes that are no UTF-8 become replacement characters.
    public init(parsing body: [UInt8]) {
        fields = []
        for piece in body.split(separator: UInt8(ascii: "&"), maxSplits: Self.fieldsMax) {
            guard fields.count < Self.fieldsMax,
                let equals = piece.firstIndex(of: UInt8(ascii: "="))
            else { continue }
            fields.append(
                Field(
                    name: String(formDecoding: piece[..<equals]),
                    value: String(formDecoding: piece[(equals + 1)...])))
        }
    }

    /// The first value of a name that is not empty; Rasa does not see empty fields.
    public subscript(name: String) -> String? {
        fields.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    /// The fields as a body, blanks as `+` (Python's `urlencode`).
    public var encoded: String {
        fields.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        PercentEncoding.encoded(text, keeping: "-._~", blank: "+")
    }
}
