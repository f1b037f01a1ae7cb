// Events in requests, and conversations of a server that leads none.

import Testing
import Vocabulary

@testable import Server

struct EventChecksTests {
    @Test("A model without dialogue predicts nothing, and refuses what is no list of events")
    func predict() async throws {
        try await withServer { server async throws in
            func predict(_ body: String, query: String = "") async throws -> FetchAnswer {
                try await server.call("POST", "/model/predict\(query)", body)
            }
            #expect(try await predict(#"[{"event": "pause"}]"#).json == .null)
            expectProblem(
                try await predict(#"[{"event": "zzz"}]"#), 400, "BadRequest",
                "Failed to validate the events format.")
            expectProblem(
                try await predict(""), 400, "BadRequest", "Failed to validate the events format.")
            expectProblem(
                try await predict(#"[{"event": "user"}]"#), 400, "BadRequest",
                "Supplied events are not valid.")
            expectProblem(
                try await predict(#"[{"event": "pause"}]"#, query: "?include_events=no"), 400,
                "BadRequest", "include_events")
            #expect(try await predict("{").status == 400)
        }
    }

    @Test("A conversation that nobody led is a fresh one, each time it is read")
    func tracker() async throws {
        try await withServer { server async throws in
            for query in ["", "?include_events=ALL", "?include_events=after_restart"] {
                let state = try await server.get("/conversations/team/a/1/tracker\(query)").json
                #expect(state["sender_id"] == "team/a/1")
                let events = state["events"]?.array ?? []
                #expect(events.map { $0["event"] } == ["action", "session_started", "action"])
                #expect(events.first?["metadata"]?["assistant_id"] == "tested")
                #expect(state["latest_action_name"] == "action_listen")
            }
            let bare = try await server.get("/conversations/x/tracker?include_events=NONE").json
            #expect(bare["events"] == .null)
            let early = try await server.get("/conversations/x/tracker?until=1").json
            #expect(early["events"] == [])
            #expect(early["followup_action"] == "action_listen")
            let odd = try await server.get("/conversations/x/tracker?until=soon").json
            #expect(odd["events"]?.array?.count == 3)
            expectProblem(
                try await server.get("/conversations/x/tracker?include_events=SOME"), 400,
                "BadRequest", "Should be one of NONE, APPLIED, AFTER_RESTART, ALL")
        }
    }
}
