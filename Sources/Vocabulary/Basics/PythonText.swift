// Writes values the way Rasa's Python shows them to people: str(), json.dumps() and strip().

extension JSONValue {
    /// The value as Python's `str()` shows it: `None`, `True`, `1.0`, `{'a': [1, 'b']}`; a string
    /// is itself.
    public var pythonText: String {
        if case .string(let text) = self { return text }
        var result = ""
        PythonText.represent(self, into: &result)
        return result
    }

    /// The value as Python's `json.dumps()` writes it: a blank behind `,` and `:`, everything
    /// outside ASCII as `\uXXXX`.
    ///
    /// - Parameter sortedKeys: whether the keys of every object are sorted by their scalars.
    public func pythonJSON(sortedKeys: Bool = false) -> String {
        var result = ""
        PythonText.dump(self, sortedKeys: sortedKeys, into: &result)
        return result
    }

    /// Whether Python takes the value for true: `null`, `false`, zero and what is empty are not.
    public var isTruthy: Bool {
        switch self {
        case .null: false
        case .bool(let flag): flag
        case .integer(let number): number != 0
        case .digits: true
        case .number(let number): number != 0
        case .string(let text): !text.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object(let object): !object.members.isEmpty
        }
    }
}

extension String {
    /// The text without white space at its ends, as Python's `str.strip()`.
    public var pythonStripped: String {
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !PythonText.isSpace($0) }),
            let last = scalars.lastIndex(where: { !PythonText.isSpace($0) })
        else { return "" }
        if start == scalars.startIndex, scalars.index(after: last) == scalars.endIndex {
            return self
        }
        return String(scalars[start...last])
    }

    /// The stripped text cut at every blank line (`\n\n`), as Rasa's channels do: at least one
    /// part, which may be empty.
    public var paragraphs: [String] {
        let text = Array(pythonStripped.utf8)
        var parts: [String] = []
        var start = 0
        var index = 0
        while index + 1 < text.count {
            if text[index] == 10, text[index + 1] == 10 {
                parts.append(String(decoding: text[start..<index], as: UTF8.self))
                index += 2
                start = index
            } else {
                index += 1
            }
        }
        parts.append(String(decoding: text[start...], as: UTF8.self))
        return parts
    }
}

/// The spellings of Python.
enum PythonText {
    /// White space as `str.isspace()` has it.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
            0x205F, 0x3000:
            true
        default: false
        }
    }

    static func represent(_ value: JSONValue, into result: inout String) {
        switch value {
        case .null: result += "None"
        case .bool(let flag): result += flag ? "True" : "False"
        case .integer(let number): result += String(number)
        case .digits(let text): result += text
        case .number(let number): result += spelling(of: number, nan: "nan", infinity: "inf")
        case .string(let text): quote(text, into: &result)
        case .array(let elements):
            result += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { result += ", " }
                represent(element, into: &result)
            }
            result += "]"
        case .object(let object):
            result += "{"
            for (index, member) in object.members.enumerated() {
                if index > 0 { result += ", " }
                quote(member.key, into: &result)
                result += ": "
                represent(member.value, into: &result)
            }
            result += "}"
        }
    }

    static func dump(_ value: JSONValue, sortedKeys: Bool, into result: inout String) {
        switch value {
        case .null: result += "null"
        case .bool(let flag): result += flag ? "true" : "false"
        case .integer(let number): result += String(number)
        case .digits(let text): result += text
        case .number(let number): result += spelling(of: number, nan: "NaN", infinity: "Infinity")
        case .string(let text): escape(text, into: &result)
        case .array(let elements):
            result += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { result += ", " }
                dump(element, sortedKeys: sortedKeys, into: &result)
            }
            result += "]"
        case .object(let object):
            let members =
                sortedKeys
                ? object.members.sorted {
                    $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars)
                } : object.members
            result += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { result += ", " }
                escape(member.key, into: &result)
                result += ": "
                dump(member.value, sortedKeys: sortedKeys, into: &result)
            }
            result += "}"
        }
    }

    private static func spelling(of number: Double, nan: String, infinity: String) -> String {
        if number.isNaN { return nan }
        if number.isInfinite { return number < 0 ? "-" + infinity : infinity }
        return number.description
    }

    /// A string in Python's quotes: double ones only around what holds a single and no double one.
    private static func quote(_ text: String, into result: inout String) {
        let mark: Unicode.Scalar = text.contains("'") && !text.contains("\"") ? "\"" : "'"
        result.unicodeScalars.append(mark)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\\": result += "\\\\"
            case mark: result += "\\" + String(mark)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                result += "\\x" + hexadecimal(scalar.value, digits: 2)
            default: result.unicodeScalars.append(scalar)
            }
        }
        result.unicodeScalars.append(mark)
    }

    private static func escape(_ text: String, into result: inout String) {
        result += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{08}": result += "\\b"
            case "\u{0C}": result += "\\f"
            case " "..."~": result.unicodeScalars.append(scalar)
            default:
                for unit in String(scalar).utf16 {
                    result += "\\u" + hexadecimal(UInt32(unit), digits: 4)
                }
            }
        }
        result += "\""
    }

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
