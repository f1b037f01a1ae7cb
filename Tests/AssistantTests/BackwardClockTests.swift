// The clock of the machine is set back while conversations go on.

import Assistant
import Dialogue
import Foundation
import TestKit
import Testing
import Vocabulary

@Suite struct BackwardClockTests {
    @Test func `Set back by a day, a conversation goes on in its session and in its order`()
        async throws
    {
        let talk = try SmallTalk()
        let agent = talk.agent()
        #expect(try await said(agent, "/name{\"name\": \"Ida\"}") == ["Noted"])
        talk.pass(seconds: -86_400)
        #expect(try await said(agent, "/greet") == ["Hello Ida"])
        // Another process reads the same order from the store.
        #expect(try await said(talk.agent(), "/greet") == ["Hello Ida"])
        let events = try await talk.store.events(of: "a", .all)
        #expect(kinds(events).filter { $0.hasPrefix("user ") }.count == 3)
        #expect(kinds(events).count { $0 == "session_started" } == 1)
        #expect(kinds(events).last == "action_listen")
    }

    @Test func `Set forward again, the session ends by the clock, and what was said is kept`()
        async throws
    {
        let talk = try SmallTalk()
        let agent = talk.agent()
        talk.pass(seconds: -86_400)
        #expect(try await said(agent, "/name{\"name\": \"Ida\"}") == ["Noted"])
        talk.pass(seconds: 86_400)
        #expect(try await said(agent, "/greet") == ["Hello Ida"])
        let events = try await talk.store.events(of: "a", .all)
        #expect(kinds(events).count { $0 == "session_started" } == 2)
        #expect(try await agent.tracker("a").events.count == events?.count)
    }
}
