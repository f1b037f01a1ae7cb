// Reminders: waited for, fired in their conversation, over restarts of the server.

import Dialogue
public import Vocabulary

extension Agent {
    /// How long the clock sleeps at most, in seconds: a clock that was set forward is noticed then.
    static let reminderSleepSeconds = 30.0
    /// How long it waits when a reminder could not be fired, in seconds.
    static let reminderRetrySeconds = 5.0

    /// Fires reminders when they are due, until the task is cancelled; also those that came due
    /// while no server ran.
    ///
    /// - Parameter sink: where the replies go, by the channel of the conversation's last message;
    ///   `nil` when that channel can't send by itself: they stand in the conversation only.
    public func runReminders(
        sink: @Sendable (_ channel: String?, _ conversation: String) async -> (any ReplySink)?
    ) async {
        while !Task.isCancelled {
            var pause = Self.reminderSleepSeconds
            do throws(Fault) {
                try await fireReminders(sink: sink)
                if let next = try await store.nextReminder() {
                    pause = min(pause, max(0, next - world.now()))
                }
            } catch {
                world.warn("Reminders could not be fired, another try follows: \(error)")
                pause = Self.reminderRetrySeconds
            }
            if pause > 0 { await reminders.wait(seconds: pause) }
        }
    }

    /// Fires all reminders that are due.
    ///
    /// - Throws: `Fault`; what was not fired stays.
    public func fireReminders(
        sink: @Sendable (_ channel: String?, _ conversation: String) async -> (any ReplySink)?
    ) async throws(Fault) {
        while true {
            let due = try await store.remindersDue(by: world.now(), limit: 100)
            if due.isEmpty { return }
            for reminder in due {
                let channel = try await latestInputChannel(of: reminder.conversation)
                let sink = await sink(channel, reminder.conversation)
                try await fire(reminder, sink: sink ?? HeldReplies())
            }
        }
    }

    /// Fires one reminder, or forgets it when it no longer counts.
    ///
    /// - Note: rasa/core/processor.py `handle_reminder` (3.6.21).
    private func fire(
        _ scheduled: ScheduledReminder, sink: any ReplySink
    ) async throws(Fault) {
        let world = world
        let held = HeldReplies(outputChannel: sink.outputChannel)
        let reminder = scheduled.reminder
        try await change(
            try locks.ticket(scheduled.conversation), Extent(endedReminders: [reminder.name])
        ) { (tracker, served) async throws(Fault) in
            await served.engine.startSession(
                &tracker, metadata: nil, world: world, sink: held)
            guard served.predicts, tracker.isStillDue(reminder) else { return }
            await served.engine.trigger(
                intent: reminder.intent, entities: reminder.entities, in: &tracker,
                world: world, sink: held)
        } afterwards: {
            for reply in held.replies { await sink.say(reply) }
        }
    }
}
