// Questions of which it is known what answers them.

public import Vocabulary

/// A question and what a right answer to it is.
public struct JudgedQuestion: Sendable, Hashable {
    /// The question as a visitor would write it.
    public var ask: String
    /// The locale that it is asked in; `nil` to go by its words.
    public var locale: String?
    /// Who asks.
    public var audience: Audience
    /// The articles that answer; empty when none does, so that the assistant should admit it.
    public var articles: Set<String>
    /// Words that a right answer contains; `nil` when the article alone is judged.
    public var answer: String?
    /// Whether it is typed badly on purpose.
    public var isTypedBadly: Bool

    /// A question.
    public init(
        ask: String, locale: String? = nil, audience: Audience = .everybody,
        articles: Set<String>, answer: String? = nil, isTypedBadly: Bool = false
    ) {
        self.ask = ask
        self.locale = locale
        self.audience = audience
        self.articles = articles
        self.answer = answer
        self.isTypedBadly = isTypedBadly
    }
}

/// What became of a judged question.
public struct JudgedOutcome: Sendable {
    /// The question.
    public var question: JudgedQuestion
    /// The articles that were found, the best first.
    public var found: [String]
    /// What was answered.
    public var answer: KnowledgeAnswer

    /// An outcome.
    public init(question: JudgedQuestion, found: [String], answer: KnowledgeAnswer) {
        self.question = question
        self.found = found
        self.answer = answer
    }

    /// The place of the first right article, from 1; `nil` when it was not found.
    public var rank: Int? {
        found.firstIndex { question.articles.contains($0) }.map { $0 + 1 }
    }

    /// Whether the sentences answer: one of them, from a right article, holds the words.
    public var isRight: Bool {
        guard answer.outcome == .answer, !question.articles.isEmpty else { return false }
        let wanted = question.answer.map(Self.plain)
        return answer.sentences.contains { sentence in
            guard answer.citations.indices.contains(sentence.citation),
                question.articles.contains(answer.citations[sentence.citation].article)
            else { return false }
            return wanted.map { Self.plain(sentence.text).contains($0) } ?? true
        }
    }

    /// Lower case with single spaces.
    private static func plain(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
