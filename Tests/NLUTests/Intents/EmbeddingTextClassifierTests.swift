import Learning
import Testing
import Vocabulary

@testable import NLU

@Suite("Embedding text classifier") struct EmbeddingTextClassifierTests {
    /// A little shop's messages.
    static let texts: [(String, [String])] = [
        (
            "greet",
            ["hello", "hi there", "good morning", "hey", "good evening to you", "hello you"]
        ),
        (
            "opening_hours",
            [
                "when do you open", "are you open on sunday", "what are your opening hours",
                "until when is the shop open", "what time do you close today", "open tomorrow?",
            ]
        ),
        (
            "order_cake",
            [
                "i want to order a cake", "can i get a chocolate cake", "one cake please",
                "order a birthday cake for friday", "i would like a lemon cake", "buy a cake",
            ]
        ),
    ]

    static func train(seed: UInt64 = 1) throws -> EmbeddingTextClassifier {
        var settings = EmbeddingTextSettings()
        settings.seed = seed
        settings.hidden = 32
        let pairs = texts.flatMap { label, texts in texts.map { (label, Message(text: $0)) } }
        return try EmbeddingTextClassifier.train(
            pairs.map(\.1), labels: pairs.map(\.0), settings: settings, step: "test",
            watch: TrainingWatch())
    }

    @Test("knows what it learned and what is like it, with confidences that add up to one")
    func learns() throws {
        let classifier = try Self.train()
        #expect(classifier.labels == ["greet", "opening_hours", "order_cake"])
        for (label, texts) in Self.texts {
            for text in texts {
                let ranking = classifier.ranking(Message(text: text), length: 0)
                #expect(ranking.first?.name == label)
                #expect(abs(ranking.reduce(0) { $0 + $1.confidence } - 1) < 1e-4)
            }
        }
        let near = classifier.ranking(Message(text: "Is the shop OPEN on Friday"), length: 1)
        #expect(near.map(\.name) == ["opening_hours"])
    }

    @Test("knows each of a few examples that share most of their words")
    func fewAlike() throws {
        let texts = [
            ("place", ["where are you located", "what is your address", "in which city are you"]),
            ("hours", ["when do you open", "what are your opening hours", "are you open today"]),
            ("price", ["how much is it", "what is the price", "tell me the price"]),
            ("name", ["what is your name", "who are you", "how are you called"]),
            ("weather", ["how is the weather", "is it sunny outside", "will it rain today"]),
        ]
        var settings = EmbeddingTextSettings()
        settings.epochsMax = 60
        let pairs = texts.flatMap { label, texts in texts.map { (label, Message(text: $0)) } }
        let classifier = try EmbeddingTextClassifier.train(
            pairs.map(\.1), labels: pairs.map(\.0), settings: settings, step: "test",
            watch: TrainingWatch())
        for (label, message) in pairs {
            #expect(classifier.ranking(message, length: 1).first?.name == label)
        }
    }

    @Test("is less sure of a text of which it knows nothing")
    func unknown() throws {
        let classifier = try Self.train()
        let known = classifier.ranking(Message(text: "i want to order a cake"), length: 1)[0]
        let unknown = classifier.ranking(Message(text: "xyzzy 42 #!"), length: 1)[0]
        #expect(known.confidence > unknown.confidence)
        #expect(classifier.ranking(Message(text: ""), length: 2).count == 2)
    }

    @Test("the same seed and data give the same bytes; what was saved is read back")
    func bytes() throws {
        var (one, two, other) = (ModelSections(), ModelSections(), ModelSections())
        try Self.train().save(to: &one)
        try Self.train().save(to: &two)
        try Self.train(seed: 2).save(to: &other)
        #expect(one["classifier"] == two["classifier"])
        #expect(one["classifier"] != other["classifier"])
        let message = Message(text: "do you open on monday")
        #expect(
            try EmbeddingTextClassifier(from: one).probabilities(message)
                == Self.train().probabilities(message))
    }

    @Test("a section cut short is refused")
    func damaged() throws {
        var file = ModelSections()
        try Self.train().save(to: &file)
        let bytes = file["classifier"]!
        for length in stride(from: 0, to: bytes.count, by: bytes.count / 50) {
            var cut = ModelSections()
            cut.add("classifier", Array(bytes.prefix(length)))
            #expect(throws: SectionProblem.self) { try EmbeddingTextClassifier(from: cut) }
        }
    }

    @Test("a training that is told to stop stops")
    func cancelled() {
        let watch = TrainingWatch(isCancelled: { true })
        #expect(throws: Fault.self) {
            try EmbeddingTextClassifier.train(
                [Message(text: "a"), Message(text: "b")], labels: ["a", "b"],
                settings: EmbeddingTextSettings(), step: "test", watch: watch)
        }
    }

    @Test("a label's name is split into words")
    func names() {
        #expect(LabelName.words("check_balance") == "check balance")
        #expect(LabelName.words("faq/askHours-now") == "faq ask Hours now")
        #expect(LabelName.words("_a__b.") == "a b")
    }

    @Test("the ranking falls, is as long as wanted, and keeps equal ones in the labels' order")
    func ranking() {
        let ranking = EmbeddingTextClassifier.ranking(
            [0.1, 0.4, 0.1, 0.4], labels: ["a", "b", "c", "d"], length: 3)
        #expect(ranking.map(\.name) == ["b", "d", "a"])
        #expect(ranking.map { Float($0.confidence) } == [0.4, 0.4, 0.1])
    }
}
