import Dialogue
import Testing
import TrainingData
import Vocabulary

@Suite("Answers from the knowledge base") struct KnowledgeTurnTests {
    static let yaml = """
        intents: [go, affirm]
        slots:
          knowledge_outcome: {type: text, mappings: [{type: custom}]}
          knowledge_articles: {type: list, mappings: [{type: custom}]}
          language: {type: text, mappings: [{type: custom}]}
          who: {type: text, mappings: [{type: custom}]}
          open: {type: text, mappings: [{type: from_text}]}
        responses:
          utter_default: [{text: "Sorry?"}]
          utter_nothing: [{text: "Nothing found."}]
          utter_handoff: [{text: "A colleague comes."}]
        actions: [action_answer_from_knowledge_base, action_work]
        """

    static let fallback: JSONObject = [
        "intent": ["name": "nlu_fallback", "confidence": 0.3], "entities": [],
    ]

    static func stage(
        _ change: (inout KnowledgeSettings) -> Void = { _ in }
    ) -> (TurnStage, ListedAnswers) {
        var stage = TurnStage(yaml)
        let answers = ListedAnswers()
        var settings = KnowledgeSettings()
        settings.locales = ["en", "de"]
        change(&settings)
        stage.world.knowledge = KnowledgeService(answering: answers, settings: settings)
        answers.set("How long?", ListedAnswers.answer)
        answers.set("Warranty?", ListedAnswers.suggestion)
        return (stage, answers)
    }

