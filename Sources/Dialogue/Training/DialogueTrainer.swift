// Trains all policies of a project, or says everything that is wrong with its stories.

public import TrainingData
import Vocabulary

/// Trains the dialogue of a project.
public struct DialogueTrainer: Sendable {
    /// What a project says about its dialogue.
    public struct Material: Sendable {
        /// The domain joined with the NLU data.
        public var domain: Domain
        /// Stories and rules; test stories among them are left out.
        public var stories: StoryGraph
        /// `policies:` of `config.yml`.
        public var policies: [ComponentSettings]?
        /// Where `config.yml` begins.
        public var place: SourcePlace

        /// Material.
        public init(
            domain: Domain, stories: StoryGraph, policies: [ComponentSettings]?,
            at place: SourcePlace
        ) {
            self.domain = domain
            self.stories = stories
            self.policies = policies
            self.place = place
        }
    }

    /// Rasa's augmentation factor: how much is glued for policies that learn by example.
    public static let augmentationFactor = 50

    private let domain: DialogueDomain
    private let plan: PolicyPlan
    private let conversations: [TrainingConversation]
    private let seed: UInt64
    private let findings: [Diagnostic]

    /// Unrolls the stories and reads the settings.
    ///
    /// - Parameters:
    ///   - augmentation: `--augmentation`; 0 for no glued stories.
    ///   - seed: what chance depends on; equal seeds give equal models.
    public init(
        _ material: Material, augmentation: Int = DialogueTrainer.augmentationFactor,
        seed: UInt64 = 42
    ) {
        self.seed = seed
        let graph = StoryGraph(stories: material.stories.stories.filter { !$0.isTest })
        domain = DialogueDomain(material.domain.joined(with: graph))
        plan = PolicyPlan(material.policies, domain: domain, stories: graph, at: material.place)
        let unrolled = StoryUnroller(
            domain: domain, graph: graph, augmentation: plan.augmentation(augmentation), seed: seed
        ).unroll()
        conversations = unrolled.conversations
        let policies = plan.entries.map(\.kind.name)
        findings =
            plan.diagnostics + unrolled.diagnostics
            + StoryActions.unknown(in: graph, domain: domain, policies: policies)
            + StoryActions.unresolvedSlots(in: graph, domain: domain)
            + StoryActions.unlearnedEntities(in: graph, policies: policies)
    }

    /// Everything that training would say, without the work of policies that learn by example.
    public static func check(_ material: Material) -> [Diagnostic] {
        DialogueTrainer(material, augmentation: 0).check()
    }

    /// Everything that training would say, without the work of policies that learn by example.
    public func check() -> [Diagnostic] {
        let rules = plan.entries.first { $0.kind.name == RulePolicy.policyName }
        guard !Self.failed(findings), let rules else { return Diagnostic.distinct(findings) }
        let learning = RuleLearning(
            domain: domain, settings: RulePolicySettings(rules.settings.options),
            conversations: conversations)
        return Diagnostic.distinct(findings + learning.learn().findings)
    }

    /// Warnings about stories that go on differently from the same states.
    ///
    /// - Parameter historyMax: how many states policies look at; `nil` for all.
    public func conflicts(historyMax: Int? = nil) -> [Diagnostic] {
        StoryConflicts.findings(in: conversations, historyMax: historyMax)
    }

    /// Trains the policies one after the other, the one of rules first.
    ///
    /// - Parameter progress: told how far training is, 0...1, and what it is doing; what it throws
    ///   ends the training.
    /// - Returns: the trained dialogue and all warnings.
    /// - Throws: `DiagnosticFailure` with all findings when one is an error; what `progress` throws.
    public func train(
        progress: @escaping @Sendable (Double, String) throws -> Void = { _, _ in }
    ) throws -> (dialogue: TrainedDialogue, diagnostics: [Diagnostic]) {
        var findings = findings
        try Self.refuse(findings)
        let count = Double(max(1, plan.entries.count))
        var trained: [Int: any Policy] = [:]
        var ruleOnly = RuleOnly.none
        for (done, number) in trainingOrder.enumerated() {
            let entry = plan.entries[number]
            try progress(Double(done) / count, entry.kind.name)
            let lesson = PolicyLesson(
                domain: domain, conversations: conversations, ruleOnly: ruleOnly, seed: seed
            ) { part, doing in
                try progress((Double(done) + part) / count, doing)
            }
            let result = try entry.kind.train(entry.settings, lesson)
            findings += result.findings
            if let rules = result.policy as? RulePolicy { ruleOnly = rules.ruleOnly }
            trained[number] = result.policy
            try Self.refuse(findings)
        }
        let entries = plan.entries.enumerated().compactMap { number, entry in
            trained[number].map {
                TrainedDialogue.Entry(
                    name: entry.kind.name, options: entry.settings.options, policy: $0)
            }
        }
        return (
            TrainedDialogue(domain: domain, entries: entries), Diagnostic.distinct(findings)
        )
    }

    /// The policies' numbers, the policy of rules first, since it tells what only rules know.
    private var trainingOrder: [Int] {
        let isRules = plan.entries.map { $0.kind.name == RulePolicy.policyName }
        return isRules.indices.filter { isRules[$0] } + isRules.indices.filter { !isRules[$0] }
    }

    private static func refuse(_ findings: [Diagnostic]) throws(DiagnosticFailure) {
        if failed(findings) { throw DiagnosticFailure(Diagnostic.distinct(findings)) }
    }

    private static func failed(_ findings: [Diagnostic]) -> Bool {
        findings.contains { $0.severity == .error }
    }
}

extension Diagnostic {
    /// Each finding once, in the order given.
    static func distinct(_ findings: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return findings.filter { seen.insert($0).inserted }
    }
}
