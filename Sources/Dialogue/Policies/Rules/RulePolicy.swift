// The policy of rules: fixed behaviour, forms, default intents, the fallback.

import Vocabulary

/// Predicts what rules say (Rasa's `RulePolicy`).
///
/// - Complexity: a prediction looks at as many states as the longest rule has, whatever the length
///   of the conversation.
public struct RulePolicy: Policy {
    /// The name `config.yml` uses.
    public static let policyName = "RulePolicy"

    let settings: RulePolicySettings
    let book: RuleBook
    let domain: DialogueDomain
    private let statesNeeded: Int

    init(settings: RulePolicySettings, book: RuleBook, domain: DialogueDomain) {
        self.domain = domain
        self.settings = settings
        self.book = book
        statesNeeded = book.statesNeeded
    }

    /// `RulePolicy`.
    public var name: String { Self.policyName }

    /// Slots and loops that only rules know, which the other policies shall not see.
    public var ruleOnly: RuleOnly { book.ruleOnly }

    /// Predicts the next action.
    public func predict(_ tracker: Tracker) -> PolicyPrediction {
        let states = tracker.states(last: statesNeeded)
        let situation = RuleSituation(
            states: states, isWhole: states.count < statesNeeded, present: tracker.state)
        let decision = book.decide(situation)
        var probabilities = [Double](repeating: 0, count: tracker.domain.actionNames.count)
        // The fallback is there beside any rule, and wins where the rule's action was refused.
        if settings.predictsFallback,
            let number = tracker.domain.actionNumber(settings.fallbackAction)
        {
            probabilities[number] = settings.fallbackThreshold
        }
        if let action = decision.action, let number = tracker.domain.actionNumber(action) {
            probabilities[number] = score(tracker.state)
        }
        var prediction = PolicyPrediction(
            probabilities: probabilities, policy: name, priority: settings.priority)
        prediction.isEndToEnd = decision.isEndToEnd
        prediction.isNoUser = decision.isNoUser
        if decision.interruptsLoop { prediction.events = [.loopInterrupted(true)] }
        if let source = decision.source { prediction.hidesRuleTurn = book.hidden.contains(source) }
        return prediction
    }

    private func score(_ state: TrackerState) -> Double {
        guard settings.usesNLUConfidence else { return 1 }
        return state.latestMessage?.intentConfidence ?? 1
    }
}

extension LatestMessage {
    /// How sure the intent of the message is, 0...1; 1 when nobody said.
    var intentConfidence: Double { user.parse["intent"]?["confidence"]?.double ?? 1 }
}
