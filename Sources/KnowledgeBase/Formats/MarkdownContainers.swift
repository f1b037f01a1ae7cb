// Blocks of a Markdown text that hold others: quotes, lists, tables, directives.

import Vocabulary

extension MarkdownBlocks {
    mutating func quote(_ lines: [MarkdownLine], at index: Int, depth: Int) -> Block {
        var inside: [MarkdownLine] = []
        var end = index
        var watch = FenceWatch()
        while end < lines.count {
            let line = lines[end]
            if MarkdownLines.isQuote(line) {
                var rest = MarkdownLines.content(line).dropFirst()
                if rest.first == 0x20 || rest.first == 0x09 {
                    rest = MarkdownLines.strip(rest, columns: 1)
                }
                inside.append(rest)
            } else if watch.continuesLazily(line) {
                inside.append(line)
            } else {
                break
            }
            watch.see(inside[inside.count - 1])
            end += 1
        }
        let content = parse(inside, depth: depth + 1)
        let node = DocumentNode(
            .blockquote, [:], content.isEmpty ? [DocumentNode(.paragraph)] : content)
        return Block(nodes: [node], end: end)
    }

    mutating func list(
        _ lines: [MarkdownLine], at index: Int, _ first: MarkdownLines.Marker, depth: Int
    ) -> Block {
        var items: [[MarkdownLine]] = []
        var end = index
        while end < lines.count, !MarkdownLines.isRule(lines[end]),
            let marker = MarkdownLines.marker(lines[end]), marker.isSameList(first)
        {
            let (inside, next) = Self.itemLines(lines, at: end, marker)
            items.append(inside)
            end = next
            // Blank lines between items.
            var after = end
            while after < lines.count, MarkdownLines.isBlank(lines[after]) { after += 1 }
            guard after < lines.count, MarkdownLines.marker(lines[after]) != nil else { break }
            end = after
        }
        let isTaskList = first.number == nil && items.allSatisfy { Self.checkbox($0) != nil }
        let nodes = items.map { item($0, isTask: isTaskList, depth: depth) }
        var list = DocumentNode(isTaskList ? .taskList : .bulletList, [:], nodes)
        if let number = first.number {
            list = DocumentNode(.orderedList, ["start": .integer(number)], nodes)
        }
        return Block(nodes: [list], end: end)
    }

    /// The lines of an item without its indentation, and the line after it.
    private static func itemLines(
        _ lines: [MarkdownLine], at index: Int, _ marker: MarkdownLines.Marker
    ) -> (inside: [MarkdownLine], end: Int) {
        let width = marker.offset - MarkdownLines.indent(lines[index])
        let start = MarkdownLines.content(lines[index])
        // The marker is one column a byte; what follows it may be a tab.
        let bytes = start.prefix { $0 != 0x20 && $0 != 0x09 }.count
        var inside = [
            marker.isEmpty
                ? [] : MarkdownLines.strip(start.dropFirst(bytes), columns: width - bytes)
        ]
        var watch = FenceWatch()
        watch.see(inside[0])
        var end = index + 1
        var last = end
        while end < lines.count {
            let line = lines[end]
            if MarkdownLines.isBlank(line) {
                if inside.count == 1, marker.isEmpty { break }
                inside.append(MarkdownLines.strip(line, columns: marker.offset))
            } else if MarkdownLines.indent(line) >= marker.offset {
                inside.append(MarkdownLines.strip(line, columns: marker.offset))
            } else if watch.continuesLazily(line) {
                inside.append(line)
            } else {
                break
            }
            watch.see(inside[inside.count - 1])
            end += 1
            if !MarkdownLines.isBlank(line) { last = end }
        }
        return (Array(inside.prefix(last - index)), last)
    }

    /// Whether the box an item begins with is checked; `nil` when it has none.
    private static func checkbox(_ lines: [MarkdownLine]) -> Bool? {
        guard let line = lines.first.map(MarkdownLines.content), line.count >= 3 else { return nil }
        let start = Array(line.prefix(4))
        guard start[0] == UInt8(ascii: "["), start[2] == UInt8(ascii: "]"),
            start.count == 3 || start[3] == 0x20
        else { return nil }
        switch start[1] {
        case 0x20: return false
        case UInt8(ascii: "x"), UInt8(ascii: "X"): return true
        default: return nil
        }
    }

