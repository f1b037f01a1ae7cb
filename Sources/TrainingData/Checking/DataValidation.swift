// Everything that can be said about a project's data before it is trained on.

/// Checks the parts of a project against each other, as `rasa data validate` does.
///
/// - Note: follows `validate_files` in rasa/cli/utils.py and rasa/validator.py (3.6.21).
///   What only training can see, rules and stories that contradict each other above all, is told by
///   `DialogueTrainer` in `Dialogue`.
public enum DataValidation {
    /// All findings: about the domain, then the NLU data, then stories, then settings.
    ///
    /// - Parameters:
    ///   - domain: the domain of all files, not yet joined with the NLU data.
    ///   - training: the NLU data of all files.
    ///   - stories: stories and rules; test stories among them are left out.
    ///   - settings: what `config.yml` says; `nil` when there is none.
    ///   - knowledge: `knowledge_base:` of `martlet.yml`; `nil` when there is none.
    public static func check(
        domain: Domain, training: TrainingSet, stories: StoryGraph, settings: Settings?,
        knowledge: KnowledgeSettings? = nil
    ) -> [Diagnostic] {
        let whole = domain.joined(with: training)
        var findings = DomainChecks.validity(of: whole)
        guard !whole.isEmpty else { return findings }
        findings += StoryChecks.actions(in: stories, domain: whole)
        findings += DomainChecks.formSlots(of: whole)
        findings += DomainChecks.mappingConditions(of: whole)
        findings += DomainChecks.mappingNames(of: whole)
        findings += DomainChecks.missingResponses(of: whole)
        findings += NLUChecks.intents(in: training, domain: whole)
        findings += NLUChecks.entities(in: training, domain: whole)
        findings += NLUChecks.responses(in: training, domain: whole)
        findings += ExampleChecks.findings(in: training)
        findings += StoryChecks.intents(in: stories, domain: whole)
        findings += StoryChecks.unusedIntents(in: stories, domain: whole)
        findings += StoryChecks.utterances(in: stories, domain: whole, training: training)
        findings += StoryChecks.unusedUtterances(in: stories, domain: whole, training: training)
        findings += StoryChecks.slotNames(in: stories, domain: whole)
        if let settings { findings += assistantID(of: settings) }
        findings += KnowledgeChecks.findings(knowledge, domain: whole)
        return findings
    }

    /// Whether validation has failed, so that the program ends with 1: an error always does, a
    /// warning does with `--fail-on-warnings` when it is one of `failingWarnings`.
    public static func fails(_ findings: [Diagnostic], onWarnings: Bool) -> Bool {
        findings.contains {
            $0.severity == .error || onWarnings && failingWarnings.contains($0.code)
        }
    }

    /// Codes of the warnings that `--fail-on-warnings` is about, as in Rasa; what is merely unused
    /// never fails.
    public static let failingWarnings: Set = [
        "intent-not-in-domain", "example-in-two-intents", "story-intent-unknown",
        "story-response-unknown", "story-conflict",
    ]

    /// The name that `rasa init` writes for want of a better one.
    static let placeholderID = "placeholder_default"

    private static func assistantID(of settings: Settings) -> [Diagnostic] {
        let hint = "Give the assistant a name of its own: `assistant_id: name`."
        func warning(_ message: String) -> [Diagnostic] {
            [Diagnostic(.warning, "assistant-id", message, hint: hint, at: settings.place)]
        }
        switch settings.assistantID {
        case nil: return warning("The settings have no 'assistant_id'.")
        case placeholderID: return warning("The 'assistant_id' is the one every new project has.")
        default: return []
        }
    }
}
