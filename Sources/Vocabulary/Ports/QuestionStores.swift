// Where answers of the knowledge base and unanswered questions are kept.

/// Keeps what the knowledge base answered.
public protocol AnswerLog: Sendable {
    /// Adds a line, and the question to a group when it has a place, as one change.
    ///
    /// - Returns: the line's number, above all before it, and the group's.
    /// - Throws: `Fault` `.storage`; nothing is kept then.
    func add(
        _ record: AnswerRecord, to place: QuestionPlace?
    ) async throws(Fault) -> (number: Int64, group: Int64?)

    /// Notes whether an answer helped; a later word replaces an earlier one. With a place, the
    /// question goes to a group unless it is in one.
    ///
    /// - Returns: the group of the question.
    /// - Throws: `Fault` `.notFound` for an answer that was never given, `.storage`.
    func note(
        helpful: Bool, answer number: Int64, place: QuestionPlace?
    ) async throws(Fault) -> Int64?

    /// Notes that a person was asked to take over after an answer; it counts once. With a place,
    /// the question goes to a group unless it is in one.
    ///
    /// - Returns: the group of the question.
    /// - Throws: `Fault` `.notFound`, `.storage`.
    func noteHandOff(answer number: Int64, place: QuestionPlace?) async throws(Fault) -> Int64?

    /// A line; `nil` for an unknown one.
    func entry(_ number: Int64) async throws(Fault) -> AnswerEntry?

    /// Lines, the newest first, those before the number `before`, at most `limit`.
    func entries(
        _ query: AnswerQuery, before: Int64?, limit: Int
    ) async throws(Fault) -> [AnswerEntry]

    /// Removes lines older than a time; groups keep their counts and wordings.
    ///
    /// - Returns: how many were removed.
    func forget(before time: Double) async throws(Fault) -> Int
}

/// Keeps groups of unanswered questions.
public protocol QuestionStore: Sendable {
    /// Groups by falling cost, those behind the place `after`, at most `limit`; `state` `nil` for
    /// those in any state.
    ///
    /// - Parameter after: cost and number of the last group seen.
    /// - Throws: `Fault` `.storage`.
    func groups(
        _ state: QuestionState?, after: (cost: Int, number: Int64)?, limit: Int
    ) async throws(Fault) -> [QuestionGroup]

    /// A group; `nil` for an unknown one.
    func group(_ number: Int64) async throws(Fault) -> QuestionGroup?

    /// The wordings of a group, the most used first, at most `limit`.
    func wordings(of group: Int64, limit: Int) async throws(Fault) -> [QuestionWording]

    /// What groups are recognised by: those asked last, at most `limit`, the latest at the end.
    func shapes(limit: Int) async throws(Fault) -> [QuestionShapeRecord]

    /// Sets what was done about a group.
    ///
    /// - Parameters:
    ///   - article: `nil` leaves it as it is.
    ///   - ignoredUntil: kept with `.ignored` alone.
    /// - Throws: `Fault` `.notFound`, `.storage`.
    func set(
        _ state: QuestionState, article: String?, ignoredUntil: Double?, of group: Int64
    ) async throws(Fault)

    /// Keeps what the wordings of a group are answered now, by number; `settled` is when all of
    /// them were found answered, `nil` when they are not.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage`.
    func note(
        outcomes: [Int64: KnowledgeAnswer.Outcome], settled: Double?, of group: Int64
    ) async throws(Fault)
}
