// Makes examples of stories and trains the embedding policy on them.

import Learning
import Vocabulary

/// The training of the embedding policy.
struct EmbeddingLearning {
    /// How many examples of glued stories are kept.
    static let gluedMax = 100_000

    private let lesson: PolicyLesson
    private let settings: EmbeddingSettings
    private let window: Int
    private var features = StateFeatureIndex()
    private var examples = AttentionExamples()
    private var rows: [DialogueState: Int32] = [:]
    private var labels: [String: Int32] = [:]
    private var actions: [String] = []
    private var seen: Set<[Int32]> = []

    /// A training; rules among the conversations are left out.
    init(_ lesson: PolicyLesson, _ settings: EmbeddingSettings) {
        self.lesson = lesson
        self.settings = settings
        let longest =
            lesson.conversations.lazy
            .filter { !$0.isRule && !$0.isAugmented }.map(\.states.count).max() ?? 0
        window = settings.historyMax ?? max(1, min(longest, EmbeddingSettings.historyLimit))
    }

    /// Trains; `nil` when there are no stories.
    ///
    /// - Throws: what the lesson's `progress` throws.
    mutating func learn() throws -> EmbeddingModel? {
        for isAugmented in [false, true] {
            for story in lesson.conversations
            where !story.isRule && story.isAugmented == isAugmented {
                add(story)
                if examples.sequences.count >= examples.always + Self.gluedMax, isAugmented {
                    break
                }
            }
            if !isAugmented { examples.always = examples.sequences.count }
        }
        guard examples.always > 0 else { return nil }
        let training = AttentionTraining(
            examples, inputs: features.count, places: window, labels: actions.count,
            settings: settings.training(seed: lesson.seed))
        var (share, told) = (0.0, -1.0)
        let network = try training.run(
            progress: { done, _ in share = done },
            check: {
                guard share > told else { return }
                told = share
                try lesson.progress(share, EmbeddingPolicy.policyName)
            })
        let states = rows.keys
        return EmbeddingModel(
            features: features, network: network, actions: actions,
            readsText: states.contains { $0.intent == nil && $0.text != nil },
            readsIntents: states.contains { $0.intent != nil })
    }

    /// Adds the actions of a story, each with the states before it, unless it is known already.
    private mutating func add(_ story: TrainingConversation) {
        let numbers = story.states.map { row(of: $0.withoutTextBesideIntent) }
        for turn in story.turns where turn.isPredictable {
            let end = min(turn.stateCount, numbers.count)
            guard end > 0 else { continue }
            let sequence = Array(numbers[max(0, end - window)..<end])
            let label = label(of: turn.action)
            guard seen.insert(sequence + [-1, label]).inserted else { continue }
            examples.sequences.append(sequence)
            examples.targets.append(label)
        }
    }

    private mutating func row(of state: DialogueState) -> Int32 {
        if let row = rows[state] { return row }
        let row = Int32(examples.moments.count)
        rows[state] = row
        features.addRow(of: state, lesson.domain, to: &examples.moments)
        return row
    }

    private mutating func label(of action: String) -> Int32 {
        if let label = labels[action] { return label }
        let label = Int32(actions.count)
        labels[action] = label
        actions.append(action)
        return label
    }
}
