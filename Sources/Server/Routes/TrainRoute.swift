// POST /model/train: training data in, a model file out.

import Assistant
import Hummingbird
import TrainingData
import Vocabulary

/// Trains models. The trained model is returned and, unless asked otherwise, kept in the folder of
/// models; it is not put in service.
struct TrainRoute: Sendable {
    let workshop: any Workshop
    /// Where trained models are kept.
    let modelsFolder: String

    /// `POST /model/train`
    func answer(_ exchange: Exchange) async throws -> Response {
        let bytes = exchange.bytes
        try TrainingBody.check(
            bytes,
            emptyMessage:
                "You must provide training data in the request body in order to train your model."
        )
        let isKept = exchange.query.flag("save_to_default_model_directory", standard: true)
        let model = try await train(
            bytes, force: exchange.query.flag("force_training", standard: false))
        if isKept {
            let name = ModelServer.baseName(model.name)
            try ModelFolder.write(model.bytes, to: "\(modelsFolder)/\(name)")
        }
        return .file(model.bytes, name: model.name)
    }

    private func train(
        _ bytes: [UInt8], force: Bool
    ) async throws -> (name: String, bytes: [UInt8]) {
        do {
            return try await workshop.train(yaml: bytes, force: force)
        } catch let fault as Fault where [.unexpected, .badRequest].contains(fault.code) {
            throw APIProblem(
                500, "TrainingError",
                "An unexpected error occurred during training. Error: \(fault)")
        }
    }
}
