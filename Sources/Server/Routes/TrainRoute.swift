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

    /// The largest `augmentation`: how many glued stories that makes stays within reason.
    static let augmentationMax = 1_000

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
            bytes, force: exchange.query.flag("force_training", standard: false),
            augmentation: try Self.augmentation(exchange.query))
        if isKept {
            let name = ModelServer.baseName(model.name)
            try ModelFolder.write(model.bytes, to: "\(modelsFolder)/\(name)")
        }
        return .file(model.bytes, name: model.name)
    }

    /// What is no number counts as missing, as in Rasa.
    private static func augmentation(_ query: QueryParameters) throws(APIProblem) -> Int? {
        guard let number = query["augmentation"].flatMap({ Int($0) }) else { return nil }
        guard (0...augmentationMax).contains(number) else {
            throw .badRequest(
                "'augmentation' must lie between 0 and \(augmentationMax).",
                parameter: "augmentation")
        }
        return number
    }

    private func train(
        _ bytes: [UInt8], force: Bool, augmentation: Int?
    ) async throws -> (name: String, bytes: [UInt8]) {
        do {
            return try await workshop.train(
                yaml: bytes, force: force, augmentation: augmentation)
        } catch let fault as Fault where [.unexpected, .badRequest].contains(fault.code) {
            throw APIProblem(
                500, "TrainingError",
                "An unexpected error occurred during training. Error: \(fault)")
        }
    }
}
