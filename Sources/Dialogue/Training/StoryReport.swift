// How well a trained dialogue foretells test stories.

public import Vocabulary

/// What came of test stories that were played against the policies.
public struct StoryReport: Sendable {
    /// One action of a test story.
    public struct Prediction: Sendable, Hashable {
        /// What the story says.
        public let action: String
        /// What the policies say.
        public let predicted: String
        /// The policy that decided; `nil` when too many actions came in a row.
        public let policy: String?
        /// How sure it was, 0...1.
        public let confidence: Double

        /// The prediction in the JSON of `/model/test/stories`.
        public var json: JSONValue {
            [
                "action": .string(action), "predicted": .string(predicted),
                "policy": policy.map(JSONValue.string) ?? .null, "confidence": .number(confidence),
            ]
        }
    }

    /// A message of an end-to-end test story.
    public struct Understanding: Sendable, Hashable {
        /// What the story says: the intent, or the full retrieval intent.
        public let intent: String
        /// What was understood; empty for nothing.
        public let predicted: String
        /// The entities the story says, and those that were found, each as `text`, `start`, `end`,
        /// `entity` and `value`.
        public let entities: [JSONValue]
        /// The entities that were found.
        public let predictedEntities: [JSONValue]

        /// Whether intent and entities are as the story says, in any order.
        public var isRight: Bool {
            intent == predicted && Set(entities) == Set(predictedEntities)
        }
    }

    /// One test story.
    public struct Outcome: Sendable {
        /// The story.
        public let conversation: TrainingConversation
        /// Its actions; the first event of a story is not predicted.
        public let predictions: [Prediction]
        /// The event's number in `conversation.moments` of each prediction.
        public let moments: [Int]
        /// Its messages, when they were to be understood.
        public let understandings: [Understanding]

        /// Whether all was foretold.
        public var isRight: Bool {
            predictions.allSatisfy { $0.action == $0.predicted }
                && understandings.allSatisfy(\.isRight)
        }
    }

    /// The stories in the order they were played.
    public let outcomes: [Outcome]
    /// Whether messages were to be understood as well.
    public let isEndToEnd: Bool

    /// All actions of all stories.
    public var predictions: [Prediction] { outcomes.flatMap(\.predictions) }

    /// The share of stories of which all was foretold; 0 without stories.
    public var storyAccuracy: Double {
        outcomes.isEmpty
            ? 0 : Double(outcomes.count(where: \.isRight)) / Double(outcomes.count)
    }

    /// The share of actions that were foretold; 0 without actions.
    public var actionAccuracy: Double {
        let all = predictions
        guard !all.isEmpty else { return 0 }
        return Double(all.count { $0.action == $0.predicted }) / Double(all.count)
    }

    /// The share of actions that policies predicted which remember rules and stories; 0 without
    /// actions. Real Rasa 3 compares other names than its policies have, and always says 0.
    public var inTrainingDataFraction: Double {
        let all = predictions
        guard !all.isEmpty else { return 0 }
        let names: Set = [
            RulePolicy.policyName, MemoizationPolicy.plainName, MemoizationPolicy.augmentedName,
        ]
        return Double(all.count { names.contains($0.policy ?? "") }) / Double(all.count)
    }

    /// What is and what was predicted, for a classification report as Rasa makes it: actions, then
    /// intents, then entities as markup, `None` where one side has no entity.
    public var labels: (targets: [String], predictions: [String]) {
        let messages = outcomes.flatMap(\.understandings)
        let entities = StoryEntityPairs(messages)
        return (
            predictions.map(\.action) + messages.map(\.intent) + entities.targets,
            predictions.map(\.predicted) + messages.map(\.predicted) + entities.predictions
        )
    }
}
