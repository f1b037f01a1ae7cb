// What `config.yml` says about the embedding policy.

import Learning
import Vocabulary

/// The settings of `TEDPolicy`.
struct EmbeddingSettings: Sendable, Hashable {
    /// How many states are looked at at most, whatever `max_history` says or stories need.
    static let historyLimit = 20

    /// The higher one wins between equal confidences.
    var priority = 1
    /// How many states are looked at, 1...`historyLimit`; `nil` for as many as the longest story has.
    var historyMax: Int?
    /// How often examples are seen at most.
    var epochs = 100
    /// What chance depends on; `nil` for the seed of the whole training.
    var seed: UInt64?
    /// How many of the most probable actions keep their confidence; 0 for all.
    var rankingLength = 0
    /// Whether those confidences are scaled to a sum of 1.
    var renormalises = false
    /// Above which confidence the text of a message may decide.
    var textThreshold = 0.5
    /// Whether the similarity to each action is also learned by itself.
    var constrains = true

    /// The settings of an entry whose options are checked.
    init(_ options: JSONObject = [:]) {
        priority = options["priority"]?.int ?? priority
        historyMax = options["max_history"]?.int.flatMap {
            $0 > 0 ? min($0, Self.historyLimit) : nil
        }
        epochs = options["epochs"]?.int ?? epochs
        seed = options["random_seed"]?.int.map { UInt64(bitPattern: Int64($0)) }
        rankingLength = options["ranking_length"]?.int ?? rankingLength
        renormalises = options["renormalize_confidences"]?.bool ?? renormalises
        textThreshold = options["e2e_confidence_threshold"]?.double ?? textThreshold
        constrains = options["constrain_similarities"]?.bool ?? constrains
    }

    /// How the net is trained.
    func training(seed fallback: UInt64) -> AttentionSettings {
        var settings = AttentionSettings()
        settings.epochs = epochs
        settings.seed = seed ?? fallback
        settings.constraint = constrains ? 1 : 0
        return settings
    }
}
