// Writes NLU data in the old JSON format, for `convert nlu --format json`.

import Vocabulary

/// Writes the JSON format, which holds everything but responses.
///
/// - Note: follows `RasaWriter` in rasa/shared/nlu/training_data/formats/rasa.py (3.6.21).
public enum NLUJSONWriter {
    /// The data as JSON with an indent of two blanks.
    public static func text(_ training: TrainingSet) -> String {
        let patterns = training.patterns.sorted { ($0.name, $0.pattern) < ($1.name, $1.pattern) }
        let data: JSONValue = [
            "common_examples": .array(training.examples.map(json)),
            "regex_features": .array(
                patterns.map { ["name": .string($0.name), "pattern": .string($0.pattern)] }),
            "lookup_tables": .array(
                training.lookups.map {
                    ["name": .string($0.name), "elements": strings($0.elements)]
                }),
            "entity_synonyms": .array(synonyms(of: training)),
        ]
        return (["rasa_nlu_data": data] as JSONValue).text(indent: 2)
    }

    private static func json(_ example: TrainingExample) -> JSONValue {
        var object: JSONObject = ["text": .string(example.text)]
        object["intent"] = example.fullIntent.map(JSONValue.string)
        if !example.entities.isEmpty {
            object["entities"] = .array(example.entities.map(json))
        }
        var metadata = JSONObject()
        metadata["intent"] = example.intentMetadata
        metadata["example"] = example.metadata
        if !metadata.members.isEmpty { object["metadata"] = .object(metadata) }
        return .object(object)
    }

    private static func json(_ entity: MarkedEntity) -> JSONValue {
        var object: JSONObject = [
            "start": .integer(entity.span.start), "end": .integer(entity.span.end),
            "value": .string(entity.value), "entity": .string(entity.name),
        ]
        object["role"] = entity.role.map(JSONValue.string)
        object["group"] = entity.group.map(JSONValue.string)
        return .object(object)
    }

    private static func synonyms(of training: TrainingSet) -> [JSONValue] {
        let meanings = training.meanings.filter { $0.phrase != $0.value }
        return NLUWriter.groups(meanings) { $0.value }.map { value, synonyms in
            ["value": .string(value), "synonyms": strings(synonyms.map(\.phrase))]
        }
    }

    private static func strings(_ texts: [String]) -> JSONValue {
        .array(texts.map(JSONValue.string))
    }
}
