// Lets all policies predict and chooses.

import Vocabulary

/// The policies of a model, in the order of `config.yml`.
///
/// - Note: follows ensemble.py (3.6.21).
public struct PolicyEnsemble: Sendable {
    /// The policies.
    public let policies: [any Policy]
    private let domain: DialogueDomain

    /// An ensemble; without policies it always listens.
    public init(_ policies: [any Policy], domain: DialogueDomain) {
        self.policies = policies
        self.domain = domain
    }

    /// The best prediction, with the events of all policies that count whoever wins, and, right after
    /// listening, whether the text of the message was used.
    ///
    /// Predictions that no message decided beat those by text, these all others; then the higher
    /// confidence wins, then the higher priority, then the first policy.
    public func predict(_ tracker: Tracker) -> PolicyPrediction {
        var predictions = policies.map { $0.predict(tracker) }
        if let rejected = tracker.lastRejection, let number = domain.actionNumber(rejected) {
            for index in predictions.indices { predictions[index].probabilities[number] = 0 }
        }
        guard let best = Self.best(of: predictions) else { return nothing }
        var winner = predictions[best]
        winner.events = predictions.flatMap(\.events) + winner.optionalEvents
        winner.optionalEvents = []
        if tracker.latestActionName == "action_listen" {
            winner.events.append(.userFeaturization(usesText: winner.isEndToEnd))
        }
        return winner
    }

    /// The number of the action that a prediction is for: the first of the most probable ones.
    public static func action(of prediction: PolicyPrediction) -> Int {
        var best = 0
        for (number, probability) in prediction.probabilities.enumerated()
        where probability > prediction.probabilities[best] {
            best = number
        }
        return best
    }

    private static func best(of predictions: [PolicyPrediction]) -> Int? {
        let isNoUser = predictions.contains(where: \.isNoUser)
        let isEndToEnd = predictions.contains(where: \.isEndToEnd)
        var best: Int?
        var bestRank = (-1.0, -1)
        for (number, prediction) in predictions.enumerated() {
            guard prediction.isNoUser == isNoUser,
                isNoUser || prediction.isEndToEnd == isEndToEnd
            else { continue }
            let rank = (prediction.confidence, prediction.priority)
            if best == nil || rank > bestRank {
                best = number
                bestRank = rank
            }
        }
        return best
    }

    private var nothing: PolicyPrediction {
        PolicyPrediction(
            probabilities: [Double](repeating: 0, count: domain.actionNames.count), policy: "",
            priority: 0)
    }
}
