// The laws of a store's reminders and inbox, and of its log.

public import Vocabulary

extension EventStoreLaws {
    /// A reminder of a conversation.
    public static func reminder(
        _ name: String, of conversation: String, due: Double
    ) -> ScheduledReminder {
        ScheduledReminder(
            conversation: conversation,
            reminder: Reminder(
                intent: "remind", entities: [["entity": "what", "value": "tea"]],
                dateTime: "2030-01-31T18:30:00+00:00", name: name, endsWithUserMessage: false),
            due: due, logged: 7.25)
    }

    static let reminders = [
        EventStoreLaw(sentence: "reminders are kept until they end") { store in
            let one = reminder("one", of: "a", due: 20)
            let two = reminder("two", of: "a", due: 10)
            let other = reminder("one", of: "b", due: 30)
            try await store.commit(
                ConversationChange(conversation: "a", events: turn(1), reminders: [one, two]))
            try await store.commit(
                ConversationChange(conversation: "b", events: turn(1), reminders: [other]))
            try expect(try await store.nextReminder() == 10, "the next one")
            try expect(try await store.remindersDue(by: 20, limit: 9) == [two, one], "due")
            try expect(try await store.remindersDue(by: 99, limit: 1) == [two], "limit")
            try expect(try await store.reminders(of: "a") == [one, two], "of a conversation")
            try await store.commit(
                ConversationChange(conversation: "a", events: [], endedReminders: ["two", "no"]))
            try expect(try await store.remindersDue(by: 99, limit: 9) == [one, other], "ended")
        },
        EventStoreLaw(sentence: "a reminder replaces that of its name, ends go first") { store in
            let later = reminder("one", of: "a", due: 50)
            for due in [20.0, 50] {
                try await store.commit(
                    ConversationChange(
                        conversation: "a", events: [],
                        reminders: [reminder("one", of: "a", due: due)], endedReminders: ["one"]))
            }
            try expect(try await store.remindersDue(by: 99, limit: 9) == [later], "replaced")
            let events = try await store.events(of: "a", .all)
            try expect(events == nil, "a change without events makes no conversation")
        },
    ]

    /// Keeps the turn of a new message with two replies to it.
    private static func owe(
        _ store: any EventStore & InboxStore, _ id: String
    ) async throws -> DueReplies {
        let message = UserMessage(
            text: "hi", conversation: "c" + id, inputChannel: "slack", id: id)
        guard
            let number = try await store.accept(
                message, channel: "slack", platformID: id, reply: ["to": "C1"])
        else { throw BrokenLaw("refused") }
        let replies = [
            BotReply(
                conversation: "c" + id, text: "one\u{0}", data: ["buttons": [["title": "a"]]],
                metadata: ["utter_action": "utter_one"]),
            BotReply(conversation: "c" + id, text: nil, data: ["image": "i.png"]),
        ]
        try await store.commit(
            ConversationChange(
                conversation: "c" + id, events: turn(1), inboxMessage: number, dueReplies: replies))
        return DueReplies(
            message: InboxMessage(
                id: number, channel: "slack", message: message, reply: ["to": "C1"]),
            replies: replies)
    }

    static let owed = [
        EventStoreLaw(sentence: "replies are due from their turn until they are delivered") {
            store in
            let first = try await owe(store, "1")
            let second = try await owe(store, "2")
            try expect(try await store.unanswered(limit: 9).isEmpty, "the turns are kept")
            try expect(
                try await store.undelivered(after: 0, limit: 9) == [first, second], "both are due")
            try expect(try await store.undelivered(after: 0, limit: 1) == [first], "limit")
            try expect(
                try await store.undelivered(after: first.message.id, limit: 9) == [second], "page")
            try await store.settle(first.message.id, .delivered)
            try await store.settle(first.message.id, .left(first.replies, due: 1))
            try expect(try await store.undelivered(after: 0, limit: 9) == [second], "delivered")
            let late = try await store.accept(
                first.message.message, channel: "slack", platformID: "1", reply: [:])
            try expect(late == nil, "a late retry")
        },
        EventStoreLaw(sentence: "a try is counted once, and what is left waits for its time") {
            store in
            let due = try await owe(store, "1")
            let number = due.message.id
            try expect(try await store.claim(number, attempts: 0), "the first")
            try expect(try await store.claim(number, attempts: 0) == false, "counted already")
            try await store.settle(number, .left([due.replies[1]], due: 12.5))
            let left = DueReplies(
                message: due.message, replies: [due.replies[1]], attempts: 1, due: 12.5)
            try expect(try await store.undelivered(after: 0, limit: 9) == [left], "left")
            try await store.settle(number, .givenUp(reason: "nobody\u{0} is there"))
            try expect(try await store.undelivered(after: 0, limit: 9).isEmpty, "given up")
            try expect(try await store.claim(number, attempts: 1) == false, "over")
        },
    ]

