// A small trained model that leads conversations, and servers with it.

import Assistant
import Foundation
import TrainingData
import Vocabulary

@testable import Server

/// Makes no calls.
struct RefusingFetcher: HTTPFetching {
    func fetch(_ request: FetchRequest) async throws(Fault) -> FetchAnswer {
        throw Fault(.peerFailed, "Nobody answers.")
    }
}

/// The assistant of the tests: greets, takes a name, asks again.
enum TalkingModel {
    static let text = """
        version: "3.1"
        recipe: default.v1
        assistant_id: talking
        language: en
        pipeline:
        - name: KeywordIntentClassifier
        policies:
        - name: RulePolicy
        - name: MemoizationPolicy
        intents: [greet, bye, tell_name, remind]
        entities:
        - name
        - city: {roles: [from, to]}
        slots:
          name: {type: text, mappings: [{type: from_entity, entity: name}]}
          premium: {type: bool, initial_value: false, mappings: [{type: custom}]}
        responses:
          utter_greet: [{text: "Hello"}]
          utter_bye: [{text: "See you, {name}\\n\\nSoon"}]
          utter_buttons: [{text: "Yes?", buttons: [{title: "Yes", payload: "/affirm"}]}]
          utter_remind: [{text: "Tea is ready"}]
        actions: [action_custom]
        nlu:
        - intent: greet
          examples: "- hello"
        - intent: bye
          examples: "- farewell"
        - intent: tell_name
          examples: "- my name"
        - intent: remind
          examples: "- tea"
        rules:
        - rule: greet
          steps: [{intent: greet}, {action: utter_greet}]
        - rule: bye
          steps: [{intent: bye}, {action: utter_bye}]
        - rule: name
          steps: [{intent: tell_name}, {action: utter_buttons}]
        - rule: remind
          steps: [{intent: remind}, {action: utter_remind}]
        """

    /// The bytes of its file.
    static let bytes: [UInt8] =
        (try? ProjectTrainer.train(Project(oneText: Array(text.utf8))).bytes) ?? []

    /// The model, opened.
    static func open() throws -> ServedModel {
        try ModelOpener(fetching: RefusingFetcher()).open(bytes: bytes, name: "talking.tar.gz")
    }
}

/// Runs a test against a server whose model leads conversations.
@discardableResult
func withTalkingServer<Value: Sendable>(
    _ change: (inout ServerSettings) -> Void = { _ in },
    _ test: @escaping @Sendable (LiveServer) async throws -> Value
) async throws -> Value {
    let model = try TalkingModel.open()
    return try await withServer(hasModel: false) {
        $0.workingFolder = ""
        $0.endpoints = ["tracker_store": ["type": "in_memory"]]
        change(&$0)
    } _: { server in
        server.shelf.put(model)
        return try await test(server)
    }
}

extension LiveServer {
    /// Says something through REST and returns the texts of the answer.
    func say(_ text: String, to conversation: String) async throws -> [String] {
        let body: JSONValue = ["sender": .string(conversation), "message": .string(text)]
        let answer = try await call("POST", "/webhooks/rest/webhook", body.text())
        return (answer.json.array ?? []).map { $0["text"]?.string ?? "" }
    }

    /// A conversation as the API shows it.
    func tracker(_ conversation: String, _ query: String = "") async throws -> JSONValue {
        try await get("/conversations/\(conversation)/tracker\(query)").json
    }
}

/// The kinds of a tracker's events, with names and texts.
func kinds(_ tracker: JSONValue?) -> [String] {
    (tracker?["events"]?.array ?? []).map { event in
        let kind = event["event"]?.string ?? ""
        switch kind {
        case "action", "slot": return "\(kind) \(event["name"]?.string ?? "")"
        case "user", "bot": return "\(kind) \(event["text"]?.string ?? "")"
        default: return kind
        }
    }
}

let sessionKinds = ["action action_session_start", "session_started", "action action_listen"]
