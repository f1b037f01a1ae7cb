import KnowledgeBase
import Storage
import Synchronization
import TestKit
import Testing
import Vocabulary

@Suite("Publishing") struct PublishingTests {
    @Test(
        "what the visitor saw at a time has an answer, through publishing, rollback and taking away"
    )
    func seen() async throws {
        try await Desk.with { desk in
            try await desk.article("a1", "One.")
            _ = try await desk.save("a1", base: 1, "Two.")
            try await desk.publish("a1", 1, at: 100)
            try await desk.publish("a1", 2, at: 200)
            try await desk.publish("a1", 1, at: 300, reason: "rollback")
            try await desk.publish("a1", nil, at: 400, reason: "unpublish")
            func seen(_ time: Double) async throws -> Int? {
                try await desk.store.live("a1", locale: "en", at: time)?.revision
            }
            #expect(try await desk.store.live("a1", locale: "en", at: 99) == nil)
            for (time, revision) in [(100, 1), (250, 2), (300, 1), (400, nil), (999, nil)] {
                #expect(try await seen(Double(time)) == revision)
            }
            let spans = try await desk.store.liveSpans(of: "a1", locale: "en")
            #expect(spans.map(\.reason) == ["publish", "publish", "rollback", "unpublish"])
            #expect(spans.map(\.until) == [200, 300, 400, nil])
            #expect(try await desk.store.changes(after: 0, limit: 9).count == 4)
            let draft = try await desk.store.article("a1")?.variants.first?.draft
            #expect(draft == 2, "a rollback moves a pointer and writes no revision")
        }
    }

    @Test("what search reads follows each change of what visitors see, and nothing else")
    func feed() async throws {
        try await Desk.with { desk in
            let feed = LiveArticles(desk.store)
            try await desk.article("a1", "# Hours\n\nNine to five.", title: "Opening hours")
            #expect(try await feed.lastChange() == 0)
            try await desk.publish("a1", 1, at: 11)
            let live = try await feed.live("a1")
            #expect(live.map(\.title) == ["Opening hours"])
            #expect(live.map(\.slug) == ["opening-hours"])
            #expect(live.first?.sections.map(\.blocks) == [["Nine to five."]])
            _ = try await desk.save("a1", base: 1, "Draft.")
            #expect(try await feed.lastChange() == 1)
            _ = try await desk.store.update(
                "a1", settings: ArticleSettings(space: "s1", use: .suggest, tags: ["x"]), by: "ann",
                at: 13)
            #expect(try await feed.live("a1").map(\.tags) == [["x"]])
            #expect(try await feed.lastChange() == 2)
            try await desk.store.rename("a1", locale: "en", slug: "hours", at: 14)
            #expect(try await feed.changes(after: 2, limit: 9).map(\.article) == ["a1"])
            #expect(try await feed.live("a1").map(\.slug) == ["hours"])
        }
    }

