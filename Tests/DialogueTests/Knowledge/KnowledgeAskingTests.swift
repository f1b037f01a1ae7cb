import Dialogue
import Testing
import TrainingData
import Vocabulary

@Suite("Who asks the knowledge base, and how it is shown") struct KnowledgeAskingTests {
    static let script = ["action_answer_from_knowledge_base"]

    @Test("the locale is that of the slot where the knowledge base has it, else the question's own")
    func locale() async {
        var (stage, answers) = KnowledgeTurnTests.stage { $0.localeSlot = "language" }
        await stage.say("x", parse: KnowledgeTurnTests.fallback, script: Self.script)
        stage.tracker.append(Event(.slot(name: "language", value: "de_AT"), timestamp: 2))
        await stage.say("x", parse: KnowledgeTurnTests.fallback, script: Self.script)
        stage.tracker.append(Event(.slot(name: "language", value: "fr"), timestamp: 3))
        await stage.say("x", parse: KnowledgeTurnTests.fallback, script: Self.script)
        #expect(answers.questions.map(\.locale) == [nil, "de", nil])
    }

    @Test("metadata and slots say who asks only where the settings name them")
    func audience() async {
        let metadata: JSONObject = ["audience": "internal"]
        var (stage, answers) = KnowledgeTurnTests.stage()
        await stage.say(
            "x", parse: KnowledgeTurnTests.fallback, metadata: metadata, script: Self.script)
        #expect(answers.questions.map(\.audience) == [.everybody])
        (stage, answers) = KnowledgeTurnTests.stage { $0.audienceMetadata = "audience" }
        await stage.say(
            "x", parse: KnowledgeTurnTests.fallback, metadata: metadata, script: Self.script)
        #expect(answers.questions.map(\.audience) == [.internalOnly])
    }

    @Test("a slot that visitors can fill never widens what they may read")
    func spokenAudience() async {
        var (stage, answers) = KnowledgeTurnTests.stage { $0.audienceSlot = "open" }
        await stage.say("internal", parse: KnowledgeTurnTests.fallback, script: Self.script)
        #expect(answers.questions.map(\.audience) == [.everybody])
        (stage, answers) = KnowledgeTurnTests.stage { $0.audienceSlot = "who" }
        stage.tracker.append(Event(.slot(name: "who", value: "signed_in"), timestamp: 1))
        await stage.say("x", parse: KnowledgeTurnTests.fallback, script: Self.script)
        #expect(answers.questions.map(\.audience) == [.signedIn])
    }

    @Test("a payload is no question")
    func payload() async {
        let (first, answers) = KnowledgeTurnTests.stage()
        var stage = first
        await stage.say("/go", parse: KnowledgeTurnTests.fallback, script: Self.script)
        #expect(answers.questions.isEmpty)
    }

    @Test("a channel without buttons gets its sources and suggestions as lines")
    func plainChannel() async throws {
        let (stage, _) = KnowledgeTurnTests.stage { $0.asksFeedback = true }
        func said(_ text: String) async throws -> BotReply? {
            var tracker = stage.tracker
            let sink = NamedSink(outputChannel: "twilio")
            let message = UserMessage(text: text, conversation: "someone", inputChannel: "twilio")
            await stage.engine.log(
                message, parse: KnowledgeTurnTests.fallback, in: &tracker, world: stage.world,
                sink: sink)
            try await stage.engine.execute(
                "action_answer_from_knowledge_base", policy: nil, confidence: nil, in: &tracker,
                world: stage.world, sink: sink)
            return await sink.replies.first
        }
        let answer = try await said("How long?")
        #expect(
            answer?.text?.hasSuffix(
                "\n[1] Warranty – Batteries: https://help.example/en/warranty#batteries\n[2] Returns"
            ) == true)
        #expect(answer?.data["buttons"] == nil)
        let suggestion = try await said("Warranty?")
        #expect(
            suggestion?.text
                == "Did you mean one of these?\n1. Warranty: https://help.example/en/warranty#batteries\n2. Returns"
        )
    }

    @Test(
        "what is no payload of a button is a message like any other",
        arguments: [
            "/knowledge_feedback", "/knowledge_feedback{}", "/knowledge_feedback{\"answer\":1}",
            "/knowledge_article{\"article\":5}", "/knowledge_other{\"article\":\"a\"}", "hi",
            "/knowledge_article{",
        ])
    func noPayload(_ text: String) {
        #expect(KnowledgePayload(text) == nil)
    }
}

actor NamedSink: ReplySink {
    nonisolated let outputChannel: String
    private(set) var replies: [BotReply] = []
    init(outputChannel: String) { self.outputChannel = outputChannel }
    func say(_ reply: BotReply) { replies.append(reply) }
}
