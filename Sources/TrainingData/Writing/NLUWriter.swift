// Writes NLU data as a YAML data file in Rasa's own layout.

import Vocabulary

/// Writes NLU data.
///
/// - Note: follows `RasaYAMLWriter` in rasa/shared/nlu/training_data/formats/rasa_yaml.py (3.6.21).
public enum NLUWriter {
    /// The data as YAML: intents in the order of their first examples, synonyms, patterns, lookup
    /// tables, then responses in the order of their examples; an empty text when there is nothing to write. Reading it
    /// gives the same data. Examples without an intent have no place in the format.
    public static func yaml(_ training: TrainingSet) -> String {
        let blocks =
            intents(of: training) + synonyms(of: training) + patterns(of: training)
            + lookups(of: training)
        guard !blocks.isEmpty || !training.responses.isEmpty else { return "" }
        var file = [("version", YAMLTree.quoted(Domain.formatVersion))]
        if !blocks.isEmpty { file.append(("nlu", .list(blocks))) }
        if let responses = responses(of: training) { file.append(("responses", responses)) }
        return YAMLWriter.text(.mapping(file))
    }

    /// The responses of retrieval intents alone as YAML; an empty text when there are none.
    public static func responsesYAML(_ training: TrainingSet) -> String {
        guard let responses = responses(of: training) else { return "" }
        return YAMLWriter.text(
            .mapping([("version", .quoted(Domain.formatVersion)), ("responses", responses)]))
    }

    private static func intents(of training: TrainingSet) -> [YAMLTree] {
        groups(training.examples.filter { $0.fullIntent != nil }) { $0.fullIntent ?? "" }.map {
            name, examples in
            var block = [("intent", YAMLTree.value(.string(name)))]
            if let metadata = examples.compactMap(\.intentMetadata).first {
                block.append(("metadata", .value(metadata)))
            }
            let needsList = examples.contains { $0.metadata != nil || $0.text.holdsEscapes }
            block.append(("examples", needsList ? list(of: examples) : lines(of: examples)))
            return .mapping(block)
        }
    }

    private static func lines(of examples: [TrainingExample]) -> YAMLTree {
        block(examples.map { ExampleText.marked($0.text, $0.entities) })
    }

    private static func list(of examples: [TrainingExample]) -> YAMLTree {
        .list(
            examples.map { example in
                let text = ExampleText.marked(example.text, example.entities)
                var item = [("text", YAMLTree.literal(text.trimmingLineSpace() + "\n"))]
                if let metadata = example.metadata { item.append(("metadata", .value(metadata))) }
                return .mapping(item)
            })
    }

    private static func synonyms(of training: TrainingSet) -> [YAMLTree] {
        groups(training.meanings) { $0.value }.map { value, synonyms in
            named("synonym", value, synonyms.map(\.phrase))
        }
    }

    private static func patterns(of training: TrainingSet) -> [YAMLTree] {
        let sorted = training.patterns.sorted { ($0.name, $0.pattern) < ($1.name, $1.pattern) }
        return groups(sorted) { $0.name }.map { name, patterns in
            named("regex", name, patterns.map(\.pattern))
        }
    }

    private static func lookups(of training: TrainingSet) -> [YAMLTree] {
        groups(training.lookups) { $0.name }.map { name, tables in
            named("lookup", name, tables.flatMap(\.elements))
        }
    }

    private static func named(_ kind: String, _ name: String, _ lines: [String]) -> YAMLTree {
        .mapping([(kind, .value(.string(name))), ("examples", block(lines))])
    }

    private static func block(_ lines: [String]) -> YAMLTree {
        .literal(lines.map { "- \($0.trimmingLineSpace())\n" }.joined())
    }

    private static func responses(of training: TrainingSet) -> YAMLTree? {
        guard !training.responses.isEmpty else { return nil }
        var order = groups(training.examples.compactMap(\.fullIntent)) { $0 }.map(\.key)
        let asked = Set(order)
        order += training.responses.keys.filter { !asked.contains($0) }.sorted()
        return .mapping(
            order.compactMap { name in
                training.responses[name].map {
                    ("utter_\(name)", .list($0.map(ResponseText.tree)))
                }
            })
    }

    /// The elements by a key, in the order of the first of each.
    static func groups<Element>(
        _ elements: [Element], by key: (Element) -> String
    ) -> [(key: String, elements: [Element])] {
        var indices: [String: Int] = [:]
        var groups: [(key: String, elements: [Element])] = []
        for element in elements {
            let name = key(element)
            if let index = indices[name] {
                groups[index].elements.append(element)
            } else {
                indices[name] = groups.count
                groups.append((name, [element]))
            }
        }
        return groups
    }
}

/// Writes variations of responses.
enum ResponseText {
    /// A variation; its text is written as a block when it has several lines.
    static func tree(_ variation: JSONValue) -> YAMLTree {
        guard let object = variation.object else { return .value(variation) }
        return .mapping(
            object.members.map { key, value in
                guard key == "text", let text = value.string, text.contains("\n") else {
                    return (key, .value(value))
                }
                return (key, .literal(text))
            })
    }
}

extension TrainingSet {
    /// One synonym a phrase, at the place of the first and with the meaning of the last.
    var meanings: [Synonym] {
        var last: [String: Synonym] = [:]
        var order: [String] = []
        for synonym in synonyms where last.updateValue(synonym, forKey: synonym.phrase) == nil {
            order.append(synonym.phrase)
        }
        return order.compactMap { last[$0] }
    }
}

extension String {
    /// Whether the text holds a line feed, tab or another character that a line cannot hold.
    var holdsEscapes: Bool {
        unicodeScalars.contains { "\n\r\t\u{8}\u{C}".unicodeScalars.contains($0) }
    }

    /// The text without blanks, line feeds and carriage returns at its ends.
    func trimmingLineSpace() -> String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { "\n\r ".unicodeScalars.contains(scalar) }
        guard let first = unicodeScalars.firstIndex(where: { !isSpace($0) }),
            let last = unicodeScalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(unicodeScalars[first...last])
    }
}
