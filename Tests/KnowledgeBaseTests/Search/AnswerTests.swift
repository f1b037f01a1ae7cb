import Foundation
import Storage
import Synchronization
import Testing
import Vocabulary

@testable import KnowledgeBase

@Suite("Answers from the knowledge base") struct AnswerTests {
    @Test("an answer's sentences stand in the article, revision and heading that are cited")
    func citations() async throws {
        let bench = try await SearchBench(
            HotelArticles.all, settings: SearchSettings(address: "https://hotel.example/help/"))
        let answer = try await bench.search.answer(
            KnowledgeQuestion("what does a massage cost?", conversation: "c", message: "m"))
        #expect(answer.outcome == .answer)
        let sentence = try #require(answer.sentences.first { $0.text.contains("75 euros") })
        let citation = answer.citations[sentence.citation]
        #expect(citation.article == "spa" && citation.revision == 3)
        #expect(citation.heading == "Massages")
        #expect(citation.url == "https://hotel.example/help/spa#massages")
        #expect((0...1).contains(answer.confidence))
    }

    @Test("what is for the company's own people is never said to the public")
    func audience() async throws {
        let bench = try await SearchBench(HotelArticles.all)
        let question = "where is the spare key of the safe?"
        let outside = try await bench.search.answer(KnowledgeQuestion(question))
        #expect(outside.citations.allSatisfy { $0.article != "night-desk" })
        let inside = try await bench.search.answer(
            KnowledgeQuestion(question, audience: .internalOnly))
        #expect(inside.citations.first?.article == "night-desk")
    }

    @Test("an article that may only be suggested is not answered from, one for neither is silent")
    func uses() async throws {
        var articles = HotelArticles.all
        let place = try #require(articles.firstIndex { $0.id == "spa" })
        articles[place].use = .suggest
        let suggesting = try await SearchBench(articles)
        let suggested = try await suggesting.search.answer(KnowledgeQuestion("massage price"))
        #expect(suggested.outcome == .suggest && suggested.sentences.isEmpty)
        #expect(suggested.citations.first?.article == "spa")
        articles[place].use = .never
        let silent = try await SearchBench(articles)
        let nothing = try await silent.search.answer(KnowledgeQuestion("massage price"))
        #expect(nothing.citations.allSatisfy { $0.article != "spa" })
        #expect(try await silent.find("massage").first == "spa")
    }

    @Test("questions about another trade are found, and most of what is not there is admitted")
    func otherTrade() async throws {
        let bench = try await SearchBench(HotelArticles.all)
        let judge = SearchJudge(bench.search)
        var figures = SearchFigures()
        for question in HotelArticles.questions + HotelArticles.unanswerable {
            figures.add(try await judge.ask(question))
        }
        #expect(figures.recallAt5 >= 0.9)
        #expect(figures.recallAt1 >= 0.85)
        #expect(figures.answerAccuracy >= 0.6)
        #expect(figures.admitted >= 10)
    }

    @Test("the same articles give the same index and the same answers")
    func deterministic() async throws {
        let one = try await SearchBench(HotelArticles.all)
        let two = try await SearchBench(HotelArticles.all)
        #expect(try await one.index.note("encoder") == two.index.note("encoder"))
        let question = KnowledgeQuestion("can I recharge my car?")
        #expect(try await one.search.answer(question) == two.search.answer(question))
    }

    @Test("a recorder is told question, answer and passages, and numbers them")
    func recorder() async throws {
        let bench = try await SearchBench(HotelArticles.all)
        let recorder = RecorderStandIn()
        let search = KnowledgeSearch(index: bench.index, recorder: recorder)
        let stored = try await bench.index.note("encoder")
        let encoder = try #require(SubwordEncoder(bytes: stored ?? []))
        try await search.refresh(encoder: encoder)
        let answer = try await search.answer(KnowledgeQuestion("massage"))
        #expect(answer.logNumber == 1)
        #expect(recorder.passages.withLock { $0.first?.citation.article } == "spa")
        try await search.note(helpful: true, answer: 1)
        await #expect(throws: Fault.self) {
            try await bench.search.note(helpful: true, answer: 1)
        }
    }
}

/// Keeps what it is told.
private final class RecorderStandIn: AnswerRecording {
    let passages = Mutex<[ScoredPassage]>([])

    func record(
        _ question: KnowledgeQuestion, _ answer: KnowledgeAnswer, _ passages: [ScoredPassage]
    ) async throws(Fault) -> Int64 {
        self.passages.withLock { $0 = passages }
        return 1
    }

    func note(helpful: Bool, answer number: Int64) async throws(Fault) {}
}
