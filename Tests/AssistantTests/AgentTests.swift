// The agent's turns: order, storing, sessions, swapped models.

import Assistant
import Dialogue
import Foundation
import Storage
import Synchronization
import TestKit
import Testing
import Vocabulary

@Suite struct AgentTests {
    @Test func `A turn is answered and stored with its session and the model's ids`() async throws {
        let talk = try SmallTalk()
        let agent = talk.agent()
        #expect(try await said(agent, "/name{\"name\": \"Ida\"}") == ["Noted"])
        #expect(try await said(agent, "/greet") == ["Hello Ida"])
        let events = try await talk.store.events(of: "a", .all)
        #expect(
            kinds(events) == [
                "action_session_start", "session_started", "action_listen",
                "user /name{\"name\": \"Ida\"}", "slot name", "user_featurization", "utter_name",
                "bot Noted", "action_listen", "user /greet", "user_featurization", "utter_greet",
                "bot Hello Ida", "action_listen",
            ])
        let modelID = talk.shelf.current?.modelID
        for event in events ?? [] {
            #expect(event.metadata["model_id"]?.string == modelID)
            #expect(event.metadata["assistant_id"] == "small")
        }
        guard case .user(let user)? = events?[3].content else { throw BrokenLaw("no message") }
        #expect(
            user.parse.keys.prefix(5) == ["intent", "entities", "text", "message_id", "metadata"])
        #expect(user.messageID?.count == 32)
        #expect(user.parse["message_id"]?.string == user.messageID)
    }

    @Test func `Messages that arrive at once are answered in the order of their tickets`()
        async throws
    {
        let talk = try SmallTalk()
        let agent = talk.agent()
        let tickets = try (0..<30).map { _ in try agent.ticket("a") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in tickets.indices.reversed() {
                group.addTask {
                    let message = UserMessage(
                        text: "/greet", conversation: "a", inputChannel: "rest", id: "\(number)")
                    try await agent.handle(
                        message, sink: HeldReplies(), ticket: tickets[number])
                }
            }
            try await group.waitForAll()
        }
        let ids = (try await talk.store.events(of: "a", .all) ?? []).compactMap { event in
            if case .user(let user) = event.content {
                user.messageID.flatMap { Int($0) }
            } else {
                nil
            }
        }
        #expect(ids == Array(0..<30))
    }

    @Test func `A conversation goes on after a restart and with another model`() async throws {
        let talk = try SmallTalk()
        #expect(try await said(talk.agent(), "/name{\"name\": \"Ida\"}") == ["Noted"])
        let agent = talk.agent()
        #expect(try await said(agent, "/greet") == ["Hello Ida"])
        let other = SmallTalk.text.replacingOccurrences(of: "Hello", with: "Welcome")
        talk.shelf.put(try SmallTalk.model(other))
        #expect(try await said(agent, "/greet") == ["Welcome Ida"])
    }

    @Test func `A session that expired begins anew, and only it is kept at hand`() async throws {
        let talk = try SmallTalk()
        let agent = talk.agent()
        _ = try await said(agent, "/name{\"name\": \"Ida\"}")
        talk.pass(seconds: 3_700)
        #expect(try await said(agent, "/greet") == ["Hello Ida"])
        #expect(try await said(agent, "/greet") == ["Hello Ida"])
        let session = try await talk.store.events(of: "a", .latestSession)
        #expect(
            kinds(session).prefix(5) == [
                "action_session_start", "session_started", "slot name", "action_listen",
                "user /greet",
            ])
        #expect(try await agent.tracker("a").events.count == 9 + 9 + 5)
    }

    @Test func `What can't be stored is not answered, and does not count later`() async throws {
        let talk = try SmallTalk()
        let store = FailingStore(talk.store)
        let agent = talk.agent(store)
        #expect(try await said(agent, "/name{\"name\": \"Ida\"}") == ["Noted"])
        store.fails.withLock { $0 = true }
        let sink = HeldReplies()
        let message = UserMessage(
            text: "/name{\"name\": \"Bo\"}", conversation: "a", inputChannel: "rest")
        let fault = await #expect(throws: Fault.self) {
            try await agent.handle(message, sink: sink)
        }
        #expect(fault?.code == .storage)
        #expect(sink.replies.isEmpty)
        store.fails.withLock { $0 = false }
        #expect(try await said(agent, "/greet") == ["Hello Ida"])
    }

    @Test func `Another server understands messages when one is named`() async throws {
        struct Answering: HTTPFetching {
            let body: String
            func fetch(_ request: FetchRequest) async throws(Fault) -> FetchAnswer {
                guard request.url == "http://nlu/model/parse",
                    (try? JSONValue(parsing: request.body))?["text"] == "hi"
                else { throw Fault(.peerFailed, "no") }
                return FetchAnswer(status: 200, body: Array(body.utf8))
            }
        }
        let talk = try SmallTalk()
        let world = ActionWorld(fetching: NoFetching(), now: { 1_800_000_000 }, random: { _ in 0 })
        let body = #"{"text": "hi", "intent": {"name": "name", "confidence": 1}, "entities": []}"#
        for (text, reply) in [(" hi ", "Noted"), ("fails", "What?")] {
            let remote = RemoteUnderstanding(
                ["url": "http://nlu"], fetching: Answering(body: body))
            let agent = Agent(
                store: MemoryStore(), shelf: talk.shelf, world: world, remote: remote)
            #expect(try await said(agent, text) == [reply])
        }
    }

    @Test func `Without a model nothing is answered`() async throws {
        let talk = try SmallTalk()
        talk.shelf.unload()
        let fault = await #expect(throws: Fault.self) { try await said(talk.agent(), "hi") }
        #expect(fault?.code == .noModel)
        #expect(try await talk.store.events(of: "a", .all) == nil)
    }

    @Test func `Replies reach a stream as they are said, others when the turn is stored`()
        async throws
    {
        let talk = try SmallTalk()
        let store = FailingStore(talk.store)
        store.fails.withLock { $0 = true }
        let sink = HeldReplies()
        let message = UserMessage(text: "/name", conversation: "a", inputChannel: "rest")
        await #expect(throws: Fault.self) {
            try await talk.agent(store).handle(message, sink: sink, delivery: .asSaid)
        }
        #expect(sink.replies.map(\.text) == ["Noted"])
    }
}

