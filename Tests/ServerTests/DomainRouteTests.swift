// GET /domain and POST /model/test/stories: what a model that leads conversations is made of.

import Assistant
import Testing
import TrainingData
import Vocabulary

@testable import Server

struct DomainRouteTests {
    @Test("The domain comes as JSON or YAML, by the end of the Accept header")
    func domain() async throws {
        try await withTalkingServer { server async throws in
            func domain(_ accept: String?) async throws -> FetchAnswer {
                try await server.get(
                    "/domain", headers: accept.map { [("Accept", $0)] } ?? [])
            }
            let json = try await domain("application/json")
            #expect(json.header("content-type") == "application/json")
            let keys = ["version", "session_config", "intents", "entities", "slots", "responses"]
            #expect(json.json.object?.keys == keys + ["actions"])
            #expect(json.json["intents"] == ["bye", "greet", "remind", "tell_name"])
            #expect(json.json["slots"]?.object?.keys == ["name", "premium"])
            #expect(json.json["actions"] == ["action_custom"])
            let yaml = try await domain("application/x-yaml")
            #expect(yaml.header("content-type") == "application/x-yaml")
            let root = try #require(YAMLSource.read(yaml.body, file: "d").root)
            let (read, _) = DomainReader.read(root)
            #expect(read.json == json.json)
            for accept in ["text/html", "*/*", "application/json, */*"] {
                expectProblem(
                    try await domain(accept), 406, "NotAcceptable", "Invalid Accept header.")
            }
        }
    }

    @Test("Test stories are played, and the report is Rasa's")
    func testStories() async throws {
        let stories = """
            version: "3.1"
            stories:
            - story: good
              steps:
              - intent: greet
              - action: utter_greet
            - story: wrong
              steps:
              - user: farewell
                intent: bye
              - action: utter_greet
            """
        try await withTalkingServer { server async throws in
            for query in ["", "?e2e=true"] {
                let answer = try await server.call("POST", "/model/test/stories" + query, stories)
                #expect(answer.status == 200, "\(answer.text)")
                let json = answer.json
                #expect(
                    json.object?.keys == [
                        "report", "precision", "f1", "accuracy", "actions",
                        "in_training_data_fraction", "is_end_to_end_evaluation",
                    ])
                let accuracy = json["accuracy"]?.double ?? 0
                #expect(0 < accuracy && accuracy < 1)
                #expect(json["is_end_to_end_evaluation"] == .bool(!query.isEmpty))
                #expect(
                    json["actions"]?.array?.contains {
                        $0["action"] == "utter_greet" && $0["predicted"] == "utter_bye"
                    } == true)
                #expect(json["report"]?["utter_greet"]?["support"] == 2)
                #expect(json["report"]?["utter_greet"]?["confused_with"] == nil)
            }
            for body in ["stories:\n- 5\n", "stories: x\n", "stories:\nrule x\n"] {
                let answer = try await server.call("POST", "/model/test/stories", body)
                expectProblem(answer, 400, "BadRequest", "does not contain valid YAML")
            }
        }
    }

    @Test("A model with stories is trained over HTTP, loaded, and talks")
    func training() async throws {
        let desk = TrainingDesk(fetching: RefusingFetcher(), modelsFolder: "none")
        try await withServer(hasModel: false, workshop: desk) {
            $0.endpoints = ["tracker_store": ["type": "in_memory"]]
        } _: { server async throws in
            let trained = try await server.call(
                "POST", "/model/train?augmentation=0", TalkingModel.text)
            #expect(trained.status == 200, "\(trained.text)")
            _ = try server.shelf.load(bytes: trained.body, name: "t.tar.gz")
            #expect(try await server.say("hello", to: "a") == ["Hello"])
            let core = try await server.call(
                "POST", "/model/train?save_to_default_model_directory=false",
                "intents: [a]\nresponses: {utter_a: [{text: x}]}\nrules:\n- rule: r\n  steps:\n"
                    + "  - intent: a\n  - action: utter_a\n")
            #expect(core.header("filename")?.hasPrefix("core-") == true, "\(core.text)")
            let clash = try await server.call(
                "POST", "/model/train?augmentation=5000", TalkingModel.text)
            expectProblem(clash, 400, "BadRequest", "augmentation")
        }
    }
}
