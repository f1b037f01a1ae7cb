// A coarse reading of Swift: code without comments and strings, functions, public declarations.

import Foundation

/// What the tidy rules need to know about a Swift file.
struct SwiftOutline {
    /// Each line with comments and the inside of strings blanked out.
    let code: [String]

    init(_ lines: [String]) {
        var blanker = Blanker()
        code = lines.map { blanker.blank($0) }
    }

    /// Functions and computed members by their first line (from 1) and their number of lines.
    var functions: [(line: Int, count: Int)] {
        code.indices.compactMap { index in
            guard Self.startsFunction(code[index]) else { return nil }
            var depth = 0
            var isOpen = false
            for end in index..<code.count {
                for character in code[end] {
                    if character == "{" { depth += 1 } else if character == "}" { depth -= 1 }
                    if depth > 0 { isOpen = true }
                }
                if isOpen, depth <= 0 { return (index + 1, end - index + 1) }
                if !isOpen, end > index, Self.startsDeclaration(code[end]) { return nil }
            }
            return nil
        }
    }

    /// Lines (from 1) of public declarations without a documentation comment above them.
    func undocumentedPublics(original: [String]) -> [Int] {
        code.indices.filter { index in
            let words = code[index].split(separator: " ").drop { $0.hasPrefix("@") }
            let isDeclaration =
                words.first == "public" && !words.contains("import")
                && !words.contains("extension")
            return isDeclaration && !Self.isDocumented(index, original)
        }.map { $0 + 1 }
    }

    private static func isDocumented(_ index: Int, _ lines: [String]) -> Bool {
        var above = index - 1
        while above >= 0 {
            let line = lines[above].trimmingCharacters(in: .whitespaces)
            if line.hasPrefix("///") { return true }
            guard line.hasPrefix("@") else { return false }
            above -= 1
        }
        return false
    }

    private static let modifiers: Set<Substring> = [
        "public", "private", "fileprivate", "internal", "static", "mutating", "override", "final",
        "nonisolated", "class", "borrowing", "consuming", "isolated", "@discardableResult",
        "@inline(__always)", "@inlinable",
    ]

    private static func startsFunction(_ line: String) -> Bool {
        let words = line.split(separator: " ").drop { modifiers.contains($0) }
        guard let first = words.first else { return false }
        return first == "func" || first == "subscript" || first.hasPrefix("init(")
            || first.hasPrefix("init<") || first.hasPrefix("init?(") || first == "deinit"
            || (first == "var" && line.hasSuffix("{"))
    }

    private static func startsDeclaration(_ line: String) -> Bool {
        let words = line.split(separator: " ").drop { modifiers.contains($0) }
        return ["func", "var", "let", "struct", "enum", "class", "extension", "protocol", "case"]
            .contains { words.first == $0[...] }
    }
}

/// Blanks comments and strings, across lines.
private struct Blanker {
    private enum Inside { case code, comment, longString }
    private var inside = Inside.code

    mutating func blank(_ line: String) -> String {
        var result = ""
        var rest = Substring(line)
        while let first = rest.first {
            switch inside {
            case .comment:
                if rest.hasPrefix("*/") { inside = .code; rest = rest.dropFirst() }
                rest = rest.dropFirst()
            case .longString:
                if rest.hasPrefix("\"\"\"") { inside = .code; rest = rest.dropFirst(2) }
                rest = rest.dropFirst()
            case .code:
                if rest.hasPrefix("//") { return result }
                if rest.hasPrefix("/*") {
                    inside = .comment
                    rest = rest.dropFirst(2)
                } else if rest.hasPrefix("\"\"\"") {
                    inside = .longString
                    rest = rest.dropFirst(3)
                } else if first == "\"" || (first == "#" && rest.dropFirst().hasPrefix("\"")) {
                    rest = Self.afterString(rest)
                    result += "\"\""
                } else {
                    result.append(first)
                    rest = rest.dropFirst()
                }
            }
        }
        return result
    }

    private static func afterString(_ start: Substring) -> Substring {
        let isRaw = start.first == "#"
        var rest = start.dropFirst(isRaw ? 2 : 1)
        while let character = rest.first {
            rest = rest.dropFirst()
            if character == "\\", !isRaw { rest = rest.dropFirst() }
            if character == "\"", !isRaw { return rest }
            if character == "\"", isRaw, rest.first == "#" { return rest.dropFirst() }
        }
        return rest
    }
}
