// Documents as Markdown that reads back to the same document.

import Vocabulary

extension DocumentNode {
    /// The document as Markdown: CommonMark with GitHub's tables, task lists and strikethrough, and
    /// container directives (`:::note`, `:::details`, `:::assistant`, `:::table`) for what Markdown
    /// has no form for. `DocumentNode(markdown:)` reads the same document back, provided that it is
    /// canonical and its headings have anchors (`anchored()`), as stored documents are.
    ///
    /// - Complexity: O(n · depth).
    public var markdown: String {
        var writer = MarkdownWriter(anchors: DocumentNode.derivedAnchors(self))
        let lines = writer.blocks(content)
        return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    }

    /// The anchors that the headings would get if they had none, in reading order.
    private static func derivedAnchors(_ document: DocumentNode) -> [String] {
        document.withoutAnchors().anchored().headingAnchors
    }

    /// The anchors of the headings, in reading order.
    var headingAnchors: [String] {
        if kind == .heading { return [attributes["id"]?.string ?? ""] }
        return content.flatMap(\.headingAnchors)
    }

    private func withoutAnchors() -> DocumentNode {
        var result = self
        if kind == .heading {
            result.attributes["id"] = nil
        } else if content.contains(where: { $0.kind != .text }) {
            result.content = content.map { $0.withoutAnchors() }
        }
        return result
    }
}

/// Writes blocks as lines.
struct MarkdownWriter {
    /// The anchors of headings that need not be written, in reading order.
    let anchors: [String]
    /// How many headings were written.
    private var headings = 0

    init(anchors: [String]) { self.anchors = anchors }

    /// Blocks with an empty line between them. Neighbouring lists get different markers, so that
    /// they stay apart.
    mutating func blocks(_ nodes: [DocumentNode]) -> [String] {
        var lines: [String] = []
        var isOtherMarker = false
        for (index, node) in nodes.enumerated() {
            if index > 0 { lines.append("") }
            let follows = index > 0 && Self.isList(node) && Self.isList(nodes[index - 1])
            isOtherMarker = follows && !isOtherMarker
            lines += block(node, isOtherMarker: isOtherMarker)
        }
        return lines
    }

    private static func isList(_ node: DocumentNode) -> Bool {
        [.bulletList, .orderedList, .taskList].contains(node.kind)
    }

    private mutating func block(_ node: DocumentNode, isOtherMarker: Bool) -> [String] {
        switch node.kind {
        case .paragraph: return MarkdownInline.paragraph(node.content)
        case .heading: return [heading(node)]
        case .image: return [Self.image(node)]
        case .horizontalRule: return ["***"]
        case .bulletList, .orderedList, .taskList: return list(node, isOtherMarker: isOtherMarker)
        case .blockquote:
            return blocks(node.content).map { $0.isEmpty ? ">" : "> " + $0 }
        case .codeBlock: return Self.code(node)
        case .callout:
            return directive(node.attributes["kind"]?.string ?? "note", node.content)
        case .assistantNote: return directive("assistant", node.content)
        case .details: return details(node)
        case .table: return table(node)
        default: return blocks(node.content)
        }
    }

    private mutating func heading(_ node: DocumentNode) -> String {
        let level = node.attributes["level"]?.int ?? 1
        let text = MarkdownInline.line(node.content, escaping: "#{")
        let id = node.attributes["id"]?.string
        let usual = headings < anchors.count ? anchors[headings] : nil
        headings += 1
        let anchor = id == usual ? nil : id.map { "{#\($0)}" }
        return [String(repeating: "#", count: level), text.isEmpty ? nil : text, anchor]
            .compactMap(\.self).joined(separator: " ")
    }

    private static func image(_ node: DocumentNode) -> String {
        let alt = MarkdownInline.escaped(node.attributes["alt"]?.string ?? "", also: "")
        let address = MarkdownInline.destination(
            node.attributes["src"]?.string ?? "", title: node.attributes["title"]?.string)
        let sizes = ["width", "height"].compactMap { name in
            node.attributes[name]?.int.map { "\(name)=\($0)" }
        }
        return "![\(alt)](\(address))" + (sizes.isEmpty ? "" : "{\(sizes.joined(separator: " "))}")
    }

