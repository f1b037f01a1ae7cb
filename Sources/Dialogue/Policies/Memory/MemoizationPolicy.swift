// The policies that remember stories word for word.

/// Predicts what followed in a story on the same states (Rasa's `MemoizationPolicy`); the augmented
/// one forgets the beginning of the conversation step by step until a story fits
/// (`AugmentedMemoizationPolicy`).
///
/// - Complexity: a prediction looks at `max_history` states; without that option at as many as the
///   longest story has.
public struct MemoizationPolicy: Policy {
    /// The name `config.yml` uses.
    public let name: String
    let settings: MemoizationSettings
    let ruleOnly: RuleOnly
    let memory: MemoryTable
    let forgets: Bool
    let domain: DialogueDomain

    /// The name of the policy that forgets.
    static let augmentedName = "AugmentedMemoizationPolicy"
    /// The name of the policy that does not.
    static let plainName = "MemoizationPolicy"

    init(
        settings: MemoizationSettings, ruleOnly: RuleOnly, memory: MemoryTable, forgets: Bool,
        domain: DialogueDomain
    ) {
        self.domain = domain
        name = forgets ? Self.augmentedName : Self.plainName
        self.settings = settings
        self.ruleOnly = ruleOnly
        self.memory = memory
        self.forgets = forgets
    }

    /// Predicts the next action.
    public func predict(_ tracker: Tracker) -> PolicyPrediction {
        var probabilities = [Double](repeating: 0, count: tracker.domain.actionNames.count)
        let window = settings.historyMax ?? memory.lengthMax + 1
        let states = states(of: tracker, last: window)
        var action = memory.action(after: states)
        if action == nil, forgets { action = recall(tracker, besides: states) }
        if let action, let number = tracker.domain.actionNumber(action) {
            let confidence = tracker.state.latestMessage?.intentConfidence ?? 1
            probabilities[number] = settings.usesNLUConfidence ? confidence : 1
        }
        return PolicyPrediction(
            probabilities: probabilities, policy: name, priority: settings.priority)
    }

    /// The last states as stories see them, with the intent of the message.
    func states(of tracker: Tracker, last count: Int?) -> [DialogueState] {
        tracker.storyStates(last: count, ruleOnly: ruleOnly, usesText: false)
    }
}
