// The assistant's training desk as what the server's routes need.

public import Assistant
import TrainingData
public import Vocabulary

extension TrainingDesk: Workshop {
    /// Judges a model on test data; see `Workshop`.
    public func evaluate(
        _ data: EvaluationData, parser: any MessageParser
    ) async throws -> JSONValue {
        let training =
            switch data {
            case .yaml(let bytes): try Self.data(yaml: bytes)
            case .json(let value): try Self.data(json: value)
            }
        return try await evaluate(training, parser: parser)
    }
}
