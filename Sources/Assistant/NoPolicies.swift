// What a model without dialogue would do next: nothing.

import Dialogue

/// Predicts nothing; the agent does not ask it for turns.
struct NoPolicies: ActionChoosing {
    func predict(_ tracker: Tracker) -> PolicyPrediction {
        PolicyPrediction(
            probabilities: tracker.domain.actionNames.map { _ in 0 }, policy: "", priority: 0)
    }
}
