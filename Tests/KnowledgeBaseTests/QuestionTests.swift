import Foundation
import Storage
import Synchronization
import TestKit
import Testing
import Vocabulary

@testable import KnowledgeBase

@Suite("Personal data in questions") struct PersonalDataMaskTests {
    @Test(
        "addresses, numbers of cards, accounts and phones, and long numbers are masked",
        arguments: [
            ("Write to ada.l+x@mail.example.org, please", "Write to [email], please"),
            ("my card 4111 1111 1111 1111 was refused", "my card [card] was refused"),
            ("4111-1111-1111-1111", "[card]"),
            ("pay to DE89 3704 0044 0532 0130 00 today", "pay to [account] today"),
            ("GB29NWBK60161331926819", "[account]"),
            ("call +44 1632 960417 now", "call [phone] now"),
            ("call (01632) 960 417.", "call [phone]."),
            ("ring 030/1234567 bitte", "ring [phone] bitte"),
            ("customer 83746592 here", "customer [number] here"),
            ("Grüße von jörg@müller.example", "Grüße von [email]"),
        ])
    func masked(_ text: String, _ expected: String) {
        #expect(PersonalDataMask.masked(text) == expected)
        #expect(PersonalDataMask.hasMask(PersonalDataMask.masked(text)))
    }

    @Test(
        "dates, amounts, years, sizes and short numbers stay",
        arguments: [
            "Is it open on 03.05.2024?", "from 2024-05-03 on", "costs 1.250.000 euros",
            "12 500 pounds", "order HL-12345", "29 inch wheels", "1000 km in 2025", "@home",
            "a@b", "me @ work", "",
        ])
    func kept(_ text: String) {
        #expect(PersonalDataMask.masked(text) == text)
    }

    @Test("a masked text is not masked again, and any text comes out in one line and bounded")
    func stable() {
        var random = SystemRandomNumberGenerator()
        let pieces = Array("ab1+@.-( )[]DE89 37\n\u{301}é漢4111/".unicodeScalars)
        for _ in 0..<500 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                view.append(pieces.randomElement(using: &random)!)
            }
            let once = PersonalDataMask.masked(String(view))
            #expect(PersonalDataMask.masked(once) == once, "\(String(view))")
            #expect(!once.contains("\n"))
        }
        let long = String(repeating: "1@", count: 100_000)
        #expect(
            PersonalDataMask.masked(long).unicodeScalars.count
                <= PersonalDataMask.questionScalarsMax)
    }
}

@Suite("Groups of unanswered questions") struct QuestionTests {
    enum Bench {
        static let citation = Citation(
            article: "a1", revision: 2, locale: "en", title: "Hours", heading: "Sundays")
    }

    final class Clock: Sendable {
        let time = Mutex(1_800_000_000.0)
        func pass(_ seconds: Double) { time.withLock { $0 += seconds } }
        var now: Double { time.withLock { $0 } }
    }

    static func with(
        _ body: (QuestionBook, QuestionDesk, Clock, WorkspaceFile) async throws -> Void
    ) async throws {
        try await withFolder { folder in
            let file = try WorkspaceFile(SQLiteSettings(path: folder + "/workspace.sqlite"))
            let book = QuestionBook(file)
            let clock = Clock()
            let desk = QuestionDesk(log: book, store: book) { clock.now }
            try await body(book, desk, clock, file)
            try file.close()
        }
    }

    static func ask(
        _ desk: QuestionDesk, _ text: String, _ outcome: KnowledgeAnswer.Outcome = .none,
        in conversation: String = "c1", locale: String? = "en"
    ) async throws -> Int64 {
        try await desk.record(
            KnowledgeQuestion(text, locale: locale, conversation: conversation, message: "m"),
            KnowledgeAnswer(
                outcome, sentences: [CitedSentence("Yes.", citation: 0)],
                citations: [Bench.citation], confidence: 0.4),
            [LoggedPassage(Bench.citation, score: 1.5)])
    }

