// Replies that are owed to a platform: delivered late, in order, at least once, or given up.

import Assistant
import Foundation
import Storage
import Synchronization
import TestKit
import Testing
import Vocabulary

/// A platform that takes replies, or does not.
final class Platform: ReplySink {
    let outputChannel = "slack"
    let answer = Mutex(Delivery.delivered)
    private let heard = Mutex<[String]>([])
    private let tries = Mutex(0)

    var texts: [String] { heard.withLock { $0 } }
    var count: Int { tries.withLock { $0 } }

    func say(_ reply: BotReply) async { _ = await deliver(reply) }

    func deliver(_ reply: BotReply) async -> Delivery {
        tries.withLock { $0 += 1 }
        let answer = answer.withLock { $0 }
        if answer == .delivered { heard.withLock { $0.append(reply.text ?? "") } }
        return answer
    }

    func will(_ next: Delivery) { answer.withLock { $0 = next } }
}

@Suite struct AgentDeliveryTests {
    /// Takes a message into the inbox and answers it.
    private func tell(
        _ agent: Agent, _ text: String, _ id: String, to conversation: String = "a",
        _ sink: Platform
    ) async throws {
        let message = UserMessage(text: text, conversation: conversation, inputChannel: "slack")
        let waiting = try #require(
            try await agent.accept(message, channel: "slack", platformID: id))
        try await agent.answer(waiting, sink: sink)
    }

    @Test func `A reply that was cut off by the end of the process is posted after the restart`()
        async throws
    {
        try await withFolder { folder in
            let store = try SQLiteStore(SQLiteSettings(path: folder + "/m.db"))
            let talk = try SmallTalk(store: store)
            let failing = FailingStore(store)
            let before = talk.agent(failing)
            let platform = Platform()
            let message = UserMessage(text: "/name", conversation: "a", inputChannel: "slack")
            let waiting = try #require(
                try await before.accept(message, channel: "slack", platformID: "1"))
            // Killed while it posts: the note that it was posted is never written.
            failing.failsToSettle.withLock { $0 = true }
            try await before.answer(waiting, sink: platform)
            let after = talk.agent()
            #expect(try await after.deliverDue { _ in platform }.delivered == 1)
            #expect(platform.texts == ["Noted", "Noted"])
            #expect(try await after.deliverDue { _ in platform }.delivered == 0)
            #expect(try await after.answerInbox { _ in platform } == 0)
            let events = try await store.events(of: "a", .all) ?? []
            #expect(events.count { $0.content.name == "user" } == 1)
        }
    }

    @Test func `A platform that is away is asked again, and hears all in their order`() async throws
    {
        let talk = try SmallTalk()
        let agent = talk.agent()
        let platform = Platform()
        platform.will(.failed("nobody is there"))
        try await tell(agent, "/greet", "1", platform)
        try await tell(agent, "/name", "2", platform)
        try await tell(agent, "/remind", "3", to: "b", platform)
        #expect(platform.count == 2)
        platform.will(.delivered)
        // What was said first goes out first, also when something newer could be told at once.
        try await tell(agent, "/name", "4", platform)
        #expect(platform.texts == [])
        let early = try await agent.deliverDue { _ in platform }
        #expect(early.delivered == 0)
        #expect(early.next == 1_800_000_005)
        talk.pass(seconds: 5)
        #expect(try await agent.deliverDue { _ in platform }.delivered == 4)
        #expect(platform.texts == ["Hello None", "Noted", "Tea is ready", "Noted"])
        try await tell(agent, "/name", "5", platform)
        #expect(platform.texts.count == 5)
        #expect(try await talk.store.undelivered(after: 0, limit: 9).isEmpty)
    }

    @Test func `A reply is given up after ten further tries, each after a longer pause`()
        async throws
    {
        let talk = try SmallTalk()
        let agent = talk.agent()
        let platform = Platform()
        platform.will(.failed("nobody is there"))
        try await tell(agent, "/greet", "1", platform)
        var pauses: [Double] = []
        while let next = try await agent.deliverDue(sink: { _ in platform }).next {
            let pause = talk.clock.withLock { next - $0 }
            pauses.append(pause)
            talk.pass(seconds: pause)
            try await agent.deliverDue { _ in platform }
            #expect(pauses.count <= Agent.deliveryAttemptsMax)
            if pauses.count > Agent.deliveryAttemptsMax { break }
        }
        #expect(pauses == [5, 15, 45, 135, 405, 1_215, 3_600, 3_600, 3_600, 3_600])
        #expect(platform.count == 11)
        #expect(try await talk.store.undelivered(after: 0, limit: 9).isEmpty)
        let last = talk.warnings.withLock { $0.last } ?? ""
        #expect(last.contains("given up after 10 further tries: nobody is there"))
        platform.will(.delivered)
        try await tell(agent, "/name", "2", platform)
        #expect(platform.texts == ["Noted"])
    }

    @Test func `A try that kills the process counts, too`() async throws {
        let talk = try SmallTalk()
        let platform = Platform()
        platform.will(.failed("nobody is there"))
        try await tell(talk.agent(), "/greet", "1", platform)
        for attempts in 0..<Agent.deliveryAttemptsMax {
            let number = try #require(
                try await talk.store.undelivered(after: 0, limit: 1).first?.message.id)
            #expect(try await talk.store.claim(number, attempts: attempts))
        }
        talk.pass(seconds: 5)
        platform.will(.delivered)
        try await talk.agent().deliverDue { _ in platform }
        #expect(platform.texts.isEmpty)
        #expect(try await talk.store.undelivered(after: 0, limit: 9).isEmpty)
    }

    @Test func `A reply that the platform refuses for good is left out, the others are not`()
        async throws
    {
        let talk = try SmallTalk()
        let platform = Platform()
        platform.will(.refused("the channel is gone"))
        try await tell(talk.agent(), "/greet", "1", platform)
        #expect(try await talk.store.undelivered(after: 0, limit: 9).isEmpty)
        #expect(talk.warnings.withLock { $0.last }?.contains("the channel is gone") == true)
    }

    @Test func `What is owed over a channel that is not served any more is given up`() async throws
    {
        let talk = try SmallTalk()
        let platform = Platform()
        platform.will(.failed("nobody is there"))
        try await tell(talk.agent(), "/greet", "1", platform)
        talk.pass(seconds: 5)
        try await talk.agent().deliverDue { _ in nil }
        #expect(try await talk.store.undelivered(after: 0, limit: 9).isEmpty)
    }
}
