// What the events of a turn mean for reminders: which are scheduled, which are cancelled.

import Foundation
public import Vocabulary

/// Changes to the reminders of one conversation.
public struct ReminderChanges: Sendable, Equatable {
    /// Reminders that are to fire; one of a name takes the place of an earlier one of that name.
    public var scheduled: [ScheduledReminder] = []
    /// Names of reminders that are cancelled.
    public var cancelled: [String] = []

    /// What the new events of a turn change.
    ///
    /// Each action's reminders are scheduled before its cancellations count, as in Rasa.
    ///
    /// - Parameters:
    ///   - events: new events, in order.
    ///   - pending: reminders of the conversation that are scheduled already.
    ///   - localOffset: how far the local clock is ahead of universal time at a moment, in seconds,
    ///     for dates that do not say; the moment is in seconds since 1970.
    public init(
        _ events: some Sequence<Event>, in conversation: String, pending: [ScheduledReminder],
        localOffset: (Double) -> Int = ReminderChanges.localOffset
    ) {
        var waiting = Waiting(pending)
        var cancellations: [Event.Content] = []
        for event in events {
            switch event.content {
            case .action:
                waiting.cancel(by: cancellations)
                cancellations = []
            case .cancelReminder: cancellations.append(event.content)
            case .reminder(let reminder):
                guard let time = DateTime(iso: reminder.dateTime) else { continue }
                let due = time.seconds(localOffset: localOffset(time.seconds()))
                waiting.add(
                    ScheduledReminder(
                        conversation: conversation, reminder: reminder, due: due,
                        logged: event.timestamp))
            default: break
            }
        }
        waiting.cancel(by: cancellations)
        let before = Set(pending)
        scheduled = waiting.all.filter { !before.contains($0) }
        cancelled = waiting.ended.filter { waiting.byName[$0] == nil }
    }

    /// Reminders that wait, by name, in the order in which their names came.
    private struct Waiting {
        var byName: [String: ScheduledReminder] = [:]
        var ended: [String] = []
        private var names: [String] = []

        init(_ pending: [ScheduledReminder]) {
            for reminder in pending { add(reminder) }
        }

        var all: [ScheduledReminder] { names.compactMap { byName[$0] } }

        mutating func add(_ reminder: ScheduledReminder) {
            let name = reminder.reminder.name
            if byName.updateValue(reminder, forKey: name) == nil { names.append(name) }
        }

        mutating func cancel(by cancellations: [Event.Content]) {
            guard !cancellations.isEmpty else { return }
            let meant = names.filter { name in
                guard let reminder = byName[name]?.reminder else { return false }
                return cancellations.contains { reminder.isCancelled(by: $0) }
            }
            for name in meant { byName[name] = nil }
            ended += meant
            names = names.filter { byName[$0] != nil }
        }
    }

    /// How far the clock of this machine is ahead of universal time at a moment, in seconds.
    public static func localOffset(at moment: Double) -> Int {
        TimeZone.current.secondsFromGMT(for: Date(timeIntervalSince1970: moment))
    }
}

extension Reminder {
    /// Whether a `cancel_reminder` means this reminder: what it leaves open matches all.
    public func isCancelled(by content: Event.Content) -> Bool {
        guard case .cancelReminder(let name, let intent, let entities) = content else {
            return false
        }
        let wanted = entities ?? .null
        return (name ?? "").isEmpty || name == self.name
            ? ((intent ?? "").isEmpty || intent == self.intent)
                && (!wanted.isTruthy || wanted.pythonEquals(self.entities))
            : false
    }
}

extension Tracker {
    /// Whether a reminder that is due shall still fire: it was not undone by a restart, and, where
    /// it asks for that, no message with text came after it.
    ///
    /// - Complexity: O(events since the reminder).
    public func isStillDue(_ reminder: Reminder) -> Bool {
        func isIt(_ event: Event) -> Bool {
            if case .reminder(let other) = event.content {
                other.name == reminder.name
            } else {
                false
            }
        }
        if reminder.endsWithUserMessage {
            var isThere = false
            for event in events.reversed() {
                if isIt(event) {
                    isThere = true
                    break
                }
                if case .user(let user) = event.content, !(user.text ?? "").isEmpty { return false }
            }
            guard isThere else { return false }
        }
        return applied.reversed().contains { isIt($0.event) }
    }
}
