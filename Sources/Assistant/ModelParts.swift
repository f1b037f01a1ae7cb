// Which parts of a project a training is about.

import TrainingData

/// Parts of a model.
public enum ModelParts: Sendable, Hashable, CaseIterable {
    /// Whatever the project has data for.
    case all
    /// Understanding only (`train nlu`).
    case nlu
    /// Dialogue only (`train core`).
    case core

    /// Whether understanding is trained.
    func trainsNLU(_ project: Project) -> Bool {
        self == .nlu || (self == .all && !project.training.examples.isEmpty)
    }

    /// Whether dialogue is trained.
    func trainsCore(_ project: Project) -> Bool {
        let hasStories = project.stories.stories.contains { !$0.isTest }
        return self == .core || (self == .all && hasStories)
    }
}
