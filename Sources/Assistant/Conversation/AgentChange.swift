// One change of a conversation: lock, load, work, commit, keep.

import Dialogue
import Vocabulary

/// What a change of a conversation takes along.
struct Extent: Sendable {
    /// The inbox message that it answers.
    var inboxMessage: Int64?
    /// The replies that are said when it is stored; those to an inbox message are stored with it.
    var held: HeldReplies?
    /// Names of reminders that are done with it.
    var endedReminders: [String] = []
    /// Whether `reminder` and `cancel_reminder` events take effect.
    var schedulesReminders = true
}

extension Agent {
    /// The model in service.
    ///
    /// - Throws: `Fault` `.noModel`.
    func served() throws(Fault) -> ServedDialogue {
        guard let model = shelf.current else {
            throw Fault(.noModel, "No model is loaded.", remedy: "Train and load one.")
        }
        return ServedDialogue(model: model, remote: remote)
    }

    /// Does some work on a conversation when its turn has come, and stores the new events as one
    /// change.
    ///
    /// - Parameter afterwards: done when the change is stored, before the next turn begins.
    func change<Value: Sendable>(
        _ ticket: ConversationTicket, _ extent: Extent = Extent(),
        _ work: @escaping @Sendable (inout Tracker, ServedDialogue) async throws(Fault) -> Value,
        afterwards: @escaping @Sendable () async -> Void = {}
    ) async throws(Fault) -> Value {
        // A task of its own, so that a turn is not cut off when its client goes away.
        let result = await Task { () -> Result<Value, Fault> in
            do throws(Fault) {
                let value = try await self.locks.withLock(ticket) { () async throws(Fault) in
                    let served = try self.served()
                    var tracker = try await self.load(ticket.conversation, served)
                    let known = tracker.events.count
                    let value = try await work(&tracker, served)
                    try await self.commit(tracker, since: known, extent)
                    self.keep(tracker, since: known, served)
                    await afterwards()
                    return value
                }
                return .success(value)
            } catch { return .failure(error) }
        }.value
        return try result.get()
    }

    /// The conversation as it is stored, its latest session; empty when it is unknown.
    func load(_ conversation: String, _ served: ServedDialogue) async throws(Fault) -> Tracker {
        let domain = served.engine.domain
        if let kept = cache.take(conversation) {
            guard kept.modelID == served.model.modelID else {
                return Tracker(conversation, domain: domain, replaying: kept.tracker.events)
            }
            var tracker = kept.tracker
            tracker.reload()
            return tracker
        }
        let events = try await store.events(of: conversation, .latestSession) ?? []
        return Tracker(conversation, domain: domain, replaying: events)
    }

    private func commit(
        _ tracker: Tracker, since known: Int, _ extent: Extent
    ) async throws(Fault) {
        var change = ConversationChange(
            conversation: tracker.conversation, events: Array(tracker.events[known...]),
            endedReminders: extent.endedReminders, inboxMessage: extent.inboxMessage)
        if extent.inboxMessage != nil { change.dueReplies = extent.held?.replies ?? [] }
        if extent.schedulesReminders, change.events.contains(where: \.concernsReminders) {
            let ended = Set(extent.endedReminders)
            let pending = try await store.reminders(of: tracker.conversation)
                .filter { !ended.contains($0.reminder.name) }
            let changes = ReminderChanges(
                change.events, in: tracker.conversation, pending: pending)
            change.reminders = changes.scheduled
            change.endedReminders += changes.cancelled
        }
        guard
            !change.events.isEmpty || !change.endedReminders.isEmpty || change.inboxMessage != nil
        else { return }
        try await store.commit(change)
        await didCommit(change)
    }

    /// Keeps the conversation for its next turn; of a turn in which a session began only that one.
    private func keep(_ tracker: Tracker, since known: Int, _ served: ServedDialogue) {
        guard !tracker.events.isEmpty else { return }
        let begins = tracker.events[known...].contains { $0.content == .sessionStarted }
        guard begins, known > 0 else {
            return cache.put(tracker, modelID: served.model.modelID)
        }
        let session = EventScope.latestSession.part(of: Array(tracker.events))
        cache.put(
            Tracker(tracker.conversation, domain: tracker.domain, replaying: session),
            modelID: served.model.modelID)
    }
}

extension Event {
    /// Whether the event schedules or cancels a reminder.
    var concernsReminders: Bool {
        switch content {
        case .reminder, .cancelReminder: true
        default: false
        }
    }
}
