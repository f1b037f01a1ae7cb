// Keeps answers, and of questions without an answer what belongs together.

public import Vocabulary

/// Records what the knowledge base answered. Questions that it did not answer, or whose answer did
/// not help, go into groups of questions that ask the same.
public actor QuestionDesk {
    /// How long after an answer a hand-off counts as its consequence, in seconds.
    public static let handOffSeconds = 1_800.0
    /// How long a group is ignored, in seconds: 90 days.
    public static let ignoredSeconds = 90.0 * 86_400
    /// How long lines of the log are kept, in seconds: a year.
    public static let keptSeconds = 365.0 * 86_400
    /// After how many answers it is looked for lines that are too old.
    static let sweepEvery: Int64 = 1_000

    private let log: any AnswerLog
    private let store: any QuestionStore
    private let now: @Sendable () -> Double
    private var grouping: QuestionGrouping?
    /// The work that runs; the next begins when it ends, so that two alike questions at once do not
    /// make two groups.
    private var tail: Task<Void, Never>?

    /// A desk.
    ///
    /// - Parameter now: the present time, in seconds since 1970.
    public init(
        log: any AnswerLog, store: any QuestionStore, now: @escaping @Sendable () -> Double
    ) {
        self.log = log
        self.store = store
        self.now = now
    }

    /// Records an answer.
    ///
    /// - Returns: its number in the log.
    /// - Throws: `Fault` `.storage`; nothing is kept then.
    public func record(
        _ question: KnowledgeQuestion, _ answer: KnowledgeAnswer, _ passages: [LoggedPassage]
    ) async throws(Fault) -> Int64 {
        let text = PersonalDataMask.masked(question.text)
        let locale = question.locale ?? passages.first?.citation.locale
        let record = AnswerRecord(
            time: now(), question: text, locale: locale, audience: question.audience,
            conversation: question.conversation, message: question.message,
            outcome: answer.outcome, confidence: answer.confidence, sentences: answer.sentences,
            cited: answer.citations, passages: passages)
        // A chosen suggestion is no new question.
        let isOpen = answer.outcome != .answer && question.article == nil
        guard isOpen else {
            let number = try await log.add(record, to: nil).number
            if number.isMultiple(of: Self.sweepEvery) {
                _ = try await log.forget(before: record.time - Self.keptSeconds)
            }
            return number
        }
        return try await inTurn { desk async throws(Fault) in
            let place = try await desk.place(text, locale)
            let (number, group) = try await desk.log.add(record, to: place)
            desk.keep(group, place, locale)
            return number
        }
    }

    /// Notes whether an answer helped; a question whose answer did not goes into a group.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage`.
    public func note(helpful: Bool, answer number: Int64) async throws(Fault) {
        try await inTurn { desk async throws(Fault) in
            guard let entry = try await desk.log.entry(number) else {
                throw Fault(.notFound, "There is no answer \(number).")
            }
            let (text, locale) = (entry.record.question, entry.record.locale)
            let place = helpful || entry.group != nil ? nil : try await desk.place(text, locale)
            let group = try await desk.log.note(helpful: helpful, answer: number, place: place)
            desk.keep(group, place, locale)
        }
    }

    /// Notes that a person was asked to take over a conversation: the last answer in it, if it was
    /// given a short time ago, was not enough.
    ///
    /// - Throws: `Fault` `.storage`.
    public func noteHandOff(in conversation: String) async throws(Fault) {
        try await inTurn { desk async throws(Fault) in
            let latest = try await desk.log.entries(
                AnswerQuery(conversation: conversation), before: nil, limit: 1)
            guard let entry = latest.first, !entry.isHandedOff,
                entry.record.time >= desk.now() - Self.handOffSeconds
            else { return }
            let (text, locale) = (entry.record.question, entry.record.locale)
            let place = entry.group == nil ? try await desk.place(text, locale) : nil
            let group = try await desk.log.noteHandOff(answer: entry.number, place: place)
            desk.keep(group, place, locale)
        }
    }

    private func place(
        _ text: String, _ locale: String?
    ) async throws(Fault) -> QuestionPlace? {
        let shape = QuestionShape(of: text)
        guard !shape.isEmpty else { return nil }
        if grouping == nil {
            grouping = QuestionGrouping(
                try await store.shapes(limit: QuestionGrouping.groupsMax))
        }
        return grouping?.place(shape, locale: locale)
    }

    private func keep(_ group: Int64?, _ place: QuestionPlace?, _ locale: String?) {
        guard let group, let place else { return }
        grouping?.keep(group, place, locale: locale)
    }

    /// Does some work when the work before it is done.
    private func inTurn<Value: Sendable>(
        _ work: @escaping @Sendable (isolated QuestionDesk) async throws(Fault) -> Value
    ) async throws(Fault) -> Value {
        let before = tail
        let task = Task { () -> Result<Value, Fault> in
            await before?.value
            do throws(Fault) { return .success(try await work(self)) } catch {
                return .failure(error)
            }
        }
        tail = Task { _ = await task.value }
        return try await task.value.get()
    }
}
