// A trained pipeline at work.

import Learning
import Synchronization
import Testing
import TrainingData
import Vocabulary

@testable import NLU

/// Answers every call with the same bytes, or not at all.
private struct FixedAnswer: HTTPFetching {
    let answer: Result<FetchAnswer, Fault>
    let calls = Calls()

    final class Calls: Sendable {
        let requests = Mutex<[FetchRequest]>([])
    }

    func fetch(_ request: FetchRequest) async throws(Fault) -> FetchAnswer {
        calls.requests.withLock { $0.append(request) }
        return try answer.get()
    }
}

struct PipelineTests {
    private func trained() throws -> TrainedPipeline {
        try Sample.train(
            try Sample.plan(
                "WhitespaceTokenizer", "CountVectorsFeaturizer", "KeywordIntentClassifier",
                "RegexEntityExtractor", "EntitySynonymMapper", "FallbackClassifier"))
    }

    @Test("A message gets tokens, an intent and entities")
    func understands() throws {
        let parsed = try trained().pipeline().parseAtOnce("good morning, send it to ROME")
        #expect(parsed.intent == ScoredIntent(name: "greet", confidence: 1))
        #expect(parsed.tokens?.count == 6)
        let entity = try #require(parsed.entities.first)
        #expect(entity.name == "city")
        #expect(entity.span == TextSpan(start: 25, end: 29))
        #expect(entity.value == "Rome")
        #expect(entity.processors == ["EntitySynonymMapper"])
    }

    @Test("The empty text, and text that says nothing, fall back")
    func saysNothing() throws {
        let pipeline = try trained().pipeline()
        for text in ["", " ", "zzz", "😀"] {
            let parsed = pipeline.parseAtOnce(text)
            #expect(parsed.intent == ScoredIntent(name: "nlu_fallback", confidence: 0.3))
            #expect(parsed.ranking == [parsed.intent])
            #expect(parsed.text == text)
        }
    }

    @Test("A text over the limit is understood by its beginning")
    func longText() throws {
        let text = "hello " + String(repeating: "x", count: Limits.messageScalars)
        let parsed = try trained().pipeline().parseAtOnce(text)
        #expect(parsed.intent.name == "greet")
        #expect(parsed.text == text)
        #expect(parsed.tokens?.last?.end == Limits.messageScalars)
    }

    @Test("Features that nobody reads are not computed")
    func lazyFeatures() throws {
        var message = Message(text: "hello")
        try trained().pipeline().process(&message)
        #expect(message.features.isEmpty)
    }

    @Test("What is written is read back and answers the same")
    func savedAndLoaded() throws {
        let first = try trained()
        let second = try TrainedPipeline(sections: first.sections)
        #expect(Sample.equal(first.sections, second.sections))
        for text in ["hello", "bye to Köln", ""] {
            #expect(first.pipeline().parseAtOnce(text) == second.pipeline().parseAtOnce(text))
        }
    }

    @Test("Another version's model is refused as such, a damaged one as damaged")
    func refusesModels() throws {
        func load(_ manifest: String) throws -> TrainedPipeline {
            var file = ModelSections()
            file.add("pipeline", Array(manifest.utf8))
            return try TrainedPipeline(sections: file)
        }
        #expect(throws: SectionProblem.self) { try TrainedPipeline(sections: ModelSections()) }
        #expect(throws: SectionProblem.self) { try load("[") }
        #expect(throws: SectionProblem.self) { try load("{}") }
        #expect(throws: Fault.self) { try load(#"{"format":99,"components":[]}"#) }
        let strange = #"[{"name":"Strange","alias":"s","options":{}}]"#
        #expect(throws: Fault.self) { try load(#"{"format":1,"components":\#(strange)}"#) }
        #expect(throws: SectionProblem.self) { try load(#"{"format":1,"components":[7]}"#) }
    }

    private func duckling(
        _ fetching: FixedAnswer, _ heed: @escaping @Sendable (MessageNote) -> Void
    )
        throws -> Pipeline
    {
        let settings = Sample.settings([
            ("KeywordIntentClassifier", [:]),
            ("DucklingEntityExtractor", ["url": "http://duckling:8000", "timeout": 1]),
        ])
        let plan = PipelinePlan.read(settings, data: Sample.data).plan
        return try Sample.train(plan).pipeline(fetching: fetching, heed: heed)
    }

    @Test("Duckling is awaited in its place")
    func remote() async throws {
        let body = #"""
            [{"body":"now","start":0,"end":3,"dim":"time","value":{"type":"value","value":"x"}},
             {"body":"far","start":7,"end":99,"dim":"time","value":{}}, 5]
            """#
        let fetching = FixedAnswer(
            answer: .success(FetchAnswer(status: 200, body: Array(body.utf8))))
        let pipeline = try duckling(fetching) { Issue.record("\($0)") }
        #expect(pipeline.isRemote)
        let parsed = await pipeline.parse("now hello")
        #expect(parsed.intent.name == "greet")
        #expect(parsed.entities.map(\.value) == ["x"])
        let request = try #require(fetching.calls.requests.withLock { $0 }.first)
        #expect(request.timeoutMs == 1000)
        #expect(request.url == "http://duckling:8000/parse")
    }

    @Test("A Duckling that fails costs its entities and one note")
    func remoteFails() async throws {
        let failures: [Result<FetchAnswer, Fault>] = [
            .failure(Fault(.peerFailed, "nobody there")), .success(FetchAnswer(status: 500)),
            .success(FetchAnswer(status: 200, body: [0x7B])),
            .success(FetchAnswer(status: 200, body: Array("7".utf8))),
        ]
        for (index, failure) in failures.enumerated() {
            let notes = Mutex<[MessageNote]>([])
            let pipeline = try duckling(FixedAnswer(answer: failure)) { note in
                notes.withLock { $0.append(note) }
            }
            for _ in 0..<3 {
                let parsed = await pipeline.parse("hello")
                #expect(parsed.entities.isEmpty)
                #expect(parsed.intent.name == "greet")
            }
            #expect(notes.withLock { $0.count } == (index < 3 ? 1 : 0))
        }
    }
}
