// `:::name` … `:::`: blocks that Markdown has no form for.

import Vocabulary

extension MarkdownBlocks {
    /// The block a directive is; `nil` when its name is none of ours.
    mutating func directive(
        _ lines: [MarkdownLine], at index: Int, _ open: (length: Int, head: String), depth: Int
    ) -> Block? {
        let name = open.head.prefix { $0.isASCII && $0.isLetter }
        let label = String(open.head.dropFirst(name.count).drop { $0 == " " || $0 == "\t" })
        let (inside, end) = Self.directiveLines(lines, at: index, length: open.length)
        let kind = String(name)
        switch kind {
        case _ where DocumentSchema.calloutKinds.contains(kind):
            let content = filled(parse(inside, depth: depth + 1))
            return Block(
                nodes: [DocumentNode(.callout, ["kind": .string(kind)], content)], end: end)
        case "assistant":
            let content = parse(inside, depth: depth + 1).flatMap {
                $0.kind == .assistantNote ? $0.content : [$0]
            }
            return Block(nodes: [DocumentNode(.assistantNote, [:], filled(content))], end: end)
        case "details":
            guard Self.fits(3, in: depth) else { return nil }
            return Block(nodes: [details(label, inside, depth: depth)], end: end)
        case "table":
            guard let table = longTable(inside, depth: depth) else { return nil }
            return Block(nodes: [table], end: end)
        default: return nil
        }
    }

    private func filled(_ nodes: [DocumentNode]) -> [DocumentNode] {
        nodes.isEmpty ? [DocumentNode(.paragraph)] : nodes
    }

    private mutating func details(
        _ label: String, _ lines: [MarkdownLine], depth: Int
    ) -> DocumentNode {
        var label = label
        var attributes: [String: JSONValue] = [:]
        if let (rest, settings) = MarkdownSettings.split(label), settings == "open" {
            attributes["open"] = .bool(true)
            label = rest
        }
        let summary = inline(label).compactMap { node -> DocumentNode? in
            switch node.kind {
            case .text: node
            case .image: DocumentNode(text: node.attributes["alt"]?.string ?? "")
            default: DocumentNode(text: " ")
            }
        }
        return DocumentNode(
            .details, attributes,
            [
                DocumentNode(.detailsSummary, [:], summary),
                DocumentNode(.detailsContent, [:], filled(parse(lines, depth: depth + 2))),
            ])
    }

    /// The lines between a directive's fences and the line after it.
    private static func directiveLines(
        _ lines: [MarkdownLine], at index: Int, length: Int
    ) -> (inside: [MarkdownLine], end: Int) {
        var open = [length]
        var fence: MarkdownLines.Fence?
        for place in (index + 1)..<max(index + 1, lines.count) {
            let line = lines[place]
            if let opened = fence {
                if MarkdownLines.closes(line, opened) { fence = nil }
                continue
            }
            fence = MarkdownLines.fence(line)
            guard fence == nil, let directive = MarkdownLines.directive(line) else { continue }
            if !directive.head.isEmpty {
                open.append(directive.length)
            } else {
                // A long fence also ends what was left open inside.
                while open.count > 1, (open.last ?? 0) < directive.length { open.removeLast() }
                if (open.last ?? 0) <= directive.length { open.removeLast() }
                if open.isEmpty { return (Array(lines[(index + 1)..<place]), place + 1) }
            }
        }
        return (Array(lines[min(index + 1, lines.count)...]), lines.count)
    }

    // MARK: - Tables

    private mutating func longTable(_ lines: [MarkdownLine], depth: Int) -> DocumentNode? {
        guard Self.fits(4, in: depth) else { return nil }
        var rows: [DocumentNode] = []
        for (head, inside) in Self.parts(lines) where head.hasPrefix("row") {
            var cells: [DocumentNode] = []
            for (head, inside) in Self.parts(inside) {
                let kind: DocumentNode.Kind
                if head.hasPrefix("header") {
                    kind = .tableHeader
                } else if head.hasPrefix("cell") {
                    kind = .tableCell
                } else {
                    continue
                }
                cells.append(
                    DocumentNode(
                        kind, MarkdownSettings.cell(head), filled(parse(inside, depth: depth + 3))))
            }
            if !cells.isEmpty { rows.append(DocumentNode(.tableRow, [:], cells)) }
        }
        return rows.isEmpty ? nil : DocumentNode(.table, [:], rows)
    }

    /// The directives that stand in some lines, with their heads; what stands between is left out.
    private static func parts(
        _ lines: [MarkdownLine]
    ) -> [(head: String, inside: [MarkdownLine])] {
        var parts: [(head: String, inside: [MarkdownLine])] = []
        var index = 0
        while index < lines.count {
            guard let open = MarkdownLines.directive(lines[index]), !open.head.isEmpty else {
                index += 1
                continue
            }
            let (inside, end) = directiveLines(lines, at: index, length: open.length)
            parts.append((open.head, inside))
            index = end
        }
        return parts
    }
}

/// `{…}` at the end of a heading, a directive or a picture.
enum MarkdownSettings {
    /// What stands before the braces and what in them; `nil` when a text does not end with some.
    static func split(_ text: String) -> (rest: String, settings: String)? {
        guard text.hasSuffix("}"), let open = text.lastIndex(of: "{") else { return nil }
        let before = text[..<open]
        guard before.isEmpty || before.last == " " else { return nil }
        let inside = text[text.index(after: open)...].dropLast()
        return (String(before).trimmedEnd, String(inside))
    }

    /// `name=value` pairs.
    static func pairs(_ settings: String) -> [String: String] {
        var pairs: [String: String] = [:]
        for part in settings.split(separator: " ").prefix(10) {
            let sides = part.split(separator: "=", maxSplits: 1)
            if sides.count == 2 { pairs[String(sides[0])] = String(sides[1]) }
        }
        return pairs
    }

    /// The attributes of a cell; values out of range are left out.
    static func cell(_ head: String) -> [String: JSONValue] {
        guard let (_, settings) = split(head) else { return [:] }
        var attributes: [String: JSONValue] = [:]
        for (name, value) in pairs(settings) {
            let numbers = value.split(separator: ",").prefix(DocumentLimits.tableColumns)
                .compactMap { Int($0) }
            switch (name, numbers.first) {
            case ("colspan", let number?) where (1...DocumentLimits.tableColumns).contains(number):
                attributes[name] = .integer(number)
            case ("rowspan", let number?) where (1...1_000).contains(number):
                attributes[name] = .integer(number)
            case ("colwidth", _?) where numbers.allSatisfy({ (0...10_000).contains($0) }):
                attributes[name] = .array(numbers.map(JSONValue.integer))
            default: break
            }
        }
        return attributes
    }
}
