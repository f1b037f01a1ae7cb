// Plays test stories against the policies.

public import TrainingData
public import Vocabulary

/// Plays test stories against the policies: before each action of a story they are asked what they
/// would do, then the story goes on as it is written.
///
/// - Note: follows `_predict_tracker_actions` (rasa/core/test.py, 3.6.21).
public struct StoryTest: Sendable {
    /// How many actions may come in a row before a prediction is refused, as in a conversation.
    public static let predictionsMax = 10
    /// What stands in place of a prediction that is refused.
    static let tripped = "circuit breaker tripped"

    private let dialogue: TrainedDialogue
    private let understand: (@Sendable (String) async throws -> JSONObject)?

    /// A test.
    ///
    /// - Parameter understand: understands a text, as `/model/parse` answers it; `nil` to take the
    ///   intents and entities that the stories say (not end-to-end).
    public init(
        _ dialogue: TrainedDialogue,
        understand: (@Sendable (String) async throws -> JSONObject)? = nil
    ) {
        self.dialogue = dialogue
        self.understand = understand
    }

    /// Plays stories; rules among them are left out.
    ///
    /// - Throws: what `understand` throws.
    public func run(_ stories: StoryGraph) async throws -> StoryReport {
        let graph = StoryGraph(stories: stories.stories.filter { $0.kind == .story })
        let unrolled = StoryUnroller(domain: dialogue.domain, graph: graph).unroll()
        var outcomes: [StoryReport.Outcome] = []
        for conversation in unrolled.conversations { outcomes.append(try await play(conversation)) }
        return StoryReport(outcomes: outcomes, isEndToEnd: understand != nil)
    }

    private func play(_ story: TrainingConversation) async throws -> StoryReport.Outcome {
        var tracker = Tracker(story.name, domain: dialogue.domain)
        var predictions: [StoryReport.Prediction] = []
        var moments: [Int] = []
        var understandings: [StoryReport.Understanding] = []
        var actionsInRow = 0
        for (number, moment) in story.moments.enumerated() {
            var event = Event(moment.content, timestamp: Double(number))
            switch moment.content {
            case .action(let action) where number > 0:
                let expected = action.nameOrText ?? ""
                predictions.append(predict(expected, &tracker, actionsInRow))
                moments.append(number)
                actionsInRow = expected == "action_listen" ? 0 : actionsInRow + 1
            case .user(let user):
                guard let understand else { break }
                let text = user.text ?? ""
                let found = text.isEmpty ? user.parse : try await understand(text)
                let judged = Self.judge(user, found)
                understandings.append(judged)
                if judged.isRight { event.content = .user(Self.adding(found, to: user)) }
            default: break
            }
            tracker.append(event)
        }
        return StoryReport.Outcome(
            conversation: story, predictions: predictions, moments: moments,
            understandings: understandings)
    }

    /// What the policies would do; where a form wants to go on and the story does not, what they
    /// would do once it refused.
    private func predict(
        _ expected: String, _ tracker: inout Tracker, _ actionsInRow: Int
    ) -> StoryReport.Prediction {
        guard actionsInRow < Self.predictionsMax else {
            return StoryReport.Prediction(
                action: expected, predicted: Self.tripped, policy: nil, confidence: 0)
        }
        var found = choose(tracker, expected)
        if found.action != expected, let loop = tracker.state.activeLoopName, found.action == loop,
            dialogue.domain.form(loop) != nil
        {
            let refusal = Event.Content.actionExecutionRejected(
                name: loop, policy: nil, confidence: nil)
            tracker.append(Event(refusal, timestamp: tracker.events.last?.timestamp ?? 0))
            found = choose(tracker, expected)
        }
        return StoryReport.Prediction(
            action: expected, predicted: found.action, policy: found.policy,
            confidence: found.confidence)
    }

    private func choose(
        _ tracker: Tracker, _ expected: String
    ) -> (action: String, policy: String, confidence: Double) {
        if let followup = tracker.state.followup, dialogue.domain.actionNumber(followup) != nil {
            return (followup, "followup_action", 1)
        }
        let prediction = dialogue.ensemble.predict(tracker)
        var action = dialogue.domain.actionNames[PolicyEnsemble.action(of: prediction)]
        let intent = action.hasPrefix("utter_") ? String(action.dropFirst(6)) : ""
        if action != expected, dialogue.domain.domain.retrievalIntents.contains(intent),
            let parse = tracker.state.latestMessage?.user.parse,
            let full = Self.responseKey(of: intent, parse)
        {
            action = "utter_\(full)"
        }
        return (action, prediction.policy, prediction.confidence)
    }

    /// The message with what the response selector found, by which retrieval actions are named.
    private static func adding(_ found: JSONObject, to user: UserEvent) -> UserEvent {
        var user = user
        if let selector = found["response_selector"] { user.parse["response_selector"] = selector }
        return user
    }

    private static func judge(
        _ user: UserEvent, _ found: JSONObject
    ) -> StoryReport.Understanding {
        let text = user.text ?? ""
        let full = user.parse["intent"]?["full_retrieval_intent_name"]?.string
        let wanted = full ?? user.intentName ?? ""
        var intent = found["intent"]?["name"]?.string ?? ""
        if intent != wanted { intent = responseKey(of: intent, found) ?? intent }
        return StoryReport.Understanding(
            intent: wanted, predicted: intent,
            entities: user.entities.map { bare($0, text) },
            predictedEntities: (found["entities"]?.array ?? []).map { bare($0, text) })
    }

    /// The full name of a retrieval intent, as the response selector has it; `nil` for others.
    private static func responseKey(of intent: String, _ parse: JSONObject) -> String? {
        let selector = parse["response_selector"]
        guard selector?["all_retrieval_intents"]?.array?.contains(.string(intent)) == true else {
            return nil
        }
        let own = selector?["default"] ?? selector?[intent]
        return own?["response"]?["intent_response_key"]?.string
    }

    /// An entity with only what is compared; values of extractors as text.
    private static func bare(_ entity: JSONValue, _ text: String) -> JSONValue {
        var bare: JSONObject = ["text": .string(text)]
        for key in ["start", "end", "entity", "value"] {
            guard let value = entity[key] else { continue }
            let isFound = key == "value" && entity["extractor"] != nil && value.string == nil
            bare[key] = isFound ? .string(value.text()) : value
        }
        return .object(bare)
    }
}
