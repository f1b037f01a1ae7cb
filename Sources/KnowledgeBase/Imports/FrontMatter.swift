// The front matter of a Markdown file: a small, safe part of YAML.

import Vocabulary

/// Keys and values between two lines `---` at the beginning of a file.
///
/// A value is a text, plain or in quotes, a list in brackets on one line, or a list with one `- ` a
/// line. Everything else of YAML (nesting, anchors, aliases, tags, block text) is a finding: there
/// is nothing that could grow.
public struct FrontMatter: Sendable, Equatable {
    /// A value and the line it begins in.
    public struct Value: Sendable, Equatable {
        /// The texts; one for what is no list.
        public var texts: [String]
        /// Whether it was written as a list.
        public var isList: Bool
        /// The line, from 1.
        public var line: Int
    }

    /// What is wrong with a line.
    public struct Problem: Error, Sendable, Equatable {
        /// The line, from 1.
        public var line: Int
        /// What is wrong.
        public var message: String
    }

    /// The values by their keys.
    public private(set) var values: [String: Value] = [:]
    /// The keys in the order of the file.
    public private(set) var keys: [String] = []
    /// What is wrong, in order.
    public private(set) var problems: [Problem] = []

    /// Parts a file into front matter and the rest.
    ///
    /// - Returns: no front matter and the whole text when the file does not begin with `---`; the
    ///   line that the rest begins in, from 1.
    /// - Complexity: O(n).
    public static func split(
        _ text: String
    ) -> (front: FrontMatter?, body: String, bodyLine: Int) {
        var text = text.replacing("\r\n", with: "\n")
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        guard text.hasPrefix("---\n") else { return (nil, text, 1) }
        let parts = text.split(
            separator: "\n", maxSplits: ImportLimits.frontMatterLines,
            omittingEmptySubsequences: false)
        var front = FrontMatter()
        guard
            let end = parts.dropFirst().firstIndex(where: { $0 == "---" || $0 == "..." }),
            end < ImportLimits.frontMatterLines
        else {
            front.problems.append(
                Problem(line: 1, message: "The front matter has no end: a line `---` is missing."))
            return (front, "", parts.count)
        }
        front.read(Array(parts[1..<end]))
        return (front, parts[(end + 1)...].joined(separator: "\n"), end + 2)
    }

    private mutating func read(_ lines: [Substring]) {
        var open: String?
        for (index, line) in lines.enumerated() {
            let number = index + 2
            let plain = line.trimmedBlanks
            if plain.isEmpty || plain.hasPrefix("#") { continue }
            do throws(Wrong) {
                if plain == "-" || plain.hasPrefix("- ") {
                    guard let key = open else { throw Wrong("A list has no key before it.") }
                    values[key]?.texts.append(try Self.scalar(plain.dropFirst().trimmedBlanks))
                    values[key]?.isList = true
                    continue
                }
                open = nil
                guard line.first != " ", line.first != "\t" else {
                    throw Wrong("A line is indented that belongs to no list.")
                }
                open = try pair(plain, number)
            } catch {
                problems.append(Problem(line: number, message: error.message))
            }
        }
    }

    /// Reads `key: value`; gives the key when a list may follow.
    private mutating func pair(_ line: Substring, _ number: Int) throws(Wrong) -> String? {
        guard let colon = line.firstIndex(of: ":") else {
            throw Wrong("A line has the form `key: value`.")
        }
        let key = String(line[..<colon].trimmedBlanks)
        let isName =
            !key.isEmpty
            && key.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" }
        guard isName else { throw Wrong("A key is made of letters and `_`.") }
        guard values[key] == nil else { throw Wrong("The key '\(key)' stands there twice.") }
        let rest = line[line.index(after: colon)...].trimmedBlanks
        keys.append(key)
        values[key] = Value(texts: [], isList: false, line: number)
        if rest.isEmpty || rest.hasPrefix("#") { return key }
        if rest.hasPrefix("[") {
            values[key]?.isList = true
            values[key]?.texts = try Self.flow(rest)
        } else {
            values[key]?.texts = [try Self.scalar(rest)]
        }
        return nil
    }

    // MARK: - Values

    private struct Wrong: Error {
        let message: String
        init(_ message: String) { self.message = message }
    }

    private static func scalar(_ text: Substring) throws(Wrong) -> String {
        var rest = text
        let value = try scalar(&rest, inList: false)
        guard rest.trimmedBlanks.isEmpty || rest.trimmedBlanks.hasPrefix("#") else {
            throw Wrong("Something stands behind the quotes.")
        }
        return value
    }

    private static func flow(_ text: Substring) throws(Wrong) -> [String] {
        var rest = text.dropFirst().trimmedBlanks
        var list: [String] = []
        while !rest.hasPrefix("]") {
            guard !rest.isEmpty else { throw Wrong("The list has no `]` on its line.") }
            list.append(try scalar(&rest, inList: true))
            rest = rest.trimmedBlanks
            if rest.hasPrefix(",") {
                rest = rest.dropFirst().trimmedBlanks
            } else if !rest.hasPrefix("]") {
                throw Wrong("Texts of a list are parted by commas.")
            }
        }
        let tail = rest.dropFirst().trimmedBlanks
        guard tail.isEmpty || tail.hasPrefix("#") else {
            throw Wrong("Something stands behind the list.")
        }
        return list
    }

    private static func scalar(_ rest: inout Substring, inList: Bool) throws(Wrong) -> String {
        switch rest.first {
        case "\"": return try quoted(&rest)
        case "'": return try singleQuoted(&rest)
        case "&", "*", "!", "|", ">", "{", "[", "%", "@", "`":
            throw Wrong("A text that begins with `\(rest.first ?? " ")` stands in quotes.")
        default: break
        }
        var value = Substring()
        var isAfterBlank = false
        while let next = rest.first {
            if inList, next == "," || next == "]" { break }
            if next == "#", isAfterBlank { rest = "" } else { value.append(next) }
            isAfterBlank = next == " " || next == "\t"
            rest = rest.dropFirst()
        }
        if !inList, value.contains(": ") || value.hasSuffix(":") {
            throw Wrong("A text with a colon stands in quotes.")
        }
        return String(value.trimmedBlanks)
    }

    private static func singleQuoted(_ rest: inout Substring) throws(Wrong) -> String {
        var value = ""
        rest = rest.dropFirst()
        while let next = rest.first {
            rest = rest.dropFirst()
            guard next == "'" else {
                value.append(next)
                continue
            }
            guard rest.first == "'" else { return value }
            value.append("'")
            rest = rest.dropFirst()
        }
        throw Wrong("A quote is not closed on its line.")
    }

    private static func quoted(_ rest: inout Substring) throws(Wrong) -> String {
        var isEscaped = false
        var index = rest.index(after: rest.startIndex)
        while index < rest.endIndex {
            let next = rest[index]
            if next == "\"", !isEscaped {
                let token = String(rest[...index])
                rest = rest[rest.index(after: index)...]
                guard let value = try? JSONValue(parsing: token).string else {
                    throw Wrong("The text in quotes has an escape that there is not.")
                }
                return value
            }
            isEscaped = next == "\\" && !isEscaped
            index = rest.index(after: index)
        }
        throw Wrong("A quote is not closed on its line.")
    }
}

extension Substring {
    /// Without blanks and tabs at both ends.
    var trimmedBlanks: Substring {
        var result = self
        while let last = result.last, last == " " || last == "\t" { result.removeLast() }
        return result.drop { $0 == " " || $0 == "\t" }
    }
}
