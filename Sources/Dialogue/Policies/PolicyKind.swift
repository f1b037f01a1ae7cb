// A kind of policy: its name, its options, how it is trained and read back.

public import Learning
public import TrainingData
public import Vocabulary

/// What a policy is trained on.
public struct PolicyLesson: Sendable {
    /// The domain.
    public let domain: DialogueDomain
    /// Stories, glued stories and rules, unrolled.
    public let conversations: [TrainingConversation]
    /// Slots and loops that only rules know.
    public let ruleOnly: RuleOnly
    /// What training by chance depends on.
    public let seed: UInt64
    /// Told how far the policy is, 0...1, and what it is doing; throws to stop.
    public let progress: @Sendable (Double, String) throws -> Void

    /// A lesson.
    public init(
        domain: DialogueDomain, conversations: [TrainingConversation],
        ruleOnly: RuleOnly = .none, seed: UInt64 = 42,
        progress: @escaping @Sendable (Double, String) throws -> Void = { _, _ in }
    ) {
        self.domain = domain
        self.conversations = conversations
        self.ruleOnly = ruleOnly
        self.seed = seed
        self.progress = progress
    }
}

/// A kind of policy.
public struct PolicyKind: Sendable {
    /// The name `config.yml` uses.
    public let name: String
    /// The priority when the options give none.
    public let priority: Int
    /// The options it knows.
    public let options: [PolicyOption]
    /// Whether it learns from glued stories.
    public let usesAugmentation: Bool
    /// Trains a policy by its options; findings of errors mean that there is none.
    public let train:
        @Sendable (ComponentSettings, PolicyLesson) throws -> (
            policy: any Policy, findings: [Diagnostic]
        )
    /// Reads a policy that was saved, by its options.
    public let load: @Sendable (JSONObject, ModelSections, DialogueDomain) throws -> any Policy

    /// A kind of policy.
    public init(
        name: String, priority: Int, options: [PolicyOption], usesAugmentation: Bool = false,
        train:
            @escaping @Sendable (ComponentSettings, PolicyLesson) throws -> (
                policy: any Policy, findings: [Diagnostic]
            ),
        load:
            @escaping @Sendable (JSONObject, ModelSections, DialogueDomain) throws ->
            any Policy
    ) {
        self.name = name
        self.priority = priority
        self.options = options
        self.usesAugmentation = usesAugmentation
        self.train = train
        self.load = load
    }
}
