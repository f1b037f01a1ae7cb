// POST /model/predict: what comes next after a list of events.

import Assistant
import Dialogue
import Foundation
import Hummingbird
import Vocabulary

/// Predicts on events that a request brings; no conversation is touched.
struct PredictRoute: Sendable {
    /// The name of the conversation that is predicted on, as in Rasa.
    static let conversation = "default"

    /// `POST /model/predict`
    ///
    /// A model without dialogue predicts nothing and answers `null`, as in Rasa.
    func answer(_ exchange: Exchange) throws -> Response {
        let body = try EventBody.checked(exchange)
        let verbosity = try EventVerbosity(exchange.query)
        if let problem = EventChecks.contentProblem(body) {
            throw APIProblem.badRequest(
                "Supplied events are not valid. \(problem)", parameter: "", in: "body")
        }
        guard let dialogue = try exchange.servedModel().dialogue else { return .json(.null) }
        let tracker = Tracker(
            Self.conversation, domain: dialogue.domain,
            replaying: try EventBody.events(body.array ?? []))
        return .json(
            PredictionAnswer.json(dialogue.scores(tracker), tracker, verbosity, isSorted: false))
    }
}
