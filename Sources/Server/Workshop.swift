// What the server needs from whoever trains and judges models.

public import Vocabulary

/// Test data as it came in a request.
public enum EvaluationData: Sendable {
    /// NLU data in YAML.
    case yaml([UInt8])
    /// NLU data in Rasa's JSON format.
    case json(JSONValue)
}

/// Trains and judges models beside the answers. What arrives here is data from outside: it names
/// no file and no environment variable of this machine.
public protocol Workshop: Sendable {
    /// How many trainings and evaluations run or wait.
    var activeJobs: Int { get }

    /// Trains a model from one YAML text that holds settings, domain and training data.
    ///
    /// - Parameters:
    ///   - force: whether parts that did not change are trained anew as well.
    ///   - augmentation: how many stories are glued for policies that learn by example; `nil` for
    ///     Rasa's number.
    /// - Returns: the file's name as Rasa gives it, and its bytes.
    /// - Throws: `DiagnosticFailure` for what is wrong with the text, `Fault` `.busy` when too many
    ///   trainings wait, other faults of the world.
    func train(
        yaml: [UInt8], force: Bool, augmentation: Int?
    ) async throws -> (name: String, bytes: [UInt8])

    /// Judges a model on test data.
    ///
    /// - Returns: Rasa's `intent_evaluation`, `entity_evaluation`,
    ///   `response_selection_evaluation`.
    /// - Throws: `DiagnosticFailure`, `Fault`.
    func evaluate(_ data: EvaluationData, parser: any MessageParser) async throws -> JSONValue

    /// Trains and judges by cross-validation.
    ///
    /// - Parameters:
    ///   - yaml: NLU data with `pipeline` and `language`.
    ///   - folds: how many parts the data is split into, at least 2.
    /// - Returns: the same three keys as `evaluate`.
    /// - Throws: `DiagnosticFailure`, `Fault`.
    func crossValidate(yaml: [UInt8], folds: Int) async throws -> JSONValue
}
