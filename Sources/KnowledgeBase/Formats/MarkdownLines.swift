// Lines of Markdown: their indentation, and what kinds of blocks they begin.

/// A line as bytes of UTF-8, without its end.
typealias MarkdownLine = ArraySlice<UInt8>

/// What a line looks like.
enum MarkdownLines {
    /// The lines of a text.
    static func split(_ text: String) -> [MarkdownLine] {
        var bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        var lines: [MarkdownLine] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x0A || byte == 0x0D {
                lines.append(bytes[start..<index])
                if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                start = index + 1
            }
            index += 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }

    static func isBlank(_ line: MarkdownLine) -> Bool {
        line.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    /// The columns of blanks a line begins with; a tab reaches to the next multiple of four.
    static func indent(_ line: MarkdownLine) -> Int {
        var columns = 0
        for byte in line {
            if byte == 0x20 {
                columns += 1
            } else if byte == 0x09 {
                columns += 4 - columns % 4
            } else {
                break
            }
        }
        return columns
    }

    /// The line without so many columns of blanks at its beginning, or as many as there are.
    static func strip(_ line: MarkdownLine, columns: Int) -> MarkdownLine {
        var done = 0
        var index = line.startIndex
        while index < line.endIndex, done < columns {
            if line[index] == 0x20 {
                done += 1
            } else if line[index] == 0x09 {
                let width = 4 - done % 4
                if done + width > columns {
                    let rest = repeatElement(UInt8(0x20), count: done + width - columns)
                    return (Array(rest) + line[(index + 1)...])[...]
                }
                done += width
            } else {
                break
            }
            index += 1
        }
        return line[index...]
    }

    /// Without blanks at the beginning.
    static func content(_ line: MarkdownLine) -> MarkdownLine {
        line.drop { $0 == 0x20 || $0 == 0x09 }
    }

    /// Without blanks at both ends.
    static func trimmed(_ line: MarkdownLine) -> MarkdownLine {
        var result = content(line)
        while let last = result.last, last == 0x20 || last == 0x09 { result.removeLast() }
        return result
    }

    static func text(_ line: MarkdownLine) -> String { String(decoding: line, as: UTF8.self) }

    // MARK: - Beginnings

    /// The fence of a code block.
    struct Fence {
        var byte: UInt8
        var length: Int
        var info: String
    }

    /// The fence a line opens; `nil` for none.
    static func fence(_ line: MarkdownLine) -> Fence? {
        guard indent(line) < 4 else { return nil }
        let rest = content(line)
        guard let byte = rest.first, byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") else {
            return nil
        }
        let length = rest.prefix { $0 == byte }.count
        let info = trimmed(rest.dropFirst(length))
        guard length >= 3, byte == UInt8(ascii: "~") || !info.contains(byte) else { return nil }
        return Fence(byte: byte, length: length, info: text(info))
    }

    static func closes(_ line: MarkdownLine, _ fence: Fence) -> Bool {
        guard indent(line) < 4 else { return false }
        let rest = trimmed(line)
        return rest.count >= fence.length && rest.allSatisfy { $0 == fence.byte }
    }

    /// The level of the heading that a line is; `nil` for none.
    static func headingLevel(_ line: MarkdownLine) -> Int? {
        guard indent(line) < 4 else { return nil }
        let rest = content(line)
        let level = rest.prefix { $0 == UInt8(ascii: "#") }.count
        guard (1...6).contains(level) else { return nil }
        let after = rest.dropFirst(level).first
        return after == nil || after == 0x20 || after == 0x09 ? level : nil
    }

    static func isRule(_ line: MarkdownLine) -> Bool {
        guard indent(line) < 4 else { return false }
        let marks = line.filter { $0 != 0x20 && $0 != 0x09 }
        guard marks.count >= 3, let first = marks.first, "*-_".utf8.contains(first) else {
            return false
        }
        return marks.allSatisfy { $0 == first }
    }

    static func isQuote(_ line: MarkdownLine) -> Bool {
        indent(line) < 4 && content(line).first == UInt8(ascii: ">")
    }

    /// The directive a line opens or closes: its fence's length and what follows, empty for a
    /// closing one.
    static func directive(_ line: MarkdownLine) -> (length: Int, head: String)? {
        guard indent(line) < 4 else { return nil }
        let rest = trimmed(line)
        let length = rest.prefix { $0 == UInt8(ascii: ":") }.count
        guard length >= 3 else { return nil }
        return (length, text(trimmed(rest.dropFirst(length))))
    }

    /// The marker of a list's item.
    struct Marker: Equatable {
        /// `-`, `*`, `+`, `.` or `)`.
        var byte: UInt8
        var number: Int?
        /// Columns from the line's beginning to the item's text.
        var offset: Int
        var isEmpty: Bool

        func isSameList(_ other: Marker) -> Bool {
            byte == other.byte && (number == nil) == (other.number == nil)
        }
    }

    static func marker(_ line: MarkdownLine) -> Marker? {
        let start = indent(line)
        guard start < 4 else { return nil }
        let rest = content(line)
        guard let first = rest.first else { return nil }
        var width = 1
        var byte = first
        var number: Int?
        if (0x30...0x39).contains(first) {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard digits.count <= 9, let end = rest.dropFirst(digits.count).first,
                end == UInt8(ascii: ".") || end == UInt8(ascii: ")")
            else { return nil }
            number = Int(text(digits))
            byte = end
            width = digits.count + 1
        } else if !"-*+".utf8.contains(first) {
            return nil
        }
        let after = rest.dropFirst(width)
        if isBlank(after) {
            return Marker(byte: byte, number: number, offset: start + width + 1, isEmpty: true)
        }
        let blanks = indent(after)
        guard blanks > 0 else { return nil }
        let offset = start + width + (blanks > 4 ? 1 : blanks)
        return Marker(byte: byte, number: number, offset: offset, isEmpty: false)
    }

    /// Whether a line begins a block of its own right below text.
    static func interrupts(_ line: MarkdownLine) -> Bool {
        if fence(line) != nil || headingLevel(line) != nil || isQuote(line) || isRule(line) {
            return true
        }
        if directive(line) != nil { return true }
        guard let marker = marker(line) else { return false }
        return !marker.isEmpty && (marker.number ?? 1) == 1
    }
}
