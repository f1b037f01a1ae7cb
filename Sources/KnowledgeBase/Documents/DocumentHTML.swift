// Documents as HTML: escaped, with nothing in it that runs.

import Vocabulary

/// Writes a document as HTML for a page.
///
/// All text is escaped, only elements of a fixed list are written, and an address is written only
/// when `DocumentAddress` allows it: a document from anywhere comes out harmless.
public struct DocumentHTML: Sendable {
    /// Whether notes for the assistant are written; visitors do not see them.
    public var showsAssistantNotes = false
    /// The public address of an article and anchor; `nil` leaves the link's text alone.
    public var articleAddress: @Sendable (_ id: String, _ anchor: String) -> String?
    /// The address of an attachment by its content hash; `nil` leaves the picture or link out.
    public var attachmentAddress: @Sendable (_ hash: String) -> String?

    /// A writer.
    public init(
        showsAssistantNotes: Bool = false,
        articleAddress: @escaping @Sendable (_ id: String, _ anchor: String) -> String? = {
            _, _ in nil
        },
        attachmentAddress: @escaping @Sendable (_ hash: String) -> String? = { _ in nil }
    ) {
        self.showsAssistantNotes = showsAssistantNotes
        self.articleAddress = articleAddress
        self.attachmentAddress = attachmentAddress
    }

    /// The document as the inside of an HTML element.
    ///
    /// - Complexity: O(n).
    public func html(_ document: DocumentNode) -> String {
        var out = ""
        write(document, to: &out)
        return out
    }

    private func write(_ node: DocumentNode, to out: inout String) {
        switch node.kind {
        case .text: text(node, to: &out)
        case .hardBreak: out += "<br>"
        case .horizontalRule: out += "<hr>\n"
        case .image: image(node, to: &out)
        case .codeBlock: code(node, to: &out)
        case .paragraph where node.content.isEmpty: out += "<p><br></p>\n"
        case .assistantNote where !showsAssistantNotes: break
        default:
            let (open, close) = tags(of: node)
            out += open
            for child in node.content { write(child, to: &out) }
            out += close
        }
    }

    private func tags(of node: DocumentNode) -> (open: String, close: String) {
        func element(_ name: String, _ attributes: String = "", lines: Bool = true)
            -> (String, String)
        {
            ("<\(name)\(attributes)>", "</\(name)>" + (lines ? "\n" : ""))
        }
        let attributes = node.attributes
        switch node.kind {
        case .paragraph: return element("p")
        case .heading:
            let level = min(max(attributes["level"]?.int ?? 1, 1), 6)
            let id = attributes["id"]?.string.map { Self.attribute("id", $0) } ?? ""
            return element("h\(level)", id)
        case .bulletList: return element("ul")
        case .taskList: return element("ul", " class=\"task-list\"")
        case .orderedList:
            return element("ol", attributes["start"]?.int.map { " start=\"\($0)\"" } ?? "")
        case .listItem: return element("li")
        case .taskItem:
            let checked = attributes["checked"] == .bool(true) ? " checked" : ""
            return ("<li><input type=\"checkbox\" disabled\(checked)>", "</li>\n")
        case .blockquote: return element("blockquote")
        case .callout:
            let kind = attributes["kind"]?.string ?? "note"
            return element("aside", Self.attribute("class", "callout callout-\(kind)"))
        case .assistantNote: return element("aside", " class=\"assistant-note\"")
        case .details:
            return element("details", attributes["open"] == .bool(true) ? " open" : "")
        case .detailsSummary: return element("summary")
        case .detailsContent: return element("div")
        case .table: return ("<table>\n<tbody>\n", "</tbody>\n</table>\n")
        case .tableRow: return element("tr")
        case .tableHeader: return element("th", Self.spans(attributes))
        case .tableCell: return element("td", Self.spans(attributes))
        default: return ("", "")
        }
    }

    private static func spans(_ attributes: [String: JSONValue]) -> String {
        ["colspan", "rowspan"].compactMap { name in
            attributes[name]?.int.map { " \(name)=\"\($0)\"" }
        }.joined()
    }

    private static func attribute(_ name: String, _ value: String) -> String {
        " \(name)=\"\(value.markupEscaped)\""
    }

    private func code(_ node: DocumentNode, to out: inout String) {
        let language = node.attributes["language"]?.string
        let name = language.map { Self.attribute("class", "language-\($0)") } ?? ""
        out += "<pre><code\(name)>\(node.plainText.markupEscaped)</code></pre>\n"
    }

    private func image(_ node: DocumentNode, to out: inout String) {
        guard let source = node.attributes["src"]?.string, DocumentAddress.isImage(source),
            let address = DocumentAddress.attachment(source).map(attachmentAddress) ?? source
        else { return }
        out += "<figure><img" + Self.attribute("src", address)
        out += Self.attribute("alt", node.attributes["alt"]?.string ?? "")
        if let title = node.attributes["title"]?.string { out += Self.attribute("title", title) }
        for name in ["width", "height"] {
            if let size = node.attributes[name]?.int { out += " \(name)=\"\(size)\"" }
        }
        out += " loading=\"lazy\"></figure>\n"
    }

    private func text(_ node: DocumentNode, to out: inout String) {
        var closing = ""
        for mark in node.marks {
            guard let (open, close) = tags(of: mark) else { continue }
            out += open
            closing = close + closing
        }
        out += node.text.markupEscaped + closing
    }

    private func tags(of mark: DocumentMark) -> (open: String, close: String)? {
        switch mark.kind {
        case .bold: ("<strong>", "</strong>")
        case .italic: ("<em>", "</em>")
        case .underline: ("<u>", "</u>")
        case .strike: ("<s>", "</s>")
        case .code: ("<code>", "</code>")
        case .highlight: ("<mark>", "</mark>")
        case .subscript: ("<sub>", "</sub>")
        case .superscript: ("<sup>", "</sup>")
        case .link: link(mark)
        }
    }

    private func link(_ mark: DocumentMark) -> (open: String, close: String)? {
        guard let href = mark.attributes["href"]?.string, DocumentAddress.isLink(href) else {
            return nil
        }
        var address: String? = href
        var isOutside = false
        if let article = DocumentAddress.article(href) {
            address = articleAddress(article.id, article.anchor)
        } else if let hash = DocumentAddress.attachment(href) {
            address = attachmentAddress(hash)
        } else {
            isOutside = !href.hasPrefix("#")
        }
        guard let address else { return nil }
        var open = "<a" + Self.attribute("href", address)
        if let title = mark.attributes["title"]?.string {
            open += Self.attribute("title", title)
        }
        if isOutside { open += " rel=\"noopener noreferrer\"" }
        return (open + ">", "</a>")
    }
}
