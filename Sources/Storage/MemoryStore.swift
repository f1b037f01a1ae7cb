// Conversations that end with the process, for tests and for `tracker_store: in_memory`.

import Synchronization
public import Vocabulary

/// Keeps conversations, reminders and the inbox in memory.
public final class MemoryStore: EventStore, InboxStore {
    private struct State {
        var conversations: [String: [Event]] = [:]
        var reminders: [ReminderKey: ScheduledReminder] = [:]
        var inbox: [Int64: InboxMessage] = [:]
        var owed: [Int64: DueReplies] = [:]
        var taken: Set<PlatformKey> = []
        var lastInbox: Int64 = 0
        var log: [LoggedEvents] = []
        var logEnd: Int64 = 0
    }

    private struct ReminderKey: Hashable {
        let conversation: String
        let name: String
    }

    private struct PlatformKey: Hashable {
        let channel: String
        let platformID: String
    }

    private let state = Mutex(State())
    private let keepsLog: Bool

    /// An empty store.
    ///
    /// - Parameter keepsLog: whether commits are kept for a reader of `log`, who lets them go.
    public init(keepsLog: Bool = false) { self.keepsLog = keepsLog }

    /// A copy of what is kept; costs O(n) only for the latest session.
    public func events(
        of conversation: String, _ scope: EventScope
    ) async throws(Fault) -> [Event]? {
        state.withLock { $0.conversations[conversation] }.map { Array(scope.part(of: $0)) }
    }

    /// Takes the change at once; the only fault is `.cancelled` for an inbox message that was
    /// answered.
    public func commit(_ change: ConversationChange) async throws(Fault) {
        try state.withLock { state throws(Fault) in
            if let number = change.inboxMessage {
                guard let message = state.inbox.removeValue(forKey: number) else {
                    throw InboxTable.answeredBefore(number)
                }
                if !change.dueReplies.isEmpty {
                    state.owed[number] = DueReplies(message: message, replies: change.dueReplies)
                }
            }
            if change.replacesAll { state.conversations[change.conversation] = [] }
            if !change.events.isEmpty {
                state.conversations[change.conversation, default: []] += change.events
            }
            for name in change.endedReminders {
                state.reminders[ReminderKey(conversation: change.conversation, name: name)] = nil
            }
            for reminder in change.reminders {
                let key = ReminderKey(
                    conversation: reminder.conversation, name: reminder.reminder.name)
                state.reminders[key] = reminder
            }
            guard !change.events.isEmpty else { return }
            state.logEnd += 1
            guard keepsLog else { return }
            state.log.append(
                LoggedEvents(
                    position: state.logEnd, conversation: change.conversation,
                    events: change.events))
        }
    }

    /// The ids in rising order; sorts all of them, O(n log n).
    public func conversations(after: String?, limit: Int) async throws(Fault) -> [String] {
        let names = state.withLock { Array($0.conversations.keys) }
        return Array(
            names.filter { name in after.map { Self.isBefore($0, name) } ?? true }
                .sorted(by: Self.isBefore).prefix(limit))
    }

    /// Due reminders, the earliest first; looks at all of them.
    public func remindersDue(
        by time: Double, limit: Int
    ) async throws(Fault) -> [ScheduledReminder] {
        let due = state.withLock { $0.reminders.values.filter { $0.due <= time } }
        return Array(
            due.sorted {
                ($0.due, $0.conversation, $0.reminder.name)
                    < ($1.due, $1.conversation, $1.reminder.name)
            }.prefix(limit))
    }

    /// The earliest time of all reminders; looks at all of them.
    public func nextReminder() async throws(Fault) -> Double? {
        state.withLock { $0.reminders.values.map(\.due).min() }
    }

    /// The reminders of one conversation; looks at all of them.
    public func reminders(of conversation: String) async throws(Fault) -> [ScheduledReminder] {
        let all = state.withLock { $0.reminders.values.filter { $0.conversation == conversation } }
        return all.sorted { Self.isBefore($0.reminder.name, $1.reminder.name) }
    }

    /// Commits after a place, when the log is kept; those up to it are let go.
    public func log(after position: Int64, limit: Int) async throws(Fault) -> [LoggedEvents] {
        state.withLock { state in
            let read = state.log.prefix { $0.position <= position }.count
            state.log.removeFirst(read)
            return Array(state.log.prefix(limit))
        }
    }

    /// How many commits had events.
    public func logEnd() async throws(Fault) -> Int64 { state.withLock { $0.logEnd } }

    /// Keeps a message until its turn commits, and its platform id for ever.
    public func accept(
        _ message: UserMessage, channel: String, platformID: String?, reply: JSONObject
    ) async throws(Fault) -> Int64? {
        state.withLock { state in
            if let platformID {
                let key = PlatformKey(channel: channel, platformID: platformID)
                guard state.taken.insert(key).inserted else { return nil }
            }
            state.lastInbox += 1
            state.inbox[state.lastInbox] = InboxMessage(
                id: state.lastInbox, channel: channel, message: message, reply: reply)
            return state.lastInbox
        }
    }

    /// Messages whose turn did not commit, oldest first.
    public func unanswered(limit: Int) async throws(Fault) -> [InboxMessage] {
        let waiting = state.withLock { Array($0.inbox.values) }
        return Array(waiting.sorted { $0.id < $1.id }.prefix(limit))
    }

    /// Replies that are neither delivered nor given up; looks at all of them.
    public func undelivered(after number: Int64, limit: Int) async throws(Fault) -> [DueReplies] {
        let owed = state.withLock { state in state.owed.values.filter { $0.message.id > number } }
        return Array(owed.sorted { $0.message.id < $1.message.id }.prefix(limit))
    }

    /// Counts a try.
    public func claim(_ number: Int64, attempts: Int) async throws(Fault) -> Bool {
        state.withLock { state in
            guard state.owed[number]?.attempts == attempts else { return false }
            state.owed[number]?.attempts += 1
            return true
        }
    }

    /// Notes what became of due replies; what is given up is forgotten here.
    public func settle(_ number: Int64, _ outcome: DeliveryOutcome) async throws(Fault) {
        state.withLock { state in
            switch outcome {
            case .delivered, .givenUp: state.owed[number] = nil
            case .left(let replies, let due):
                state.owed[number]?.replies = replies
                state.owed[number]?.due = due
            }
        }
    }

    private static func isBefore(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
