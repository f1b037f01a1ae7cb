// The examples and entities of the NLU JSON format.

import Vocabulary

extension JSONFormatReader {
    mutating func readExample(_ object: JSONObject, at place: SourcePlace) {
        guard let text = object["text"]?.string, !text.isEmpty else {
            if object["text"] == nil || object["text"] == "" {
                warn("nlu-example-empty", "The example has no text and is skipped.", at: place)
            } else {
                note("json-wrong-type", "The text of an example must be a text.", at: place)
            }
            return
        }
        var name: [String] = []
        if let intent = object["intent"] {
            guard let written = intent.string else {
                note("json-wrong-type", "The intent of an example must be a text.", at: place)
                return
            }
            name = written.split(separator: "/", omittingEmptySubsequences: false)
                .map { $0.trimmingPythonBlanks() }
            guard name.count <= 2 else {
                note(
                    "nlu-intent-name", "The intent name '\(written)' holds more than one '/'.",
                    at: place)
                return
            }
        }
        let metadata = object["metadata"]
        training.add(
            TrainingExample(
                text: text, intent: name.first.flatMap { $0.isEmpty ? nil : $0 },
                responseKey: name.count == 2 && !name[1].isEmpty ? name[1] : nil,
                entities: entities(object["entities"], in: text, at: place),
                metadata: object["example_metadata"] ?? metadata?["example"],
                intentMetadata: object["intent_metadata"] ?? metadata?["intent"], place: place))
    }

    private mutating func entities(
        _ value: JSONValue?, in text: String, at place: SourcePlace
    ) -> [MarkedEntity] {
        guard let value else { return [] }
        guard let list = value.array else {
            note("json-wrong-type", "'entities' must be a list.", at: place)
            return []
        }
        var found: [MarkedEntity] = []
        for element in list {
            guard let entity = entity(element, in: Array(text.unicodeScalars), at: place) else {
                continue
            }
            if let other = found.first(where: {
                $0.span.overlaps(entity.span) && $0.span != entity.span
            }) {
                warn(
                    "entity-overlap",
                    "The entity '\(entity.name)' overlaps '\(other.name)' and is left out.",
                    at: place)
            } else {
                found.append(entity)
            }
        }
        return found.sorted { $0.span < $1.span }
    }

    private mutating func entity(
        _ element: JSONValue, in scalars: [Unicode.Scalar], at place: SourcePlace
    ) -> MarkedEntity? {
        guard let object = element.object, let start = object["start"]?.double,
            let end = object["end"]?.double
        else {
            note(
                "json-wrong-type", "An entity must be an object with numbers 'start' and 'end'.",
                at: place)
            return nil
        }
        let attributes = EntityAttributes(object, at: place)
        diagnostics += attributes.diagnostics
        guard let name = attributes.name else { return nil }
        guard let start = Int(exactly: start), let end = Int(exactly: end), start >= 0,
            start < end, end <= scalars.count
        else {
            warn(
                "entity-span",
                "The entity '\(name)' lies at \(start) to \(end), outside of the text; left out.",
                at: place)
            return nil
        }
        let span = TextSpan(start: start, end: end)
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<end])
        return MarkedEntity(
            name: name, span: span, value: attributes.value ?? String(text),
            role: attributes.role, group: attributes.group)
    }
}
