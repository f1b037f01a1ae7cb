// What a conversation has come to: slots, loop, last message, last action.

import TrainingData
public import Vocabulary

/// The state that a tracker's events add up to. Copies are cheap: a few references.
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

    /// An action that ran: its name, or the text of an end-to-end action.
    public struct LatestAction: Sendable, Hashable {
        /// The name or the text.
        public var name: String
        /// Whether it is a text.
        public var isText = false

        /// An action.
        public init(name: String, isText: Bool = false) {
            self.name = name
            self.isText = isText
        }
    }

    /// The values of all slots.
    public private(set) var slots: SlotValues
    /// The running loop.
    public private(set) var loop: Loop?
    /// The last message; `nil` before the first.
    public private(set) var latestMessage: LatestMessage?
    /// The last action; `nil` before the first.
    public private(set) var latestAction: LatestAction?
    /// The last action that refused to run, if no action ran since.
    public private(set) var lastRejection: String?
    /// Which action is to run next, whatever the policies say.
    public private(set) var followup: String? = "action_listen"
    /// Whether the assistant is silent.
    public private(set) var isPaused = false

    /// The state before any event: initial slot values; the first action is to listen.
    public init(_ domain: DialogueDomain) { self = domain.initialState }

    /// The state before any event of a conversation with these slots.
    init(initial slots: [DomainSlot]) { self.slots = SlotValues(slots) }

    /// The name of the running loop; `nil` for none and for the mark `should_not_be_set` of rules.
    public var activeLoopName: String? {
        loop.flatMap { $0.name == SlotFeature.unsetMark ? nil : $0.name }
    }

    /// Whether the last action was to listen, so that the user spoke last.
    var hasListened: Bool { latestAction.map { $0.name == "action_listen" && !$0.isText } ?? false }

    /// Folds one event in. `undo` and `rewind` change nothing here: they are the tracker's.
    ///
    /// - Note: follows the `apply_to` methods of rasa/shared/core/events.py (3.6.21).
    mutating func apply(_ event: Event, _ domain: DialogueDomain) {
        switch event.content {
        case .user(let user):
            latestMessage = LatestMessage(event, user, domain)
            followup = nil
        case .action(let action): apply(action)
        case .slot(let name, let value):
            guard let number = domain.slotNumber(name) else { return }
            slots.set(value, number: number, in: domain.slots[number])
        case .entities(let entities):
            if hasListened { latestMessage = latestMessage?.adding(entities, domain) }
        case .userFeaturization(let usesText):
            if hasListened { latestMessage = latestMessage?.using(text: usesText, domain) }
        case .actionExecutionRejected(let name, _, _):
            lastRejection = name
            if loop != nil, name == activeLoopName { loop?.isRejected = true }
        case .activeLoop(let name):
            loop = name.map { Loop(name: $0, trigger: latestParse) }
        case .loopInterrupted(let isInterrupted): loop?.isInterrupted = isInterrupted
        case .followup(let name): followup = name
        case .restart:
            self = domain.initialState
            followup = "action_session_start"
        case .sessionStarted: self = domain.initialState
        case .resetSlots: slots = domain.initialState.slots
        case .pause: isPaused = true
        case .resume: isPaused = false
        case .bot, .agent, .reminder, .cancelReminder, .export, .undo, .rewind: break
        }
    }

    private mutating func apply(_ action: ActionEvent) {
        if let name = action.name, !name.isEmpty {
            latestAction = LatestAction(name: name)
        } else {
            latestAction = LatestAction(name: action.text ?? "", isText: true)
        }
        followup = nil
        lastRejection = nil
        guard let name = activeLoopName else { return }
        loop?.isInterrupted = false
        if action.name == name { loop?.isRejected = false }
    }

    private var latestParse: JSONObject { latestMessage?.user.parse ?? Self.noMessage }

    /// Rasa's parse data where no message has come yet.
    static let noMessage = UserEvent(text: nil).parse
}
