// How good search and answers are on judged questions, in figures.

public import Vocabulary

/// Figures over judged questions.
public struct SearchFigures: Sendable, Hashable {
    /// How many questions have an answer.
    public private(set) var answerable = 0
    /// How many have none.
    public private(set) var unanswerable = 0
    /// Of how many a right article came first.
    public private(set) var first = 0
    /// Of how many one was among the first five.
    public private(set) var firstFive = 0
    /// The sum of one over the place of the first right article.
    public private(set) var reciprocalRanks = 0.0
    /// How many got an answer of sentences.
    public private(set) var answered = 0
    /// How many of those were right.
    public private(set) var right = 0
    /// How many questions without an answer got no sentences.
    public private(set) var admitted = 0
    /// How many of those got no suggestion either.
    public private(set) var silent = 0

    /// No questions.
    public init() {}

    /// Counts a question in.
    public mutating func add(_ outcome: JudgedOutcome) {
        guard !outcome.question.articles.isEmpty else {
            unanswerable += 1
            if outcome.answer.outcome != .answer { admitted += 1 }
            if outcome.answer.outcome == .none { silent += 1 }
            return
        }
        answerable += 1
        if let rank = outcome.rank {
            if rank == 1 { first += 1 }
            if rank <= 5 { firstFive += 1 }
            reciprocalRanks += 1 / Double(rank)
        }
        if outcome.answer.outcome == .answer { answered += 1 }
        if outcome.isRight { right += 1 }
    }

    private func share(_ count: Int, of total: Int) -> Double {
        total == 0 ? 0 : Double(count) / Double(total)
    }

    /// The share of answerable questions of which a right article came first.
    public var recallAt1: Double { share(first, of: answerable) }
    /// The share of which one was among the first five.
    public var recallAt5: Double { share(firstFive, of: answerable) }
    /// The mean of one over the place of the first right article.
    public var meanReciprocalRank: Double {
        answerable == 0 ? 0 : reciprocalRanks / Double(answerable)
    }
    /// The share of answerable questions that were answered rightly.
    public var answerAccuracy: Double { share(right, of: answerable) }
    /// The share of right ones among the answers to answerable questions.
    public var answerPrecision: Double { share(right, of: answered) }
    /// The share of unanswerable questions that were not answered.
    public var admittedShare: Double { share(admitted, of: unanswerable) }

    /// The figures as JSON.
    public var json: JSONValue {
        .object(
            JSONObject(distinct: [
                ("questions", .integer(answerable)), ("without_answer", .integer(unanswerable)),
                ("recall@1", .number(recallAt1)), ("recall@5", .number(recallAt5)),
                ("mrr", .number(meanReciprocalRank)),
                ("answer_accuracy", .number(answerAccuracy)),
                ("answer_precision", .number(answerPrecision)),
                ("admitted", .integer(admitted)), ("admitted_silently", .integer(silent)),
            ]))
    }
}
