// Text with marks as Markdown.

import Vocabulary

/// Writes the inside of paragraphs, headings and cells.
enum MarkdownInline {
    /// A paragraph, a line for each stretch between line breaks.
    static func paragraph(_ nodes: [DocumentNode]) -> [String] {
        guard !nodes.isEmpty else { return ["::empty"] }
        let pieces = pieces(nodes)
        var lines = [""]
        for (index, piece) in pieces.enumerated() {
            guard case .lineBreak = piece else {
                lines[lines.count - 1] += text(pieces, index, also: "")
                continue
            }
            // A break at the very end, or after another, has no line to stand at the end of.
            let isBare = lines[lines.count - 1].isEmpty || index == pieces.count - 1
            let nextIsBreak = index + 1 < pieces.count && pieces[index + 1].isBreak
            if isBare || nextIsBreak || pieces[..<index].last?.isBreak == true {
                lines[lines.count - 1] += "<br>"
            } else {
                lines[lines.count - 1] += "\\"
                lines.append("")
            }
        }
        return lines.map(lineStartEscaped)
    }

    /// Text that stays on one line.
    static func line(_ nodes: [DocumentNode], escaping also: String) -> String {
        let pieces = pieces(nodes)
        return pieces.indices.map { text(pieces, $0, also: also) }.joined()
    }

    /// An address and a title, as they stand in parentheses.
    static func destination(_ address: String, title: String?) -> String {
        let isPlain = !address.contains { "() ".contains($0) } && !address.isEmpty
        let target =
            isPlain ? escaped(address, only: "\\*_`&") : "<\(escaped(address, only: "\\<>&"))>"
        return target + (title.map { " \"\(escaped($0, only: "\\\"&"))\"" } ?? "")
    }

    // MARK: - Pieces

    /// What a paragraph is made of, in order.
    enum Piece {
        case text(String)
        case code(String)
        case lineBreak
        case open(DocumentMark)
        case close(DocumentMark)

        var isBreak: Bool { if case .lineBreak = self { true } else { false } }
    }

    /// Marks as brackets around the text: a mark that goes on is opened once. Code stands
    /// innermost and is no bracket.
    static func pieces(_ nodes: [DocumentNode]) -> [Piece] {
        var pieces: [Piece] = []
        var open: [DocumentMark] = []
        for node in nodes {
            let marks = ordered(node.marks)
            let kept = zip(open, marks).prefix { $0 == $1 }.count
            while open.count > kept { pieces.append(.close(open.removeLast())) }
            for mark in marks.dropFirst(kept) {
                open.append(mark)
                pieces.append(.open(mark))
            }
            if node.kind == .hardBreak {
                pieces.append(.lineBreak)
            } else if node.marks.contains(where: { $0.kind == .code }) {
                pieces.append(.code(node.text))
            } else {
                pieces.append(.text(node.text))
            }
        }
        while let mark = open.popLast() { pieces.append(.close(mark)) }
        return pieces
    }

    /// Links outermost; code left out.
    private static func ordered(_ marks: [DocumentMark]) -> [DocumentMark] {
        marks.filter { $0.kind == .link } + marks.filter { $0.kind != .link && $0.kind != .code }
    }

    private static func text(_ pieces: [Piece], _ index: Int, also: String) -> String {
        switch pieces[index] {
        case .lineBreak: return "<br>"
        case .code(let text): return code(text)
        case .open(let mark):
            let delimiter = delimiter(pieces, index)
            return mark.kind == .link ? "[" : delimiter ?? "<\(tag(mark.kind))>"
        case .close(let mark):
            guard mark.kind != .link else {
                let address = destination(
                    mark.attributes["href"]?.string ?? "", title: mark.attributes["title"]?.string)
                return "](\(address))"
            }
            guard let start = opening(pieces, index) else { return "" }
            return delimiter(pieces, start) ?? "</\(tag(mark.kind))>"
        case .text(let text):
            var result = escaped(text, also: also)
            let isFirst = index == 0 || pieces[index - 1].isBreak
            let isLast = index == pieces.count - 1 || pieces[index + 1].isBreak
            // In front of a bracket it would make a picture of a link.
            if result.last == "!", !isLast { result = result.dropLast() + "\\!" }
            // Blanks at the ends of a line would be lost.
            if isFirst, result.first == " " { result = "&#32;" + result.dropFirst() }
            if isLast, result.last == " " { result = result.dropLast() + "&#32;" }
            return result
        }
    }

    private static func code(_ text: String) -> String {
        var runs: Set<Int> = []
        var run = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "`") { run += 1; continue }
            runs.insert(run)
            run = 0
        }
        runs.insert(run)
        let length = (1...).first { !runs.contains($0) } ?? 1
        let fence = String(repeating: "`", count: length)
        let isBlank = text.allSatisfy { $0 == " " }
        let touches = text.first == "`" || text.last == "`"
        let isPadded = touches || (text.first == " " && text.last == " " && !isBlank)
        return isPadded ? "\(fence) \(text) \(fence)" : fence + text + fence
    }

    /// The element that stands for a mark where its delimiter would not be read.
    private static func tag(_ kind: DocumentMark.Kind) -> String {
        switch kind {
        case .bold: "b"
        case .italic: "i"
        case .underline: "u"
        case .strike: "s"
        case .highlight: "mark"
        case .subscript: "sub"
        case .superscript: "sup"
        case .code: "code"
        case .link: "a"
        }
    }
}