    @Test("each answer is in the log with question, passages, revisions, scores and feedback")
    func log() async throws {
        try await Self.with { book, desk, _, _ in
            let number = try await Self.ask(desk, "Open on Sunday? I am ada@mail.example", .answer)
            try await desk.note(helpful: true, answer: number)
            let entry = try #require(try await book.entry(number))
            #expect(entry.record.question == "Open on Sunday? I am [email]")
            #expect(entry.record.conversation == "c1")
            #expect(entry.record.message == "m")
            #expect(entry.record.cited == [Bench.citation])
            #expect(entry.record.passages == [LoggedPassage(Bench.citation, score: 1.5)])
            #expect(entry.record.sentences == [CitedSentence("Yes.", citation: 0)])
            #expect(entry.isHelpful == true)
            #expect(entry.group == nil)
            #expect(try await book.groups(nil, after: nil, limit: 10).isEmpty)
            let found = try await book.entries(AnswerQuery(article: "a1"), before: nil, limit: 9)
            #expect(found == [entry])
            await #expect(throws: Fault.self) { try await desk.note(helpful: true, answer: 99) }
        }
    }

    @Test("questions that ask the same in other words or with typing errors come together")
    func grouping() async throws {
        try await Self.with { book, desk, _, _ in
            let alike = [
                "Do you repair tandem bikes?", "can you repair a tandem bike",
                "repair of tandem bikes", "do you repiar tandem bikes", "Tandem bike repair?",
            ]
            for text in alike + ["Where can I park my camper van?", "parking for a camper van"] {
                _ = try await Self.ask(desk, text)
            }
            _ = try await Self.ask(desk, "Repariert ihr Tandems?", locale: "de")
            let groups = try await book.groups(nil, after: nil, limit: 10)
            #expect(groups.map(\.count) == [5, 2, 1])
            #expect(groups.first?.sample == "Do you repair tandem bikes?")
            let first = try #require(groups.first?.number)
            let wordings = try await book.wordings(of: first, limit: 10)
            #expect(Set(wordings.map(\.text)) == Set(alike))
        }
    }

    @Test("groups stay what they were over a restart")
    func restart() async throws {
        try await Self.with { book, desk, clock, _ in
            _ = try await Self.ask(desk, "Do you repair tandem bikes?")
            let later = QuestionDesk(log: book, store: book) { clock.now }
            _ = try await Self.ask(later, "can you repair a tandem bike")
            #expect(try await book.groups(nil, after: nil, limit: 10).map(\.count) == [2])
        }
    }

