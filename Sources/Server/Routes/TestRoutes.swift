// POST /model/test/intents and /model/test/stories: how good a model is.

import Assistant
import Dialogue
import HTTPTypes
import Hummingbird
import TrainingData
import Vocabulary

/// A model in service as the judges of models want it.
private struct ModelParser: MessageParser {
    let model: ServedModel

    func parse(_ text: String) async -> ParsedMessage { await model.parse(text) }
}

/// Judges models on data that a request brings.
struct TestRoutes: Sendable {
    let workshop: any Workshop
    let opener: ModelOpener

    /// How many parts a cross-validation may have.
    static let foldsMax = 100

    /// `POST /model/test/intents`
    func intents(_ exchange: Exchange) async throws -> Response {
        let bytes = exchange.bytes
        let emptyMessage =
            "You must provide some nlu data in the request body in order to evaluate your model."
        guard !bytes.isEmpty else { throw APIProblem.badRequest(emptyMessage) }
        let folds = exchange.query["cross_validation_folds"]
        guard exchange.headers[.contentType] == "application/x-yaml" else {
            let data = try exchange.json()
            if folds != nil {
                throw APIProblem(
                    400, "TestingError", "Cross-validation is only supported for YAML data.")
            }
            return try await evaluate(.json(data), exchange)
        }
        try TrainingBody.check(bytes, emptyMessage: emptyMessage)
        guard let folds else { return try await evaluate(.yaml(bytes), exchange) }
        guard let count = Int(folds), (2...Self.foldsMax).contains(count) else {
            throw APIProblem.badRequest(
                "'cross_validation_folds' must be a whole number between 2 and \(Self.foldsMax).",
                parameter: "cross_validation_folds")
        }
        return try await judged { try await workshop.crossValidate(yaml: bytes, folds: count) }
    }

    /// `POST /model/test/stories`
    func stories(_ exchange: Exchange) async throws -> Response {
        try TrainingBody.check(
            exchange.bytes,
            emptyMessage:
                "You must provide some stories in the request body in order to evaluate your model."
        )
        let model = try exchange.servedModel()
        guard let dialogue = model.trainedDialogue else {
            throw Self.failed("the model has no dialogue part, so that stories cannot be tested")
        }
        let stories = try Self.stories(of: exchange.bytes)
        guard exchange.query.flag("e2e", standard: false) else {
            return .json(StoryEvaluation.json(try await StoryTest(dialogue).run(stories)))
        }
        let test = StoryTest(dialogue) { text in await model.parse(text).json.object ?? [:] }
        return .json(StoryEvaluation.json(try await test.run(stories)))
    }

    /// The stories of a text that holds no domain, so that only its form is checked.
    private static func stories(of bytes: [UInt8]) throws(APIProblem) -> StoryGraph {
        let project = Project(oneText: bytes)
        let errors = project.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw .badRequest(
                "The request body does not contain valid YAML. Error: "
                    + errors.map(\.description).joined(separator: "\n"),
                help: RasaContract.trainingDataHelp)
        }
        return project.stories
    }

    private func evaluate(_ data: EvaluationData, _ exchange: Exchange) async throws -> Response {
        let model = try self.model(exchange)
        return try await judged {
            try await workshop.evaluate(data, parser: ModelParser(model: model))
        }
    }

    /// The model that the query parameter `model` names, or the one in service.
    private func model(_ exchange: Exchange) throws -> ServedModel {
        guard let path = exchange.query["model"] else { return try exchange.servedModel() }
        try ModelPath.check(path)
        do {
            return try opener.open(path: path)
        } catch {
            throw Self.failed("\(error)")
        }
    }

    private func judged(_ work: () async throws -> JSONValue) async throws -> Response {
        do {
            return .json(try await work())
        } catch let failure as DiagnosticFailure {
            throw Self.failed(failure.description)
        } catch let fault as Fault where fault.code != .busy && fault.code != .noModel {
            throw Self.failed("\(fault)")
        }
    }

    private static func failed(_ reason: String) -> APIProblem {
        APIProblem(
            500, "TestingError", "An unexpected error occurred during evaluation. Error: \(reason)")
    }
}
