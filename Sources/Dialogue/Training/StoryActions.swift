// Finds actions of stories that nobody can run.

import TrainingData

/// Checks the actions of stories that policies are trained on.
enum StoryActions {
    /// A finding for each action and form of a story or rule that the domain does not have; one a
    /// name and kind of block. It is an error where a policy needs the action's number, as Rasa
    /// refuses it then: RulePolicy those of rules, TEDPolicy those of stories. Else no policy can
    /// ever choose the action, which is a warning.
    static func unknown(
        in graph: StoryGraph, domain: DialogueDomain, policies: [String]
    ) -> [Diagnostic] {
        var seen: Set<String> = []
        return graph.allSteps.compactMap { story, step in
            let name: String
            let section: String
            switch step.content {
            case .action(let action): (name, section) = (action, "actions")
            case .activeLoop(let loop?): (name, section) = (loop, "forms")
            default: return nil
            }
            guard domain.actionNumber(name) == nil,
                seen.insert("\(story.kind.rawValue) \(name)").inserted
            else { return nil }
            let policy =
                story.kind == .rule ? RulePolicy.policyName : EmbeddingPolicy.policyName
            let kind = section == "forms" ? "form" : "action"
            return Diagnostic(
                policies.contains(policy) ? .error : .warning, "story-\(kind)-unknown",
                "The \(kind) '\(name)' is used in '\(story.name ?? "")' and does not stand in the"
                    + " domain.",
                hint: name.hasPrefix("utter_")
                    ? "Add a response '\(name)', or correct the name."
                    : "Add it under '\(section)' of the domain, or correct the name.",
                at: step.place)
        }
    }

    /// An error for each slot that a story or rule sets and the domain does not have; one a slot.
    ///
    /// - Note: follows `_check_unresolved_slots` in rasa/model_training.py (3.6.21), which ends the
    ///   training; `rasa data validate` does not look.
    static func unresolvedSlots(in graph: StoryGraph, domain: DialogueDomain) -> [Diagnostic] {
        var seen: Set<String> = []
        return graph.allSteps.flatMap { _, step -> [Diagnostic] in
            guard case .slots(let slots) = step.content else { return [] }
            return slots.filter {
                domain.slotNumber($0.slot) == nil && seen.insert($0.slot).inserted
            }.map {
                Diagnostic(
                    .error, "story-slot-unknown",
                    "The slot '\($0.slot)' is set here and does not stand in the domain.",
                    hint: "Add it under 'slots' of the domain, or correct its name.", at: $0.place)
            }
        }
    }

    /// A warning for each text of a user in which a story marks entities and says no intent: Rasa's
    /// TEDPolicy learns to find them, the policy here does not; one a file.
    static func unlearnedEntities(in graph: StoryGraph, policies: [String]) -> [Diagnostic] {
        guard policies.contains(EmbeddingPolicy.policyName) else { return [] }
        var files: Set<String> = []
        return graph.allSteps.compactMap { _, step in
            guard case .user(let user) = step.content, user.text != nil, user.intent == nil,
                !user.entities.isEmpty, files.insert(step.place.file).inserted
            else { return nil }
            return Diagnostic(
                .warning, "story-entities-unlearned",
                "The entities marked in the user's text are not learned from end-to-end stories.",
                hint: "Mark them in an example of the NLU data as well.", at: step.place)
        }
    }
}