/// A store whose commits fail on request.
final class FailingStore: EventStore, InboxStore {
    let inner: any EventStore & InboxStore
    let fails = Mutex(false)
    let failsToSettle = Mutex(false)

    init(_ inner: any EventStore & InboxStore) { self.inner = inner }

    func events(of id: String, _ scope: EventScope) async throws(Fault) -> [Event]? {
        try await inner.events(of: id, scope)
    }
    func commit(_ change: ConversationChange) async throws(Fault) {
        if fails.withLock({ $0 }) { throw Fault(.storage, "The disk is full.") }
        try await inner.commit(change)
    }
    func conversations(after: String?, limit: Int) async throws(Fault) -> [String] {
        try await inner.conversations(after: after, limit: limit)
    }
    func remindersDue(by time: Double, limit: Int) async throws(Fault) -> [ScheduledReminder] {
        try await inner.remindersDue(by: time, limit: limit)
    }
    func nextReminder() async throws(Fault) -> Double? { try await inner.nextReminder() }
    func reminders(of conversation: String) async throws(Fault) -> [ScheduledReminder] {
        try await inner.reminders(of: conversation)
    }
    func log(after position: Int64, limit: Int) async throws(Fault) -> [LoggedEvents] {
        try await inner.log(after: position, limit: limit)
    }
    func logEnd() async throws(Fault) -> Int64 { try await inner.logEnd() }
    func accept(
        _ message: UserMessage, channel: String, platformID: String?, reply: JSONObject
    ) async throws(Fault) -> Int64? {
        try await inner.accept(message, channel: channel, platformID: platformID, reply: reply)
    }
    func unanswered(limit: Int) async throws(Fault) -> [InboxMessage] {
        try await inner.unanswered(limit: limit)
    }
    func undelivered(after number: Int64, limit: Int) async throws(Fault) -> [DueReplies] {
        try await inner.undelivered(after: number, limit: limit)
    }
    func claim(_ number: Int64, attempts: Int) async throws(Fault) -> Bool {
        try await inner.claim(number, attempts: attempts)
    }
    func settle(_ number: Int64, _ outcome: DeliveryOutcome) async throws(Fault) {
        if failsToSettle.withLock({ $0 }) { throw Fault(.storage, "The disk is full.") }
        try await inner.settle(number, outcome)
    }
}
