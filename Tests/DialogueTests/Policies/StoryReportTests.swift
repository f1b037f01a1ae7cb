import Dialogue
import Testing
import TrainingData
import Vocabulary

@Suite("Testing stories") struct StoryReportTests {
    static let data = """
        rules:
        - rule: one
          steps: [{intent: a}, {action: utter_a}]
        - rule: begin
          steps: [{intent: b}, {action: f}, {active_loop: f}]
        - rule: aside
          condition: [{active_loop: f}]
          steps: [{intent: c}, {action: utter_c}, {action: f}]
        """

    static func report(
        _ tests: String, understand: (@Sendable (String) async throws -> JSONObject)? = nil
    ) async throws -> StoryReport {
        let (dialogue, _) = try DialogueTrainer(SmallBot.material(data)).train()
        return try await StoryTest(dialogue, understand: understand).run(
            BotText.stories(["version: \"3.1\"\n" + tests]))
    }

    @Test("each action is predicted before the story goes on as it is written")
    func actions() async throws {
        let report = try await Self.report(
            """
            stories:
            - story: right
              steps: [{intent: a}, {action: utter_a}]
            - story: wrong
              steps: [{intent: a}, {action: utter_b}, {intent: a}, {action: utter_a}]
            """)
        #expect(report.outcomes.map(\.isRight) == [true, false])
        #expect(report.storyAccuracy == 0.5)
        #expect(report.outcomes[0].predictions.map(\.predicted) == ["utter_a", "action_listen"])
        #expect(report.outcomes[0].predictions.allSatisfy { $0.policy == "RulePolicy" })
        #expect(
            report.outcomes[1].predictions.map(\.action).prefix(2) == ["utter_b", "action_listen"])
        #expect(report.outcomes[1].predictions[0].predicted == "utter_a")
        #expect(report.labels.targets.count == report.predictions.count)
        #expect(report.actionAccuracy < 1)
        #expect(!report.isEndToEnd)
        #expect(
            report.predictions[0].json == [
                "action": "utter_a", "predicted": "utter_a", "policy": "RulePolicy",
                "confidence": 1.0,
            ])
    }

    @Test("a form that the story leaves counts as having refused")
    func form() async throws {
        let report = try await Self.report(
            """
            stories:
            - story: aside
              steps:
              - intent: b
              - action: f
              - active_loop: f
              - intent: c
              - action: utter_c
              - action: f
            """)
        #expect(report.outcomes.map(\.isRight) == [true])
    }

    @Test("more actions in a row than a conversation allows are not predicted")
    func bounded() async throws {
        let steps = Array(repeating: "{action: utter_a}", count: 12).joined(separator: ", ")
        let report = try await Self.report(
            "stories:\n- story: long\n  steps: [{intent: a}, \(steps)]\n")
        #expect(report.predictions[10].predicted == "circuit breaker tripped")
        #expect(report.predictions[10].policy == nil)
    }

    @Test("end to end, messages are understood and entities compared by their place")
    func endToEnd() async throws {
        let report = try await Self.report(
            """
            stories:
            - story: said
              steps:
              - intent: a
                user: my [pen](thing)
              - action: utter_a
              - intent: a
                user: other
              - action: utter_a
            """
        ) { text in
            let pen: JSONValue = [
                "entity": "thing", "start": 3, "end": 6, "value": "pen", "extractor": "x",
            ]
            return [
                "intent": ["name": text == "other" ? "b" : "a", "confidence": 1.0],
                "entities": text == "other" ? [] : [pen],
            ]
        }
        let outcome = try #require(report.outcomes.first)
        #expect(outcome.understandings.map(\.isRight) == [true, false])
        #expect(report.isEndToEnd)
        let (targets, predictions) = report.labels
        #expect(targets.suffix(3) == ["a", "a", "[pen](thing)"])
        #expect(predictions.suffix(3) == ["a", "b", "[pen](thing)"])
    }
}
