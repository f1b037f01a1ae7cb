// A model in service as conversations see it.

import Dialogue
import Foundation
import Vocabulary

/// The model of one turn; the turn ends with the model with which it began.
struct ServedDialogue: Sendable {
    let model: ServedModel
    /// Understands messages in the model's place.
    var remote: RemoteUnderstanding?

    /// What keeps the conversation.
    var engine: TurnEngine { model.engine }
    /// Whether the model leads conversations; one that only understands messages has them logged
    /// and says nothing, as in Rasa.
    var predicts: Bool { model.dialogue != nil }

    /// A message with its id and Rasa's `parse_data`, unless it brings its own.
    ///
    /// - Note: the keys of `UserUttered` in rasa/shared/core/events.py (3.6.21).
    func understand(_ message: UserMessage) async -> (message: UserMessage, parse: JSONObject) {
        var message = message
        let id = message.id ?? UUID().uuidString.replacing("-", with: "").lowercased()
        message.id = id
        let found: JSONObject
        if let parse = message.parse {
            found = parse
        } else if let remote {
            found = await remote.parse(
                message.text.pythonStripped, conversation: message.conversation)
        } else {
            found = await model.parse(message.text).json.object ?? [:]
        }
        var parse: JSONObject = JSONObject(distinct: [
            ("intent", found["intent"] ?? .object([:])),
            ("entities", found["entities"] ?? .array([])),
            ("text", found["text"] ?? .string(message.text.pythonStripped)),
            ("message_id", found["message_id"] ?? .string(id)),
            ("metadata", found["metadata"] ?? .object(message.metadata ?? [:])),
        ])
        for (key, value) in found.members where parse[key] == nil { parse[key] = value }
        return (message, parse)
    }

    /// An event from outside with the ids of model and assistant, where it brings none.
    func stamped(_ event: Event) -> Event {
        var event = event
        if event.metadata["model_id"] == nil {
            event.metadata["model_id"] = .string(model.modelID)
        }
        if let assistantID = model.assistantID, event.metadata["assistant_id"] == nil {
            event.metadata["assistant_id"] = .string(assistantID)
        }
        return event
    }
}
