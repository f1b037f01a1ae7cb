// A knowledge base of listed answers.

import Dialogue
import Synchronization
import TrainingData
import Vocabulary

final class ListedAnswers: KnowledgeAnswering {
    private struct State {
        var answers: [String: KnowledgeAnswer] = [:]
        var questions: [KnowledgeQuestion] = []
        var notes: [Int64: Bool] = [:]
        var fails = false
    }

    private let state = Mutex(State())

    func set(_ text: String, _ answer: KnowledgeAnswer) {
        state.withLock { $0.answers[text] = answer }
    }
    func fail() { state.withLock { $0.fails = true } }
    var questions: [KnowledgeQuestion] { state.withLock(\.questions) }
    var notes: [Int64: Bool] { state.withLock(\.notes) }

    func answer(_ question: KnowledgeQuestion) async throws(Fault) -> KnowledgeAnswer {
        let answer: KnowledgeAnswer? = state.withLock { state in
            state.questions.append(question)
            if state.fails { return nil }
            return state.answers[question.article ?? question.text] ?? KnowledgeAnswer(.none)
        }
        guard let answer else { throw Fault(.storage, "The disk is gone.") }
        return answer
    }

    func note(helpful: Bool, answer number: Int64) async throws(Fault) {
        state.withLock { $0.notes[number] = helpful }
    }

    static let warranty = Citation(
        article: "a1", revision: 3, locale: "en", title: "Warranty", heading: "Batteries",
        url: "https://help.example/en/warranty#batteries")
    static let returns = Citation(
        article: "a2", revision: 1, locale: "en", title: "Returns", heading: "")

    static let answer = KnowledgeAnswer(
        .answer,
        sentences: [
            CitedSentence("Batteries are covered for two years.", citation: 0),
            CitedSentence("Keep the receipt.", citation: 0),
            CitedSentence("Send it back free of charge.", citation: 1),
        ], citations: [warranty, returns], confidence: 0.8, logNumber: 7)
    static let suggestion = KnowledgeAnswer(
        .suggest, citations: [warranty, warranty, returns], confidence: 0.3, logNumber: 8)
}
