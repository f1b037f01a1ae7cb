// What the HTTP API asks of the agent: reading, editing, inbox, reminders.

import Assistant
import Dialogue
import Foundation
import Storage
import TestKit
import Testing
import Vocabulary

@Suite struct AgentAPITests {
    @Test func `An unknown conversation is read as a fresh session that is not stored`()
        async throws
    {
        let talk = try SmallTalk()
        let tracker = try await talk.agent().tracker("a")
        #expect(
            kinds(Array(tracker.events)) == [
                "action_session_start", "session_started", "action_listen",
            ])
        #expect(try await talk.store.events(of: "a", .all) == nil)
    }

    @Test func `A conversation is read up to a moment`() async throws {
        let talk = try SmallTalk()
        let agent = talk.agent()
        _ = try await said(agent, "/name{\"name\": \"Ida\"}")
        talk.pass(seconds: 10)
        _ = try await said(agent, "/name{\"name\": \"Bo\"}")
        #expect(try await agent.tracker("a").slot("name") == "Bo")
        #expect(try await agent.tracker("a", until: 1_800_000_005).slot("name") == "Ida")
    }

    @Test func `Events are appended behind a session start, and replace everything`() async throws {
        let talk = try SmallTalk()
        let agent = talk.agent()
        let slot = Event(.slot(name: "name", value: "Ida"), timestamp: 5)
        let tracker = try await agent.append([slot], to: "a")
        #expect(tracker.slot("name") == "Ida")
        #expect(
            kinds(try await talk.store.events(of: "a", .all)) == [
                "action_session_start", "session_started", "action_listen", "slot name",
            ])
        #expect(try await said(agent, "/greet") == ["Hello Ida"])
        let replaced = try await agent.replace([slot], of: "a")
        #expect(replaced.events.count == 1)
        #expect(kinds(try await talk.store.events(of: "a", .all)) == ["slot name"])
        #expect(try await agent.append([slot], to: "a").events.count == 2)
    }

    @Test func `Actions run, intents are triggered and messages are logged by themselves`()
        async throws
    {
        let talk = try SmallTalk()
        let agent = talk.agent()
        let sink = HeldReplies()
        for code in [Fault.Code.notFound] {
            let fault = await #expect(throws: Fault.self) {
                try await agent.execute(
                    "utter_name", policy: nil, confidence: nil, in: "a", sink: sink)
            }
            #expect(fault?.code == code)
            let other = await #expect(throws: Fault.self) { try await agent.predict("a") }
            #expect(other?.code == code)
        }
        let message = UserMessage(text: "/name", conversation: "a", inputChannel: "rest")
        let logged = try await agent.log(message)
        #expect(kinds(Array(logged.events)).last == "user /name")
        let (prediction, _) = try await agent.predict("a")
        #expect(prediction.policy == "RulePolicy")
        let ran = try await agent.execute(
            "utter_name", policy: nil, confidence: nil, in: "a", sink: sink)
        #expect(kinds(Array(ran.events)).suffix(2) == ["utter_name", "bot Noted"])
        #expect(sink.replies.map(\.text) == ["Noted"])
        let unknown = await #expect(throws: Fault.self) {
            try await agent.trigger(intent: "no", entities: .null, in: "a", sink: sink)
        }
        #expect(unknown?.code == .notFound)
        _ = try await agent.trigger(
            intent: "greet", entities: ["name": "Eve"], in: "b", sink: sink)
        #expect(sink.replies.map(\.text) == ["Noted", "Hello Eve"])
    }

    @Test func `An accepted message is answered once, also after a crash`() async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(SQLiteSettings(path: folder + "/m.db"))
            let talk = try SmallTalk(store: store)
            let message = UserMessage(text: "/greet", conversation: "a", inputChannel: "slack")
            let before = talk.agent()
            let waiting = try #require(
                try await before.accept(message, channel: "slack", platformID: "Ev1"))
            #expect(try await before.accept(message, channel: "slack", platformID: "Ev1") == nil)
            // The process dies here; the next one finds the message.
            let after = talk.agent()
            let sink = HeldReplies()
            #expect(try await after.answerInbox { _ in sink } == 1)
            #expect(sink.replies.map(\.text) == ["Hello None"])
            #expect(try await after.answerInbox { _ in sink } == 0)
            let fault = await #expect(throws: Fault.self) {
                try await before.answer(waiting, sink: sink)
            }
            #expect(fault?.code == .cancelled)
            #expect(sink.replies.count == 1)
            let users = try await store.events(of: "a", .all) ?? []
            #expect(users.count { $0.content.name == "user" } == 1)
        }
    }

    private func reminder(_ name: String, kills: Bool = false) -> Event {
        // A minute after the clock of the tests.
        Event(
            .reminder(
                Reminder(
                    intent: "remind", dateTime: "2027-01-15T08:01:00+00:00", name: name,
                    endsWithUserMessage: kills)), timestamp: 1_800_000_000)
    }

    @Test func `A reminder fires when it is due, after a restart as well, and once`() async throws {
        try await withFolder { folder in
            let talk = try SmallTalk(
                store: try SQLiteStore(SQLiteSettings(path: folder + "/m.db")))
            let sink = HeldReplies()
            let before = talk.agent()
            _ = try await said(before, "/greet")
            _ = try await before.append([reminder("tea")], to: "a", sideEffects: HeldReplies())
            try await before.fireReminders { _, _ in sink }
            #expect(sink.replies.isEmpty)
            talk.pass(seconds: 61)
            let after = talk.agent()
            try await after.fireReminders { channel, _ in channel == "rest" ? sink : nil }
            try await after.fireReminders { _, _ in sink }
            #expect(sink.replies.map(\.text) == ["Tea is ready"])
            let events = try await talk.store.events(of: "a", .all)
            #expect(kinds(events).contains("user EXTERNAL: remind"))
            #expect(try await talk.store.nextReminder() == nil)
        }
    }

    @Test func `A message, a restart or a cancellation ends a reminder`() async throws {
        let talk = try SmallTalk()
        let agent = talk.agent()
        let sink = HeldReplies()
        for name in ["m", "r", "c"] { _ = try await said(agent, "/greet", to: name) }
        let quiet = HeldReplies()
        _ = try await agent.append([reminder("1", kills: true)], to: "m", sideEffects: quiet)
        _ = try await said(agent, "/greet", to: "m")
        _ = try await agent.append([reminder("1")], to: "r", sideEffects: quiet)
        _ = try await said(agent, "/restart", to: "r")
        _ = try await agent.append([reminder("1")], to: "c", sideEffects: quiet)
        let cancellation = Event(
            .cancelReminder(name: "1", intent: nil, entities: nil), timestamp: 1_800_000_001)
        _ = try await agent.append([cancellation], to: "c", sideEffects: quiet)
        #expect(try await talk.store.reminders(of: "c").isEmpty)
        talk.pass(seconds: 61)
        try await agent.fireReminders { _, _ in sink }
        #expect(sink.replies.isEmpty)
        #expect(try await talk.store.nextReminder() == nil)
    }

    @Test func `The clock of reminders wakes when one is scheduled`() async throws {
        let talk = try SmallTalk()
        let agent = talk.agent()
        let (said, saying) = AsyncStream<String>.makeStream()
        struct Telling: ReplySink {
            let outputChannel = "slack"
            let saying: AsyncStream<String>.Continuation
            func say(_ reply: BotReply) async { saying.yield(reply.text ?? "") }
        }
        let clock = Task { await agent.runReminders { _, _ in Telling(saying: saying) } }
        let past = Event(
            .reminder(
                Reminder(
                    intent: "remind", dateTime: "2020-01-15T08:01:00+00:00", name: "late",
                    endsWithUserMessage: false)), timestamp: 1_800_000_000)
        _ = try await agent.append([past], to: "a", sideEffects: HeldReplies())
        for await text in said {
            #expect(text == "Tea is ready")
            break
        }
        clock.cancel()
        await clock.value
    }
}
