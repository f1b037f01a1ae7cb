// Edits that add to a section of a file: names to a domain, responses, stories behind stories.

public import Vocabulary

extension YAMLEditing {
    /// Adds a name to a list of the domain such as `intents`, `entities` or `actions`; one that is
    /// there already is left alone. A missing section is added at the end of the file.
    ///
    /// - Throws: `Fault` `.badRequest` when the section is written in a way that cannot be edited.
    public mutating func addName(_ name: String, to section: String) throws(Fault) {
        guard let (number, node) = member(section) else {
            try append(["\(section):", "- \(YAMLScalarText.string(name))"], [section, name])
            return
        }
        guard let items = node.items else { throw notEditable(section) }
        let names = items.map { $0.text ?? $0.members?.first?.key.text }
        guard !names.contains(name) else { return }
        var expected = root.scalars
        let start = offset(of: node.place)
        if bytes.indices.contains(start), bytes[start] == UInt8(ascii: "[") {
            expected.insert(name, at: position(beforeValueOf: number))
            let text = YAMLScalarText.inline(name) + (items.isEmpty ? "" : ", ")
            try apply([Splice(range: start + 1..<start + 1, text: text)], expecting: expected)
            return
        }
        guard let item = items.last else { throw notEditable(section) }
        let dash = source.indentation(ofLine: item.place.line)
        let end = lastLine(ofBlockAt: item.place.line, deeperThan: dash)
        let line = String(repeating: " ", count: dash) + "- " + YAMLScalarText.string(name)
        expected.insert(name, at: position(afterValueOf: number))
        try apply([insertion(of: [line], after: end)], expecting: expected)
    }

    /// Adds a response of one text behind the last one; one of this name is left alone.
    ///
    /// - Throws: `Fault` `.badRequest` when `responses:` is written in a way that cannot be edited.
    public mutating func addResponse(_ name: String, text: String) throws(Fault) {
        func lines(_ margin: String) -> [String] {
            [
                "\(margin)\(YAMLScalarText.string(name)):",
                "\(margin)- text: \(YAMLScalarText.string(text))",
            ]
        }
        guard let (number, node) = member("responses") else {
            try append(["responses:"] + lines("  "), ["responses", name, "text", text])
            return
        }
        guard let members = node.members, let first = members.first else {
            throw notEditable("responses")
        }
        guard node[name] == nil else { return }
        let margin = String(repeating: " ", count: max(0, first.key.place.column - 1))
        guard !margin.isEmpty, let key = root.members?[number].key else {
            throw notEditable("responses")
        }
        var expected = root.scalars
        expected.insert(contentsOf: [name, "text", text], at: position(afterValueOf: number))
        let end = lastLine(ofBlockAt: key.place.line, deeperThan: 0)
        try apply([insertion(of: lines(margin), after: end)], expecting: expected)
    }

    /// Adds stories behind the last one of `stories:`, which is added where it is missing.
    ///
    /// - Throws: `Fault` `.badRequest` when the list is written in a way that cannot be edited.
    public mutating func addStories(_ graph: StoryGraph) throws(Fault) {
        let text = StoryWriter.yaml(graph)
        let key = "stories"
        guard let added = YAMLSource.read(text: text, file: file).root?[key], added.items != nil
        else { return }
        let all = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var lines = Array(all.drop { $0 != "\(key):" }.dropFirst())
        while lines.last?.isEmpty == true { lines.removeLast() }
        guard let (number, node) = member(key) else {
            try append(["\(key):"] + lines, [key] + added.scalars)
            return
        }
        guard let item = node.items?.last else { throw notEditable(key) }
        let dash = source.indentation(ofLine: item.place.line)
        let margin = String(repeating: " ", count: dash)
        var expected = root.scalars
        expected.insert(contentsOf: added.scalars, at: position(afterValueOf: number))
        let end = lastLine(ofBlockAt: item.place.line, deeperThan: dash)
        let indented = lines.map { $0.isEmpty ? "" : margin + $0 }
        try apply([insertion(of: [""] + indented, after: end)], expecting: expected)
    }

    /// A section of the file and its number among the sections.
    private func member(_ section: String) -> (number: Int, value: YAMLNode)? {
        let members = root.members ?? []
        return members.firstIndex { $0.key.text == section }.map { ($0, members[$0].value) }
    }

    private func position(beforeValueOf number: Int) -> Int {
        let before = (root.members ?? [])[..<number]
        return before.reduce(1) { $0 + $1.key.scalars.count + $1.value.scalars.count }
    }

    private func position(afterValueOf number: Int) -> Int {
        position(beforeValueOf: number) + (root.members?[number].value.scalars.count ?? 0)
    }

    /// Adds lines at the end of the file.
    private mutating func append(_ lines: [String], _ scalars: [String]) throws(Fault) {
        var last = source.lineStarts.count
        while last > 1, content(ofLine: last).isEmpty { last -= 1 }
        try apply([insertion(of: lines, after: last)], expecting: root.scalars + scalars)
    }

    private func notEditable(_ section: String) -> Fault {
        Fault(
            .badRequest, "\(file) has '\(section)' written in a way that cannot be edited.",
            remedy: "Edit the file by hand.")
    }
}

extension YAMLScalarText {
    /// A text inside `[…]` or `{…}`.
    fileprivate static func inline(_ text: String) -> String {
        let isSafe = !text.unicodeScalars.contains { ",[]{}".unicodeScalars.contains($0) }
        return isSafe ? string(text) : doubleQuoted(text)
    }
}
