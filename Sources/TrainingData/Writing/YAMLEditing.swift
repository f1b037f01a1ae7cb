// Changes pieces of a YAML file and leaves every other byte of it as it was.

import Vocabulary

/// A YAML file that is edited as text: comments, order, quotes, blanks and line ends stay.
///
/// Every edit is read back before it counts: if anything but the intended pieces would change its
/// meaning, the edit is refused and the text stays as it was.
public struct YAMLEditing: Sendable {
    /// The file's name, for places.
    public let file: String
    /// The file's bytes, with all edits that were made.
    public private(set) var bytes: [UInt8]
    /// What the bytes hold.
    private(set) var root: YAMLNode
    /// The bytes by line.
    private(set) var source: SourceText

    /// Opens a text for editing.
    ///
    /// - Parameters:
    ///   - bytes: a YAML document, not empty.
    ///   - file: its name.
    /// - Throws: `DiagnosticFailure` when it cannot be read.
    public init(_ bytes: [UInt8], file: String) throws(DiagnosticFailure) {
        let reading = YAMLSource.read(bytes, file: file)
        guard let root = reading.root, !reading.failed else {
            throw DiagnosticFailure(
                reading.failed
                    ? reading.diagnostics
                    : [
                        Diagnostic(
                            .error, "edit-empty", "The file is empty.",
                            at: SourcePlace(file: file))
                    ])
        }
        self.bytes = bytes
        self.file = file
        self.root = root
        source = SourceText(bytes)
    }

    /// The text with all edits that were made.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A piece of the bytes and what takes its place.
    struct Splice {
        var range: Range<Int>
        var text: String
    }

    /// Makes splices that do not overlap, if the result then holds `scalars`.
    ///
    /// - Throws: `Fault` `.badRequest` when it would hold anything else.
    mutating func apply(_ splices: [Splice], expecting scalars: [String]) throws(Fault) {
        var edited = bytes
        for splice in splices.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            edited.replaceSubrange(splice.range, with: Array(splice.text.utf8))
        }
        let reading = YAMLSource.read(edited, file: file)
        guard !reading.failed, let root = reading.root, root.scalars == scalars else {
            throw Fault(
                .badRequest, "\(file) is written in a way in which this cannot be edited alone.",
                remedy: "Edit the file by hand.")
        }
        self.root = root
        bytes = edited
        source = SourceText(edited)
    }

    /// The offset of a place; columns count Unicode scalars.
    func offset(of place: SourcePlace) -> Int {
        var offset = source.lineStarts[max(0, min(place.line, source.lineStarts.count) - 1)]
        var left = place.column - 1
        while left > 0, offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            left -= 1
        }
        return offset
    }

    /// The range of a line's bytes without what ends it.
    func content(ofLine line: Int) -> Range<Int> {
        let whole = source.line(line)
        var end = whole.endIndex
        while end > whole.startIndex, [0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
        return whole.startIndex..<end
    }

    /// The last line of a block that begins in a line, whose further lines are indented by more than
    /// `indent`; blank lines and comments at its end are left out.
    func lastLine(ofBlockAt line: Int, deeperThan indent: Int) -> Int {
        var last = line
        var next = line + 1
        while next <= source.lineStarts.count {
            let text = bytes[content(ofLine: next)].drop { $0 == 0x20 }
            if !text.isEmpty {
                guard source.indentation(ofLine: next) > indent else { break }
                last = next
            }
            next += 1
        }
        return last
    }

    /// A splice that puts lines behind a line, with the line ends of the file.
    func insertion(of lines: [String], after line: Int) -> Splice {
        let whole = source.line(line)
        let isEnded = content(ofLine: line).upperBound < whole.endIndex
        let first = bytes[content(ofLine: 1).upperBound..<source.line(1).endIndex]
        let end = first.isEmpty ? "\n" : String(decoding: first, as: UTF8.self)
        let text = lines.joined(separator: end)
        return Splice(
            range: whole.endIndex..<whole.endIndex, text: isEnded ? text + end : end + text)
    }

    /// The splice that gives a scalar of one line another text, in its own style where it can hold
    /// the text.
    ///
    /// - Throws: `Fault` `.badRequest` when the scalar is not written in one line.
    func replacement(of node: YAMLNode, by text: String) throws(Fault) -> Splice {
        guard case .scalar(let old, let style) = node.content else {
            throw Fault(.badRequest, "What stands at \(node.place) is no text.")
        }
        let start = offset(of: node.place)
        let quoted =
            "'"
            + old.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "''") + "'"
        let plain = YAMLScalarText.string(text)
        let isSafe = !text.unicodeScalars.contains { ",[]{}".unicodeScalars.contains($0) }
        switch style {
        case .plain where holds(old, at: start):
            return Splice(
                range: start..<start + old.utf8.count,
                text: isSafe ? plain : YAMLScalarText.doubleQuoted(text))
        case .singleQuoted where holds(quoted, at: start) && !text.holdsEscapes:
            let new = text.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: "''")
            return Splice(range: start..<start + quoted.utf8.count, text: "'\(new)'")
        case .doubleQuoted:
            return Splice(
                range: try doubleQuotes(at: start), text: YAMLScalarText.doubleQuoted(text))
        default:
            throw Fault(
                .badRequest, "The text at \(node.place) is not written in one line.",
                remedy: "Edit the file by hand.")
        }
    }

    private func holds(_ text: String, at start: Int) -> Bool {
        bytes[min(start, bytes.count)...].starts(with: text.utf8)
    }

    private func doubleQuotes(at start: Int) throws(Fault) -> Range<Int> {
        var end = start + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < bytes.count, bytes[start] == UInt8(ascii: "\"") else {
            throw Fault(.badRequest, "The text in line \(start) is not written in quotes.")
        }
        return start..<end + 1
    }
}

extension YAMLNode {
    /// All texts of the node in order, keys included, without line feeds at their ends.
    var scalars: [String] {
        switch content {
        case .scalar(let text, _):
            var text = text
            while text.last?.isNewline == true { text.removeLast() }
            return [text]
        case .sequence(let items): return items.flatMap(\.scalars)
        case .mapping(let members): return members.flatMap { $0.key.scalars + $0.value.scalars }
        }
    }
}
