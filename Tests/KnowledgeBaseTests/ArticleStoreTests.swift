import Foundation
import KnowledgeBase
import Storage
import TestKit
import Testing
import Vocabulary

@Suite("Articles") struct ArticleStoreTests {
    @Test("every save is a revision with a number, and none of them changes")
    func revisions() async throws {
        try await Desk.with { desk in
            let made = try await desk.article("a1", "One.")
            #expect(made.variants.map(\.slug) == ["article-a1"])
            #expect(made.variants.map(\.draft) == [1])
            guard case .saved(let entry) = try await desk.save("a1", base: 1, "Two.") else {
                Issue.record("not saved")
                return
            }
            #expect(entry.number == 2)
            #expect(entry.parents == [1])
            #expect(try await desk.save("a1", base: 2, "Two.") == .unchanged(entry))
            try await desk.store.name(1, of: "a1", locale: "en", as: "First words")
            let list = try await desk.store.revisions(of: "a1", locale: "en", before: nil, limit: 9)
            #expect(list.map(\.number) == [2, 1])
            #expect(list.map(\.name) == [nil, "First words"])
            #expect(try await desk.markdown("a1", 1) == "One.\n")
            let restored = try await desk.desk.restore(
                1, of: "a1", locale: "en", by: "bob", at: 30)
            guard case .saved(let third) = restored else {
                Issue.record("not restored")
                return
            }
            #expect(third.source == .restored(1))
            #expect(third.number == 3)
            #expect(try await desk.markdown("a1", 3) == "One.\n")
        }
    }

    @Test("an article lives on in its file after it was closed")
    func reopened() async throws {
        try await withFolder { folder in
            let first = try Desk(folder: folder)
            try await first.store.put(
                KnowledgeSpace(id: "s1", slug: "help", name: "H", locales: ["en"], created: 1),
                at: 1)
            try await first.article("a1", "One.")
            try await first.publish("a1", 1, at: 11)
            try first.file.close()
            let second = try Desk(folder: folder)
            #expect(try await second.store.article("a1")?.variants.first?.live == 1)
            #expect(try await second.markdown("a1", 1) == "One.\n")
            try second.file.close()
        }
    }

    @Test("a stale save is joined with what others saved, or refused; nothing is overwritten")
    func staleSaves() async throws {
        try await Desk.with { desk in
            try await desk.article("a1", "One.\n\nTwo.\n\nThree.")
            _ = try await desk.save("a1", base: 1, "One!\n\nTwo.\n\nThree.", by: "ann")
            let joined = try await desk.save("a1", base: 1, "One.\n\nTwo.\n\nThree!", by: "bob")
            guard case .saved(let entry) = joined else {
                Issue.record("not joined")
                return
            }
            #expect(entry.parents == [2, 1])
            #expect(entry.source == .merged)
            #expect(try await desk.markdown("a1", 3) == "One!\n\nTwo.\n\nThree!\n")
            let refused = try await desk.save("a1", base: 1, "One?\n\nTwo.\n\nThree.", by: "cat")
            guard case .conflict(let conflicts, current: 3) = refused else {
                Issue.record("not refused")
                return
            }
            #expect(conflicts.map(\.part) == ["document"])
            #expect(try await desk.store.article("a1")?.variants.first?.draft == 3)
        }
    }

    @Test("500 saves on one article at once lose nothing")
    func manySaves() async throws {
        try await Desk.with { desk in
            try await desk.article("a1", "Start.")
            try await withThrowingTaskGroup(of: SaveOutcome.self) { group in
                for number in 0..<500 {
                    group.addTask {
                        try await desk.save(
                            "a1", base: 1, "Start.\n\nLine \(number).", by: "p\(number)")
                    }
                }
                for try await outcome in group {
                    guard case .saved = outcome else {
                        Issue.record("\(outcome)")
                        continue
                    }
                }
            }
            let draft = try #require(try await desk.store.article("a1")?.variants.first?.draft)
            #expect(draft == 501)
            let text = try await desk.markdown("a1", draft) ?? ""
            let lines = Set(text.split(separator: "\n").filter { $0.hasPrefix("Line") })
            #expect(lines.count == 500)
        }
    }

