// What the server says about itself: greeting, version, status, measures.

import Assistant
import Hummingbird
import Vocabulary

/// `/`, `/version`, `/status`, `/metrics`.
struct InformationRoutes: Sendable {
    let workshop: any Workshop
    let registry: MeasureRegistry

    /// `GET /`
    func hello(_ exchange: Exchange) -> Response {
        .text("Hello from Rasa: \(RasaContract.version)")
    }

    /// `GET /version`
    func version(_ exchange: Exchange) -> Response {
        .json([
            "version": .string(RasaContract.version),
            "minimum_compatible_version": .string(RasaContract.version),
        ])
    }

    /// `GET /status`
    func status(_ exchange: Exchange) throws -> Response {
        let model = try exchange.servedModel()
        return .json([
            "model_file": .string(model.fileName), "model_id": .string(model.modelID),
            "num_active_training_jobs": .integer(workshop.activeJobs),
        ])
    }

    /// `GET /metrics`
    func metrics(_ exchange: Exchange) -> Response {
        var text = OpenMetricsText()
        text.add(registry)
        text.family("martlet_training_jobs", kind: "gauge")
        text.sample("martlet_training_jobs", [], Double(workshop.activeJobs))
        text.family("martlet_model_loaded", kind: "gauge")
        text.sample("martlet_model_loaded", [], exchange.model == nil ? 0 : 1)
        ProcessFigures.now().write(to: &text)
        return .bytes(Array(text.finished.utf8), type: OpenMetricsText.contentType)
    }
}
