// What a node holds, held against the schema.

import Vocabulary

extension DocumentReader {
    mutating func content(
        _ json: JSONValue?, of kind: DocumentNode.Kind, depth: Int
    ) -> [DocumentNode] {
        var list: [JSONValue] = []
        if let json, !json.isNull {
            guard let array = json.array else {
                note(.form, "'content' is a list of nodes.", at: ["content"])
                return []
            }
            list = array
        }
        let rule = DocumentSchema.content(of: kind)
        var nodes: [DocumentNode] = []
        for (index, json) in list.enumerated() {
            path += ["content", String(index)]
            if let node = child(json, depth: depth + 1) {
                checkPlace(of: node, in: kind, rule: rule, index: index)
                nodes.append(node)
            }
            path.removeLast(2)
        }
        checkCount(list.count, of: kind, rule: rule)
        if kind == .tableRow { checkColumns(nodes) }
        switch rule {
        case .inline, .markedText: return Self.joined(nodes.map(Self.onOneLine))
        case .plainText: return Self.joined(nodes.map(Self.withoutControls))
        default: return nodes
        }
    }

    private mutating func checkPlace(
        of node: DocumentNode, in kind: DocumentNode.Kind, rule: ContentRule, index: Int
    ) {
        var isAllowed: Bool
        switch rule {
        case .nothing: isAllowed = false
        case .inline: isAllowed = node.kind == .text || node.kind == .hardBreak
        case .markedText: isAllowed = node.kind == .text
        case .plainText:
            isAllowed = node.kind == .text
            if isAllowed, !node.marks.isEmpty {
                note(.misplaced, "Text in '\(kind.rawValue)' has no marks.", at: ["marks"])
            }
        case .blocks: isAllowed = DocumentSchema.blocks.contains(node.kind)
        case .paragraphFirst:
            isAllowed = DocumentSchema.blocks.contains(node.kind)
            if index == 0, node.kind != .paragraph { isAllowed = false }
        case .some(let kinds): isAllowed = kinds.contains(node.kind)
        case .exactly(let kinds): isAllowed = index < kinds.count && kinds[index] == node.kind
        }
        if kind == .assistantNote, node.kind == .assistantNote { isAllowed = false }
        guard !isAllowed else { return }
        note(
            .misplaced,
            "'\(node.kind.rawValue)' may not stand \(index == 0 ? "first " : "")in"
                + " '\(kind.rawValue)'.")
    }

    private mutating func checkCount(_ count: Int, of kind: DocumentNode.Kind, rule: ContentRule) {
        let least =
            switch rule {
            case .blocks(let min): min
            case .paragraphFirst, .some: 1
            case .exactly(let kinds): kinds.count
            default: 0
            }
        guard count < least else { return }
        note(
            .incomplete,
            "'\(kind.rawValue)' holds at least \(least) \(least == 1 ? "node" : "nodes").")
    }

    private mutating func checkColumns(_ cells: [DocumentNode]) {
        let columns = cells.reduce(0) { $0 + ($1.attributes["colspan"]?.int ?? 1) }
        guard columns > DocumentLimits.tableColumns else { return }
        note(.range, "A row has at most \(DocumentLimits.tableColumns) columns.")
    }

    /// Text of one line: line ends and tabs are blanks, other control characters nothing.
    private static func onOneLine(_ node: DocumentNode) -> DocumentNode {
        guard node.kind == .text, node.text.unicodeScalars.contains(where: isControl) else {
            return node
        }
        var text = String.UnicodeScalarView()
        for scalar in node.text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\n", "\r", "\t", "\u{2028}", "\u{2029}", "\u{85}", "\u{0B}", "\u{0C}":
                text.append(" ")
            default: if !isControl(scalar) { text.append(scalar) }
            }
        }
        return DocumentNode(text: String(text), marks: node.marks)
    }

    /// Text of code: line ends are one character, tabs stay, other control characters go.
    private static func withoutControls(_ node: DocumentNode) -> DocumentNode {
        guard node.kind == .text, node.text.unicodeScalars.contains(where: isControl) else {
            return node
        }
        var text = String.UnicodeScalarView()
        let ends = node.text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        for scalar in ends.unicodeScalars {
            if !isControl(scalar) || scalar == "\n" || scalar == "\t" { text.append(scalar) }
        }
        return DocumentNode(text: String(text))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
            || scalar.value == 0x2028 || scalar.value == 0x2029
    }

    /// Without empty stretches, and neighbours with the same marks as one.
    static func joined(_ nodes: [DocumentNode]) -> [DocumentNode] {
        var result: [DocumentNode] = []
        for node in nodes where node.kind != .text || !node.text.isEmpty {
            if let last = result.last, last.kind == .text, node.kind == .text,
                last.marks == node.marks
            {
                result[result.count - 1].text += node.text
            } else {
                result.append(node)
            }
        }
        return result
    }
}