    private static func code(_ node: DocumentNode) -> [String] {
        let text = node.plainText
        var longest = 0
        var run = 0
        for character in text.utf8 {
            run = character == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        let inside =
            text.isEmpty
            ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return [fence + (node.attributes["language"]?.string ?? "")] + inside + [fence]
    }

    private mutating func list(_ node: DocumentNode, isOtherMarker: Bool) -> [String] {
        let isTight = node.content.allSatisfy {
            $0.content.dropFirst().allSatisfy(Self.canFollowText) && $0.content.count <= 2
        }
        var number = node.attributes["start"]?.int ?? 1
        var lines: [String] = []
        for (index, item) in node.content.enumerated() {
            if index > 0, !isTight { lines.append("") }
            var marker = isOtherMarker ? "*" : "-"
            if node.kind == .orderedList {
                marker = "\(number)" + (isOtherMarker ? ")" : ".")
                number = min(number + 1, 999_999_999)
            }
            lines += self.item(item, marker: marker, isTight: isTight)
        }
        return lines
    }

    /// Whether a list may begin right below text (CommonMark, section 5.3).
    private static func canFollowText(_ node: DocumentNode) -> Bool {
        guard isList(node), node.attributes["start"] == nil else { return false }
        let first = node.content.first?.content ?? []
        return node.kind == .taskList || first.count > 1 || first.first?.content.isEmpty == false
    }

    private mutating func item(_ item: DocumentNode, marker: String, isTight: Bool) -> [String] {
        let first = item.content.first
        let isEmpty = first.map { $0.kind == .paragraph && $0.content.isEmpty } ?? true
        var lines: [String]
        if isEmpty, item.content.count <= 1 {
            lines = [""]
        } else if isTight {
            lines = item.content.flatMap { blocks([$0]) }
        } else {
            lines = blocks(item.content)
        }
        if item.kind == .taskItem {
            let box = item.attributes["checked"] == .bool(true) ? "[x]" : "[ ]"
            lines[0] = lines[0].isEmpty ? box : box + " " + lines[0]
        }
        let indent = String(repeating: " ", count: marker.utf8.count + 1)
        return lines.enumerated().map { index, line in
            if index == 0 { return line.isEmpty ? marker : marker + " " + line }
            return line.isEmpty ? "" : indent + line
        }
    }
}

extension MarkdownWriter {
    /// A container whose fence is longer than any inside it.
    mutating func directive(_ head: String, _ content: [DocumentNode]) -> [String] {
        Self.fenced(head, blocks(content))
    }

    static func fenced(_ head: String, _ inside: [String]) -> [String] {
        let longest =
            inside.map { line in
                line.drop { $0 == " " || $0 == ">" || $0 == "-" || $0 == "*" }.prefix { $0 == ":" }
                    .count
            }.max() ?? 0
        let fence = String(repeating: ":", count: max(3, longest + 1))
        return [fence + head] + inside + [fence]
    }

    private mutating func details(_ node: DocumentNode) -> [String] {
        let summary = node.content.first { $0.kind == .detailsSummary }
        let text = MarkdownInline.line(summary?.content ?? [], escaping: "{")
        let isOpen = node.attributes["open"] == .bool(true)
        let head = ["details", text.isEmpty ? nil : text, isOpen ? "{open}" : nil]
        let content = node.content.filter { $0.kind == .detailsContent }.flatMap(\.content)
        return directive(head.compactMap(\.self).joined(separator: " "), content)
    }

    private mutating func table(_ node: DocumentNode) -> [String] {
        guard Self.isPlain(node) else { return longTable(node) }
        var lines: [String] = []
        for (index, row) in node.content.enumerated() {
            let cells = row.content.map { cell in
                MarkdownInline.line(cell.content.first?.content ?? [], escaping: "")
                    .replacing("|", with: "\\|")
            }
            lines.append("| " + cells.joined(separator: " | ") + " |")
            guard index == 0 else { continue }
            lines.append("|" + String(repeating: " --- |", count: cells.count))
        }
        return lines
    }

    /// Whether a table has the form that Markdown knows: one row of headers above rows of cells,
    /// one paragraph in each.
    private static func isPlain(_ table: DocumentNode) -> Bool {
        let columns = table.content.first?.content.count ?? 0
        return table.content.enumerated().allSatisfy { index, row in
            row.content.count == columns
                && row.content.allSatisfy { cell in
                    cell.kind == (index == 0 ? .tableHeader : .tableCell)
                        && cell.attributes.isEmpty && cell.content.count == 1
                        && cell.content[0].kind == .paragraph
                }
        }
    }

    private mutating func longTable(_ node: DocumentNode) -> [String] {
        var rows: [String] = []
        for row in node.content {
            var cells: [String] = []
            for cell in row.content {
                var head = cell.kind == .tableHeader ? "header" : "cell"
                var settings = ["colspan", "rowspan"].compactMap { name in
                    cell.attributes[name]?.int.map { "\(name)=\($0)" }
                }
                if let widths = cell.attributes["colwidth"]?.array {
                    settings.append(
                        "colwidth=" + widths.map { String($0.int ?? 0) }.joined(separator: ","))
                }
                if !settings.isEmpty { head += " {\(settings.joined(separator: " "))}" }
                cells += directive(head, cell.content)
            }
            rows += Self.fenced("row", cells)
        }
        return Self.fenced("table", rows)
    }
}
