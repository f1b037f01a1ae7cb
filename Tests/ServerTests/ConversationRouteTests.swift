// /conversations/{id}: reading and editing conversations over HTTP.

import Assistant
import Foundation
import Testing
import Vocabulary

@testable import Server

struct ConversationRouteTests {
    @Test("A turn over REST is in the tracker, with the model's ids, in Rasa's shape")
    func turn() async throws {
        try await withTalkingServer { server async throws in
            #expect(try await server.say("/greet", to: "a") == ["Hello"])
            let tracker = try await server.tracker("a")
            #expect(
                tracker.object?.keys == [
                    "sender_id", "slots", "latest_message", "latest_event_time", "followup_action",
                    "paused", "events", "latest_input_channel", "active_loop", "latest_action",
                    "latest_action_name",
                ])
            #expect(
                kinds(tracker) == sessionKinds + [
                    "user /greet", "user_featurization", "action utter_greet", "bot Hello",
                    "action action_listen",
                ])
            #expect(tracker["latest_input_channel"] == "rest")
            #expect(tracker["slots"]?["premium"] == false)
            let status = try await server.get("/status").json
            for event in tracker["events"]?.array ?? [] {
                #expect(event["metadata"]?["model_id"] == status["model_id"])
                #expect(event["metadata"]?["assistant_id"] == "talking")
            }
        }
    }

    @Test("An unknown conversation is a fresh one; times and verbosities choose events")
    func reading() async throws {
        try await withTalkingServer { server async throws in
            #expect(kinds(try await server.tracker("new")) == sessionKinds)
            #expect(try await server.tracker("new")["latest_input_channel"] == .null)
            _ = try await server.say("/greet", to: "team/a/1")
            _ = try await server.say("/restart", to: "team/a/1")
            #expect(kinds(try await server.tracker("team/a/1")) == sessionKinds)
            let all = try await server.tracker("team/a/1", "?include_events=all")
            #expect(kinds(all).contains("bot Hello"))
            #expect(all["latest_input_channel"] == "rest")
            let none = try await server.tracker("team/a/1", "?include_events=NONE")
            #expect(none["events"] == .null)
            #expect(try await server.tracker("a%40b")["sender_id"] == "a%40b")
            let first = all["events"]?.array?.first?["timestamp"]?.double ?? 0
            let early = try await server.tracker("team/a/1", "?until=\(first)")
            #expect(early["events"]?.array?.count == 1)
            let odd = try await server.tracker("new", "?until=yesterday")
            #expect(kinds(odd) == sessionKinds)
        }
    }

    @Test("Events are appended behind a session start, in order, with their own times")
    func appending() async throws {
        try await withTalkingServer { server async throws in
            func append(_ body: String, _ query: String = "") async throws -> FetchAnswer {
                try await server.call(
                    "POST", "/conversations/x/tracker/events\(query)", body)
            }
            let one = try await append(
                #"{"event":"slot","name":"name","value":"Ann","timestamp":12.5}"#)
            #expect(one.status == 200)
            #expect(kinds(one.json) == sessionKinds + ["slot name"])
            #expect(one.json["slots"]?["name"] == "Ann")
            #expect(one.json["events"]?.array?.last?["timestamp"] == 12.5)
            let two = try await append(
                #"[{"event":"pause"},{"event":"bot","text":"Hi","data":{}}]"#,
                "?include_events=NONE")
            #expect(two.json["events"] == .null)
            #expect(two.json["paused"] == true)
            #expect(try await server.say("/greet", to: "x") == [])
        }
    }

    @Test("Events that are none are refused in Rasa's words")
    func badEvents() async throws {
        try await withTalkingServer { server async throws in
            func send(_ method: String, _ body: String) async throws -> FetchAnswer {
                try await server.call(method, "/conversations/x/tracker/events", body)
            }
            let words = "Failed to validate the events format. For more information"
            for method in ["POST", "PUT"] {
                for body in [
                    "", #"{"event":"party"}"#, #"{"name":"x"}"#, "[1]", "null", "5",
                    #"{"event":"slot","name":"n"}"#, #"[{"event":"user"}]"#,
                    #"[{"event":"action"}]"#, #"[{"event":"entities","entities":{}}]"#,
                    #"[{"event":"reminder","date_time":"soon","intent":"x"}]"#,
                ] {
                    let answer = try await send(method, body)
                    expectProblem(answer, 400, "BadRequest", words)
                    #expect(answer.json["help"]?.string?.hasSuffix("/pages/http-api") == true)
                }
                #expect(try await send(method, "[{").status == 400)
            }
            expectProblem(
                try await send("POST", "[]"), 500, "ConversationError",
                "An unexpected error occurred. Error: ")
            expectProblem(
                try await send("PUT", #"{"event":"pause"}"#), 500, "ConversationError")
            expectProblem(
                try await server.call(
                    "POST", "/conversations/x/tracker/events?include_events=some",
                    #"{"event":"pause"}"#), 400, "BadRequest", "include_events")
            #expect(kinds(try await server.tracker("x")) == sessionKinds)
        }
    }

    @Test("A conversation can be replaced by exactly a list of events")
    func replacing() async throws {
        try await withTalkingServer { server async throws in
            _ = try await server.say("/greet", to: "r")
            let path = "/conversations/r/tracker/events"
            let put = try await server.call(
                "PUT", path,
                #"[{"event":"slot","name":"name","value":"Rex"},"#
                    + #"{"event":"slot","name":"odd","value":1}]"#)
            #expect(kinds(put.json) == ["slot name", "slot odd"])
            #expect(put.json["slots"]?["name"] == "Rex")
            #expect(kinds(try await server.tracker("r")) == ["slot name", "slot odd"])
            let empty = try await server.call("PUT", path, "[]")
            #expect(empty.json["events"] == [])
            #expect(empty.json["latest_event_time"] == .null)
        }
    }

    @Test("A conversation is told as a test story; an unknown one is not found")
    func story() async throws {
        try await withTalkingServer { server async throws in
            expectProblem(
                try await server.get("/conversations/nobody/story"), 404, "Not found",
                "Conversation ID not found.")
            _ = try await server.say("/greet", to: "s")
            let story = try await server.get("/conversations/s/story")
            #expect(story.header("content-type") == "text/plain; charset=utf-8")
            #expect(story.text.hasPrefix("version: \"3.1\"\nstories:\n- story: s\n  steps:\n"))
            #expect(story.text.contains("  - action: utter_greet"))
            _ = try await server.say("/restart", to: "s")
            let all = try await server.get("/conversations/s/story?all_sessions=true").text
            #expect(all.contains("- story: s, story 1") && all.contains("- story: s, story 2"))
        }
    }

    @Test("Without a model every route about conversations says so")
    func noModel() async throws {
        try await withServer(hasModel: false) { server async throws in
            for (method, ending) in [
                ("GET", "tracker"), ("POST", "tracker/events"), ("PUT", "tracker/events"),
                ("GET", "story"), ("POST", "execute"), ("POST", "predict"), ("POST", "messages"),
                ("POST", "trigger_intent"),
            ] {
                let answer = try await server.call(method, "/conversations/x/\(ending)", "{}")
                expectProblem(answer, 409, "Conflict", "No agent loaded.")
            }
            expectProblem(try await server.get("/domain"), 409, "Conflict")
            #expect(try await server.say("/greet", to: "x") == [])
        }
    }

    @Test("A conversation goes on over another model and over a restart of the server")
    func goingOn() async throws {
        let folder = NSTemporaryDirectory() + "martlet-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func settings(_ settings: inout ServerSettings) {
            settings.workingFolder = folder
            settings.endpoints = .null
        }
        try await withTalkingServer(settings) { server async throws in
            _ = try await server.say("/greet", to: "k")
            #expect(try await server.call("DELETE", "/model").status == 204)
            #expect(try await server.get("/conversations/k/tracker").status == 409)
            server.shelf.put(try TalkingModel.open())
            _ = try await server.say("/greet", to: "k")
            #expect(kinds(try await server.tracker("k")).count { $0 == "bot Hello" } == 2)
        }
        #expect(FileManager.default.fileExists(atPath: folder + "/.martlet/martlet.db"))
        try await withTalkingServer(settings) { server async throws in
            #expect(kinds(try await server.tracker("k")).count { $0 == "bot Hello" } == 2)
        }
    }
}