    @Test("the action says the sentences with marks, and its sources as buttons that open pages")
    func action() async {
        var (stage, answers) = Self.stage()
        let said = await stage.say(
            "How long?", parse: Self.fallback, script: ["action_answer_from_knowledge_base"])
        #expect(said.count == 1)
        #expect(
            said.first?["text"]
                == .string(
                    "Batteries are covered for two years. Keep the receipt. [1] "
                        + "Send it back free of charge. [2]\n[2] Returns")
        )
        let button = said.first?["buttons"]?.array?.first
        #expect(button?["title"] == "[1] Warranty – Batteries")
        #expect(button?["type"] == "web_url")
        #expect(button?["url"] == "https://help.example/en/warranty#batteries")
        #expect(stage.tracker.slot("knowledge_outcome") == "answer")
        #expect(stage.tracker.slot("knowledge_articles") == ["a1", "a2"])
        #expect(answers.questions.first?.conversation == "someone")
        #expect(answers.questions.first?.message == "id")
        #expect(stage.server.requests.isEmpty)
    }

    @Test("the bot event tells article, revision and the number in the log")
    func metadata() async {
        var (stage, _) = Self.stage()
        await stage.say(
            "How long?", parse: Self.fallback, script: ["action_answer_from_knowledge_base"])
        let event = stage.tracker.events.last { if case .bot = $0.content { true } else { false } }
        let kept = event?.metadata["knowledge"]
        #expect(kept?["answer"] == 7)
        #expect(kept?["confidence"] == 0.8)
        #expect(kept?["citations"]?.array?.first?["article"] == "a1")
        #expect(kept?["citations"]?.array?.first?["revision"] == 3)
        #expect(event?.metadata["utter_action"] == "action_answer_from_knowledge_base")
    }

    @Test("where nothing is found the configured response is said, or nothing")
    func nothing() async {
        var (stage, _) = Self.stage { $0.noneResponse = "utter_nothing" }
        let script = ["action_answer_from_knowledge_base"]
        let said = await stage.say("Hm?", parse: Self.fallback, script: script)
        #expect(said.map { $0["text"] } == ["Nothing found."])
        #expect(stage.tracker.slot("knowledge_outcome") == "none")
        (stage, _) = Self.stage()
        #expect(await stage.say("Hm?", parse: Self.fallback, script: script).isEmpty)
    }

    @Test("without a knowledge base the action fails, is told to the log, and nobody is called")
    func missing() async {
        var stage = TurnStage(Self.yaml)
        let said = await stage.say(
            "How long?", parse: Self.fallback, script: ["action_answer_from_knowledge_base"])
        #expect(said.isEmpty)
        #expect(stage.server.requests.isEmpty)
        #expect(stage.warnings.all.contains { $0.contains("knowledge_base") })
    }

    @Test("a knowledge base that fails lets the next fallback speak")
    func failing() async {
        var (stage, answers) = Self.stage { $0.answersBeforeFallback = true }
        answers.fail()
        let said = await stage.say("How long?", parse: Self.fallback, script: ["utter_default"])
        #expect(said.map { $0["text"] } == ["Sorry?"])
    }

    @Test("a message that was not understood is asked of the knowledge base before the fallback")
    func beforeFallback() async {
        var (stage, _) = Self.stage { $0.answersBeforeFallback = true }
        let said = await stage.say("How long?", parse: Self.fallback, script: ["utter_default"])
        #expect(said.first?["text"]?.string?.hasPrefix("Batteries are covered") == true)
        #expect(stage.tracker.slot("knowledge_outcome") == "answer")
        #expect(stage.tracker.latestActionName == "action_listen")
        // Policies see the conversation as it was before the message.
        #expect(stage.tracker.latestUser == nil)
        let none = await stage.say("Hm?", parse: Self.fallback, script: ["utter_default"])
        #expect(none.map { $0["text"] } == ["Sorry?"])
    }

    @Test("the action of the core fallback is preceded as well, what was understood is not")
    func coreFallback() async {
        var (stage, answers) = Self.stage { $0.answersBeforeFallback = true }
        let known: JSONObject = ["intent": ["name": "go", "confidence": 0.9], "entities": []]
        let said = await stage.say("How long?", parse: known, script: ["action_default_fallback"])
        #expect(said.first?["text"]?.string?.hasPrefix("Batteries") == true)
        #expect(answers.questions.count == 1)
        let usual = await stage.say("How long?", parse: known, script: ["utter_nothing"])
        #expect(usual.map { $0["text"] } == ["Nothing found."])
        #expect(answers.questions.count == 1)
    }

    @Test("a suggestion offers each article once, and the chosen one answers the question")
    func suggestion() async {
        var (stage, answers) = Self.stage { $0.answersBeforeFallback = true }
        answers.set("a1", ListedAnswers.answer)
        let said = await stage.say("Warranty?", parse: Self.fallback, script: ["utter_default"])
        #expect(said.first?["text"] == "Did you mean one of these?")
        let buttons = said.first?["buttons"]?.array ?? []
        #expect(buttons.map { $0["title"] } == ["Warranty", "Returns"])
        #expect(buttons.first?["payload"] == #"/knowledge_article{"article":"a1"}"#)
        let answer = await stage.press(buttons.first?["payload"]?.string ?? "")
        #expect(answer.first?["text"]?.string?.hasPrefix("Batteries are covered") == true)
        #expect(answers.questions.last?.text == "Warranty?")
        #expect(answers.questions.last?.article == "a1")
        // An article whose text does not answer is pointed to.
        let pointer = await stage.press(buttons.last?["payload"]?.string ?? "")
        #expect(pointer.map { $0["text"] } == ["Returns"])
    }

    @Test("an article that the conversation was never shown is not read to it")
    func hiddenArticle() async {
        let (first, answers) = Self.stage()
        var stage = first
        #expect(await stage.press(#"/knowledge_article{"article": "secret"}"#).isEmpty)
        #expect(answers.questions.isEmpty)
    }

    @Test("thumbs are noted for answers of the same conversation, and thanked for")
    func feedback() async {
        var (stage, answers) = Self.stage { $0.asksFeedback = true }
        let said = await stage.say(
            "How long?", parse: Self.fallback, script: ["action_answer_from_knowledge_base"])
        let buttons = said.first?["buttons"]?.array ?? []
        #expect(buttons.dropFirst().map { $0["title"] } == ["👍", "👎"])
        let thanks = await stage.press(buttons.last?["payload"]?.string ?? "")
        #expect(thanks.map { $0["text"] } == ["Sorry about that. We will look into it."])
        #expect(answers.notes == [7: false])
        // No slot takes the payload for the visitor's words.
        #expect(stage.tracker.slot("open") == "How long?")
        #expect(await stage.press(#"/knowledge_feedback{"answer":6,"helpful":true}"#).isEmpty)
        #expect(answers.notes == [7: false])
    }

    @Test("a hand-off by one of the listed actions is told")
    func handOff() async {
        var (stage, answers) = Self.stage()
        var settings = KnowledgeSettings()
        settings.handoffActions = ["utter_handoff"]
        let warnings = stage.warnings
        stage.world.knowledge = KnowledgeService(answering: answers, settings: settings) {
            warnings.add("handed off: \($0)")
        }
        await stage.say(intent: "go", "utter_handoff")
        #expect(stage.warnings.all == ["handed off: someone"])
    }
}

extension TurnStage {
    /// Presses a button.
    mutating func press(_ payload: String) async -> [JSONObject] {
        reload()
        let sink = CollectingSink()
        let message = UserMessage(text: payload, conversation: "someone", inputChannel: "rest")
        guard let heard = KnowledgePayload(payload) else { return [] }
        _ = await engine.hear(heard, message, in: &tracker, world: world, sink: sink)
        return await sink.messages
    }
}
