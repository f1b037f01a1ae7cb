// The answers and questions of an open workspace, and the knowledge base as conversations ask it.

import Dialogue
import KnowledgeBase
import Logging
import Storage
import TrainingData
import Vocabulary

extension WorkspaceHouse {
    /// The log of answers and the groups of unanswered questions.
    var questions: QuestionBook { QuestionBook(file) }

    /// The knowledge base of conversations; `nil` where `martlet.yml` has no `knowledge_base:`.
    ///
    /// - Parameter answering: what answers, and records nothing.
    func service(
        _ settings: KnowledgeSettings?, answering: (any KnowledgeAnswering)?, logger: Logger
    ) -> KnowledgeService? {
        guard let settings, let answering else { return nil }
        let book = questions
        let desk = QuestionDesk(log: book, store: book, now: now)
        let recorded = RecordedAnswers(
            answering: answering, desk: desk, uses: ArticleBook(file), logger: logger)
        return KnowledgeService(answering: recorded, settings: settings) { conversation in
            do throws(Fault) { try await desk.noteHandOff(in: conversation) } catch {
                logger.warning("A hand-off was not counted: \(error)")
            }
        }
    }
}

/// A knowledge base whose answers are kept.
struct RecordedAnswers: KnowledgeAnswering {
    let answering: any KnowledgeAnswering
    let desk: QuestionDesk
    let uses: any ArticleUseStore
    let logger: Logger

    /// Answers and keeps the answer; one that can't be kept is given all the same, without a number.
    func answer(_ question: KnowledgeQuestion) async throws(Fault) -> KnowledgeAnswer {
        var answer: KnowledgeAnswer
        let passages: [LoggedPassage]
        if let search = answering as? KnowledgeSearch {
            let (found, considered) = try await search.consider(question)
            answer = found
            passages = considered.map { LoggedPassage($0.citation, score: $0.score) }
        } else {
            let found = try await answering.answer(question)
            answer = found
            passages = found.citations.map { LoggedPassage($0, score: found.confidence) }
        }
        do throws(Fault) {
            answer.logNumber = try await desk.record(question, answer, passages)
            if answer.outcome == .answer {
                for article in Set(answer.citations.map(\.article)) {
                    try await uses.noteUse(of: article, times: 1)
                }
            }
        } catch {
            logger.warning("An answer was not kept: \(error)")
        }
        return answer
    }

    func note(helpful: Bool, answer number: Int64) async throws(Fault) {
        try await desk.note(helpful: helpful, answer: number)
    }
}
