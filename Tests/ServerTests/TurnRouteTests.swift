// /conversations/{id}: running and predicting actions, logging messages, triggering intents.

import Testing
import Vocabulary

@testable import Server

struct TurnRouteTests {
    @Test("An action is run where a conversation is, and what it says is in the answer")
    func execute() async throws {
        try await withTalkingServer { server async throws in
            func run(_ body: String, in id: String = "e") async throws -> FetchAnswer {
                try await server.call("POST", "/conversations/\(id)/execute", body)
            }
            expectProblem(
                try await run(#"{"name":"utter_greet"}"#), 404, "Not found",
                "Conversation ID not found.")
            expectProblem(try await run(""), 404, "Not found")
            _ = try await server.say("/greet", to: "e")
            let answer = try await run(
                #"{"name":"utter_bye","policy":"mine","confidence":0.5}"#)
            #expect(answer.json.object?.keys == ["tracker", "messages"])
            #expect(
                answer.json["messages"] == [
                    ["recipient_id": "e", "text": "See you, None"],
                    ["recipient_id": "e", "text": "Soon"],
                ])
            let action = try await server.tracker("e")["events"]?.array?.last {
                $0["event"] == "action"
            }
            #expect(action?["policy"] == "mine")
            #expect(action?["confidence"] == 0.5)
            expectProblem(
                try await run(#"{"action":"x"}"#), 400, "BadRequest",
                "Name of the action not provided in request body.")
            expectProblem(
                try await run(#"{"name":"action_nobody"}"#), 500, "ConversationError",
                "An unexpected error occurred. Error: Cannot access action 'action_nobody'")
            for body in ["[]", "5", "null", #""text""#] {
                expectProblem(try await run(body), 400, "BadRequest")
            }
            #expect(try await run("{").status == 400)
            #expect(try await run("").status == 500)
            let failed = try await run(#"{"name":"action_custom"}"#)
            #expect(failed.status == 200)
            #expect(failed.json["messages"] == [])
        }
    }

    @Test("A prediction scores all actions, the best first, and changes nothing")
    func predict() async throws {
        try await withTalkingServer { server async throws in
            let path = "/conversations/p/predict"
            expectProblem(try await server.call("POST", path), 404, "Not found")
            let user =
                #"{"event":"user","text":"hi","parse_data":{"entities":[],"intent":"#
                + #"{"name":"greet","confidence":1.0}}}"#
            _ = try await server.call("POST", "/conversations/p/tracker/events", user)
            let before = kinds(try await server.tracker("p"))
            let answer = try await server.call("POST", path).json
            #expect(answer.object?.keys == ["scores", "policy", "confidence", "tracker"])
            let scores = answer["scores"]?.array ?? []
            #expect(scores.first?["action"] == "utter_greet")
            #expect(scores.contains { $0["action"] == "action_listen" })
            #expect(answer["policy"]?.string?.hasSuffix("RulePolicy") == true)
            let rest = scores.filter { $0["score"]?.double == 0 }.compactMap {
                $0["action"]?.string
            }
            #expect(rest.count > 10)
            #expect(rest == rest.sorted())
            #expect(kinds(try await server.tracker("p")) == before)

            let listen = #"[{"event":"action","name":"action_listen"},"#
            let free = try await server.call("POST", "/model/predict", listen + user + "]").json
            #expect(free["tracker"]?["sender_id"] == "default")
            #expect(
                free["scores"]?.array?.prefix(2).map { $0["action"] } == [
                    "action_listen", "action_restart",
                ])
            #expect(kinds(try await server.tracker("default")) == sessionKinds)
        }
    }

    @Test("A message is logged and understood, and nothing is said")
    func messages() async throws {
        try await withTalkingServer { server async throws in
            func send(_ body: String) async throws -> FetchAnswer {
                try await server.call("POST", "/conversations/m/messages", body)
            }
            let logged = try await send(#"{"text":"hello bot","sender":"user"}"#)
            #expect(kinds(logged.json) == sessionKinds + ["user hello bot"])
            #expect(logged.json["latest_message"]?["intent"]?["name"] == "greet")
            #expect(logged.json["latest_input_channel"] == .null)
            let parsed = try await send(
                #"{"text":"x","sender":"user","parse_data":{"intent":{"name":"tell_name","#
                    + #""confidence":0.5},"entities":[{"entity":"name","value":"Uma"}]}}"#)
            #expect(parsed.json["slots"]?["name"] == "Uma")
            expectProblem(
                try await send(#"{"text":"hi","sender":"bot"}"#), 400, "BadRequest",
                "Messages of sender 'bot' cannot be handled.")
            expectProblem(
                try await send(#"{"text":"hi"}"#), 400, "BadRequest",
                "Messages of sender 'None' cannot be handled.")
            expectProblem(
                try await send(""), 400, "BadRequest", "No message defined in request body.")
            for body in [
                "[]", #"{"sender":"user","text":5}"#,
                #"{"sender":"user","text":"x","parse_data":[]}"#,
                #"{"sender":"user","text":"x","parse_data":{"entities":[{"x":1}]}}"#,
            ] {
                expectProblem(try await send(body), 400, "BadRequest")
            }
        }
    }

    @Test("A triggered intent is answered, whether the conversation is known or not")
    func trigger() async throws {
        try await withTalkingServer { server async throws in
            func trigger(_ body: String, in id: String = "t") async throws -> FetchAnswer {
                try await server.call("POST", "/conversations/\(id)/trigger_intent", body)
            }
            let answer = try await trigger(
                #"{"name":"tell_name","entities":{"name":"Eve"}}"#)
            #expect(answer.json["tracker"]?["slots"]?["name"] == "Eve")
            #expect(answer.json["messages"]?.array?.first?["buttons"]?.array?.count == 1)
            let user = answer.json["tracker"]?["events"]?.array?.first { $0["event"] == "user" }
            #expect(user?["text"] == "EXTERNAL: tell_name")
            #expect(user?["metadata"]?["is_external"] == true)
            let list = try await trigger(
                #"{"name":"bye","entities":[{"entity":"name","value":"Ida"}]}"#)
            #expect(list.json["messages"]?.array?.first?["text"] == "See you, Ida")
            let unknown = try await trigger(#"{"name":"nobody"}"#, in: "u")
            expectProblem(unknown, 404, "NotFound", "does not exist in the domain.")
            expectProblem(
                try await trigger("{}"), 400, "BadRequest",
                "Name of the intent not provided in request body.")
            for body in ["[]", #"{"name":"bye","entities":5}"#, #"{"name":"bye","entities":[5]}"#] {
                expectProblem(try await trigger(body), 400, "BadRequest")
            }
        }
    }

    @Test("Replies go to the channel that is asked for; callback collects them as well")
    func outputs() async throws {
        try await withTalkingServer {
            $0.credentials = ["rest": nil, "callback": ["url": "http://127.0.0.1:1/none"]]
        } _: { server async throws in
            func execute(_ channel: String) async throws -> JSONValue {
                try await server.call(
                    "POST", "/conversations/o/execute?output_channel=\(channel)",
                    #"{"name":"utter_greet"}"#
                ).json
            }
            _ = try await server.say("/greet", to: "o")
            let hello: JSONValue = [["recipient_id": "o", "text": "Hello"]]
            for channel in ["rest", "pigeon", "latest", "callback"] {
                #expect(try await execute(channel)["messages"] == hello)
            }
        }
    }

    @Test("A user's web token opens this user's conversation only")
    func ownConversation() async throws {
        try await withTalkingServer {
            $0.authToken = "t"
            $0.jwtSecret = AccessRouteTests.secret
        } _: { server async throws in
            let headers = AccessRouteTests.bearer("anna")
            let own = try await server.call(
                "POST", "/conversations/anna/trigger_intent", #"{"name":"greet"}"#,
                headers: headers)
            #expect(own.status == 200)
            for path in ["/conversations/bob/trigger_intent", "/conversations/anna/x/predict"] {
                let other = try await server.call(
                    "POST", path, #"{"name":"greet"}"#, headers: headers)
                expectProblem(other, 403, "NotAuthorized")
            }
        }
    }
}
