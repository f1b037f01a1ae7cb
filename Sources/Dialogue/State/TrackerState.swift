// What a conversation has come to: slots, loop, last message, last action.

import TrainingData
public import Vocabulary

/// The state that a tracker's events add up to.
public struct TrackerState: Sendable {
    /// The loop that runs (a form, or the two-stage fallback).
    public struct Loop: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Whether the last message shall not be validated.
        public var isInterrupted = false
        /// Whether the loop refused the last message.
        public var isRejected = false
        /// Rasa's `trigger_message`: the parse data of the message that started it.
        public var trigger: JSONObject

        /// A loop that begins.
        public init(name: String, trigger: JSONObject) {
            self.name = name
            self.trigger = trigger
        }
    }

    /// One value per slot of the `DialogueDomain`, in its order.
    public var slots: [JSONValue]
    /// The running loop.
    public var loop: Loop?
    /// The last message; `nil` before the first.
    public var latestMessage: Event?
    /// The last action; `nil` before the first.
    public var latestAction: ActionEvent?
    /// The name of the last action or rejected action with whether it was rejected.
    public var latestBotText: String?
    /// Which action is to run next, whatever the policies say.
    public var followup: String?
    /// Whether the assistant is silent.
    public var isPaused = false

    /// The state before any event: initial slot values; the first action is to listen.
    public init(_ domain: DialogueDomain) {
        slots = domain.slots.map(\.initialValue)
        followup = "action_listen"
    }
}
