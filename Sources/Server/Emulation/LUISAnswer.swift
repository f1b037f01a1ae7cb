// The shape of LUIS' prediction endpoint, version 3.

import Vocabulary

/// Writes an understood message as LUIS does.
///
/// - Note: follows rasa/nlu/emulators/luis.py (3.6.21): of two entities under one key the later
///   one remains.
enum LUISAnswer {
    static func json(_ message: ParsedMessage) -> JSONValue {
        [
            "query": .string(message.text),
            "prediction": [
                "normalizedQuery": .string(message.text),
                "topIntent": message.intent.name.map(JSONValue.string) ?? .null,
                "intents": intents(message),
                "entities": entities(message),
            ],
        ]
    }

    private static func intents(_ message: ParsedMessage) -> JSONValue {
        var intents = JSONObject()
        for intent in message.ranking.isEmpty ? [message.intent] : message.ranking {
            intents[intent.name ?? "null"] = ["score": .number(intent.confidence)]
        }
        return .object(intents)
    }

    private static func entities(_ message: ParsedMessage) -> JSONValue {
        var instances = OrderedGroups()
        var values = OrderedGroups()
        values.replace("$instance", by: .null)
        for entity in message.entities {
            let key = entity.role ?? entity.name
            values.replace(key, by: [entity.value])
            instances.replace(
                key,
                by: [
                    [
                        "role": entity.role.map(JSONValue.string) ?? .null,
                        "type": .string(entity.name), "text": entity.value,
                        "startIndex": .integer(entity.span.start),
                        "length": .integer(entity.span.end - entity.span.start),
                        "score": entity.extra["confidence"] ?? .null,
                        "modelType": .string(entity.extractor),
                    ]
                ])
        }
        values.replace("$instance", by: .object(instances.firsts))
        return .object(values.firsts)
    }
}