    static let inbox = [
        EventStoreLaw(sentence: "a message waits in the inbox until its turn commits") { store in
            let message = UserMessage(
                text: "hi\u{0}", conversation: "a", inputChannel: "slack", id: "x",
                metadata: ["out_channel": "C1"])
            let first = try await store.accept(
                message, channel: "slack", platformID: "x", reply: ["to": "C1"])
            let plain = UserMessage(text: "", conversation: "b", inputChannel: "slack")
            let second = try await store.accept(
                plain, channel: "slack", platformID: nil, reply: [:])
            guard let first, let second else { throw BrokenLaw("refused") }
            let waiting = try await store.unanswered(limit: 9)
            try expect(waiting.map(\.id) == [first, second], "order")
            try expect(waiting.first?.message == message, "the message")
            try expect(waiting.first?.reply == ["to": "C1"], "the reply")
            try await store.commit(
                ConversationChange(conversation: "a", events: turn(1), inboxMessage: first))
            let left = try await store.unanswered(limit: 9)
            try expect(left.map(\.message) == [plain], "answered")
            let again = ConversationChange(
                conversation: "a", events: turn(2), inboxMessage: first)
            do {
                try await store.commit(again)
                throw BrokenLaw("a message is answered twice")
            } catch let fault as Fault { try expect(fault.code == .cancelled, "\(fault)") }
            try expectSame(try await store.events(of: "a", .all), turn(1))
        },
        EventStoreLaw(sentence: "a platform's id is taken once, answered or not") { store in
            let message = UserMessage(text: "hi", conversation: "a", inputChannel: "slack")
            func accept(_ channel: String, _ id: String?) async throws -> Int64? {
                try await store.accept(message, channel: channel, platformID: id, reply: [:])
            }
            let first = try await accept("slack", "1")
            try expect(try await accept("slack", "1") == nil, "a retry")
            try await store.commit(
                ConversationChange(conversation: "a", events: turn(1), inboxMessage: first))
            try expect(try await accept("slack", "1") == nil, "a late retry")
            try expect(try await accept("telegram", "1") != nil, "another channel")
            try expect(try await accept("slack", nil) != nil, "no id")
            try expect(try await accept("slack", nil) != nil, "no id again")
            try expect(try await store.unanswered(limit: 2).count == 2, "limit")
        },
    ]

    /// The log of a store that keeps one.
    public static func checkLog(_ store: any EventStore) async throws {
        var position = try await store.logEnd()
        var wanted: [String: [Event]] = [:]
        for number in 1...10 {
            let name = "c\(number % 3)"
            try await store.commit(ConversationChange(conversation: name, events: turn(number)))
            wanted[name, default: []] += turn(number)
        }
        var found: [String: [Event]] = [:]
        while true {
            let page = try await store.log(after: position, limit: 7)
            guard let last = page.last else { break }
            for logged in page { found[logged.conversation, default: []] += logged.events }
            try expect(page.map(\.position) == page.map(\.position).sorted(), "places rise")
            position = last.position
        }
        for (name, events) in wanted { try expectSame(found[name], events) }
        try expect(try await store.logEnd() == position, "the end is the last place")
    }
}
