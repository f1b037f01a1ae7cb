// Documents from Markdown: CommonMark with GitHub's additions and our directives.

/// What was read from a Markdown text.
public struct MarkdownReading: Sendable {
    /// The document, canonical and with anchors.
    public var document: DocumentNode
    /// Addresses that links and pictures had and may not have; the text of such a link stands in
    /// the document without it, such a picture is left out.
    public var refusedAddresses: [String]
}

/// Reads Markdown.
///
/// Follows CommonMark 0.31 for blocks and marks, and GitHub's additions (tables, task lists,
/// strikethrough, addresses in text); tables, callouts, `details` and notes for the assistant that
/// Markdown has no form for are container directives. Raw HTML is text, but for `<b>`, `<i>`,
/// `<u>`, `<s>`, `<mark>`, `<sub>`, `<sup>`, `<br>` and their synonyms; comments are left out.
public struct MarkdownReader: Sendable {
    /// Turns the address of a link or picture into one that the schema allows; `nil` refuses it.
    public var address: @Sendable (_ address: String, _ isImage: Bool) -> String?

    /// A reader; without a function it keeps the addresses that the schema allows.
    public init(
        address: @escaping @Sendable (_ address: String, _ isImage: Bool) -> String? = {
            ($1 ? DocumentAddress.isImage($0) : DocumentAddress.isLink($0)) ? $0 : nil
        }
    ) {
        self.address = address
    }

    /// Reads a text without front matter.
    ///
    /// - Throws: `DocumentProblems` when the document would be too large.
    /// - Complexity: O(n · depth).
    public func read(_ markdown: String) throws(DocumentProblems) -> MarkdownReading {
        guard markdown.utf8.count <= 2 * DocumentLimits.textBytes else {
            throw DocumentProblems([
                DocumentProblem(
                    .tooLarge, at: "",
                    "A Markdown text has at most \(2 * DocumentLimits.textBytes) bytes.")
            ])
        }
        let lines = MarkdownLines.split(markdown)
        var blocks = MarkdownBlocks(
            references: MarkdownReference.collect(lines), address: address)
        let content = blocks.parse(lines, depth: 1)
        let document = try DocumentNode(.doc, [:], content).canonical()
        return MarkdownReading(
            document: document.anchored(), refusedAddresses: blocks.refused)
    }
}

extension DocumentNode {
    /// Reads a document from Markdown (`MarkdownReader`); addresses that the schema does not allow
    /// are left out.
    ///
    /// - Throws: `DocumentProblems` when it would be too large.
    public init(markdown: String) throws(DocumentProblems) {
        self = try MarkdownReader().read(markdown).document
    }
}

/// `[label]: address "title"`.
struct MarkdownReference {
    var address: String
    var title: String?

    /// The definitions in a text, the first of each label.
    static func collect(_ lines: [MarkdownLine]) -> [String: MarkdownReference] {
        var found: [String: MarkdownReference] = [:]
        var fence: MarkdownLines.Fence?
        for line in lines {
            if let open = fence {
                if MarkdownLines.closes(line, open) { fence = nil }
                continue
            }
            fence = MarkdownLines.fence(line)
            guard fence == nil, let (label, reference) = read(line) else { continue }
            if found[label] == nil { found[label] = reference }
        }
        return found
    }

    /// The definition that a line is; `nil` for none.
    static func read(_ line: MarkdownLine) -> (label: String, reference: MarkdownReference)? {
        let rest = MarkdownLines.trimmed(line)
        guard rest.first == UInt8(ascii: "["), rest.count <= 4_096 else { return nil }
        let scalars = Array(MarkdownLines.text(rest).unicodeScalars)
        guard let close = scalars.firstIndex(of: "]"), close > 1, close + 1 < scalars.count,
            scalars[close + 1] == ":", !scalars[1..<close].contains("[")
        else { return nil }
        var tail = MarkdownTarget(scalars, from: close + 2)
        tail.skipBlanks()
        guard let address = tail.destination() else { return nil }
        let title = tail.title()
        tail.skipBlanks()
        guard tail.position == scalars.count else { return nil }
        let label = String(String.UnicodeScalarView(scalars[1..<close]))
        return (normal(label), MarkdownReference(address: address, title: title))
    }

    /// Labels are compared without regard to case and blanks.
    static func normal(_ label: String) -> String {
        label.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
