// Reads `policies:` of `config.yml` and says what is wrong with it.

public import TrainingData
import Vocabulary

/// The policies of a project, ready to be trained.
public struct PolicyPlan: Sendable {
    /// The entries that are trained, each with its kind, in the order of `config.yml`.
    public let entries: [(settings: ComponentSettings, kind: PolicyKind)]
    /// Findings about the entries; any error means that nothing can be trained.
    public let diagnostics: [Diagnostic]

    /// Reads the entries; `nil` or none mean what Rasa suggests.
    ///
    /// - Parameters:
    ///   - policies: `policies:` of `config.yml`.
    ///   - domain: the domain joined with the NLU data.
    ///   - stories: stories and rules to be trained on.
    ///   - place: where `config.yml` begins.
    public init(
        _ policies: [ComponentSettings]?, domain: DialogueDomain, stories: StoryGraph,
        at place: SourcePlace
    ) {
        let written = policies ?? []
        let chosen = written.isEmpty ? PolicyCatalog.suggestion(at: place) : written
        var findings: [Diagnostic] = []
        entries = chosen.compactMap { entry in
            guard let kind = PolicyCatalog.kind(entry.name) else {
                findings.append(Self.unknown(entry))
                return nil
            }
            findings += PolicyOption.findings(in: entry, options: kind.options)
            return (entry, kind)
        }
        findings += Self.priorities(entries)
        let rules = entries.first { $0.kind.name == RulePolicy.policyName }?.settings
        findings += Self.rules(rules, domain, stories, at: place)
        // Nobody wrote what is suggested, so nobody is warned about it.
        if written.isEmpty { findings.removeAll { $0.severity == .warning } }
        diagnostics = findings
    }

    /// The augmentation factor that the policies need; 0 when none learns from glued stories.
    func augmentation(_ factor: Int) -> Int {
        entries.contains { $0.kind.usesAugmentation } ? factor : 0
    }

    private static func unknown(_ entry: ComponentSettings) -> Diagnostic {
        let name = PolicyCatalog.plain(entry.name)
        if PolicyCatalog.idle.contains(name) {
            return Diagnostic(
                .warning, "policy-idle", "'\(name)' is accepted and does nothing yet.",
                hint: "The other policies decide.", at: entry.place)
        }
        if let instead = PolicyCatalog.former[name] {
            return Diagnostic(
                .error, "policy-unknown", "The policy '\(name)' ended with Rasa 2.",
                hint: "Use '\(instead)'.", at: entry.place)
        }
        let known = PolicyCatalog.kinds.map(\.name).joined(separator: ", ")
        return Diagnostic(
            .error, "policy-unknown",
            name.contains(".")
                ? "The policy '\(name)' is a Python class, which cannot run here."
                : "There is no policy '\(name)'.",
            hint: "The policies are: \(known).", at: entry.place)
    }

    private static func priorities(
        _ entries: [(settings: ComponentSettings, kind: PolicyKind)]
    ) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for (number, entry) in entries.enumerated() {
            let priority = entry.settings.options["priority"]?.int ?? entry.kind.priority
            let other = entries[..<number].first {
                ($0.settings.options["priority"]?.int ?? $0.kind.priority) == priority
            }
            guard let other else { continue }
            findings.append(
                Diagnostic(
                    .warning, "policy-priority",
                    "'\(entry.kind.name)' and '\(other.kind.name)' both have the priority"
                        + " \(priority); the first one wins between equal confidences.",
                    hint: "Give them different priorities.", at: entry.settings.place))
        }
        return findings
    }

    private static func rules(
        _ entry: ComponentSettings?, _ domain: DialogueDomain, _ stories: StoryGraph,
        at place: SourcePlace
    ) -> [Diagnostic] {
        let rule = stories.stories.first { $0.kind == .rule && !$0.isTest }
        guard let entry else {
            if let form = domain.domain.forms.first {
                return [
                    Diagnostic(
                        .error, "policy-form",
                        "The form '\(form.name)' needs the policy 'RulePolicy', which is not among"
                            + " the policies.",
                        hint: "Add `- name: RulePolicy`, or remove the forms.", at: place)
                ]
            }
            guard let rule else { return [] }
            return [
                Diagnostic(
                    .warning, "rules-unused", "No policy reads rules; the rules are left out.",
                    hint: "Add `- name: RulePolicy` to the policies.", at: rule.place)
            ]
        }
        var findings: [Diagnostic] = []
        let fallback = RulePolicySettings(entry.options).fallbackAction
        if !fallback.isEmpty, domain.actionNumber(fallback) == nil {
            findings.append(
                Diagnostic(
                    .error, "policy-fallback",
                    "The fallback action '\(fallback)' of RulePolicy does not stand in the domain.",
                    hint: "Add it under 'actions' of the domain.", at: entry.place))
        }
        if rule == nil {
            findings.append(
                Diagnostic(
                    .warning, "rules-missing", "RulePolicy has no rules to learn.",
                    hint: "Write rules, or remove the policy if there are no forms.",
                    at: entry.place))
        }
        return findings
    }
}
