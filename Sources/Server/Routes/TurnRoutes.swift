// /conversations/{id}: what lets an assistant think or act in a conversation.

import Assistant
import Dialogue
import Hummingbird
import TrainingData
import Vocabulary

/// Runs and predicts actions, logs messages, triggers intents.
struct TurnRoutes: Sendable {
    let agent: Agent
    let outputs: OutputChoice

    /// `POST /conversations/{id}/execute`
    func execute(_ exchange: Exchange) async throws -> Response {
        try await ConversationProblem.ofFaults { () async throws(Fault) in
            try await agent.requireKnown(exchange.conversation)
        }
        let body = try Self.object(exchange)
        let name = try Self.name(of: "action", in: body)
        let verbosity = try EventVerbosity(exchange.query)
        return try await ConversationProblem.ofFaults { () async throws(Fault) in
            let output = try await outputs.output(exchange)
            let tracker = try await run(name, body, exchange.conversation, output)
            return Self.answer(tracker, verbosity, output)
        }
    }

    private func run(
        _ name: String, _ body: JSONObject, _ conversation: String, _ output: ReplyOutput
    ) async throws(Fault) -> Tracker {
        do throws(Fault) {
            return try await agent.execute(
                name, policy: body["policy"]?.string, confidence: body["confidence"]?.double,
                in: conversation, sink: output)
        } catch {
            guard error.code == Fault.Code.badRequest else { throw error }
            throw Fault(
                .unexpected,
                "Cannot access action '\(name)', as that name is not a registered action for this "
                    + "domain.")
        }
    }

    /// `POST /conversations/{id}/trigger_intent`
    func trigger(_ exchange: Exchange) async throws -> Response {
        let body = try Self.object(exchange)
        let name = try Self.name(of: "intent", in: body)
        let verbosity = try EventVerbosity(exchange.query)
        let entities = body["entities"] ?? .null
        try Self.check(entities: entities)
        let intents = try exchange.servedModel().dialogue?.domain.domain.intentNames ?? []
        guard intents.contains(name) else {
            throw APIProblem(
                404, "NotFound", "The intent \(name) does not exist in the domain.")
        }
        return try await ConversationProblem.ofFaults { () async throws(Fault) in
            let output = try await outputs.output(exchange)
            let tracker = try await agent.trigger(
                intent: name, entities: entities, in: exchange.conversation, sink: output)
            return Self.answer(tracker, verbosity, output)
        }
    }

    /// `POST /conversations/{id}/predict`
    func predict(_ exchange: Exchange) async throws -> Response {
        let (prediction, tracker) = try await ConversationProblem.ofFaults {
            () async throws(Fault) in
            try await agent.predict(exchange.conversation)
        }
        return .json(PredictionAnswer.json(prediction, tracker, .afterRestart, isSorted: true))
    }

    /// `POST /conversations/{id}/messages`
    func messages(_ exchange: Exchange) async throws -> Response {
        guard exchange.body.readableBytes > 0 else {
            throw APIProblem.badRequest(
                "No message defined in request body. Add a message to the request body in order "
                    + "to add it to the tracker.")
        }
        let body = try Self.object(exchange)
        let verbosity = try EventVerbosity(exchange.query)
        let sender = body["sender"] ?? .null
        guard sender == "user" else {
            throw APIProblem.badRequest(
                "Currently, only user messages can be passed to this endpoint. Messages of sender "
                    + "'\(sender.pythonText)' cannot be handled.", parameter: "sender", in: "body")
        }
        let message = UserMessage(
            text: try Self.text(body), conversation: exchange.conversation, inputChannel: "",
            parse: try Self.parse(body))
        let tracker = try await ConversationProblem.ofFaults { () async throws(Fault) in
            try await agent.log(message)
        }
        return .json(tracker.json(verbosity))
    }

    private static func answer(
        _ tracker: Tracker, _ verbosity: EventVerbosity, _ output: ReplyOutput
    ) -> Response {
        var answer: JSONObject = ["tracker": tracker.json(verbosity)]
        answer["messages"] = output.messages
        return .json(.object(answer))
    }
}

extension TurnRoutes {
    /// The body as an object; none at all is Rasa's error in a handler.
    private static func object(_ exchange: Exchange) throws -> JSONObject {
        guard exchange.body.readableBytes > 0 else { throw FrameworkProblem.defect }
        guard let body = try exchange.json().object else {
            throw APIProblem.badRequest("The request body must be a JSON object.")
        }
        return body
    }

    private static func name(of what: String, in body: JSONObject) throws(APIProblem) -> String {
        guard let name = body["name"]?.string, !name.isEmpty else {
            throw .badRequest(
                "Name of the \(what) not provided in request body.", parameter: "name", in: "body")
        }
        return name
    }

    /// Refuses what is neither a list of entities nor an object of values by entity.
    private static func check(entities: JSONValue) throws(APIProblem) {
        let isRight =
            switch entities {
            case .null, .object: true
            case .array(let list): list.allSatisfy { $0["entity"]?.string != nil }
            default: false
            }
        guard isRight else {
            throw .badRequest(
                "'entities' must be an object of values by entity, or a list of objects with "
                    + "'entity' and 'value'.", parameter: "entities", in: "body")
        }
    }

    private static func text(_ body: JSONObject) throws(APIProblem) -> String {
        switch body["text"] {
        case .string(let text): return text
        case nil, .null: return ""
        default: throw .badRequest("'text' is not a text.", parameter: "text", in: "body")
        }
    }

    /// What is understood already; refused when it could not be a user event's.
    private static func parse(_ body: JSONObject) throws(APIProblem) -> JSONObject? {
        guard let value = body["parse_data"], !value.isNull else { return nil }
        let event: JSONValue = ["event": "user", "parse_data": value]
        if let problem = EventChecks.formProblem(event) {
            throw .badRequest("'parse_data': \(problem)", parameter: "parse_data", in: "body")
        }
        return value.object
    }
}
