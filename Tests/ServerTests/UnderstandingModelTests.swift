// Conversations with a model that only understands messages: kept, and not answered.

import Testing
import Vocabulary

@testable import Server

/// What real Rasa 3.6.21 does with a model of `rasa train nlu`.
struct UnderstandingModelTests {
    static func kept(_ settings: inout ServerSettings) {
        settings.endpoints = ["tracker_store": ["type": "in_memory"]]
    }

    @Test("Messages are logged as they were understood, and nothing is said")
    func messages() async throws {
        try await withServer {
            Self.kept(&$0)
        } _: { server async throws in
            for text in ["hello", "bye you"] {
                let body: JSONValue = ["sender": "a", "message": .string(text)]
                let answer = try await server.call("POST", "/webhooks/rest/webhook", body.text())
                #expect(answer.status == 200)
                #expect(answer.json == [])
            }
            let tracker = try await server.tracker("a")
            #expect(kinds(tracker) == sessionKinds + ["user hello", "user bye you"])
            #expect(tracker["latest_message"]?["intent"]?["name"] == "goodbye")
            #expect(tracker["latest_input_channel"] == "rest")
            #expect(tracker["latest_action_name"] == "action_listen")
            #expect(tracker["slots"] == ["session_started_metadata": .null])
            let logged = try await server.call(
                "POST", "/conversations/m/messages", #"{"text":"hello","sender":"user"}"#)
            #expect(logged.status == 200)
            #expect(kinds(logged.json) == sessionKinds + ["user hello"])
            let story = try await server.get("/conversations/a/story").text
            #expect(story.contains("- intent: greet") && story.contains("- intent: goodbye"))
        }
    }

    @Test("Events are kept, actions run, and what needs policies is refused as Rasa does")
    func routes() async throws {
        try await withServer {
            Self.kept(&$0)
        } _: { server async throws in
            func call(_ method: String, _ ending: String, _ body: String) async throws
                -> FetchAnswer
            {
                try await server.call(method, "/conversations/m/\(ending)", body)
            }
            let slot = #"{"event":"slot","name":"x","value":1}"#
            let appended = try await call("POST", "tracker/events", slot)
            #expect(kinds(appended.json) == sessionKinds + ["slot x"])
            let run = try await call("POST", "execute", #"{"name":"action_listen"}"#)
            #expect(run.status == 200)
            #expect(run.json["messages"] == [])
            #expect(kinds(run.json["tracker"]).last == "action action_listen")
            #expect(run.json["tracker"]?["events"]?.array?.last?["confidence"] == 0.0)
            expectProblem(
                try await call("POST", "execute", #"{"name":"utter_x"}"#), 500,
                "ConversationError", "not a registered action")
            expectProblem(
                try await call("POST", "trigger_intent", #"{"name":"greet"}"#), 404, "NotFound",
                "does not exist in the domain")
            expectProblem(try await call("POST", "predict", ""), 500, "ConversationError")
            expectProblem(
                try await server.call("POST", "/conversations/new/predict"), 404, "Not found")
            let user = #"[{"event":"user","text":"hi","parse_data":{}}]"#
            let replaced = try await call("PUT", "tracker/events", user)
            #expect(kinds(replaced.json) == ["user hi"])
            let domain = try await server.get("/domain", headers: [("Accept", "application/json")])
            #expect(
                domain.json == [
                    "session_config": [
                        "session_expiration_time": 60, "carry_over_slots_to_new_session": true,
                    ], "version": "3.1",
                ])
            expectProblem(
                try await server.call("POST", "/model/test/stories", "stories: []"), 500,
                "TestingError")
        }
    }
}