    @Test("translations are locales of one article and know when they are out of date")
    func locales() async throws {
        try await Desk.with { desk in
            try await desk.article("a1", "One.")
            let german = NewRevision(
                article: "a1", locale: "de", base: 0,
                content: try Desk.content("Öffnungszeiten", "Eins."), author: "ann", time: 12)
            guard case .saved = try await desk.desk.save(german) else {
                Issue.record("not saved")
                return
            }
            _ = try await desk.save("a1", base: 1, "Two.")
            let variants = try await desk.store.article("a1")?.variants ?? []
            #expect(variants.map(\.locale) == ["de", "en"])
            #expect(variants.map(\.slug) == ["offnungszeiten", "article-a1"])
            #expect(variants.map(\.basis) == [1, nil])
            #expect(try await desk.store.redirects(of: "s1", after: nil, limit: 9).isEmpty)
            var french = german
            french.locale = "fr"
            let fault = await #expect(throws: Fault.self) { try await desk.desk.save(french) }
            #expect(fault?.code == .badRequest)
        }
    }

    @Test("collections lie in each other in an order, and never in themselves")
    func collections() async throws {
        try await Desk.with { desk in
            func put(_ id: String, in parent: String?) async throws {
                try await desk.store.put(
                    ArticleCollection(id: id, space: "s1", parent: parent, name: id, created: 1),
                    at: 1)
            }
            func order() async throws -> [String] {
                try await desk.store.collections(of: "s1").map(\.id)
            }
            for id in ["a", "b", "c"] { try await put(id, in: nil) }
            try await put("a1", in: "a")
            try await put("a2", in: "a")
            #expect(try await order() == ["a", "a1", "a2", "b", "c"])
            try await desk.store.place(collection: "c", in: nil, before: "a", at: 2)
            try await desk.store.place(collection: "b", in: "a", before: "a2", at: 2)
            #expect(try await order() == ["c", "a", "a1", "b", "a2"])
            let ring = await #expect(throws: Fault.self) {
                try await desk.store.place(collection: "a", in: "a1", before: nil, at: 2)
            }
            #expect(ring?.code == .conflict)
            for _ in 0..<60 {
                try await desk.store.place(collection: "a2", in: "a", before: "b", at: 2)
                try await desk.store.place(collection: "a1", in: "a", before: "a2", at: 2)
                try await desk.store.place(collection: "a2", in: "a", before: "a1", at: 2)
            }
            #expect(try await order() == ["c", "a", "a2", "a1", "b"])
            let full = await #expect(throws: Fault.self) {
                try await desk.store.removeCollection("a")
            }
            #expect(full?.code == .conflict)
            try await desk.store.removeCollection("a2")
            #expect(try await order() == ["c", "a", "a1", "b"])
        }
    }

    @Test("collections go as deep as the bound and no deeper, moved ones too")
    func depth() async throws {
        try await Desk.with { desk in
            var parent: String?
            for level in 1...ArticleBook.collectionDepthMax {
                try await desk.store.put(
                    ArticleCollection(
                        id: "d\(level)", space: "s1", parent: parent, name: "d", created: 1), at: 1)
                parent = "d\(level)"
            }
            let deep = await #expect(throws: Fault.self) {
                try await desk.store.put(
                    ArticleCollection(id: "x", space: "s1", parent: parent, name: "x", created: 1),
                    at: 1)
            }
            #expect(deep?.code == .conflict)
            try await desk.store.put(
                ArticleCollection(id: "y", space: "s1", name: "y", created: 1), at: 1)
            let moved = await #expect(throws: Fault.self) {
                try await desk.store.place(collection: "d1", in: "y", before: nil, at: 2)
            }
            #expect(moved?.code == .conflict)
        }
    }

    @Test("articles are listed by space, collection, tag and state, page by page in their order")
    func listing() async throws {
        try await Desk.with { desk in
            for number in 1...5 { try await desk.article("a\(number)") }
            try await desk.store.place(article: "a5", before: "a2")
            let first = try await desk.store.articles(
                ArticleQuery(space: "s1"), after: nil, limit: 3)
            #expect(first.map(\.id) == ["a1", "a5", "a2"])
            let rest = try await desk.store.articles(
                ArticleQuery(space: "s1"), after: "a2", limit: 9)
            #expect(rest.map(\.id) == ["a3", "a4"])
            _ = try await desk.store.update(
                "a3", settings: ArticleSettings(space: "s1", tags: ["vip", "new"]), by: "ann",
                at: 20)
            try await desk.publish("a4", 1, at: 20)
            let tagged = try await desk.store.articles(
                ArticleQuery(tag: "vip"), after: nil, limit: 9)
            #expect(tagged.map(\.id) == ["a3"])
            let live = try await desk.store.articles(
                ArticleQuery(isLive: true), after: nil, limit: 9)
            #expect(live.map(\.id) == ["a4"])
        }
    }

    @Test("a new slug redirects the old one, there and back without a ring")
    func redirects() async throws {
        try await Desk.with { desk in
            try await desk.article("a1", title: "First")
            try await desk.article("a2", title: "First")
            #expect(try await desk.store.article("a2")?.variants.first?.slug == "first-2")
            func target(_ slug: String) async throws -> SlugTarget? {
                try await desk.store.target(of: slug, space: "s1", locale: "en")
            }
            for slug in ["second", "third", "first"] {
                try await desk.store.rename("a1", locale: "en", slug: slug, at: 20)
            }
            #expect(try await target("first") == .article("a1"))
            #expect(try await target("second") == .moved(article: "a1", slug: "first"))
            #expect(try await target("third") == .moved(article: "a1", slug: "first"))
            #expect(try await target("nowhere") == nil)
            let taken = await #expect(throws: Fault.self) {
                try await desk.store.rename("a1", locale: "en", slug: "first-2", at: 21)
            }
            #expect(taken?.code == .conflict)
            let own = await #expect(throws: Fault.self) {
                try await desk.store.put(
                    ArticleRedirect(
                        space: "s1", locale: "en", slug: "first", article: "a2", reason: .manual,
                        created: 1))
            }
            #expect(own?.code == .conflict)
            try await desk.store.put(
                ArticleRedirect(
                    space: "s1", locale: "en", slug: "old", article: nil,
                    url: "https://shop.example/", reason: .manual, created: 1))
            #expect(try await target("old") == .url("https://shop.example/"))
            let list = try await desk.store.redirects(of: "s1", after: nil, limit: 9)
            #expect(list.map(\.slug) == ["old", "second", "third"])
            #expect(list.map(\.hits) == [1, 1, 1])
            // A new article at an old address is what the address leads to.
            try await desk.article("a3", title: "Second")
            #expect(try await target("second") == .article("a3"))
        }
    }

    @Test("the bin hides an article, gives it back as it was, and erases it for good")
    func bin() async throws {
        try await Desk.with { desk in
            try await desk.article("a1")
            try await desk.publish("a1", 1, at: 11)
            try await desk.store.bin("a1", isBinned: true, by: "ann", at: 12)
            try await desk.store.bin("a1", isBinned: true, by: "ann", at: 13)
            let feed = LiveArticles(desk.store)
            #expect(try await feed.live("a1").isEmpty)
            #expect(try await feed.liveArticles(after: nil, limit: 9).isEmpty)
            try await desk.store.bin("a1", isBinned: false, by: "ann", at: 14)
            #expect(try await feed.live("a1").map(\.revision) == [1])
            #expect(try await feed.changes(after: 0, limit: 9).map(\.time) == [11, 12, 14])
            let kept = await #expect(throws: Fault.self) { try await desk.store.erase("a1") }
            #expect(kept?.code == .conflict)
            try await desk.store.bin("a1", isBinned: true, by: "ann", at: 15)
            try await desk.store.erase("a1")
            #expect(try await desk.store.article("a1") == nil)
            try await desk.article("a1", "New.")
        }
    }

    @Test("a full disk is told, and what was there before stays")
    func fullDisk() async throws {
        try await Desk.with(pagesMax: 120) { desk in
            try await desk.article("a1", "One.")
            let text = String(repeating: "many words fill the disk at last. ", count: 400)
            var fault: Fault?
            var saved = 1
            for number in 1...200 {
                do {
                    _ = try await desk.save("a1", base: saved, "\(number) \(text)")
                    saved += 1
                } catch let error as Fault {
                    fault = error
                    break
                }
            }
            #expect(fault?.code == .storage)
            #expect(fault?.message.contains("full") == true)
            #expect(try await desk.store.article("a1")?.variants.first?.draft == saved)
            #expect(try await desk.markdown("a1", saved) != nil)
        }
    }
}
