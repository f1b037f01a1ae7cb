import Dialogue
import Learning
import Testing
import TrainingData
import Vocabulary

@Suite("The embedding policy") struct EmbeddingPolicyTests {
    private static let domain = """
        version: "3.1"
        intents: [hello, tea, coffee, milk, sugar, plain, yes, no, thanks]
        entities: [size]
        slots:
          size: {type: text, mappings: [{type: from_entity, entity: size}]}
        responses:
          utter_hello: [{text: Hello}]
          utter_tea: [{text: Tea}]
          utter_coffee: [{text: Coffee}]
          utter_with: [{text: With}]
          utter_plain: [{text: Plain}]
          utter_done: [{text: Done}]
          utter_dropped: [{text: Dropped}]
          utter_welcome: [{text: Welcome}]
        """

    /// Every drink with every addition and every end, but for tea with milk.
    private static let stories: String = {
        var text = "version: \"3.1\"\nstories:\n"
        for drink in ["tea", "coffee"] {
            for (addition, answer) in [("milk", "with"), ("sugar", "with"), ("plain", "plain")] {
                for (end, last) in [("yes", "done"), ("no", "dropped")]
                where drink != "tea" || addition != "milk" {
                    text += """
                        - story: \(drink) \(addition) \(end)
                          steps:
                          - intent: hello
                          - action: utter_hello
                          - intent: \(drink)
                          - action: utter_\(drink)
                          - intent: \(addition)
                          - action: utter_\(answer)
                          - intent: \(end)
                          - action: utter_\(last)

                        """
                }
            }
        }
        return text
    }()

    private static func train(
        _ data: String = stories, options: JSONObject = [:], others: [JSONValue] = []
    ) throws -> (dialogue: TrainedDialogue, diagnostics: [Diagnostic]) {
        var entry: JSONObject = ["name": "TEDPolicy", "max_history": 5, "random_seed": 7]
        for (key, value) in options.members { entry[key] = value }
        let material = BotText.material(
            domain: domain, data: [data], policies: .array([.object(entry)] + others))
        return try DialogueTrainer(material).train()
    }

    private static func tracker(_ dialogue: TrainedDialogue, _ steps: [String]) -> Tracker {
        var tracker = Tracker("t", domain: dialogue.domain)
        func act(_ name: String) {
            tracker.append(Event(.action(ActionEvent(name: name)), timestamp: 0))
        }
        act("action_listen")
        for step in steps {
            if step.hasPrefix("/") {
                let intent = String(step.dropFirst())
                let parse: JSONObject = [
                    "intent": ["name": .string(intent), "confidence": 1], "entities": [],
                ]
                tracker.append(
                    Event(.user(UserEvent(text: step, parse: parse)), timestamp: 0))
            } else {
                act(step)
            }
        }
        return tracker
    }

    private static func choice(_ dialogue: TrainedDialogue, _ steps: [String]) -> String {
        let prediction = dialogue.ensemble.predict(tracker(dialogue, steps))
        return dialogue.domain.actionNames[PolicyEnsemble.action(of: prediction)]
    }

    @Test("answers a conversation that no story holds as similar ones were answered")
    func generalises() throws {
        let (dialogue, _) = try Self.train()
        let steps = [
            "/hello", "utter_hello", "action_listen", "/tea", "utter_tea", "action_listen", "/milk",
            "utter_with", "action_listen", "/no", "utter_dropped", "action_listen",
        ]
        for end in steps.indices where !steps[end].hasPrefix("/") {
            #expect(Self.choice(dialogue, Array(steps[..<end])) == steps[end])
        }
    }

    @Test("confidences are a distribution over the actions that stories have")
    func confidences() throws {
        let (dialogue, _) = try Self.train()
        let prediction = dialogue.ensemble.predict(Self.tracker(dialogue, ["/hello"]))
        #expect(abs(prediction.probabilities.reduce(0, +) - 1) < 1e-4)
        #expect(prediction.confidence > 0.8)
        #expect(prediction.priority == 1)
        #expect(prediction.isEndToEnd == false)
        let number = try #require(dialogue.domain.actionNumber("utter_welcome"))
        #expect(prediction.probabilities[number] == 0, "no story says it")
    }

