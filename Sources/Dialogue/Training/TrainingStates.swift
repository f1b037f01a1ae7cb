// What was the case before the actions of a training conversation.

/// States of training conversations.
enum TrainingStates {
    /// The states before each action of a rule that counts, oldest first, with only those slots that
    /// the rule set itself.
    static func ofRule(_ rule: TrainingConversation) -> [DialogueState] {
        rule.tracker.states(omittingUnsetSlots: true).dropLast()
    }
}

extension TrackerState {
    /// What policies see of the state as the running turn has it; it differs from what a tracker
    /// that was read back shows only inside the happy path of a loop (Rasa's cached states).
    var seen: DialogueState {
        var seen = DialogueState()
        if let features = latestMessage?.features {
            (seen.intent, seen.text, seen.entities) = (
                features.intent, features.text, features.entities
            )
        }
        seen.slots = slots.features
        seen.previousAction = latestAction?.name
        seen.previousActionIsText = latestAction?.isText ?? false
        seen.activeLoop = loop?.name
        return seen
    }
}

extension DialogueState {
    /// The state without the text of the message where its intent is known.
    var withoutTextBesideIntent: DialogueState {
        guard intent != nil, text != nil else { return self }
        var state = self
        state.text = nil
        return state
    }
}
