// The shape of Dialogflow's detectIntent, version 2.

import Foundation
import Vocabulary

/// Writes an understood message as Dialogflow does.
///
/// - Note: follows rasa/nlu/emulators/dialogflow.py (3.6.21).
enum DialogflowAnswer {
    static func json(_ message: ParsedMessage) -> JSONValue {
        var parameters = OrderedGroups()
        for entity in message.entities { parameters.append(entity.value, to: entity.name) }
        let intent = message.intent.name.map(JSONValue.string) ?? .null
        return [
            "responseId": .string(UUID().uuidString.lowercased()),
            "queryResult": [
                "queryText": .string(message.text), "action": intent,
                "parameters": .object(JSONObject(distinct: parameters.arrays)),
                "fulfillmentText": "",
                "fulfillmentMessages": [], "outputContexts": [],
                "intent": ["name": intent, "displayName": intent],
                "intentDetectionConfidence": .number(message.intent.confidence),
            ],
        ]
    }
}
