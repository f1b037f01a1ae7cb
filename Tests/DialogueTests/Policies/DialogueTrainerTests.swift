import Dialogue
import Testing
import TrainingData
import Vocabulary

@Suite("Training dialogues") struct DialogueTrainerTests {
    static func errors(_ data: String, policies: JSONValue = [["name": "RulePolicy"]])
        -> [Diagnostic]
    {
        DialogueTrainer.check(SmallBot.material(data, policies: policies)).filter {
            $0.severity == .error
        }
    }

    @Test("two rules that want different things are told once, with both places and a way out")
    func rules() {
        let errors = Self.errors(
            """
            rules:
            - rule: one
              steps: [{intent: a}, {action: utter_a}]
            - rule: two
              steps:
              - intent: a
              - action: utter_b
            """)
        #expect(errors.map(\.code) == ["rules-contradict"])
        #expect(
            errors.first?.message
                == "In turn 1, after 'a', the rule 'one' does 'utter_a', but the rule 'two' at"
                + " data_0.yml:8:5 does 'utter_b'.")
        #expect(errors.first?.place.line == 4)
        #expect(errors.first?.hint?.contains("condition") == true)
    }

    @Test(
        "entities marked in texts of end-to-end stories are not learned, which is told once a file")
    func endToEndEntities() {
        let story = """
            stories:
            - story: texts
              steps:
              - user: "take me to [Bonn](city)"
              - action: utter_a
              - user: "and to [Ulm](city)"
              - action: utter_b
            """
        func findings(_ policies: JSONValue) -> [Diagnostic] {
            DialogueTrainer.check(SmallBot.material(story, policies: policies)).filter {
                $0.code == "story-entities-unlearned"
            }
        }
        let told = findings([["name": "TEDPolicy"]])
        #expect(told.map(\.place.line) == [5])
        #expect(told.first?.severity == .warning)
        #expect(findings([["name": "MemoizationPolicy"]]).isEmpty)
    }

    @Test("a story that goes on where a rule waits is told at the step where they part")
    func story() {
        let errors = Self.errors(
            """
            rules:
            - rule: one
              steps:
              - intent: b
              - action: utter_b
            stories:
            - story: long
              steps:
              - intent: a
              - action: utter_a
              - intent: b
              - action: utter_b
              - action: utter_c
            """)
        #expect(errors.map(\.code) == ["story-contradicts-rule"])
        #expect(errors.first?.place.line == 14)
        #expect(
            errors.first?.message
                == "In turn 2, after 'utter_b', the story 'long' does 'utter_c', but the rule 'one'"
                + " at data_0.yml:6:5 waits for the user (action_listen).")
        #expect(errors.first?.hint?.contains("wait_for_user_input") == true)
    }

    @Test("an action that sets a slot in one rule must say so in the others")
    func incomplete() {
        let errors = Self.errors(
            """
            rules:
            - rule: one
              steps: [{intent: a}, {action: action_x}, {slot_was_set: [{flag: true}]}]
            - rule: two
              steps:
              - intent: b
              - action: action_x
            """)
        #expect(errors.map(\.code) == ["rule-incomplete"])
        #expect(errors.first?.place.line == 8)
        #expect(errors.first?.message.contains("'flag', which it sets at data_0.yml:4:") == true)
    }

    @Test("all findings come at once, those of settings and stories alike")
    func together() {
        let codes = Self.errors(
            """
            rules:
            - rule: one
              steps: [{intent: a}, {action: utter_nothing}]
            """,
            policies: [
                ["name": "RulePolicy", "core_fallback_action_name": "action_nothing"],
                ["name": "MagicPolicy"], ["name": "MemoizationPolicy", "max_history": "five"],
            ]
        ).map(\.code)
        #expect(
            codes.sorted() == [
                "policy-fallback", "policy-option-value", "policy-unknown", "story-action-unknown",
            ])
    }

    @Test("an action that the domain lacks is an error only where a policy needs its number")
    func unknownActions() throws {
        let rule = "rules:\n- rule: one\n  steps: [{intent: a}, {action: utter_gone}]\n"
        let story = "stories:\n- story: one\n  steps: [{intent: b}, {action: utter_gone}]\n"
        func severities(_ data: String, _ policies: String...) -> [Diagnostic.Severity] {
            let policies = policies.map { JSONValue.object(["name": .string($0)]) }
            return DialogueTrainer.check(SmallBot.material(data, policies: .array(policies)))
                .filter { $0.code == "story-action-unknown" }.map(\.severity)
        }
        #expect(severities(rule, "RulePolicy") == [.error])
        #expect(severities(rule, "MemoizationPolicy") == [.warning])
        #expect(severities(story, "MemoizationPolicy", "RulePolicy") == [.warning])
        #expect(severities(story, "MemoizationPolicy", "TEDPolicy") == [.error])
        let (_, findings) = try DialogueTrainer(
            SmallBot.material(
                story, policies: [["name": "MemoizationPolicy"], ["name": "RulePolicy"]])
        ).train()
        #expect(findings.contains { $0.code == "story-action-unknown" })
    }

    @Test("a slot that a story or a rule's condition sets and the domain lacks ends the training")
    func unresolvedSlots() {
        let errors = Self.errors(
            """
            rules:
            - rule: one
              condition:
              - slot_was_set:
                - gone: true
              steps: [{intent: a}, {action: utter_a}]
            stories:
            - story: two
              steps:
              - intent: b
              - slot_was_set:
                - gone: false
                - lost: 1
                - flag: true
              - action: utter_b
            """).filter { $0.code == "story-slot-unknown" }
        #expect(errors.map { $0.message.split(separator: "'")[1] }.sorted() == ["gone", "lost"])
    }

    @Test("policies that do nothing, unknown options and equal priorities are warned about by name")
    func warnings() throws {
        let material = SmallBot.material(
            "rules:\n- rule: one\n  steps: [{intent: a}, {action: utter_a}]\n",
            policies: [
                ["name": "rasa.core.policies.rule_policy.RulePolicy", "colour": "red"],
                ["name": "MemoizationPolicy", "priority": 4],
                ["name": "UnexpecTEDIntentPolicy"],
            ])
        let (dialogue, findings) = try DialogueTrainer(material).train()
        #expect(dialogue.ensemble.policies.map(\.name) == ["RulePolicy", "MemoizationPolicy"])
        #expect(
            findings.map(\.code).sorted() == [
                "policy-idle", "policy-option-unknown", "policy-priority",
            ])
        #expect(findings.allSatisfy { $0.severity == .warning })
    }

    @Test("without policies those are trained that Rasa suggests")
    func suggestion() throws {
        let material = SmallBot.material(
            "stories:\n- story: one\n  steps: [{intent: a}, {action: utter_a}]\n", policies: [])
        let (dialogue, _) = try DialogueTrainer(material).train()
        #expect(
            dialogue.ensemble.policies.map(\.name).prefix(2) == ["MemoizationPolicy", "RulePolicy"])
    }

    @Test("a form needs the policy of rules")
    func form() {
        let errors = Self.errors(
            "stories:\n- story: one\n  steps: [{intent: a}, {action: utter_a}]\n",
            policies: [["name": "MemoizationPolicy"]])
        #expect(errors.map(\.code) == ["policy-form"])
    }

    @Test("what progress throws ends the training")
    func stopped() {
        struct Stop: Error {}
        let material = SmallBot.material(
            "rules:\n- rule: one\n  steps: [{intent: a}, {action: utter_a}]\n")
        #expect(throws: Stop.self) {
            try DialogueTrainer(material).train { _, _ in throw Stop() }
        }
    }

    @Test(
        "stories that go on differently from the same states conflict, unless history tells them apart"
    )
    func conflicts() {
        let trainer = DialogueTrainer(
            SmallBot.material(
                """
                stories:
                - story: one
                  steps: [{intent: a}, {action: utter_a}, {intent: b}, {action: utter_b}]
                - story: two
                  steps:
                  - intent: c
                  - action: utter_a
                  - intent: b
                  - action: utter_c
                """))
        #expect(trainer.conflicts() == [])
        let short = trainer.conflicts(historyMax: 1)
        #expect(short.map(\.code) == ["story-conflict"])
        #expect(short.first?.place.line == 10)
        #expect(short.first?.message.contains("'one' at data_0.yml:4:") == true)
    }

    @Test("validation says what training would, once, and nothing where files have errors")
    func validation() throws {
        let place = SourcePlace(file: "config.yml", line: 1)
        var project = Project(settings: Settings(place: place))
        project.domain = BotText.domain(SmallBot.domain)
        #expect(DialogueValidation.check(project) == [])
        project.stories = BotText.stories([
            """
            version: "3.1"
            stories:
            - story: one
              steps: [{intent: a}, {action: utter_nothing}]
            """
        ])
        let findings = DialogueValidation.check(project)
        #expect(findings.map(\.code) == ["story-action-unknown"])
        let warning = Diagnostic(
            .warning, "story-response-unknown", "unknown", at: try #require(findings.last?.place))
        #expect(DialogueValidation.joining([warning], with: findings) == findings)
        project.diagnostics = [Diagnostic(.error, "x", "x", at: place)]
        #expect(DialogueValidation.check(project) == [])
    }
}
