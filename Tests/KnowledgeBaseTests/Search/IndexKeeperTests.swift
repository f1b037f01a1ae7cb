import Foundation
import Storage
import Synchronization
import Testing
import Vocabulary

@testable import KnowledgeBase

@Suite("Keeping the index fresh") struct IndexKeeperTests {
    /// A live set that a test changes.
    private final class FeedStandIn: LiveArticleFeed {
        private struct State {
            var live: [String: [LiveArticle]] = [:]
            var queue: [ArticleChange] = []
        }
        private let state = Mutex(State())

        func set(_ id: String, _ articles: [LiveArticle]) {
            state.withLock {
                $0.live[id] = articles.isEmpty ? nil : articles
                let number = Int64($0.queue.count + 1)
                $0.queue.append(ArticleChange(number: number, article: id, time: 0))
            }
        }

        func changes(after number: Int64, limit: Int) async throws(Fault) -> [ArticleChange] {
            state.withLock { Array($0.queue.filter { $0.number > number }.prefix(limit)) }
        }

        func lastChange() async throws(Fault) -> Int64 {
            state.withLock { $0.queue.last?.number ?? 0 }
        }

        func live(_ article: String) async throws(Fault) -> [LiveArticle] {
            state.withLock { $0.live[article] ?? [] }
        }

        func liveArticles(after: String?, limit: Int) async throws(Fault) -> [String] {
            state.withLock { state in
                Array(state.live.keys.sorted().filter { $0 > after ?? "" }.prefix(limit))
            }
        }
    }

    private struct Desk {
        let folder: TemporaryFolder
        let feed = FeedStandIn()
        let index: SearchFile
        let search: KnowledgeSearch
        let keeper: IndexKeeper

        init() throws {
            folder = try TemporaryFolder()
            index = try SearchFile(path: folder.path + "/search.sqlite")
            search = KnowledgeSearch(index: index)
            keeper = IndexKeeper(feed: feed, index: index, search: search)
            for article in HotelArticles.all { feed.set(article.id, [article]) }
        }

        func find(_ query: String) async throws -> [String] {
            try await search.search(SearchRequest(query, locale: "en")).map(\.article)
        }
    }

    @Test("what is published is found, what is changed is found anew, what is taken away is gone")
    func following() async throws {
        let desk = try Desk()
        #expect(try await desk.keeper.catchUp())
        #expect(try await desk.find("sauna").first == "spa")
        #expect(try await !desk.keeper.catchUp())
        let new = HotelArticles.article("bikes", "Hiring bicycles", [], "A bicycle is 20 euros.")
        desk.feed.set("bikes", [new])
        #expect(try await desk.keeper.catchUp())
        #expect(try await desk.find("bicycle").first == "bikes")
        let changed = HotelArticles.article("bikes", "Hiring canoes", [], "A canoe is 30 euros.")
        desk.feed.set("bikes", [changed])
        try await desk.keeper.catchUp()
        #expect(try await desk.find("canoe").first == "bikes")
        #expect(try await !desk.find("bicycle").contains("bikes"))
        desk.feed.set("bikes", [])
        try await desk.keeper.catchUp()
        #expect(try await !desk.find("canoe").contains("bikes"))
    }

    @Test("after a start the stored index is used and only what changed since is read")
    func continuing() async throws {
        let desk = try Desk()
        try await desk.keeper.catchUp()
        try desk.index.close()
        let new = HotelArticles.article("bikes", "Hiring bicycles", [], "A bicycle is 20 euros.")
        desk.feed.set("bikes", [new])
        let index = try SearchFile(path: desk.folder.path + "/search.sqlite")
        let search = KnowledgeSearch(index: index)
        let keeper = IndexKeeper(feed: desk.feed, index: index, search: search)
        #expect(try await keeper.catchUp())
        let found = try await search.search(SearchRequest("bicycle", locale: "en"))
        #expect(found.first?.article == "bikes")
        #expect(try await index.vectors().count == HotelArticles.all.count + 1)
    }

    @Test("a damaged or missing index is built from the articles")
    func rebuilding() async throws {
        let desk = try Desk()
        try await desk.keeper.catchUp()
        try desk.index.close()
        let path = desk.folder.path + "/search.sqlite"
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
        try Data("no database at all, but long enough to be taken for one".utf8)
            .write(to: URL(filePath: path))
        let index = try SearchFile(path: path)
        let search = KnowledgeSearch(index: index)
        let keeper = IndexKeeper(feed: desk.feed, index: index, search: search)
        #expect(try await keeper.catchUp())
        let found = try await search.search(SearchRequest("sauna", locale: "en"))
        #expect(found.first?.article == "spa")
    }

    @Test("a running keeper follows by itself and ends with its task")
    func running() async throws {
        let desk = try Desk()
        let task = Task { await desk.keeper.run { _ in } }
        let new = HotelArticles.article("bikes", "Hiring bicycles", [], "A bicycle is 20 euros.")
        desk.feed.set("bikes", [new])
        let clock = ContinuousClock()
        let end = clock.now + .seconds(60)
        while try await desk.find("bicycle").first != "bikes", clock.now < end {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try await desk.find("bicycle").first == "bikes")
        task.cancel()
        await task.value
    }
}
