// Writes YAML scalars in the plainest style in which they read back as the same value.

import Foundation
import Vocabulary

/// The text of scalars.
enum YAMLScalarText {
    /// A scalar or an empty collection on one line.
    static func scalar(_ value: JSONValue, isKey: Bool = false) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .digits(let text): text
        case .number(let number): float(number)
        case .string(let string): self.string(string, isKey: isKey)
        case .array: "[]"
        case .object: "{}"
        }
    }

    private static func float(_ number: Double) -> String {
        if number.isNaN { return ".nan" }
        if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
        return JSONValue.number(number).text()
    }

    /// A text: plain if it can be, else in `'…'`, or in `"…"` when it holds a quote, a line feed or
    /// what only escapes can hold.
    static func string(_ string: String, isKey: Bool = false) -> String {
        let shape = Shape(string)
        if string.isEmpty { return "''" }
        if shape.mayBePlain, YAMLScalars.readsAsText(string) { return string }
        if string.contains("'") || string.contains("\n") || !shape.mayBeSingleQuoted {
            return doubleQuoted(string)
        }
        return "'\(string)'"
    }

    /// Whether a text can stand after `|`: it holds no character that YAML wants escaped.
    static func fitsLiteral(_ string: String) -> Bool {
        string.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || Shape.isPrintable($0) }
            && !string.isEmpty
    }

    /// A text in `"…"` with escapes.
    static func doubleQuoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            if let letter = escapes[scalar] {
                text += "\\" + letter
            } else if Shape.isPrintable(scalar) {
                text.unicodeScalars.append(scalar)
            } else {
                let hex = String(scalar.value, radix: 16, uppercase: true)
                let width = scalar.value <= 0xFF ? 2 : scalar.value <= 0xFFFF ? 4 : 8
                text += ["\\x", "\\u", "\\U"][width / 4]
                text += String(repeating: "0", count: width - hex.count) + hex
            }
        }
        return text + "\""
    }

    private static let escapes: [Unicode.Scalar: String] = [
        "\0": "0", "\u{7}": "a", "\u{8}": "b", "\t": "t", "\n": "n", "\u{B}": "v", "\u{C}": "f",
        "\r": "r", "\u{1B}": "e", "\"": "\"", "\\": "\\", "\u{85}": "N", "\u{2028}": "L",
        "\u{2029}": "P",
    ]

    /// What the characters of a text allow.
    struct Shape {
        var mayBePlain = true
        var mayBeSingleQuoted = true

        init(_ string: String) {
            let scalars = Array(string.unicodeScalars)
            func isBlank(_ index: Int) -> Bool {
                guard scalars.indices.contains(index) else { return true }
                return "\0 \t\r\n\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalars[index])
            }
            if string.hasPrefix("---") || string.hasPrefix("...") { mayBePlain = false }
            if isBlank(0) || isBlank(scalars.count - 1) { mayBePlain = false }
            for (index, scalar) in scalars.enumerated() {
                let isIndicator =
                    switch scalar {
                    case "#", ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", "\"", "%",
                        "@", "`":
                        index == 0 || scalar == "#" && isBlank(index - 1)
                    case "?", "-": index == 0 && isBlank(1)
                    case ":": isBlank(index + 1)
                    default: false
                    }
                let isBreak = scalar == "\n" || [0x85, 0x2028, 0x2029].contains(scalar.value)
                if isIndicator || isBreak { mayBePlain = false }
                if !isBreak && !Self.isPrintable(scalar) || isBreak && scalar != "\n" {
                    (mayBePlain, mayBeSingleQuoted) = (false, false)
                }
            }
        }

        /// Whether YAML lets a character stand unescaped in one line.
        static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
                0x10000...0x10FFFF:
                true
            default: false
            }
        }
    }
}

extension YAMLScalars {
    /// Whether Rasa reads a plain scalar of this text as text: no number, truth value, null, date,
    /// merge key or variable of the environment.
    static func readsAsText(_ text: String) -> Bool {
        guard case .string = plain(text) else { return false }
        return text != "=" && text != "<<" && !looksLikeNumber(text) && !looksLikeDate(text)
            && !holdsVariable(text)
    }

    /// Whether Rasa would replace `${…}` in the text by a variable of the environment.
    private static func holdsVariable(_ text: String) -> Bool {
        guard let dollar = text.range(of: "${") else { return false }
        return text[dollar.upperBound...].contains("}")
    }

    /// What the resolver takes for a whole number, whether or not it can be read as one: `+_`.
    private static func looksLikeNumber(_ text: String) -> Bool {
        var rest = text.unicodeScalars[...]
        guard let first = rest.first, "+-0123456789".unicodeScalars.contains(first) else {
            return false
        }
        if first == "+" || first == "-" { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy { ("0"..."9").contains($0) || $0 == "_" }
    }

    /// `2024-05-31`, or such a date with a time behind it.
    private static func looksLikeDate(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count >= 8, scalars[4] == "-" else { return false }
        func isDigit(_ index: Int) -> Bool {
            scalars.indices.contains(index) && ("0"..."9").contains(scalars[index])
        }
        guard (0..<4).allSatisfy(isDigit), isDigit(5) else { return false }
        if scalars.count == 10 {
            return isDigit(6) && scalars[7] == "-" && isDigit(8) && isDigit(9)
        }
        return scalars.contains(":")
            && scalars.allSatisfy {
                ("0"..."9").contains($0) || "-:.TtZ+ \t".unicodeScalars.contains($0)
            }
    }
}