    private mutating func item(
        _ lines: [MarkdownLine], isTask: Bool, depth: Int
    ) -> DocumentNode {
        var lines = lines
        var node = DocumentNode(isTask ? .taskItem : .listItem)
        if isTask, let isChecked = Self.checkbox(lines) {
            if isChecked { node.attributes["checked"] = .bool(true) }
            lines[0] = MarkdownLines.content(lines[0]).dropFirst(4)
        }
        node.content = parse(lines, depth: depth + 2)
        if node.content.first?.kind != .paragraph {
            node.content.insert(DocumentNode(.paragraph), at: 0)
        }
        return node
    }

    // MARK: - Tables

    func isTableHead(_ lines: [MarkdownLine], at index: Int) -> Bool {
        guard index + 1 < lines.count, lines[index].contains(UInt8(ascii: "|")) else {
            return false
        }
        let cells = Self.cells(lines[index + 1])
        let isRule = cells.allSatisfy { cell in
            var rest = MarkdownLines.trimmed(cell)
            if rest.first == UInt8(ascii: ":") { rest.removeFirst() }
            if rest.last == UInt8(ascii: ":") { rest.removeLast() }
            return !rest.isEmpty && rest.allSatisfy { $0 == UInt8(ascii: "-") }
        }
        return isRule && lines[index + 1].contains(UInt8(ascii: "-"))
            && cells.count == Self.cells(lines[index]).count
            && cells.count <= DocumentLimits.tableColumns
    }

    mutating func table(_ lines: [MarkdownLine], at index: Int) -> Block? {
        guard isTableHead(lines, at: index) else { return nil }
        let head = Self.cells(lines[index])
        var rows = [row(head, kind: .tableHeader, count: head.count)]
        var end = index + 2
        while end < lines.count, !MarkdownLines.isBlank(lines[end]),
            !MarkdownLines.interrupts(lines[end])
        {
            rows.append(row(Self.cells(lines[end]), kind: .tableCell, count: head.count))
            end += 1
        }
        return Block(nodes: [DocumentNode(.table, [:], rows)], end: end)
    }

    private mutating func row(
        _ cells: [MarkdownLine], kind: DocumentNode.Kind, count: Int
    ) -> DocumentNode {
        var nodes: [DocumentNode] = []
        for place in 0..<count {
            let text =
                place < cells.count ? MarkdownLines.text(MarkdownLines.trimmed(cells[place])) : ""
            nodes.append(
                DocumentNode(kind, [:], inlineBlocks(text) { DocumentNode(.paragraph, [:], $0) }))
        }
        return DocumentNode(.tableRow, [:], nodes)
    }

    /// The cells of a row; `\|` is a bar and no border.
    static func cells(_ line: MarkdownLine) -> [MarkdownLine] {
        var rest = MarkdownLines.trimmed(line)
        if rest.first == UInt8(ascii: "|") { rest.removeFirst() }
        var cells: [MarkdownLine] = []
        var cell: [UInt8] = []
        var endsWithBorder = false
        var index = rest.startIndex
        while index < rest.endIndex {
            let byte = rest[index]
            endsWithBorder = byte == UInt8(ascii: "|")
            if byte == UInt8(ascii: "\\"), index + 1 < rest.endIndex,
                rest[index + 1] == UInt8(ascii: "|")
            {
                cell.append(UInt8(ascii: "|"))
                index += 1
            } else if endsWithBorder {
                cells.append(cell[...])
                cell = []
            } else {
                cell.append(byte)
            }
            index += 1
        }
        if !endsWithBorder { cells.append(cell[...]) }
        return cells
    }
}

/// Watches the lines of a container for what a line outside it may continue.
struct FenceWatch {
    private var fence: MarkdownLines.Fence?
    private var isText = false

    mutating func see(_ line: MarkdownLine) {
        if let open = fence {
            if MarkdownLines.closes(line, open) { fence = nil }
            isText = false
            return
        }
        fence = MarkdownLines.fence(line)
        isText =
            fence == nil && !MarkdownLines.isBlank(line) && MarkdownLines.headingLevel(line) == nil
            && MarkdownLines.directive(line) == nil && !MarkdownLines.isRule(line)
            && (isText || MarkdownLines.indent(line) < 4)
    }

    /// Whether a line without the container's mark still belongs to its last paragraph.
    func continuesLazily(_ line: MarkdownLine) -> Bool {
        isText && fence == nil && !MarkdownLines.isBlank(line) && !MarkdownLines.interrupts(line)
            && MarkdownLines.marker(line) == nil
    }
}