    @Test("the narrowest audience of article, collections and space holds, and its change is told")
    func audiences() async throws {
        try await Desk.with { desk in
            var outer = ArticleCollection(id: "c1", space: "s1", name: "c1", created: 1)
            try await desk.store.put(outer, at: 1)
            try await desk.store.put(
                ArticleCollection(id: "c2", space: "s1", parent: "c1", name: "c2", created: 1),
                at: 1)
            try await desk.article("a1", collection: "c2")
            try await desk.publish("a1", 1, at: 11)
            let feed = LiveArticles(desk.store)
            #expect(try await feed.live("a1").map(\.audience) == [.everybody])
            outer.audience = .internalOnly
            try await desk.store.put(outer, at: 20)
            #expect(try await feed.live("a1").map(\.audience) == [.internalOnly])
            #expect(try await feed.changes(after: 1, limit: 9).map(\.time) == [20])
            let span = try await desk.store.live("a1", locale: "en", at: 19)
            #expect(span?.audience == .everybody)
            #expect(
                try await desk.store.live("a1", locale: "en", at: 20)?.audience == .internalOnly)
            try await desk.store.place(collection: "c2", in: nil, before: nil, at: 30)
            #expect(try await feed.live("a1").map(\.audience) == [.everybody])
            #expect(try await feed.lastChange() == 3)
            var space = try #require(try await desk.store.spaces().first)
            space.audience = .signedIn
            try await desk.store.put(space, at: 40)
            #expect(try await feed.live("a1").map(\.audience) == [.signedIn])
            #expect(try await desk.store.live("a1", locale: "en", at: 39)?.audience == .everybody)
            #expect(try await desk.store.live("a1", locale: "en", at: 40)?.audience == .signedIn)
        }
    }

    @Test("planned publishing waits for its time, survives the process, and says why it failed")
    func plans() async throws {
        try await withFolder { folder in
            let first = try Desk(folder: folder)
            try await first.store.put(
                KnowledgeSpace(id: "s1", slug: "help", name: "H", locales: ["en"], created: 1),
                at: 1)
            for id in ["a1", "a2", "a3"] { try await first.article(id) }
            func plan(_ id: String, at time: Double) async throws -> Int64 {
                try await first.store.plan(
                    Publication(article: id, locale: "en", revision: 1, by: "ann", time: time))
            }
            _ = try await plan("a1", at: 100)
            _ = try await plan("a2", at: 100)
            let third = try await plan("a3", at: 100)
            try await first.store.cancelPlan(third)
            try await first.store.bin("a2", isBinned: true, by: "ann", at: 50)
            #expect(try await first.store.carryOutPlans(by: 99).isEmpty)
            try first.file.close()

            let second = try Desk(folder: folder)
            let time = Mutex(500.0)
            let told = Mutex<[PlannedPublication]>([])
            let runner = PublicationRunner(
                second.store, now: { time.withLock { $0 } },
                report: { result in
                    if case .success(let plans) = result { told.withLock { $0 += plans } }
                })
            await runner.look()
            await runner.look()
            #expect(told.withLock { $0.map(\.state) } == [.done, .failed])
            #expect(told.withLock { $0[1].message }.contains("bin"))
            #expect(try await second.store.article("a1")?.variants.first?.live == 1)
            #expect(try await second.store.article("a3")?.variants.first?.live == nil)
            // Visitors saw it when it was carried out, not when it was due.
            #expect(try await second.store.live("a1", locale: "en", at: 499) == nil)
            #expect(try await second.store.live("a1", locale: "en", at: 500)?.from == 500)
            try second.file.close()
        }
    }

    @Test("where four eyes are wanted, only what another person approved is published")
    func review() async throws {
        try await Desk.with { desk in
            try await desk.store.put(
                ArticleCollection(id: "c1", space: "s1", name: "c", needsReview: true, created: 1),
                at: 1)
            try await desk.store.put(
                ArticleCollection(id: "c2", space: "s1", parent: "c1", name: "c", created: 1), at: 1
            )
            try await desk.article("a1", "One.", collection: "c2")
            let early = await #expect(throws: Fault.self) {
                try await desk.publish("a1", 1, at: 11)
            }
            #expect(early?.code == .conflict)
            let asked = try await desk.store.askReview(
                of: 1, article: "a1", locale: "en", by: "bob", at: 12)
            #expect(
                try await desk.store.askReview(of: 1, article: "a1", locale: "en", by: "x", at: 12)
                    == asked)
            for person in ["ann", "bob"] {
                let own = await #expect(throws: Fault.self) {
                    try await desk.store.decide(asked.number, .approved, by: person, at: 13)
                }
                #expect(own?.code == .badRequest)
            }
            try await desk.store.comment(
                ReviewComment(author: "cat", time: 13, text: "A full stop?", pointer: "/content/0"),
                on: asked.number)
            let changes = try await desk.store.decide(asked.number, .changes, by: "cat", at: 14)
            #expect(changes.comments.map(\.text) == ["A full stop?"])
            _ = try await desk.save("a1", base: 1, "One!")
            let again = try await desk.store.askReview(
                of: 2, article: "a1", locale: "en", by: "ann", at: 15)
            #expect(try await desk.store.reviews(of: nil, limit: 9) == [again])
            _ = try await desk.store.decide(again.number, .approved, by: "cat", at: 16)
            try await desk.publish("a1", 2, at: 17)
            let old = await #expect(throws: Fault.self) { try await desk.publish("a1", 1, at: 18) }
            #expect(old?.code == .conflict)
        }
    }

    @Test("articles past their date are listed, the most used first")
    func stale() async throws {
        try await Desk.with { desk in
            for (id, date) in [("a1", 50.0), ("a2", 60.0), ("a3", 500.0)] {
                try await desk.article(id)
                _ = try await desk.store.update(
                    id, settings: ArticleSettings(space: "s1", verifyBy: date), by: "ann", at: 20)
            }
            try await desk.store.noteUse(of: "a2", times: 3)
            try await desk.store.noteUse(of: "nobody", times: 3)
            #expect(try await desk.store.stale(by: 100, limit: 9).map(\.id) == ["a2", "a1"])
        }
    }
}
