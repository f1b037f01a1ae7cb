import Dialogue
import Testing
import TrainingData
import Vocabulary

@Suite("The action server") struct ActionServerTests {
    static let yaml = """
        intents: [go]
        slots:
          seen: {type: text, mappings: [{type: custom}]}
        responses:
          utter_hello: [{text: "Hello {seen}", id: first}]
        actions:
        - action_work
        - action_wide: {send_domain: true}
        """

    static func answer(_ status: Int, _ body: JSONValue) -> JSONValue {
        ["status": .integer(status), "body": body]
    }

    static let quiet = answer(200, ["events": [], "responses": []])

    @Test("it is told the action, the conversation, the state, the domain and a version")
    func request() async throws {
        var stage = TurnStage(Self.yaml)
        stage.server.answer(["action_work": [Self.quiet]])
        stage.world.actionEndpoint = [
            "url": "http://actions.example/webhook", "headers": ["X-Who": "me"], "token": "t",
        ]
        await stage.say(intent: "go", "action_work")
        let request = try #require(stage.server.requests.first)
        #expect(request.url == "http://actions.example/webhook?token=t")
        #expect(request.headers.contains { $0 == ("X-Who", "me") })
        let body = try JSONValue(parsing: request.body)
        #expect(body["next_action"] == "action_work")
        #expect(body["sender_id"] == "someone")
        #expect(body["version"] == "3.6.21")
        #expect(body["domain"] == stage.domain.domain.json)
        #expect(body["tracker"]?["events"]?.array?.count == 5)
    }

    @Test("with a selective domain only who asks for it gets it")
    func selective() async throws {
        var stage = TurnStage(Self.yaml)
        stage.world.actionEndpoint = [
            "url": "http://actions.example", "enable_selective_domain": true,
        ]
        stage.server.answer(["*": [Self.quiet]])
        await stage.say(intent: "go", "action_work", "action_wide")
        let domains = try stage.server.requests.map { try JSONValue(parsing: $0.body)["domain"] }
        #expect(domains.count == 2)
        #expect(domains[0] == nil)
        #expect(domains[1] == stage.domain.domain.json)
    }

    @Test("a server that misses the domain is asked once more with it")
    func domainMissing() async throws {
        var stage = TurnStage(Self.yaml)
        stage.world.actionEndpoint = [
            "url": "http://actions.example", "enable_selective_domain": true,
        ]
        stage.server.answer([
            "action_work": [
                Self.answer(449, ["error": "no domain", "action_name": "action_work"]),
                Self.answer(200, ["events": [], "responses": [["text": "there"]]]),
            ]
        ])
        let said = await stage.say(intent: "go", "action_work")
        #expect(said.map { $0["text"] } == ["there"])
        #expect(stage.server.requests.count == 2)
        #expect(try JSONValue(parsing: stage.server.requests[1].body)["domain"] != nil)
    }

    @Test("requests are compressed where that is wanted, and say so")
    func compressed() async throws {
        var stage = TurnStage(Self.yaml)
        stage.world.compressesActionCalls = true
        stage.server.answer(["*": [Self.quiet]])
        await stage.say(intent: "go", "action_work")
        let request = try #require(stage.server.requests.first)
        #expect(request.headers.contains { $0 == ("Content-Encoding", "deflate") })
        let text = try #require(Inflate.text(request.body))
        #expect(text.hasPrefix("{\"next_action\":\"action_work\""))
        #expect(request.body.count * 2 < text.utf8.count)
    }

    @Test("whatever goes wrong is said in the log, and the turn goes on")
    func failures() async {
        let wide = JSONObject(distinct: (0..<2000).map { ("k\($0)", 1) })
        let answers: [(JSONValue, String)] = [
            (Self.answer(200, ["events": [], "responses": [.object(wide)]]), "'responses'"),
            (["fault": "nobody listens"], "nobody listens"), (Self.answer(500, [:]), "500"),
            (Self.answer(400, "x"), "400"), (Self.answer(200, nil), "no JSON object"),
            (Self.answer(200, ["events": 5]), "'events'"),
            (Self.answer(200, ["events": [["event": "slot"]]]), "event 0"),
            (Self.answer(200, ["events": [], "responses": [5]]), "'responses'"),
            (Self.answer(449, [:]), "449"),
        ]
        for (answer, reason) in answers {
            var stage = TurnStage(Self.yaml)
            stage.server.answer(["action_work": [answer]])
            let said = await stage.say(intent: "go", "action_work", "utter_hello")
            #expect(said.map { $0["text"] } == ["Hello None"])
            #expect(stage.warnings.all.first?.contains(reason) == true, "\(stage.warnings.all)")
            #expect(stage.actions.suffix(3) == ["action_work", "utter_hello", "action_listen"])
        }
        var stage = TurnStage(Self.yaml)
        stage.world.actionEndpoint = nil
        await stage.say(intent: "go", "action_work")
        #expect(stage.warnings.all.first?.contains("action_endpoint") == true)
    }

    @Test("the project's own session start takes the place of Rasa's")
    func sessionStart() async throws {
        var stage = TurnStage("actions: [action_session_start]\nintents: [go]")
        stage.server.answer([
            "action_session_start": [
                Self.answer(
                    200,
                    [
                        "events": [
                            ["event": "session_started"],
                            ["event": "action", "name": "action_listen"],
                        ], "responses": [["text": "welcome"]],
                    ])
            ]
        ])
        let said = await stage.say(intent: "go")
        #expect(said.map { $0["text"] } == ["welcome"])
        #expect(stage.actions == ["action_session_start", "action_listen", "action_listen"])
    }

    @Test("an NLG server says every response, and its failure costs only the words")
    func generation() async throws {
        var stage = TurnStage(Self.yaml)
        stage.world.responseEndpoint = ["url": "http://nlg.example"]
        stage.server.answer(["*": [Self.answer(200, ["text": "from afar", "extra": 5])]])
        let said = await stage.say(intent: "go", "utter_hello")
        #expect(said.map { $0["text"] } == ["from afar"])
        let body = try JSONValue(parsing: try #require(stage.server.requests.first).body)
        #expect(body["response"] == "utter_hello")
        #expect(body["id"] == "first")
        #expect(body["arguments"] == [:])
        #expect(body["channel"] == ["name": "collector"])
        #expect(body["tracker"]?["sender_id"] == "someone")
        for answer in [Self.answer(200, ["text": nil]), Self.answer(404, [:]), ["fault": "f"]] {
            stage.server.answer(["*": [answer]])
            #expect(await stage.say(intent: "go", "utter_hello").isEmpty)
            #expect(stage.actions.suffix(2) == ["utter_hello", "action_listen"])
        }
        stage.world.responseEndpoint = ["type": "response"]
        #expect(await stage.say(intent: "go", "utter_hello").map { $0["text"] } == ["Hello None"])
    }
}
