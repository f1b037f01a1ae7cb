// The attributes of nodes and marks, held against the schema.

import Vocabulary

extension DocumentReader {
    mutating func attributes(
        _ json: JSONValue?, rules: [String: AttributeRule], required: [String]
    ) -> [String: JSONValue] {
        var result: [String: JSONValue] = [:]
        var given: Set<String> = []
        if let json, !json.isNull {
            guard let object = json.object else {
                note(.form, "'attrs' is an object.", at: ["attrs"])
                return [:]
            }
            path.append("attrs")
            for (name, value) in object.members where !value.isNull {
                guard let rule = rules[name] else {
                    note(.attribute, "There is no attribute '\(name.prefix(40))' here.", at: [name])
                    continue
                }
                given.insert(name)
                result[name] = kept(value, name, rule)
            }
            path.removeLast()
        }
        for name in required where !given.contains(name) {
            note(.attribute, "The attribute '\(name)' is missing.", at: ["attrs", name])
        }
        return result
    }

    /// The value as it is kept; `nil` when it is usual, dropped or wrong (which is noted).
    private mutating func kept(
        _ value: JSONValue, _ name: String, _ rule: AttributeRule
    ) -> JSONValue? {
        switch rule {
        case .dropped: return nil
        case .integer(let range, let usual):
            guard let number = value.int, range.contains(number) else {
                note(
                    .range,
                    "'\(name)' is a whole number from \(range.lowerBound) to \(range.upperBound).",
                    at: [name])
                return nil
            }
            return number == usual ? JSONValue?.none : .some(.integer(number))
        case .flag:
            guard let flag = value.bool else {
                note(.form, "'\(name)' is true or false.", at: [name])
                return nil
            }
            return flag ? .some(.bool(true)) : JSONValue?.none
        case .widths: return widths(value, name)
        default: return text(value, name, rule)
        }
    }

    private mutating func text(
        _ value: JSONValue, _ name: String, _ rule: AttributeRule
    ) -> JSONValue? {
        guard let text = value.string else {
            note(.form, "'\(name)' is text.", at: [name])
            return nil
        }
        switch rule {
        case .word(let words, let usual):
            guard words.contains(text) else {
                note(
                    .range, "'\(name)' is one of \(words.joined(separator: ", ")).", at: [name])
                return nil
            }
            return text == usual ? JSONValue?.none : .some(value)
        case .label:
            guard text.utf8.count <= DocumentLimits.labelBytes else {
                note(
                    .range, "'\(name)' has at most \(DocumentLimits.labelBytes) bytes.",
                    at: [name])
                return nil
            }
            let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            return isPlain ? value : .string(Self.plain(text))
        case .language: return checked(value, name, isGood: Self.isLanguage(text))
        case .anchor: return checked(value, name, isGood: HeadingAnchor.isAnchor(text))
        case .link, .image:
            let isGood: Bool
            if case .link = rule {
                isGood = DocumentAddress.isLink(text)
            } else {
                isGood = DocumentAddress.isImage(text)
            }
            guard isGood else {
                note(.address, "'\(name)' is no address that is allowed here.", at: [name])
                return nil
            }
            return value
        default: return nil
        }
    }

    private mutating func checked(_ value: JSONValue, _ name: String, isGood: Bool) -> JSONValue? {
        guard isGood else {
            note(.range, "'\(name)' has characters that are not allowed, or too many.", at: [name])
            return nil
        }
        return value
    }

    private mutating func widths(_ value: JSONValue, _ name: String) -> JSONValue? {
        let numbers = value.array?.map { $0.int ?? -1 } ?? [-1]
        guard numbers.allSatisfy({ (0...10_000).contains($0) }),
            numbers.count <= DocumentLimits.tableColumns
        else {
            note(.range, "'\(name)' is a list of widths from 0 to 10000.", at: [name])
            return nil
        }
        return numbers.isEmpty ? JSONValue?.none : .some(.array(numbers.map(JSONValue.integer)))
    }

    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }

    static func isLanguage(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
                    || "_+#.-".unicodeScalars.contains($0)
            }
    }
}