    @Test("only as many actions as asked for keep their confidence, which may sum to one again")
    func ranking() throws {
        for renormalises in [false, true] {
            let (dialogue, _) = try Self.train(
                options: [
                    "ranking_length": 2, "renormalize_confidences": .bool(renormalises),
                    "epochs": 2,
                ])
            let found = dialogue.ensemble.predict(Self.tracker(dialogue, ["/hello"])).probabilities
            #expect(found.count { $0 > 0 } == 2)
            #expect((abs(found.reduce(0, +) - 1) < 1e-4) == renormalises)
        }
    }

    @Test("the same data give the same bytes, which give the same confidences when read")
    func saved() throws {
        let (dialogue, _) = try Self.train()
        let (again, _) = try Self.train()
        func sections(_ dialogue: TrainedDialogue) -> ModelSections {
            var file = ModelSections()
            dialogue.save(to: &file)
            return file
        }
        let file = sections(dialogue)
        let bytes = file.sections.map(\.bytes)
        #expect(bytes == sections(again).sections.map(\.bytes))
        let read = try TrainedDialogue(from: file, domain: dialogue.domain)
        #expect(sections(read).sections.map(\.bytes) == bytes)
        let tracker = Self.tracker(dialogue, ["/hello", "utter_hello", "action_listen", "/milk"])
        #expect(
            read.ensemble.predict(tracker).probabilities
                == dialogue.ensemble.predict(tracker).probabilities)
    }

    @Test("options for another net are named in one warning")
    func options() throws {
        let (_, findings) = try Self.train(
            options: ["epochs": 1, "batch_size": [64, 256], "drop_rate": 0.1, "use_gpu": false])
        #expect(findings.map(\.code) == ["policy-option-idle"])
        #expect(
            findings.first?.message
                == "The options 'batch_size', 'drop_rate', 'use_gpu' of 'TEDPolicy' change nothing"
                + " here.")
    }

    @Test("without stories there is nothing to say")
    func empty() throws {
        let rules =
            "version: \"3.1\"\nrules:\n- rule: r\n  steps:\n  - intent: hello\n"
            + "  - action: utter_hello\n"
        let (dialogue, _) = try Self.train(rules, others: [["name": "RulePolicy"]])
        #expect(Self.choice(dialogue, ["/hello"]) == "utter_hello")
        #expect(
            dialogue.ensemble.policies.first?.predict(Tracker("t", domain: dialogue.domain))
                .confidence == 0)
    }

    private static let texts = """

        - story: texts
          steps:
          - user: I would like a big cup of soup
          - bot: Soup it is.
          - user: without any salt please
          - bot: Saltless then.

        """

    @Test("a text of an end-to-end story is answered by its text, other messages by their intent")
    func endToEnd() throws {
        let (dialogue, _) = try Self.train(
            Self.stories + Self.texts, others: [["name": "MemoizationPolicy"]])
        func prediction(_ text: String, _ intent: String) -> PolicyPrediction {
            var tracker = Self.tracker(dialogue, [])
            let parse: JSONObject = [
                "intent": ["name": .string(intent), "confidence": 1], "entities": [],
            ]
            tracker.append(Event(.user(UserEvent(text: text, parse: parse)), timestamp: 0))
            return dialogue.ensemble.predict(tracker)
        }
        func action(_ prediction: PolicyPrediction) -> String {
            dialogue.domain.actionNames[PolicyEnsemble.action(of: prediction)]
        }
        let soup = prediction("I would like a big cup of soup", "thanks")
        #expect(action(soup) == "Soup it is.")
        #expect(soup.isEndToEnd)
        #expect(soup.policy == "TEDPolicy")
        let hello = prediction("good day to you", "hello")
        #expect(action(hello) == "utter_hello")
        #expect(!hello.isEndToEnd)
    }

    @Test("where stories have texts only, every prediction counts as end-to-end")
    func onlyTexts() throws {
        let (dialogue, _) = try Self.train("version: \"3.1\"\nstories:" + Self.texts)
        let prediction = dialogue.ensemble.predict(Self.tracker(dialogue, []))
        #expect(prediction.isEndToEnd)
    }
}
