// Questions about kinds of events that training asks often.

import Vocabulary

extension Event.Content {
    /// Whether the assistant waits for the user.
    var isListening: Bool {
        if case .action(let action) = self { action.name == "action_listen" } else { false }
    }

    /// Whether an action ran.
    var isAction: Bool { if case .action = self { true } else { false } }

    /// Whether the user said something.
    var isUser: Bool { if case .user = self { true } else { false } }
}
