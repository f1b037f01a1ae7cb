// What the policies would do next, as JSON.

import Dialogue
import Vocabulary

/// The answers of `/conversations/{id}/predict` and `/model/predict`.
enum PredictionAnswer {
    /// Scores by action, the policy that decided, the conversation.
    ///
    /// - Parameter isSorted: the best action first, then by name; else in the domain's order.
    static func json(
        _ prediction: PolicyPrediction, _ tracker: Tracker, _ verbosity: EventVerbosity,
        isSorted: Bool
    ) -> JSONValue {
        var scores = Array(zip(tracker.domain.actionNames, prediction.probabilities))
        if isSorted {
            scores.sort { left, right in
                left.1 != right.1
                    ? left.1 > right.1
                    : left.0.unicodeScalars.lexicographicallyPrecedes(right.0.unicodeScalars)
            }
        }
        let list = scores.map { name, score -> JSONValue in
            .object(JSONObject(distinct: [("action", .string(name)), ("score", .number(score))]))
        }
        return .object(
            JSONObject(distinct: [
                ("scores", .array(list)), ("policy", .string(prediction.policy)),
                ("confidence", .number(prediction.confidence)),
                ("tracker", tracker.json(verbosity)),
            ]))
    }
}
