// What `martlet data validate` says about stories and rules, besides what reading them tells.

public import TrainingData
import Vocabulary

/// Checks the dialogue of a project as training would.
public enum DialogueValidation {
    /// Everything that training would refuse or warn about, and stories that conflict; nothing for a
    /// project without stories and rules, or whose files have errors, which come first.
    ///
    /// - Parameter historyMax: how many states stories are compared by; `nil` for all.
    /// - Complexity: that of unrolling the stories and learning the rules.
    public static func check(_ project: Project, historyMax: Int? = nil) -> [Diagnostic] {
        guard !project.failed, !project.stories.stories.isEmpty else { return [] }
        let trainer = DialogueTrainer(DialogueTrainer.Material(project), augmentation: 0)
        return trainer.check() + trainer.conflicts(historyMax: historyMax)
    }

    /// Findings of other checks with those about the dialogue; where both speak of the same step of a
    /// story, the error stays, and of two warnings the first.
    public static func joining(
        _ findings: [Diagnostic], with dialogue: [Diagnostic]
    ) -> [Diagnostic] {
        let told = Set(dialogue.filter { $0.severity == .error }.map(\.place))
        let others = findings.filter { finding in
            !(finding.code.hasPrefix("story-") && told.contains(finding.place))
        }
        let known = Set(others.filter { $0.code.hasPrefix("story-") }.map(\.place))
        return others
            + dialogue.filter {
                $0.severity == .error || !$0.code.hasPrefix("story-") || !known.contains($0.place)
            }
    }
}

extension DialogueTrainer.Material {
    /// What a project says about its dialogue.
    public init(_ project: Project) {
        self.init(
            domain: project.domain.joined(with: project.training), stories: project.stories,
            policies: project.settings.policies, at: project.settings.place)
    }
}
