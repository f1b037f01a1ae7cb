// Where conversations are kept.

/// How much of a conversation is read.
public enum EventScope: Sendable, Hashable {
    /// Every event ever logged.
    case all
    /// From the last session start on (the whole log when there is none): the last
    /// `session_started` and the `action_session_start` right before it.
    case latestSession

    /// The part of a conversation's events that is read.
    public func part(of events: [Event]) -> ArraySlice<Event> {
        guard self == .latestSession,
            let start = events.lastIndex(where: { $0.content == .sessionStarted })
        else { return events[...] }
        guard start > 0, case .action(let action) = events[start - 1].content,
            action.name == "action_session_start"
        else { return events[start...] }
        return events[(start - 1)...]
    }
}

/// Events as they were committed, at their place in the log of all conversations.
public struct LoggedEvents: Sendable, Hashable {
    /// The place: rising from commit to commit, never used twice.
    public var position: Int64
    /// The conversation.
    public var conversation: String
    /// What was committed, in order.
    public var events: [Event]

    /// Events at a place.
    public init(position: Int64, conversation: String, events: [Event]) {
        self.position = position
        self.conversation = conversation
        self.events = events
    }
}

/// One turn's worth of change, written as a whole or not at all.
public struct ConversationChange: Sendable {
    /// The conversation.
    public var conversation: String
    /// New events, in order.
    public var events: [Event]
    /// Whether the new events replace everything logged before (PUT of events).
    public var replacesAll: Bool
    /// Reminders from now on; one replaces an earlier one of its name and conversation.
    public var reminders: [ScheduledReminder]
    /// Names of this conversation's reminders that are cancelled or done; they end before the new
    /// `reminders` begin.
    public var endedReminders: [String]
    /// The id of the inbox message this turn answers; its turn is done with this change.
    public var inboxMessage: Int64?
    /// What is to be posted in answer to the inbox message; kept with it until it is delivered.
    public var dueReplies: [BotReply]

    /// A change that appends.
    public init(
        conversation: String, events: [Event], replacesAll: Bool = false,
        reminders: [ScheduledReminder] = [], endedReminders: [String] = [],
        inboxMessage: Int64? = nil, dueReplies: [BotReply] = []
    ) {
        self.conversation = conversation
        self.events = events
        self.replacesAll = replacesAll
        self.reminders = reminders
        self.endedReminders = endedReminders
        self.inboxMessage = inboxMessage
        self.dueReplies = dueReplies
    }
}

/// A reminder with its conversation and time.
public struct ScheduledReminder: Sendable, Hashable {
    /// The conversation it will be triggered in.
    public var conversation: String
    /// What to do.
    public var reminder: Reminder
    /// When, in seconds since 1970.
    public var due: Double
    /// When the `reminder` event was logged, in seconds since 1970.
    public var logged: Double

    /// A scheduled reminder.
    public init(conversation: String, reminder: Reminder, due: Double, logged: Double) {
        self.conversation = conversation
        self.reminder = reminder
        self.due = due
        self.logged = logged
    }
}

/// Conversations that can be read.
public protocol ConversationSource: Sendable {
    /// The events of a conversation in the order they were appended; `nil` for an unknown one.
    ///
    /// - Throws: `Fault` `.storage` when the store can't be read.
    func events(of conversation: String, _ scope: EventScope) async throws(Fault) -> [Event]?

    /// The ids of stored conversations in rising order of their UTF-8, those after `after`, at most
    /// `limit`.
    ///
    /// - Throws: `Fault` `.storage`.
    func conversations(after: String?, limit: Int) async throws(Fault) -> [String]
}

/// A log of events per conversation. Whoever calls holds the conversation's lock.
public protocol EventStore: ConversationSource {
    /// Writes one change as a whole; when it returns, the change survives the process.
    ///
    /// - Throws: `Fault` `.storage`, `.cancelled` when the inbox message was answered before; then
    ///   nothing of the change is kept.
    func commit(_ change: ConversationChange) async throws(Fault)

    /// Reminders due at or before a time (seconds since 1970), the earliest first, at most `limit`;
    /// they stay stored until a change ends them.
    ///
    /// - Throws: `Fault` `.storage`.
    func remindersDue(by time: Double, limit: Int) async throws(Fault) -> [ScheduledReminder]

    /// When the next reminder is due, in seconds since 1970; `nil` when none is stored.
    ///
    /// - Throws: `Fault` `.storage`.
    func nextReminder() async throws(Fault) -> Double?

    /// The reminders of a conversation by name, in rising order of their names.
    ///
    /// - Throws: `Fault` `.storage`.
    func reminders(of conversation: String) async throws(Fault) -> [ScheduledReminder]

    /// What was committed after a place of the log, in order, from at most `limit` rows of the
    /// store. There is one reader, which does not ask for earlier places again.
    ///
    /// - Throws: `Fault` `.storage`.
    func log(after position: Int64, limit: Int) async throws(Fault) -> [LoggedEvents]

    /// The place of the last commit; 0 for an empty store.
    ///
    /// - Throws: `Fault` `.storage`.
    func logEnd() async throws(Fault) -> Int64
}
