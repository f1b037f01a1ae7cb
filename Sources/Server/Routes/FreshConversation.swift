// A conversation with a model that leads none: it begins anew whenever it is looked at.

import Assistant
import Vocabulary

/// A conversation that begins this moment.
enum FreshConversation {
    /// The three events of a session's start, as Rasa logs them.
    static func events(of model: ServedModel, at time: Double) -> [JSONValue] {
        var metadata: JSONObject = ["model_id": .string(model.modelID)]
        metadata["assistant_id"] = model.assistantID.map(JSONValue.string)
        func event(_ kind: String, _ delay: Double, _ more: JSONObject = [:]) -> JSONValue {
            var object: JSONObject = [
                "event": .string(kind), "timestamp": .number(time + delay),
                "metadata": .object(metadata),
            ]
            for (key, value) in more.members { object[key] = value }
            return .object(object)
        }
        func action(_ name: String, _ delay: Double, confidence: JSONValue) -> JSONValue {
            event(
                "action", delay,
                [
                    "name": .string(name), "policy": .null, "confidence": confidence,
                    "action_text": .null, "hide_rule_turn": false,
                ])
        }
        // A microsecond between them keeps their order when they are sorted by time.
        return [
            action("action_session_start", 0, confidence: 1.0),
            event("session_started", 1e-6), action("action_listen", 2e-6, confidence: .null),
        ]
    }

    /// The conversation's state in Rasa's form.
    static func state(id: String, events: [JSONValue], verbosity: EventVerbosity) -> JSONValue {
        let shown: JSONValue =
            switch verbosity {
            case .none: .null
            case .applied: .array(Array(events.suffix(1)))
            case .afterRestart, .all: .array(events)
            }
        let action: JSONValue = events.isEmpty ? .null : "action_listen"
        return [
            "sender_id": .string(id), "slots": ["session_started_metadata": .null],
            "latest_message": [
                "intent": [:], "entities": [], "text": .null, "message_id": .null, "metadata": [:],
            ],
            "latest_event_time": events.last?["timestamp"] ?? .null,
            "followup_action": events.isEmpty ? "action_listen" : .null, "paused": false,
            "events": shown, "latest_input_channel": .null, "active_loop": [:],
            "latest_action": events.isEmpty ? [:] : ["action_name": action],
            "latest_action_name": action,
        ]
    }
}
