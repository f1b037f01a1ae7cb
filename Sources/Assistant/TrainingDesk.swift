// Trains and judges models on request, beside the answers: what the server offers over HTTP.

import Dialogue
import Learning
import NLU
public import TrainingData
public import Vocabulary

/// Takes training and test data as text from outside and does the work one job at a time.
///
/// Such text is data only: it names no file of this machine and expands no environment variable.
public final class TrainingDesk: Sendable {
    private let queue = TrainingQueue()
    private let fetching: any HTTPFetching
    private let modelsFolder: String

    /// A desk.
    ///
    /// - Parameters:
    ///   - fetching: for remote components, while models are judged.
    ///   - modelsFolder: where the last model is looked for, whose unchanged parts are taken over.
    public init(fetching: any HTTPFetching, modelsFolder: String) {
        self.fetching = fetching
        self.modelsFolder = modelsFolder
    }

    /// How many trainings and evaluations run or wait.
    public var activeJobs: Int { queue.activeJobs }

    /// Trains a model from one text that holds settings, domain and data.
    ///
    /// - Parameters:
    ///   - force: whether unchanged parts are trained anew as well.
    ///   - augmentation: how many stories are glued for policies that learn by example; `nil` for
    ///     Rasa's number.
    /// - Returns: a fresh file name and the file's bytes.
    /// - Throws: `DiagnosticFailure`, `Fault` `.busy`, `.badRequest`.
    public func train(
        yaml: [UInt8], force: Bool, augmentation: Int? = nil
    ) async throws -> (name: String, bytes: [UInt8]) {
        let folder = modelsFolder
        let model = try await queue.run {
            let previous = force ? nil : ProjectTrainer.lastModel(in: folder)
            return try ProjectTrainer.train(
                Project(oneText: yaml), previous: previous,
                augmentation: augmentation ?? DialogueTrainer.augmentationFactor)
        }
        return (ModelFolder.freshName(prefix: model.manifest.kind.prefix), model.bytes)
    }

    /// Judges a model on test data.
    ///
    /// - Returns: Rasa's three evaluations.
    /// - Throws: `DiagnosticFailure`, `Fault` `.busy`.
    public func evaluate(
        _ data: TrainingSet, parser: any MessageParser
    ) async throws -> JSONValue {
        try await queue.run {
            await NLUEvaluation.evaluate(data.examples, parser: parser).json
        }
    }

    /// Trains and judges by cross-validation.
    ///
    /// - Parameters:
    ///   - yaml: NLU data with `pipeline` and `language`.
    ///   - folds: how many parts the data is dealt into.
    /// - Returns: Rasa's three evaluations.
    /// - Throws: `DiagnosticFailure`, `Fault` `.busy`.
    public func crossValidate(yaml: [UInt8], folds: Int) async throws -> JSONValue {
        let project = try Self.project(yaml)
        let (plan, findings) = ProjectTrainer.plan(of: project)
        guard !findings.contains(where: { $0.severity == .error }) else {
            throw DiagnosticFailure(findings)
        }
        return try await queue.run { [fetching] in
            let result = try await CrossValidation.run(data: project.training, folds: folds) {
                data in
                try ProjectTrainer.parser(plan, data: data, fetching: fetching)
            }
            return result.json
        }
    }

    /// Reads NLU data in YAML from outside.
    ///
    /// - Throws: `DiagnosticFailure`.
    public static func data(yaml: [UInt8]) throws -> TrainingSet { try project(yaml).training }

    /// Reads NLU data in Rasa's JSON format from outside.
    ///
    /// - Throws: `DiagnosticFailure`.
    public static func data(json: JSONValue) throws -> TrainingSet {
        let reading = JSONFormatReader.read(json.bytes(), file: "body")
        guard !reading.diagnostics.contains(where: { $0.severity == .error }) else {
            throw DiagnosticFailure(reading.diagnostics)
        }
        return reading.training
    }

    private static func project(_ yaml: [UInt8]) throws -> Project {
        let project = Project(oneText: yaml)
        guard !project.diagnostics.contains(where: { $0.severity == .error }) else {
            throw DiagnosticFailure(project.diagnostics)
        }
        return project
    }
}
