// The blocks of a Markdown text.

import Vocabulary

/// Cuts lines into blocks; containers are cut again inside.
struct MarkdownBlocks {
    let references: [String: MarkdownReference]
    let address: @Sendable (_ address: String, _ isImage: Bool) -> String?
    var refused: [String] = []

    init(
        references: [String: MarkdownReference],
        address: @escaping @Sendable (_ address: String, _ isImage: Bool) -> String?
    ) {
        self.references = references
        self.address = address
    }

    /// Whether a block fits in a node that lies so deep, with so many levels of its own down to
    /// its paragraphs; what does not fit is read as text.
    static func fits(_ levels: Int, in depth: Int) -> Bool {
        depth + levels <= DocumentLimits.depth
    }

    /// The blocks of some lines.
    ///
    /// - Parameter depth: how deep the node lies that will hold them.
    mutating func parse(_ lines: [MarkdownLine], depth: Int) -> [DocumentNode] {
        var nodes: [DocumentNode] = []
        var paragraph: [MarkdownLine] = []
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if MarkdownLines.isBlank(line) {
                flush(&paragraph, to: &nodes)
                index += 1
            } else if let block = block(
                lines, at: index, paragraph: paragraph, depth: depth)
            {
                if !block.takesParagraph { flush(&paragraph, to: &nodes) }
                paragraph = []
                nodes += block.nodes
                index = block.end
            } else {
                paragraph.append(line)
                index += 1
            }
        }
        flush(&paragraph, to: &nodes)
        return nodes
    }

    /// A block and the line after it.
    struct Block {
        var nodes: [DocumentNode]
        var end: Int
        /// Whether the lines of the paragraph above are its text.
        var takesParagraph = false
    }

    private mutating func block(
        _ lines: [MarkdownLine], at index: Int, paragraph: [MarkdownLine], depth: Int
    ) -> Block? {
        let line = lines[index]
        if MarkdownLines.indent(line) >= 4 {
            return paragraph.isEmpty ? indentedCode(lines, at: index) : nil
        }
        if let fence = MarkdownLines.fence(line) { return code(lines, at: index, fence) }
        if let level = MarkdownLines.headingLevel(line) {
            return Block(nodes: heading(line, level: level), end: index + 1)
        }
        if !paragraph.isEmpty, let level = Self.underlineLevel(line) {
            let nodes = inlineBlocks(Self.joined(paragraph)) {
                DocumentNode(.heading, ["level": .integer(level)], $0)
            }
            return Block(nodes: nodes, end: index + 1, takesParagraph: true)
        }
        if MarkdownLines.isRule(line) {
            return Block(nodes: [DocumentNode(.horizontalRule)], end: index + 1)
        }
        if MarkdownLines.trimmed(line).elementsEqual("::empty".utf8) {
            return Block(nodes: [DocumentNode(.paragraph)], end: index + 1)
        }
        if Self.fits(4, in: depth), let table = table(lines, at: index) { return table }
        guard Self.fits(2, in: depth) else { return nil }
        if MarkdownLines.isQuote(line) { return quote(lines, at: index, depth: depth) }
        if let marker = MarkdownLines.marker(line) {
            guard paragraph.isEmpty || MarkdownLines.interrupts(line), Self.fits(3, in: depth)
            else { return nil }
            return list(lines, at: index, marker, depth: depth)
        }
        if let directive = MarkdownLines.directive(line), !directive.head.isEmpty {
            return self.directive(lines, at: index, directive, depth: depth)
        }
        return nil
    }

    // MARK: - Leaves

    private static func underlineLevel(_ line: MarkdownLine) -> Int? {
        let rest = MarkdownLines.trimmed(line)
        guard let first = rest.first, rest.allSatisfy({ $0 == first }) else { return nil }
        return first == UInt8(ascii: "=") ? 1 : first == UInt8(ascii: "-") ? 2 : nil
    }

    private func indentedCode(_ lines: [MarkdownLine], at index: Int) -> Block {
        var end = index
        var last = index
        while end < lines.count {
            let isBlank = MarkdownLines.isBlank(lines[end])
            guard isBlank || MarkdownLines.indent(lines[end]) >= 4 else { break }
            if !isBlank { last = end }
            end += 1
        }
        let text = lines[index...last].map {
            MarkdownLines.text(MarkdownLines.strip($0, columns: 4))
        }
        return Block(nodes: [Self.codeBlock(text, info: "")], end: last + 1)
    }

    private func code(
        _ lines: [MarkdownLine], at index: Int, _ fence: MarkdownLines.Fence
    ) -> Block {
        let indent = MarkdownLines.indent(lines[index])
        var text: [String] = []
        var end = index + 1
        while end < lines.count, !MarkdownLines.closes(lines[end], fence) {
            text.append(MarkdownLines.text(MarkdownLines.strip(lines[end], columns: indent)))
            end += 1
        }
        return Block(
            nodes: [Self.codeBlock(text, info: fence.info)], end: min(end + 1, lines.count))
    }

    private static func codeBlock(_ lines: [String], info: String) -> DocumentNode {
        let language = info.split(separator: " ").first.map(String.init) ?? ""
        let text = lines.joined(separator: "\n")
        return DocumentNode(
            .codeBlock,
            DocumentReader.isLanguage(language) ? ["language": .string(language)] : [:],
            text.isEmpty ? [] : [DocumentNode(text: text)])
    }

    private mutating func heading(_ line: MarkdownLine, level: Int) -> [DocumentNode] {
        var text = MarkdownLines.text(
            MarkdownLines.trimmed(MarkdownLines.content(line).dropFirst(level)))
        var attributes: [String: JSONValue] = ["level": .integer(level)]
        if let (rest, settings) = MarkdownSettings.split(text), settings.hasPrefix("#"),
            HeadingAnchor.isAnchor(String(settings.dropFirst()))
        {
            attributes["id"] = .string(String(settings.dropFirst()))
            text = rest
        }
        // A closing run of # says nothing.
        let bare = text.reversed().drop { $0 == "#" }
        if bare.isEmpty {
            text = ""
        } else if bare.first == " ", bare.count < text.count {
            text = String(String(bare.reversed()).trimmedEnd)
        }
        return inlineBlocks(text) { DocumentNode(.heading, attributes, $0) }
    }

    // MARK: - Paragraphs

    static func joined(_ lines: [MarkdownLine]) -> String {
        lines.map { MarkdownLines.text(MarkdownLines.content($0)) }.joined(separator: "\n")
            .trimmedEnd
    }

    private mutating func flush(_ lines: inout [MarkdownLine], to nodes: inout [DocumentNode]) {
        var rest = lines[...]
        lines = []
        while let first = rest.first, MarkdownReference.read(first) != nil { rest.removeFirst() }
        guard !rest.isEmpty else { return }
        nodes += inlineBlocks(Self.joined(Array(rest))) { DocumentNode(.paragraph, [:], $0) }
    }

    /// Text as a block; pictures in it stand as blocks of their own, after the text before them.
    mutating func inlineBlocks(
        _ text: String, _ make: ([DocumentNode]) -> DocumentNode
    ) -> [DocumentNode] {
        let inline = self.inline(text)
        guard inline.contains(where: { $0.kind == .image }) else { return [make(inline)] }
        var nodes: [DocumentNode] = []
        var stretch: [DocumentNode] = []
        for node in inline + [DocumentNode(.image)] {
            guard node.kind == .image else { stretch.append(node); continue }
            let content = Self.withoutEdges(stretch)
            stretch = []
            if !content.isEmpty {
                nodes.append(
                    nodes.isEmpty ? make(content) : DocumentNode(.paragraph, [:], content))
            }
            if !node.attributes.isEmpty { nodes.append(node) }
        }
        if make([]).kind == .heading, nodes.first?.kind != .heading {
            nodes.insert(make([]), at: 0)
        }
        return nodes
    }

    /// Without line breaks and blanks at both ends.
    private static func withoutEdges(_ nodes: [DocumentNode]) -> [DocumentNode] {
        func isEdge(_ node: DocumentNode) -> Bool {
            node.kind == .hardBreak || node.text.allSatisfy { $0 == " " }
        }
        var rest = nodes[...]
        while let first = rest.first, isEdge(first) { rest.removeFirst() }
        while let last = rest.last, isEdge(last) { rest.removeLast() }
        var result = Array(rest)
        guard !result.isEmpty else { return [] }
        result[0].text = String(result[0].text.drop { $0 == " " })
        result[result.count - 1].text = result[result.count - 1].text.trimmedEnd
        return result
    }

    /// Text with marks, line breaks and pictures.
    mutating func inline(_ text: String) -> [DocumentNode] {
        var parser = MarkdownText(text, references: references, address: address)
        let nodes = parser.parse()
        refused += parser.refused
        return nodes
    }
}

extension String {
    /// Without blanks and tabs at the end.
    var trimmedEnd: String {
        var result = self[...]
        while let last = result.unicodeScalars.last, last == " " || last == "\t" {
            result.unicodeScalars.removeLast()
        }
        return String(result)
    }
}
