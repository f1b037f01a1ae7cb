// Asks judged questions and keeps what came of them.

public import Vocabulary

/// Judges a search.
public struct SearchJudge: Sendable {
    private let search: KnowledgeSearch

    /// A judge of this search.
    public init(_ search: KnowledgeSearch) { self.search = search }

    /// Asks one question.
    ///
    /// - Throws: `Fault` `.storage`.
    public func ask(_ question: JudgedQuestion) async throws(Fault) -> JudgedOutcome {
        let answer = try await search.answer(
            KnowledgeQuestion(
                question.ask, locale: question.locale, audience: question.audience))
        let page = try await search.search(
            SearchRequest(
                question.ask, locale: question.locale, audience: question.audience, limit: 10))
        return JudgedOutcome(question: question, found: page.map(\.article), answer: answer)
    }
}
