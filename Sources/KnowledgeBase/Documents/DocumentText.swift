// What a document says, without its form: plain text, and sections under their headings.

public import Vocabulary

extension DocumentNode {
    /// The text of the document, one line a block: what search and comparing of whole texts see.
    public var derivedText: String { textBlocks.joined(separator: "\n") }

    /// The blocks as plain text, in order; a list item, a row of a table and a piece of code are
    /// blocks.
    public var textBlocks: [String] {
        var walker = SectionWalker()
        walker.walk(self)
        return walker.sections.flatMap { $0.headingText + $0.blocks }
    }

    /// The document cut at its headings.
    ///
    /// The summary of a `details` block counts as a heading of what it opens. Text before the
    /// first heading is a section without headings. Sections without text are left out, unless a
    /// heading is all there is.
    public var sections: [ArticleSection] {
        var walker = SectionWalker()
        walker.walk(self)
        return walker.sections.filter { !$0.blocks.isEmpty }.map {
            ArticleSection(headings: $0.headings, anchor: $0.anchor, blocks: $0.blocks)
        }
    }

    /// How many words the text has, by blanks.
    public var wordCount: Int {
        textBlocks.reduce(0) { $0 + $1.split(whereSeparator: \.isWhitespace).count }
    }
}

/// Collects sections while it walks over a document.
private struct SectionWalker {
    struct Section {
        var headings: [String] = []
        var anchor = ""
        var blocks: [String] = []
        /// The heading that begins the section, for the derived text; empty in a continued one.
        var headingText: [String] = []
    }

    var sections: [Section] = [Section()]
    /// The open headings with their levels.
    private var open: [(level: Int, text: String)] = []
    private var anchor = ""

    mutating func walk(_ node: DocumentNode) {
        switch node.kind {
        case .heading: begin(node)
        case .paragraph, .codeBlock: add(node.plainText)
        case .listItem, .taskItem: item(node)
        case .tableRow:
            add(node.content.map(Self.cell).filter { !$0.isEmpty }.joined(separator: " | "))
        case .details: details(node)
        default: for child in node.content { walk(child) }
        }
    }

    private mutating func add(_ text: String) {
        let text = text.trimmed
        if !text.isEmpty { sections[sections.count - 1].blocks.append(text) }
    }

    private mutating func begin(_ heading: DocumentNode) {
        let level = heading.attributes["level"]?.int ?? 1
        let text = heading.plainText.replacing("\n", with: " ").trimmed
        open.removeAll { $0.level >= level }
        open.append((level, text))
        anchor = heading.attributes["id"]?.string ?? HeadingAnchor.slug(text)
        sections.append(
            Section(
                headings: open.map(\.text), anchor: anchor,
                headingText: text.isEmpty ? [] : [text]))
    }

    private mutating func item(_ node: DocumentNode) {
        for child in node.content { walk(child) }
    }

    /// A summary heads what it opens; afterwards the section before goes on.
    private mutating func details(_ node: DocumentNode) {
        let summary = node.content.first { $0.kind == .detailsSummary }?.plainText.trimmed ?? ""
        let (opened, anchored) = (open, anchor)
        if !summary.isEmpty {
            open.append((7, summary))
            sections.append(
                Section(headings: open.map(\.text), anchor: anchor, headingText: [summary]))
        }
        for child in node.content where child.kind != .detailsSummary { walk(child) }
        (open, anchor) = (opened, anchored)
        sections.append(Section(headings: open.map(\.text), anchor: anchor))
    }

    private static func cell(_ node: DocumentNode) -> String {
        var walker = SectionWalker()
        for child in node.content { walker.walk(child) }
        return walker.sections.flatMap { $0.headingText + $0.blocks }.joined(separator: " ")
    }
}

extension String {
    /// Without blanks and line ends at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
