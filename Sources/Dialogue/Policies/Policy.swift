// What decides on the next action.

public import Learning
public import Vocabulary

/// What a policy says about the next action.
public struct PolicyPrediction: Sendable {
    /// How sure the policy is of each action, 0...1, in the order of `DialogueDomain.actionNames`.
    public var probabilities: [Double]
    /// The policy's name as `config.yml` spells it, with `policy_<n>_` before it nowhere.
    public var policy: String
    /// The policy's priority; the higher one wins between equal confidences.
    public var priority: Int
    /// Events to apply whether or not the prediction wins (`loop_interrupted`).
    public var events: [Event.Content] = []
    /// Events to apply only if it wins (`entities`, `user_featurization` of text).
    public var optionalEvents: [Event.Content] = []
    /// Whether the text of the message decided (end-to-end).
    public var isEndToEnd = false
    /// Whether no message decided (a loop's happy path), which beats everything.
    public var isNoUser = false
    /// Whether stories do not see the turn.
    public var hidesRuleTurn = false

    /// A prediction.
    public init(probabilities: [Double], policy: String, priority: Int) {
        self.probabilities = probabilities
        self.policy = policy
        self.priority = priority
    }

    /// The highest probability; 0 when there are no actions.
    public var confidence: Double { probabilities.max() ?? 0 }
}

/// A trained policy.
public protocol Policy: Sendable {
    /// The name `config.yml` uses.
    var name: String { get }

    /// Predicts the next action. Never fails: what it can't tell has probability 0 everywhere.
    func predict(_ tracker: Tracker) -> PolicyPrediction

    /// Writes what the entry in the `PolicyCatalog` reads.
    func save(to file: inout ModelSections)
}
