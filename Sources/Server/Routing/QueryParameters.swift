// The query of a request's target, read as Rasa's server reads it.

import Channels

/// Names and values behind the `?` of a target.
struct QueryParameters: Sendable {
    private let text: Substring

    /// The query without its `?`.
    init(_ text: Substring) { self.text = text }

    /// The first value of a name; empty values count as missing, as in Rasa.
    subscript(name: String) -> String? {
        guard !text.isEmpty else { return nil }
        for pair in text.split(separator: "&") {
            guard let equals = pair.firstIndex(of: "=") else { continue }
            let value = pair[pair.index(after: equals)...]
            guard !value.isEmpty, Self.decoded(pair[..<equals]) == name else { continue }
            return Self.decoded(value)
        }
        return nil
    }

    /// All names and values in order, empty values left out; at most `FormFields.fieldsMax`.
    var pairs: [(name: String, value: String)] {
        FormFields(parsing: Array(text.utf8)).fields.filter { !$0.value.isEmpty }
            .map { ($0.name, $0.value) }
    }

    /// A value that is a truth value: only `true`, in any case, is true.
    func flag(_ name: String, standard: Bool) -> Bool {
        self[name].map { $0.lowercased() == "true" } ?? standard
    }

    /// A value that is a number; what is none counts as missing, as in Rasa.
    func number(_ name: String) -> Double? { self[name].flatMap(Double.init) }

    /// Undoes percent-encoding and `+`; what is no valid escape stays as it is, bytes that are no
    /// UTF-8 become U+FFFD.
    static func decoded(_ text: Substring) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") })
        else { return String(text) }
        let source = Array(text.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
                let high = hexadecimal(source[index + 1]), let low = hexadecimal(source[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(source[index] == UInt8(ascii: "+") ? 0x20 : source[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
