// POST /model/predict: what comes next after a list of events.

import Hummingbird
import Vocabulary

/// Predicts on events that a request brings; no conversation is touched.
struct PredictRoute: Sendable {
    /// `POST /model/predict`
    ///
    /// A model without dialogue predicts nothing and answers `null`, as in Rasa.
    func answer(_ exchange: Exchange) throws -> Response {
        let events = try exchange.json()
        if let problem = EventChecks.formProblem(events) {
            throw APIProblem.badRequest(
                "Failed to validate the events format. For more information about the format "
                    + "visit the docs. Error: \(problem)", help: RasaContract.apiHelp)
        }
        _ = try EventVerbosity(exchange.query)
        if let problem = EventChecks.contentProblem(events) {
            throw APIProblem.badRequest(
                "Supplied events are not valid. \(problem)", parameter: "", in: "body")
        }
        return .json(.null)
    }
}
