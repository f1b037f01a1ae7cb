// What is kept of each answer of the knowledge base.

/// A passage that was considered for an answer.
public struct LoggedPassage: Sendable, Hashable {
    /// Where it stands.
    public var citation: Citation
    /// Its score; comparable within one answer only.
    public var score: Double

    /// A passage.
    public init(_ citation: Citation, score: Double) {
        self.citation = citation
        self.score = score
    }
}

/// An answer as it is put into the log.
public struct AnswerRecord: Sendable, Hashable {
    /// When it was given, in seconds since 1970.
    public var time: Double
    /// The question, personal data masked.
    public var question: String
    /// The locale that was asked for, or answered in; `nil` when neither is known.
    public var locale: String?
    /// Who asked.
    public var audience: Audience
    /// The conversation; `nil` for a question from elsewhere.
    public var conversation: String?
    /// The message; `nil` for a question from elsewhere.
    public var message: String?
    /// How sure the knowledge base was.
    public var outcome: KnowledgeAnswer.Outcome
    /// How sure the best passage is to answer, 0 to 1.
    public var confidence: Double
    /// The sentences that were said, each with its place among `cited`.
    public var sentences: [CitedSentence]
    /// Where they stand: articles with their revisions.
    public var cited: [Citation]
    /// What was considered, the best first.
    public var passages: [LoggedPassage]

    /// An answer.
    public init(
        time: Double, question: String, locale: String?, audience: Audience,
        conversation: String? = nil, message: String? = nil, outcome: KnowledgeAnswer.Outcome,
        confidence: Double, sentences: [CitedSentence] = [], cited: [Citation] = [],
        passages: [LoggedPassage] = []
    ) {
        self.time = time
        self.question = question
        self.locale = locale
        self.audience = audience
        self.conversation = conversation
        self.message = message
        self.outcome = outcome
        self.confidence = confidence
        self.sentences = sentences
        self.cited = cited
        self.passages = passages
    }
}

/// A line of the log of answers.
public struct AnswerEntry: Sendable, Hashable {
    /// Its number, which feedback names.
    public var number: Int64
    /// The answer.
    public var record: AnswerRecord
    /// Whether it helped; `nil` when nobody said.
    public var isHelpful: Bool?
    /// Whether a person was asked to take over afterwards.
    public var isHandedOff: Bool
    /// The group of unanswered questions it belongs to; `nil` for one that was answered.
    public var group: Int64?

    /// A line.
    public init(
        number: Int64, record: AnswerRecord, isHelpful: Bool? = nil, isHandedOff: Bool = false,
        group: Int64? = nil
    ) {
        self.number = number
        self.record = record
        self.isHelpful = isHelpful
        self.isHandedOff = isHandedOff
        self.group = group
    }
}

/// Which answers a list holds.
public struct AnswerQuery: Sendable, Hashable {
    /// Only those with this outcome; `nil` for all.
    public var outcome: KnowledgeAnswer.Outcome?
    /// Only those of this conversation.
    public var conversation: String?
    /// Only those that cite this article.
    public var article: String?
    /// Only those that were said to help, or not to help.
    public var isHelpful: Bool?

    /// A query.
    public init(
        outcome: KnowledgeAnswer.Outcome? = nil, conversation: String? = nil,
        article: String? = nil, isHelpful: Bool? = nil
    ) {
        self.outcome = outcome
        self.conversation = conversation
        self.article = article
        self.isHelpful = isHelpful
    }
}