    @Test("a hundred alike questions at once make one group")
    func crowd() async throws {
        try await Self.with { book, desk, _, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        _ = try await Self.ask(desk, "Do you rent unicycles?", in: "c\(number)")
                    }
                }
                try await group.waitForAll()
            }
            let groups = try await book.groups(nil, after: nil, limit: 10)
            #expect(groups.map(\.count) == [100])
        }
    }

    @Test("thumbs down and hand-offs cost, also of what was answered, and each counts once")
    func cost() async throws {
        try await Self.with { book, desk, clock, _ in
            for _ in 0..<3 { _ = try await Self.ask(desk, "Do you rent unicycles?") }
            let number = try await Self.ask(desk, "How do I get a refund?", .answer, in: "c9")
            try await desk.note(helpful: false, answer: number)
            try await desk.note(helpful: false, answer: number)
            try await desk.noteHandOff(in: "c9")
            try await desk.noteHandOff(in: "c9")
            try await desk.noteHandOff(in: "unknown")
            let groups = try await book.groups(.new, after: nil, limit: 10)
            #expect(groups.map(\.sample) == ["How do I get a refund?", "Do you rent unicycles?"])
            #expect(groups.map(\.cost) == [7, 3])
            #expect(groups.first?.thumbsDown == 1)
            #expect(groups.first?.handOffs == 1)
            let next = groups.first.map { ($0.cost, $0.number) }
            let rest = try await book.groups(nil, after: next, limit: 10)
            #expect(rest.map(\.sample) == ["Do you rent unicycles?"])
            try await desk.note(helpful: true, answer: number)
            #expect(try await book.groups(nil, after: nil, limit: 1).first?.thumbsDown == 0)
            // A hand-off long after an answer is not its consequence.
            clock.pass(QuestionDesk.handOffSeconds + 1)
            try await desk.noteHandOff(in: "c1")
            let all = try await book.groups(nil, after: nil, limit: 10)
            #expect(all.map(\.handOffs) == [1, 0])
        }
    }

    @Test("an ignored group comes back when its time is over, a settled one when it fails again")
    func reopening() async throws {
        try await Self.with { book, desk, clock, _ in
            _ = try await Self.ask(desk, "Do you rent unicycles?")
            let group = try #require(try await book.groups(nil, after: nil, limit: 1).first?.number)
            try await book.set(
                .ignored, article: nil, ignoredUntil: clock.now + 100, of: group)
            _ = try await Self.ask(desk, "Do you rent unicycles?")
            #expect(try await book.group(group)?.state == .ignored)
            clock.pass(101)
            _ = try await Self.ask(desk, "Do you rent unicycles?")
            #expect(try await book.group(group)?.state == .new)
            try await book.set(.linked, article: "a1", ignoredUntil: nil, of: group)
            _ = try await Self.ask(desk, "Do you rent unicycles?")
            #expect(try await book.group(group)?.state == .linked)
            try await book.note(outcomes: [:], settled: clock.now, of: group)
            _ = try await Self.ask(desk, "Do you rent unicycles?")
            #expect(try await book.group(group)?.state == .new)
            #expect(try await book.group(group)?.article == "a1")
            await #expect(throws: Fault.self) {
                try await book.set(.new, article: nil, ignoredUntil: nil, of: 77)
            }
        }
    }

    @Test("old lines of the log go, what groups count stays")
    func forgetting() async throws {
        try await Self.with { book, desk, clock, _ in
            _ = try await Self.ask(desk, "Do you rent unicycles?")
            clock.pass(10)
            let kept = try await Self.ask(desk, "Do you rent unicycles?")
            #expect(try await book.forget(before: clock.now) == 1)
            #expect(
                try await book.entries(AnswerQuery(), before: nil, limit: 9).map(\.number) == [kept]
            )
            #expect(try await book.groups(nil, after: nil, limit: 1).first?.count == 2)
        }
    }

    @Test("a draft begins with the questions, and asking again shows what changed")
    func followUp() async throws {
        try await Self.with { book, desk, clock, file in
            _ = try await Self.ask(desk, "Do you repair tandem bikes?")
            _ = try await Self.ask(desk, "can you repair a tandem bike")
            _ = try await Self.ask(desk, "repair tandem bike 83746592")
            let articles = ArticleBook(file)
            try await articles.put(
                KnowledgeSpace(id: "s1", slug: "help", name: "Help", locales: ["en"], created: 1), at: 1)
            let group = try #require(try await book.groups(nil, after: nil, limit: 1).first?.number)
            let care = QuestionFollowUp(book)
            let made = try await care.draft(
                group, id: "a7", settings: ArticleSettings(space: "s1"), locale: nil,
                desk: ArticleDesk(articles), by: "ann", at: 5)
            #expect(made.variants.first?.title == "Do you repair tandem bikes?")
            let first = try await articles.revision(1, of: "a7", locale: "en")
            // What was masked is nobody's wording.
            #expect(first?.content.questions.count == 2)
            #expect(try await book.group(group)?.state == .drafted)
            #expect(try await book.group(group)?.article == "a7")
            let linked = try await care.link(
                group, wordings: [], to: "a7", locale: "en", revisions: articles,
                desk: ArticleDesk(articles), by: "ann", at: 6)
            #expect(linked.number == 1)
            #expect(try await book.group(group)?.state == .linked)
            let report = try await care.askAgain(
                group, answering: TandemAnswers(), audience: .everybody, at: clock.now)
            #expect(report.answeredBefore == 0)
            #expect(report.answeredAfter == 3)
            #expect(report.lines.first?.article == "a7")
            #expect(try await book.group(group)?.settled == clock.now)
        }
    }
}

/// A knowledge base that knows about tandems.
struct TandemAnswers: KnowledgeAnswering {
    func answer(_ question: KnowledgeQuestion) async throws(Fault) -> KnowledgeAnswer {
        guard question.text.contains("tandem") else { return KnowledgeAnswer(.none) }
        let citation = Citation(
            article: "a7", revision: 2, locale: "en", title: "Tandems", heading: "")
        return KnowledgeAnswer(
            .answer, sentences: [CitedSentence("We do.", citation: 0)], citations: [citation])
    }
    func note(helpful: Bool, answer number: Int64) async throws(Fault) {}
}
