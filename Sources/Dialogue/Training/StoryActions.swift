// Finds actions of stories that nobody can run.

import TrainingData

/// Checks the actions of stories that policies are trained on.
enum StoryActions {
    /// An error for each action and form of a story or rule that the domain does not have; one a
    /// name. Rasa can't train on them either.
    static func unknown(in graph: StoryGraph, domain: DialogueDomain) -> [Diagnostic] {
        var seen: Set<String> = []
        return graph.allSteps.compactMap { story, step in
            let name: String
            let section: String
            switch step.content {
            case .action(let action): (name, section) = (action, "actions")
            case .activeLoop(let loop?): (name, section) = (loop, "forms")
            default: return nil
            }
            guard domain.actionNumber(name) == nil, seen.insert(name).inserted else { return nil }
            let kind = section == "forms" ? "form" : "action"
            return Diagnostic(
                .error, "story-\(kind)-unknown",
                "The \(kind) '\(name)' is used in '\(story.name ?? "")' and does not stand in the"
                    + " domain.",
                hint: name.hasPrefix("utter_")
                    ? "Add a response '\(name)', or correct the name."
                    : "Add it under '\(section)' of the domain, or correct the name.",
                at: step.place)
        }
    }
}
