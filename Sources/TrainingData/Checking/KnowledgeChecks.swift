// What can be wrong between the settings of the knowledge base and the domain.

import Vocabulary

/// Checks of `knowledge_base:` in `martlet.yml` against a domain.
enum KnowledgeChecks {
    /// All findings; `knowledge` is `nil` for a project without the section.
    static func findings(_ knowledge: KnowledgeSettings?, domain: Domain) -> [Diagnostic] {
        guard let knowledge else {
            return domain.actions.filter { $0.name == KnowledgeSettings.action }.map {
                Diagnostic(
                    .warning, "knowledge-settings-missing",
                    "'\($0.name)' has no knowledge base to answer from.",
                    hint: "Write `knowledge_base:` in martlet.yml.", at: $0.place)
            }
        }
        return names(knowledge, domain) + slots(knowledge, domain)
    }

    private static func names(_ knowledge: KnowledgeSettings, _ domain: Domain) -> [Diagnostic] {
        let known = Set(domain.actionNames)
        let wanted =
            [("none_response", knowledge.noneResponse.map { [$0] } ?? [])]
            + [
                ("fallback_actions", knowledge.fallbackActions),
                ("handoff_actions", knowledge.handoffActions),
            ]
        return wanted.flatMap { key, names in
            names.filter { !known.contains($0) }.map { name in
                Diagnostic(
                    .warning, "knowledge-name-unknown",
                    "`\(key)` of `knowledge_base` names '\(name)', which the domain has not.",
                    hint: "Add it to the domain or correct the name.", at: knowledge.place)
            }
        }
    }

    private static func slots(_ knowledge: KnowledgeSettings, _ domain: Domain) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for (key, name) in [
            ("locale_slot", knowledge.localeSlot), ("audience_slot", knowledge.audienceSlot),
        ] {
            guard let name, !domain.slots.contains(where: { $0.name == name }) else { continue }
            findings.append(
                Diagnostic(
                    .warning, "knowledge-slot-unknown",
                    "`\(key)` of `knowledge_base` names the slot '\(name)', which the domain has"
                        + " not.", hint: "Add the slot or correct the name.", at: knowledge.place))
        }
        if let name = knowledge.audienceSlot,
            let slot = domain.slots.first(where: { $0.name == name }), !slot.isFilledByActionsOnly
        {
            findings.append(
                Diagnostic(
                    .error, "knowledge-audience-slot",
                    "What visitors say fills the slot '\(name)', which says what they may read.",
                    hint: "Give it the one mapping `type: custom`, and set it in an action.",
                    at: slot.place))
        }
        return findings
    }
}

extension DomainSlot {
    /// Whether nothing that a visitor says fills the slot.
    public var isFilledByActionsOnly: Bool { mappings.allSatisfy { $0.kind == .custom } }
}
