// The policy that learned from stories by example and generalises.

import Learning
import Vocabulary

/// Predicts by the similarity of the conversation to the actions that followed on such ones in
/// stories (Rasa's `TEDPolicy`; Vlasov, Mosig, Nichol 2019, with one layer of attention).
///
/// - Complexity: a prediction is linear in `max_history`, or in the length of the longest story up to
///   20 states, and reads nothing before that.
public struct EmbeddingPolicy: Policy {
    /// The name `config.yml` uses.
    public static let policyName = "TEDPolicy"

    /// The name `config.yml` uses.
    public var name: String { Self.policyName }
    let settings: EmbeddingSettings
    let ruleOnly: RuleOnly
    /// What was learned; `nil` when there were no stories.
    let model: EmbeddingModel?
    private let domain: DialogueDomain
    /// The number of each of the model's actions in `DialogueDomain.actionNames`.
    private let actionNumbers: [Int?]

    init(
        settings: EmbeddingSettings, ruleOnly: RuleOnly, model: EmbeddingModel?,
        domain: DialogueDomain
    ) {
        self.settings = settings
        self.ruleOnly = ruleOnly
        self.model = model
        self.domain = domain
        actionNumbers = (model?.actions ?? []).map(domain.actionNumber)
    }

    /// Predicts the next action; right after a message by its intent and, where stories have texts,
    /// by its text too.
    public func predict(_ tracker: Tracker) -> PolicyPrediction {
        let none = [Double](repeating: 0, count: domain.actionNames.count)
        var prediction = PolicyPrediction(
            probabilities: none, policy: name, priority: settings.priority)
        guard let model else { return prediction }
        prediction.isEndToEnd = model.isEndToEnd
        guard let first = scores(tracker, usesText: model.isEndToEnd, model) else {
            return prediction
        }
        var confidences = AttentionNetwork.confidences(first)
        if model.readsText, !model.isEndToEnd, tracker.latestActionName == "action_listen",
            let text = byText(tracker, model, besides: first)
        {
            confidences = text
            prediction.isEndToEnd = true
        }
        for (label, confidence) in ranked(confidences).enumerated() {
            guard let number = actionNumbers[label] else { continue }
            prediction.probabilities[number] = confidence
        }
        return prediction
    }

    /// The confidences by the text of the last message, if it is to be believed more than its intent:
    /// more similar to an action, and more confident than the threshold. Words that no story has
    /// lessen the confidence.
    private func byText(
        _ tracker: Tracker, _ model: EmbeddingModel, besides first: [Float]
    ) -> [Double]? {
        guard let message = tracker.state.latestMessage?.user.text,
            let scores = scores(tracker, usesText: true, model),
            let best = scores.max(), let other = first.max(), best > other
        else { return nil }
        let familiarity = model.features.familiarity(of: message)
        let confidences = AttentionNetwork.confidences(scores).map { $0 * familiarity }
        return (confidences.max() ?? 0) > settings.textThreshold ? confidences : nil
    }

    /// The similarity to each of the model's actions; `nil` when rules hide the whole conversation.
    private func scores(
        _ tracker: Tracker, usesText: Bool, _ model: EmbeddingModel
    ) -> [Float]? {
        let states = tracker.storyStates(
            last: model.network.places, ruleOnly: ruleOnly, usesText: usesText)
        guard !states.isEmpty else { return nil }
        var rows = SparseRows()
        for state in states { model.features.appendRow(of: state, domain, to: &rows) }
        return model.network.scores(rows)
    }

    /// The confidences of the best actions, as many as `ranking_length` says; 0 for the others.
    private func ranked(_ confidences: [Double]) -> [Double] {
        let length = settings.rankingLength
        guard length > 0, length < domain.actionNames.count, length < confidences.count else {
            return confidences
        }
        let best = confidences.indices.sorted {
            (confidences[$1], $0) < (confidences[$0], $1)
        }.prefix(length)
        let sum = settings.renormalises ? best.reduce(0) { $0 + confidences[$1] } : 1
        var ranked = [Double](repeating: 0, count: confidences.count)
        for label in best { ranked[label] = confidences[label] / (sum > 0 ? sum : 1) }
        return ranked
    }
}
