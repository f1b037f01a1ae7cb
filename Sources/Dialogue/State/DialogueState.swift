// One moment of a conversation as policies see it.

/// The state of a conversation at the moment an action was, or is to be, chosen.
public struct DialogueState: Hashable, Sendable {
    /// The intent of the last message.
    public var intent: String?
    /// The text of the last message; beside an intent while no policy has chosen between the two.
    public var text: String?
    /// Labels of entities: `city`, `city#role`, `city#group`; sorted.
    public var entities: [String] = []
    /// Slots with a feature that is not zero, in slot order.
    public var slots: [SlotFeature] = []
    /// The name, or text, of the action before.
    public var previousAction: String?
    /// Whether `previousAction` is the text of an end-to-end action.
    public var previousActionIsText = false
    /// The running loop.
    public var activeLoop: String?

    /// The empty state, with which conversations begin when no slot has an initial value.
    public init() {}

    /// Whether the user spoke last.
    public var hasListened: Bool { previousAction == "action_listen" && !previousActionIsText }

    /// The state with only the text, or only the intent, of a message that is not answered yet.
    ///
    /// - Note: follows `_choose_last_user_input` of rasa/core/featurizers/tracker_featurizers.py.
    public func choosing(text usesText: Bool) -> DialogueState {
        guard hasListened else { return self }
        var state = self
        if usesText {
            state.intent = nil
            state.entities = []
        } else {
            state.text = nil
        }
        return state
    }
}

/// Slots and loops that occur in rules but in no story.
public struct RuleOnly: Sendable, Hashable {
    /// Names of slots.
    public var slots: Set<String>
    /// Names of loops.
    public var loops: Set<String>

    /// Slots and loops.
    public init(slots: Set<String> = [], loops: Set<String> = []) {
        self.slots = slots
        self.loops = loops
    }

    /// Nothing.
    public static let none = RuleOnly()
}
