// Finds what an edit is about: the example at a place, its lines, its entry in a list.

import Vocabulary

extension YAMLEditing {
    /// The text of `examples` or of an entry's `text` that holds a place, and which of its lines
    /// the place is in; no line for an entry of a list.
    func example(at place: SourcePlace) throws(Fault) -> (node: YAMLNode, line: Int?) {
        for block in root["nlu"]?.items ?? [] {
            guard block["intent"] != nil, let node = block["examples"] else { continue }
            if node.isLiteral {
                let index = place.line - node.place.line - 1
                let lines = lines(of: node)
                if lines.indices.contains(index), lines[index].hasPrefix("-") {
                    return (node, index)
                }
            }
            for item in node.items ?? [] {
                guard let text = item["text"] else { continue }
                let line = text.isLiteral ? text.place.line + 1 : text.place.line
                if line == place.line { return (text, nil) }
            }
        }
        throw Fault(.notFound, "No example stands at \(place).")
    }

    /// The lines of a text, without line feeds at its end.
    func lines(of node: YAMLNode) -> [String] {
        let text = node.scalars[0]
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map(String.init)
    }

    /// All texts of the file when the lines of one of them change.
    func texts(changing node: YAMLNode, _ change: ([String]) -> [String]) -> [String] {
        root.scalars(replacing: node.place, by: change(lines(of: node)).joined(separator: "\n"))
    }

    /// How many texts come before the end of a node.
    func position(after node: YAMLNode) throws(Fault) -> Int {
        var count = 0
        guard root.count(upTo: node.place, &count) else {
            throw Fault(.unexpected, "The node at \(node.place) is not in its own file.")
        }
        return count
    }

    /// The splice for a text of one line behind `|`.
    func replacementOfLine(
        _ place: SourcePlace, in node: YAMLNode, by text: String
    ) throws(Fault) -> Splice {
        guard lines(of: node).count == 1 else {
            throw Fault(
                .badRequest, "The example at \(place) has several lines.",
                remedy: "Edit the file by hand.")
        }
        return Splice(
            range: offset(of: place)..<content(ofLine: place.line).upperBound, text: text)
    }

    /// Removes the entry of a list of examples that holds a text.
    mutating func removeItem(holding node: YAMLNode) throws(Fault) {
        for block in root["nlu"]?.items ?? [] {
            let items = block["examples"]?.items ?? []
            guard let item = items.first(where: { $0["text"]?.place == node.place }) else {
                continue
            }
            let first = item.place.line
            let dash = source.indentation(ofLine: first)
            let start = source.line(first)
            guard items.count > 1, bytes[start.startIndex + dash] == UInt8(ascii: "-") else {
                throw Fault(
                    .badRequest, "The example at \(node.place) cannot be removed alone.",
                    remedy: "Edit the file by hand.")
            }
            let end = source.line(lastLine(ofBlockAt: first, deeperThan: dash)).endIndex
            let after = try position(after: item)
            var expected = root.scalars
            expected.removeSubrange((after - item.scalars.count)..<after)
            try apply([Splice(range: start.startIndex..<end, text: "")], expecting: expected)
            return
        }
        throw Fault(.notFound, "No example stands at \(node.place).")
    }
}

extension YAMLNode {
    /// All texts in order, with one of them replaced.
    func scalars(replacing place: SourcePlace, by text: String) -> [String] {
        switch content {
        case .scalar: self.place == place ? [text] : scalars
        case .sequence(let items): items.flatMap { $0.scalars(replacing: place, by: text) }
        case .mapping(let members):
            members.flatMap {
                $0.key.scalars + $0.value.scalars(replacing: place, by: text)
            }
        }
    }

    /// Counts texts up to and with the node at a place; `false` when it is not below this one.
    func count(upTo place: SourcePlace, _ count: inout Int) -> Bool {
        if self.place == place, items == nil {
            count += scalars.count
            return true
        }
        switch content {
        case .scalar: count += 1
        case .sequence(let items):
            for item in items where item.count(upTo: place, &count) { return true }
        case .mapping(let members):
            for (key, value) in members {
                count += key.scalars.count
                if value.count(upTo: place, &count) { return true }
            }
        }
        return false
    }
}
