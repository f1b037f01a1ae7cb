// What YAML scalars mean, read as Rasa's reader does: YAML 1.2, so `yes`, `on` and `1:30` are text.

public import Vocabulary

extension YAMLNode {
    /// The node as a JSON value, exactly as Rasa reads it.
    ///
    /// Plain scalars become null (nothing, `~`, `null`), truth values (`true`, `false`), whole
    /// numbers (`12`, `012` is 12, `0o14`, `0x1F`, `0b11`, `1_000`) or numbers (`1.`, `1e3`,
    /// `.inf`); whole numbers beyond 64 bits become doubles. Everything else is text, dates too.
    /// Keys become text as Python's `json` writes them.
    ///
    /// - Complexity: O(n) in the size of the node, aliases written out.
    /// - Note: follows the resolver and the safe constructor of ruamel.yaml 0.17.21, YAML 1.2.
    public var json: JSONValue {
        switch content {
        case .scalar(let text, let style):
            return YAMLScalars.value(text, isPlain: style == .plain, tag: tag)
        case .sequence(let items):
            return .array(items.map(\.json))
        case .mapping(let members):
            return .object(
                JSONObject(
                    distinct: members.map { (YAMLNode.keyText($0.key.json), $0.value.json) }))
        }
    }

    /// The text, if Rasa reads this scalar as text; `nil` for numbers, truth values, null and
    /// collections.
    public var string: String? {
        if case .string(let text) = json { text } else { nil }
    }

    /// A key as text: `true`, `null` and numbers are written as JSON writes them.
    static func keyText(_ value: JSONValue) -> String {
        if case .string(let text) = value { text } else { value.text() }
    }
}

/// The meaning of scalars.
enum YAMLScalars {
    /// What a scalar's text means.
    static func value(_ text: String, isPlain: Bool, tag: String?) -> JSONValue {
        switch tag {
        case "!!str", "!!timestamp": return .string(text)
        case "!!null": return .null
        case "!!bool":
            let word = text.lowercased()
            return .bool(["true", "yes", "on", "y"].contains(word))
        case "!!float":
            return number(text).flatMap(\.double).map(JSONValue.number) ?? .string(text)
        case "!!int": return number(text) ?? .string(text)
        default: return isPlain ? plain(text) : .string(text)
        }
    }

    /// What a plain scalar means.
    static func plain(_ text: String) -> JSONValue {
        switch text {
        case "", "~", "null", "Null", "NULL": .null
        case "true", "True", "TRUE": .bool(true)
        case "false", "False", "FALSE": .bool(false)
        default: number(text) ?? .string(text)
        }
    }

    /// A number, if the text is one.
    static func number(_ text: String) -> JSONValue? {
        let bytes = Array(text.utf8)
        guard let first = bytes.first else { return nil }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            return special(text) ?? whole(bytes) ?? fraction(bytes)
        default: return nil
        }
    }

    private static func special(_ text: String) -> JSONValue? {
        switch text {
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .number(.infinity)
        case "-.inf", "-.Inf", "-.INF": .number(-.infinity)
        case ".nan", ".NaN", ".NAN": .number(.nan)
        default: nil
        }
    }

    /// A whole number: binary, octal with `0o`, hexadecimal or decimal, with underscores anywhere.
    private static func whole(_ bytes: [UInt8]) -> JSONValue? {
        var digits = bytes[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
        var radix = 10
        if digits.first == UInt8(ascii: "0"), let letter = digits.dropFirst().first {
            switch letter {
            case UInt8(ascii: "b"): radix = 2
            case UInt8(ascii: "o"): radix = 8
            case UInt8(ascii: "x"): radix = 16
            default: break
            }
        }
        if radix != 10 { digits = digits.dropFirst(2) }
        digits.removeAll { $0 == UInt8(ascii: "_") }
        // Swift's own parsers accept a further sign, which YAML does not.
        guard let head = digits.first, head != UInt8(ascii: "+"), head != UInt8(ascii: "-") else {
            return nil
        }
        let text = (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)
        if let value = Int(text, radix: radix) { return .integer(value) }
        guard radix == 10, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Double(text).map(JSONValue.number)
    }

    /// A number with a point or an exponent.
    private static func fraction(_ bytes: [UInt8]) -> JSONValue? {
        var position = 0
        func isDigit() -> Bool { position < bytes.count && (0x30...0x39).contains(bytes[position]) }
        func take(_ letters: Unicode.Scalar...) -> Bool {
            guard position < bytes.count,
                letters.contains(Unicode.Scalar(bytes[position]))
            else { return false }
            position += 1
            return true
        }
        func digits() -> Int {
            var count = 0
            while position < bytes.count, isDigit() || bytes[position] == UInt8(ascii: "_") {
                if isDigit() { count += 1 }
                position += 1
            }
            return count
        }
        _ = take("+", "-")
        let leading = isDigit() ? digits() : 0
        let hasPoint = take(".")
        let trailing = hasPoint ? digits() : 0
        guard leading + trailing > 0 else { return nil }
        if take("e", "E") {
            let hasSign = take("+", "-")
            // `.5e3` is text: after a leading point YAML wants the exponent's sign.
            guard leading > 0 || hasSign, isDigit() else { return nil }
            while isDigit() { position += 1 }
        } else if !hasPoint {
            return nil
        }
        guard position == bytes.count else { return nil }
        let text = String(decoding: bytes.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        return Double(text.hasSuffix(".") ? text + "0" : text).map(JSONValue.number)
    }
}
