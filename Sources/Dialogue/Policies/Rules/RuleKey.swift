// The states by which a rule is recognised.

import TrainingData

/// Keys of rules: the states that must lie at the end of a conversation.
///
/// - Note: follows rule_policy.py (3.6.21), where a key is the JSON text of the states. Here it is
///   the states; the text matters for its length, since the longest key that fits decides.
enum RuleKey {
    /// The key of states: those after the last "anything may have happened"; `nil` for none.
    static func key(of states: [DialogueState]) -> [DialogueState]? {
        let snippet = states.lastIndex {
            $0.previousAction == TrainingConversation.snippet && !$0.previousActionIsText
        }
        let key = states[(snippet.map { $0 + 1 } ?? 0)...]
        return key.isEmpty ? nil : Array(key)
    }

    /// The key by which the way back into a loop is recognised: what the assistant did last before
    /// the present state, and the present state; `nil` for none.
    static func unhappyKey(of states: [DialogueState]) -> [DialogueState]? {
        guard let last = states.last else { return nil }
        guard states.count > 1, let action = states[states.count - 2].previousAction else {
            return key(of: [last])
        }
        var before = DialogueState()
        before.previousAction = action
        before.previousActionIsText = states[states.count - 2].previousActionIsText
        return key(of: [before, last])
    }

    /// Whether the states of a rule lie at the end of those of a conversation, as far as both go.
    static func fits(_ rule: [DialogueState], _ states: [DialogueState]) -> Bool {
        for distance in 1...max(1, min(rule.count, states.count)) {
            guard
                fits(rule[rule.count - distance], states[states.count - distance])
            else { return false }
        }
        return true
    }

    /// Whether a conversation's state has all that a rule's state has. The first state of a
    /// conversation, which no action precedes, fits the first state of a rule for it.
    private static func fits(_ rule: DialogueState, _ state: DialogueState) -> Bool {
        guard let action = rule.previousAction else { return state.previousAction == nil }
        guard action == state.previousAction,
            rule.previousActionIsText == state.previousActionIsText
        else { return false }
        if let intent = rule.intent, intent != state.intent { return false }
        if let text = rule.text, text != state.text { return false }
        if !rule.entities.isEmpty, rule.entities != state.entities { return false }
        if let loop = rule.activeLoop, loop != state.activeLoop {
            guard loop == SlotFeature.unsetMark, state.activeLoop == nil else { return false }
        }
        return rule.slots.allSatisfy { wanted in
            let found = state.slots.first { $0.slot == wanted.slot }
            return wanted.isUnsetMark
                ? found?.isUnsetMark ?? true : found?.values == wanted.values
        }
    }

    /// The JSON text that Python's `json.dumps(states, sort_keys=True)` writes.
    static func text(of key: [DialogueState], _ domain: DialogueDomain) -> String {
        "[" + key.map { text(of: $0, domain) }.joined(separator: ", ") + "]"
    }

    private static func text(of state: DialogueState, _ domain: DialogueDomain) -> String {
        var parts: [String] = []
        if let loop = state.activeLoop {
            parts.append("\"active_loop\": {\"name\": \(quoted(loop))}")
        }
        if let action = state.previousAction {
            let kind = state.previousActionIsText ? "action_text" : "action_name"
            parts.append("\"prev_action\": {\"\(kind)\": \(quoted(action))}")
        }
        if !state.slots.isEmpty {
            let slots = state.slots.map { (domain.slots[$0.slot].name, $0.values) }
                .sorted { $0.0.unicodeScalars.lexicographicallyPrecedes($1.0.unicodeScalars) }
            let members = slots.map { name, values in
                let value =
                    values.isEmpty
                    ? quoted(SlotFeature.unsetMark)
                    : "[" + values.map(\.description).joined(separator: ", ") + "]"
                return "\(quoted(name)): \(value)"
            }
            parts.append("\"slots\": {\(members.joined(separator: ", "))}")
        }
        var user: [String] = []
        if !state.entities.isEmpty {
            let names = state.entities.map(quoted).joined(separator: ", ")
            user.append("\"entities\": [\(names)]")
        }
        if let intent = state.intent { user.append("\"intent\": \(quoted(intent))") }
        if let text = state.text { user.append("\"text\": \(quoted(text))") }
        if !user.isEmpty { parts.append("\"user\": {\(user.joined(separator: ", "))}") }
        return "{" + parts.joined(separator: ", ") + "}"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22: result += "\\\""
            case 0x5C: result += "\\\\"
            case 0x08: result += "\\b"
            case 0x09: result += "\\t"
            case 0x0A: result += "\\n"
            case 0x0C: result += "\\f"
            case 0x0D: result += "\\r"
            case 0x20...0x7E: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default:
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return result + "\""
    }
}
