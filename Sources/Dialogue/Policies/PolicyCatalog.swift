// All policies by the names `config.yml` uses.

public import TrainingData
import Vocabulary

/// The policies that can be trained.
public enum PolicyCatalog {
    /// The kinds of policies, by name.
    public static let kinds: [PolicyKind] = [
        RulePolicy.kind,
        MemoizationPolicy.plainKind,
        MemoizationPolicy.augmentedKind,
        EmbeddingPolicy.kind,
    ]

    /// Policies that are accepted and do nothing yet.
    static let idle: Set = ["UnexpecTEDIntentPolicy"]

    /// Policies of Rasa 2, which Rasa 3 does not have any more, with what came instead.
    static let former = [
        "FormPolicy": "RulePolicy", "MappingPolicy": "RulePolicy", "FallbackPolicy": "RulePolicy",
        "TwoStageFallbackPolicy": "RulePolicy", "KerasPolicy": "TEDPolicy",
        "EmbeddingPolicy": "TEDPolicy", "SklearnPolicy": "TEDPolicy",
    ]

    /// The policies that Rasa chooses where `policies:` is missing or empty.
    public static func suggestion(at place: SourcePlace) -> [ComponentSettings] {
        let embedding: JSONObject = ["max_history": 5, "epochs": 100]
        var constrained = embedding
        constrained["constrain_similarities"] = true
        return [
            ComponentSettings(name: "MemoizationPolicy", place: place),
            ComponentSettings(name: "RulePolicy", place: place),
            ComponentSettings(name: "UnexpecTEDIntentPolicy", options: embedding, place: place),
            ComponentSettings(name: "TEDPolicy", options: constrained, place: place),
        ]
    }

    /// A kind of policy by the name an entry uses, which may have Rasa's module before it.
    static func kind(_ name: String) -> PolicyKind? {
        kinds.first { $0.name == plain(name) }
    }

    /// The name of a policy without the module of Rasa it lies in.
    static func plain(_ name: String) -> String {
        guard name.hasPrefix("rasa.core.policies."), let last = name.split(separator: ".").last
        else { return name }
        return String(last)
    }
}
