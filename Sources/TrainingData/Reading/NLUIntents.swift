// The intents of a data file, with their examples as block text or as a list.

import Vocabulary

extension NLUReader {
    /// An intent's name, cut at the `/` of retrieval intents.
    struct IntentName {
        var intent: String
        var responseKey: String?
    }

    mutating func readIntent(_ written: String, at place: SourcePlace, _ item: YAMLNode) {
        guard let name = intentName(written, at: place) else { return }
        let metadata = item["metadata"].flatMap { $0.isNull ? nil : $0.json }
        let count = training.examples.count
        if let items = item["examples"]?.items {
            for entry in items { readExample(entry, name, metadata) }
        } else {
            for line in lines(item["examples"], of: "intent", written, at: place) {
                add(line.bytes, name, metadata: nil, intentMetadata: metadata, at: line.place)
            }
            return
        }
        if training.examples.count == count, items(of: item).isEmpty {
            noteWithoutExamples("intent", written, at: place)
        }
    }

    private func items(of item: YAMLNode) -> [YAMLNode] { item["examples"]?.items ?? [] }

    /// Cuts a name as Rasa does; `nil` after a finding.
    private mutating func intentName(_ written: String, at place: SourcePlace) -> IntentName? {
        let parts = written.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.trimmingPythonBlanks() }
        guard parts.count <= 2 else {
            shape.error(
                "intent-name", "The intent name '\(written)' holds more than one '/'.",
                hint: "Write retrieval_intent/response_key.", at: place)
            return nil
        }
        guard !parts[0].isEmpty else {
            shape.warn(
                "intent-name", "The intent name '\(written)' has nothing before the '/'; skipped.",
                hint: "Write retrieval_intent/response_key.", at: place)
            return nil
        }
        let key = parts.count == 2 ? parts[1] : ""
        return IntentName(intent: parts[0], responseKey: key.isEmpty ? nil : key)
    }

    /// One entry of a list of examples: `text` and `metadata`.
    private mutating func readExample(
        _ entry: YAMLNode, _ name: IntentName, _ intentMetadata: JSONValue?
    ) {
        let hint = "Write `- text: …`, or put `|` behind `examples:` for lines of plain text."
        guard hasRoom(at: entry.place),
            let members = shape.mapping(entry, "An example in a list", hint: hint)
        else { return }
        shape.keys(members, among: ["text", "metadata"], of: "An example")
        guard let node = entry["text"], !node.isNull else {
            noteEmpty(at: entry.place)
            return
        }
        guard let text = shape.text(node, "The text of an example") else { return }
        let metadata = entry["metadata"].flatMap { $0.isNull ? nil : $0.json }
        var place = node.place
        if node.isLiteral {
            place.line += 1
            place.column = source.indentation(ofLine: place.line) + 1
        }
        add(
            BlockLine.trimmed(Array(text.utf8)[...]), name, metadata: metadata,
            intentMetadata: intentMetadata, at: place)
    }

    private mutating func add(
        _ bytes: ArraySlice<UInt8>, _ name: IntentName, metadata: JSONValue?,
        intentMetadata: JSONValue?, at place: SourcePlace
    ) {
        guard !bytes.isEmpty else {
            noteEmpty(at: place)
            return
        }
        let markup = ExampleMarkup(bytes: bytes, at: place)
        for finding in markup.diagnostics where shape.findings.count < Limits.findingsPerFile {
            shape.findings.append(finding)
        }
        training.add(
            TrainingExample(
                text: markup.text, intent: name.intent, responseKey: name.responseKey,
                entities: markup.entities, metadata: metadata, intentMetadata: intentMetadata,
                place: place))
    }

    private mutating func noteEmpty(at place: SourcePlace) {
        shape.warn(
            "example-empty", "The example has no text and is skipped.",
            hint: "Write a message, or remove the entry.", at: place)
    }
}

extension TrainingSet {
    /// Adds an example, and a synonym for each entity whose value is not its text.
    mutating func add(_ example: TrainingExample) {
        examples.append(example)
        guard !example.entities.isEmpty else { return }
        let scalars = Array(example.text.unicodeScalars)
        for entity in example.entities where entity.span.end <= scalars.count {
            var phrase = String.UnicodeScalarView()
            phrase.append(contentsOf: scalars[entity.span.start..<entity.span.end])
            guard String(phrase) != entity.value else { continue }
            synonyms.append(
                Synonym(phrase: String(phrase), value: entity.value, place: example.place))
        }
    }
}
