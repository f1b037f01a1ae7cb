// What `config.yml` says about the policies that remember stories.

import Vocabulary

/// The settings of `MemoizationPolicy` and `AugmentedMemoizationPolicy`.
struct MemoizationSettings: Sendable, Hashable {
    /// The higher one wins between equal confidences.
    var priority = 3
    /// How many states are looked at; `nil` for all of the session.
    var historyMax: Int?
    /// Whether the confidence of the intent is that of the action.
    var usesNLUConfidence = false

    /// The settings of an entry whose options are checked; without `max_history` all states of the
    /// session count, as in Rasa.
    init(_ options: JSONObject = [:]) {
        priority = options["priority"]?.int ?? priority
        historyMax = options["max_history"]?.int.flatMap { $0 > 0 ? $0 : nil }
        usesNLUConfidence = options["use_nlu_confidence_as_score"]?.bool ?? usesNLUConfidence
    }
}
