// Edits of NLU data files: examples are added, changed and removed, intents added and renamed.

public import Vocabulary

extension YAMLEditing {
    /// Adds an example behind the last one of an intent; the first block of that intent is used.
    ///
    /// - Parameters:
    ///   - example: the text with markup, in one line.
    ///   - intent: the full name, with a response key for a retrieval intent.
    /// - Throws: `Fault` `.notFound` when the file has no such intent, `.badRequest` when the
    ///   example has several lines or the block cannot be edited.
    public mutating func addExample(_ example: String, to intent: String) throws(Fault) {
        let example = try oneLine(example)
        guard let block = nluBlock("intent", intent), let (key, node) = examples(of: block) else {
            throw missing("intent", intent)
        }
        let indent = key.place.column - 1
        let last = lastLine(ofBlockAt: node.place.line, deeperThan: indent)
        if node.isLiteral {
            let margin = margin(ofLine: last > node.place.line ? last : 0, default: indent + 2)
            let splice = insertion(of: ["\(margin)- \(example)"], after: last)
            try apply([splice], expecting: texts(changing: node) { $0 + ["- \(example)"] })
            return
        }
        guard let items = node.items, let item = items.last, item.members != nil else {
            throw unsupported(node)
        }
        let dash = source.indentation(ofLine: item.place.line)
        let end = lastLine(ofBlockAt: item.place.line, deeperThan: dash)
        let line = String(repeating: " ", count: dash) + "- text: " + YAMLScalarText.string(example)
        var expected = root.scalars
        expected.insert(contentsOf: ["text", example], at: try position(after: item))
        try apply([insertion(of: [line], after: end)], expecting: expected)
    }

    /// Whether an intent has an example.
    ///
    /// - Throws: `Fault` `.notFound` when the file has no such intent.
    public func holds(_ example: String, in intent: String) throws(Fault) -> Bool {
        guard let block = nluBlock("intent", intent), let (_, node) = examples(of: block) else {
            throw missing("intent", intent)
        }
        let entries = node.items?.compactMap { $0["text"]?.text ?? $0.text } ?? lines(of: node)
        return entries.contains { entry in
            entry.trimmingLineSpace() == example || entry.trimmingLineSpace() == "- \(example)"
        }
    }

    /// Gives an example another text.
    ///
    /// - Parameters:
    ///   - place: where the example stands, as `TrainingExample.place` says.
    ///   - example: the new text with markup, in one line.
    /// - Throws: `Fault` `.notFound` when no example stands there, `.badRequest` as above.
    public mutating func replaceExample(
        at place: SourcePlace, with example: String
    ) throws(Fault) {
        let text = try oneLine(example)
        let (node, line) = try self.example(at: place)
        guard let line else {
            let splice =
                node.isLiteral
                ? try replacementOfLine(place, in: node, by: text)
                : try replacement(of: node, by: text)
            try apply([splice], expecting: texts(changing: node) { _ in [text] })
            return
        }
        let splice = Splice(
            range: offset(of: place)..<content(ofLine: place.line).upperBound, text: text)
        let expected = texts(changing: node) { lines in
            lines.enumerated().map { $0.offset == line ? "- \(text)" : $0.element }
        }
        try apply([splice], expecting: expected)
    }

    /// Removes an example.
    ///
    /// - Parameter place: where it stands, as `TrainingExample.place` says.
    /// - Throws: `Fault` `.notFound` when no example stands there, `.badRequest` when it is the last
    ///   of its block or cannot be removed alone.
    public mutating func removeExample(at place: SourcePlace) throws(Fault) {
        let (node, line) = try example(at: place)
        let count = line == nil ? 2 : lines(of: node).filter { $0.hasPrefix("-") }.count
        guard count > 1 else {
            throw Fault(
                .badRequest, "The example at \(place) is the last of its intent.",
                remedy: "Remove the intent.")
        }
        if let line {
            let whole = source.line(place.line)
            let expected = texts(changing: node) { lines in
                lines.enumerated().filter { $0.offset != line }.map(\.element)
            }
            try apply(
                [Splice(range: whole.startIndex..<whole.endIndex, text: "")], expecting: expected)
            return
        }
        try removeItem(holding: node)
    }

    /// Adds an intent with its examples behind the last entry of `nlu:`.
    ///
    /// - Throws: `Fault` `.badRequest` when the intent is there already, has no examples, or the file
    ///   has no list `nlu:`.
    public mutating func addIntent(_ name: String, examples: [String]) throws(Fault) {
        guard nluBlock("intent", name) == nil, !name.isEmpty, !examples.isEmpty else {
            throw Fault(.badRequest, "The intent '\(name)' is there already or has no examples.")
        }
        guard let items = root["nlu"]?.items, let item = items.last else {
            throw Fault(.badRequest, "\(file) has no list 'nlu'.", remedy: "Add `nlu:` first.")
        }
        var lines: [String] = []
        for example in examples { lines.append("- " + (try oneLine(example))) }
        let dash = source.indentation(ofLine: item.place.line)
        let margin = String(repeating: " ", count: dash)
        let head = [
            "\(margin)- intent: \(YAMLScalarText.string(name))", "\(margin)  examples: |",
        ]
        var expected = root.scalars
        expected.insert(
            contentsOf: ["intent", name, "examples", lines.joined(separator: "\n")],
            at: try position(after: item))
        let end = lastLine(ofBlockAt: item.place.line, deeperThan: dash)
        let splice = insertion(of: head + lines.map { "\(margin)    \($0)" }, after: end)
        try apply([splice], expecting: expected)
    }

    private func oneLine(_ example: String) throws(Fault) -> String {
        let example = example.trimmingLineSpace()
        guard !example.isEmpty, !example.holdsEscapes else {
            throw Fault(.badRequest, "An example must be one line of text.")
        }
        return example
    }

    private func missing(_ kind: String, _ name: String) -> Fault {
        Fault(.notFound, "\(file) has no \(kind) '\(name)' with examples.")
    }

    private func unsupported(_ node: YAMLNode) -> Fault {
        Fault(
            .badRequest,
            "The examples at \(node.place) are written in a way that cannot be edited.",
            remedy: "Write them as a block behind `examples: |`.")
    }

    /// The first entry of `nlu:` of a kind and name.
    private func nluBlock(_ kind: String, _ name: String) -> YAMLNode? {
        root["nlu"]?.items?.first { $0[kind]?.text == name }
    }

    private func examples(of block: YAMLNode) -> (key: YAMLNode, value: YAMLNode)? {
        block.members?.first { $0.key.text == "examples" }
    }

    private func margin(ofLine line: Int, default count: Int) -> String {
        String(repeating: " ", count: line > 0 ? source.indentation(ofLine: line) : count)
    }
}
