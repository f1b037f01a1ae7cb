// What stands behind a turn: what was understood, which slots were set, which policy chose what.

import Dialogue
import Foundation
import TrainingData
import Vocabulary

/// Tells events in short lines.
enum TurnView {
    /// The events of a turn that a developer wants to see.
    static func lines(_ events: some Sequence<Event>) -> [String] {
        events.compactMap { event in
            switch event.content {
            case .user(let user): understood(user)
            case .slot(let name, let value): "  slot        \(name) = \(value.text())"
            case .action(let action): ran(action)
            case .activeLoop(let name):
                "  form        " + (name.map { "\($0) is active" } ?? "ends")
            case .actionExecutionRejected(let name, _, _): "  refused     \(name)"
            case .followup(let name): name.map { "  follow-up   \($0)" }
            case .reminder(let reminder): "  reminder    \(reminder.intent) at \(reminder.dateTime)"
            case .sessionStarted: "  session     begins"
            case .restart: "  restart"
            default: nil
            }
        }
    }

    /// All slots that have a value.
    static func slots(_ tracker: Tracker) -> [String] {
        let set = tracker.domain.slots.compactMap { slot -> String? in
            guard let value = tracker.slot(slot.name), !value.isNull else { return nil }
            return "  \(slot.name) = \(value.text())"
        }
        return set.isEmpty ? ["  no slot has a value"] : set
    }

    private static func understood(_ user: UserEvent) -> String {
        let intent = user.parse["intent"]
        let full = user.parse["intent"]?["full_retrieval_intent_name"]?.string
        var line = "  understood  \(full ?? user.intentName ?? "nothing")"
        if let confidence = intent?["confidence"]?.double { line += " \(rounded(confidence))" }
        let entities = user.entities.map { entity in
            var name = entity["entity"]?.string ?? ""
            if let role = entity["role"]?.string { name += ":\(role)" }
            if let group = entity["group"]?.string { name += "#\(group)" }
            let value = entity["value"] ?? .null
            return "\(name)=\(value.string ?? value.text())"
        }
        if !entities.isEmpty { line += "  [\(entities.joined(separator: ", "))]" }
        return line
    }

    private static func ran(_ action: ActionEvent) -> String? {
        guard let name = action.nameOrText, name != "action_listen" else { return nil }
        var line = "  action      \(name)"
        if let policy = action.policy {
            line += "  (\(policy) \(rounded(action.confidence ?? 0)))"
        }
        return line
    }

    private static func rounded(_ value: Double) -> String {
        String((value * 100).rounded() / 100)
    }
}
