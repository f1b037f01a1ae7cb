// What is done about a group of questions, and whether it helped.

public import Vocabulary

/// What the questions of a group were answered before, and are now.
public struct FollowUpReport: Sendable, Hashable {
    /// One wording.
    public struct Line: Sendable, Hashable {
        /// The words.
        public var text: String
        /// What was said last time.
        public var before: KnowledgeAnswer.Outcome
        /// What is said now.
        public var after: KnowledgeAnswer.Outcome
        /// The article that is cited first now; `nil` for none.
        public var article: String?
    }

    /// The group.
    public var group: Int64
    /// Its wordings, the most used first.
    public var lines: [Line]
    /// How many were answered before.
    public var answeredBefore: Int { lines.count { $0.before == .answer } }
    /// How many are answered now.
    public var answeredAfter: Int { lines.count { $0.after == .answer } }
}

/// Takes care of groups of unanswered questions.
public struct QuestionFollowUp: Sendable {
    /// How many wordings of a group are asked again, or go into an article at once.
    public static let wordingsMax = 100
    /// How many wordings go into a draft as alternative questions.
    public static let draftQuestionsMax = 20

    private let store: any QuestionStore

    /// Care over a store.
    public init(_ store: any QuestionStore) { self.store = store }

    /// Asks the questions of a group again, and keeps what is said now. The answers are not logged.
    ///
    /// - Parameters:
    ///   - answering: a knowledge base that records nothing.
    ///   - audience: who asks.
    ///   - time: in seconds since 1970.
    /// - Throws: `Fault` `.notFound`, `.storage`.
    public func askAgain(
        _ group: Int64, answering: any KnowledgeAnswering, audience: Audience, at time: Double
    ) async throws(Fault) -> FollowUpReport {
        let known = try await self.group(group)
        let wordings = try await store.wordings(of: group, limit: Self.wordingsMax)
        var report = FollowUpReport(group: group, lines: [])
        var outcomes: [Int64: KnowledgeAnswer.Outcome] = [:]
        for wording in wordings {
            let answer = try await answering.answer(
                KnowledgeQuestion(wording.text, locale: known.locale, audience: audience))
            outcomes[wording.number] = answer.outcome
            report.lines.append(
                FollowUpReport.Line(
                    text: wording.text, before: wording.outcome, after: answer.outcome,
                    article: answer.citations.first?.article))
        }
        let isSettled = !report.lines.isEmpty && report.answeredAfter == report.lines.count
        try await store.note(outcomes: outcomes, settled: isSettled ? time : nil, of: group)
        return report
    }

    /// Begins an article for a group: its sample is the title, its wordings are the alternative
    /// questions, and the text is still to be written. The group is `drafted` afterwards.
    ///
    /// - Parameters:
    ///   - id: the article's id.
    ///   - settings: where it lies and who may read it.
    ///   - locale: `nil` for the group's own.
    /// - Throws: `Fault` `.notFound`, `.badRequest` for a locale that the space has not or a group
    ///   whose locale is not known, `.storage`; the article is not made then.
    public func draft(
        _ group: Int64, id: String, settings: ArticleSettings, locale: String?,
        desk: ArticleDesk, by person: String, at time: Double
    ) async throws(Fault) -> ArticleRecord {
        let known = try await self.group(group)
        guard let locale = locale ?? known.locale else {
            throw Fault(
                .badRequest, "The language of the group \(group) is not known: name a locale.")
        }
        let content = try Self.content(
            ArticleDraft(
                title: Self.cut(known.sample, ArticleLimits.titleBytes),
                questions: try await questions(of: group, Self.draftQuestionsMax),
                document: ["type": "doc", "content": [["type": "paragraph"]]]))
        let made = try await desk.create(
            id, settings: settings, locale: locale, slug: nil, content: content, by: person,
            at: time, source: .suggested("questions/\(group)"))
        try await store.set(.drafted, article: id, ignoredUntil: nil, of: group)
        return made
    }

    /// Adds the wordings of a group to the alternative questions of an article's newest revision, as
    /// a new one. The group is `linked` afterwards.
    ///
    /// - Parameter wordings: which of them; empty for all.
    /// - Throws: `Fault` `.notFound`, `.conflict` when somebody changed the questions meanwhile,
    ///   `.badRequest` when the article would have too many, `.storage`.
    public func link(
        _ group: Int64, wordings: Set<Int64>, to article: String, locale: String,
        revisions: any RevisionStore, desk: ArticleDesk, by person: String, at time: Double
    ) async throws(Fault) -> RevisionEntry {
        _ = try await self.group(group)
        let newest = try await revisions.revisions(
            of: article, locale: locale, before: nil, limit: 1)
        guard let number = newest.first?.number,
            let base = try await revisions.revision(number, of: article, locale: locale)
        else { throw Fault(.notFound, "There is no article '\(article)' in '\(locale)'.") }
        let more = try await questions(of: group, Self.wordingsMax, wordings)
        let content = try Self.content(
            ArticleDraft(
                title: base.content.title, summary: base.content.summary,
                questions: base.content.questions + more, document: base.content.document))
        let outcome = try await desk.save(
            NewRevision(
                article: article, locale: locale, base: number, content: content, author: person,
                time: time, source: .suggested("questions/\(group)")))
        switch outcome {
        case .saved(let entry), .unchanged(let entry):
            try await store.set(.linked, article: article, ignoredUntil: nil, of: group)
            return entry
        case .conflict:
            throw Fault(.conflict, "Somebody changed the article '\(article)' at the same time.")
        }
    }

    /// The wordings of a group, without those in which something was masked.
    private func questions(
        of group: Int64, _ limit: Int, _ chosen: Set<Int64> = []
    ) async throws(Fault) -> [String] {
        try await store.wordings(of: group, limit: limit)
            .filter { chosen.isEmpty || chosen.contains($0.number) }
            .filter { !PersonalDataMask.hasMask($0.text) }
            .map { Self.cut($0.text, ArticleLimits.questionBytes) }
    }

    private static func content(_ draft: ArticleDraft) throws(Fault) -> ArticleContent {
        do throws(DocumentProblems) { return try draft.content() } catch {
            throw Fault(
                .badRequest, error.list.first?.message ?? "The article can't be written so.")
        }
    }

    /// A text cut to so many bytes of UTF-8.
    private static func cut(_ text: String, _ bytes: Int) -> String {
        var text = text
        while text.utf8.count > bytes { text.removeLast() }
        return text
    }

    /// A group.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage`.
    public func group(_ number: Int64) async throws(Fault) -> QuestionGroup {
        guard let group = try await store.group(number) else {
            throw Fault(.notFound, "There is no group \(number).")
        }
        return group
    }
}
