// Answers from the knowledge base, as a conversation asks for them.

/// A question to the knowledge base.
public struct KnowledgeQuestion: Sendable, Hashable {
    /// The question as it was written.
    public var text: String
    /// The locale to answer in (BCP 47); `nil` to go by the question's own language.
    public var locale: String?
    /// Who asks: articles for a narrower circle are left out before anything is ranked.
    public var audience: Audience
    /// The conversation that asks; `nil` for a question from elsewhere.
    public var conversation: String?
    /// The id of the message that asks; `nil` for a question from elsewhere.
    public var message: String?
    /// The article that shall answer, as when a suggestion was chosen: its best passage is given
    /// however sure that is; `nil` for all articles.
    public var article: String?

    /// A question.
    public init(
        _ text: String, locale: String? = nil, audience: Audience = .everybody,
        conversation: String? = nil, message: String? = nil, article: String? = nil
    ) {
        self.text = text
        self.article = article
        self.locale = locale
        self.audience = audience
        self.conversation = conversation
        self.message = message
    }
}

/// Where something stands.
public struct Citation: Sendable, Hashable {
    /// The article's id.
    public var article: String
    /// The revision that was read; it is never changed afterwards.
    public var revision: Int
    /// The locale of the revision.
    public var locale: String
    /// The article's title.
    public var title: String
    /// The nearest heading; empty for the beginning of the article.
    public var heading: String
    /// The public address, with the heading's fragment; `nil` where none is configured.
    public var url: String?

    /// A citation.
    public init(
        article: String, revision: Int, locale: String, title: String, heading: String,
        url: String? = nil
    ) {
        self.article = article
        self.revision = revision
        self.locale = locale
        self.title = title
        self.heading = heading
        self.url = url
    }
}

/// A sentence of an answer and where it stands.
public struct CitedSentence: Sendable, Hashable {
    /// The sentence, as it stands in the article.
    public var text: String
    /// Which of the answer's citations it is from, counted from 0.
    public var citation: Int

    /// A sentence.
    public init(_ text: String, citation: Int) {
        self.text = text
        self.citation = citation
    }
}

/// What the knowledge base says to a question.
public struct KnowledgeAnswer: Sendable, Hashable {
    /// How sure it is.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// The sentences answer.
        case answer
        /// The cited articles may help; there are no sentences.
        case suggest
        /// Nothing was found.
        case none
    }

    /// How sure it is.
    public var outcome: Outcome
    /// The sentences that answer, in reading order.
    public var sentences: [CitedSentence]
    /// Where they stand, the best first.
    public var citations: [Citation]
    /// How sure the best passage is to answer, 0 to 1.
    public var confidence: Double
    /// The number of the answer in the log, for feedback; `nil` when nothing was logged.
    public var logNumber: Int64?

    /// An answer.
    public init(
        _ outcome: Outcome, sentences: [CitedSentence] = [], citations: [Citation] = [],
        confidence: Double = 0, logNumber: Int64? = nil
    ) {
        self.outcome = outcome
        self.sentences = sentences
        self.citations = citations
        self.confidence = confidence
        self.logNumber = logNumber
    }
}

/// Answers questions from published articles.
public protocol KnowledgeAnswering: Sendable {
    /// Answers from what is live at this moment, and logs question and answer.
    ///
    /// - Throws: `Fault` `.storage` when index and articles can't be read.
    func answer(_ question: KnowledgeQuestion) async throws(Fault) -> KnowledgeAnswer

    /// Notes whether an answer helped; a later word replaces an earlier one.
    ///
    /// - Throws: `Fault` `.notFound` for an answer that was never given, `.storage`.
    func note(helpful: Bool, answer number: Int64) async throws(Fault)
}
