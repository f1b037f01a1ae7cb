// Keeps the search index as fresh as the articles that visitors see.

import Synchronization
public import Vocabulary

/// Fills the index when it is empty, follows the queue of changes, and hands each new state to the
/// search.
public actor IndexKeeper {
    /// How many changes are read at once.
    static let changesMax = 200
    /// How long to wait between two looks at the queue, in milliseconds: changes are findable within
    /// a second.
    public static let pauseMilliseconds = 250
    /// The note that says how far the queue was read.
    static let feedNote = "feed"

    private let feed: any LiveArticleFeed
    private let index: any PassageIndex
    private let search: KnowledgeSearch
    private let examples: [EncoderText]
    private var encoder: SubwordEncoder?

    /// - Parameter examples: further texts for the encoder, for one the examples of intents.
    public init(
        feed: any LiveArticleFeed, index: any PassageIndex, search: KnowledgeSearch,
        examples: [EncoderText] = []
    ) {
        self.feed = feed
        self.index = index
        self.search = search
        self.examples = examples
    }

    /// Brings the index up to date once: builds it when it has no notes (it is new, or took the
    /// place of a damaged one), else applies what changed since.
    ///
    /// - Returns: whether anything changed.
    /// - Throws: `Fault` `.storage`.
    @discardableResult
    public func catchUp() async throws(Fault) -> Bool {
        guard let place = try await place() else {
            try await rebuild()
            return true
        }
        var number = place
        var changed = false
        while true {
            let changes = try await feed.changes(after: number, limit: Self.changesMax)
            guard let last = changes.last else { break }
            try await apply(changes)
            number = last.number
            changed = true
        }
        if changed || search.isEmpty, let encoder { try await search.refresh(encoder: encoder) }
        return changed
    }

    /// Makes the index anew from all live articles, with an encoder trained on them.
    ///
    /// - Throws: `Fault` `.storage`.
    public func rebuild() async throws(Fault) {
        // Read first: what changes meanwhile is applied once more afterwards.
        let number = try await feed.lastChange()
        let encoder = try await IndexBuilding(index: index, examples: examples).rebuild(
            from: FeedSource(feed: feed), notes: [Self.feedNote: Self.bytes(number)])
        self.encoder = encoder
        try await search.refresh(encoder: encoder)
    }

    /// Looks at the queue until the task is cancelled.
    ///
    /// - Parameter report: told what went wrong; the next look tries again.
    public func run(report: @Sendable (Fault) -> Void) async {
        while !Task.isCancelled {
            do throws(Fault) { try await catchUp() } catch { report(error) }
            do { try await Task.sleep(for: .milliseconds(Self.pauseMilliseconds)) } catch { return }
        }
    }

    /// How far the queue was read; `nil` when index and encoder must be made.
    private func place() async throws(Fault) -> Int64? {
        guard let bytes = try await index.note(Self.feedNote), bytes.count == 8 else { return nil }
        if encoder == nil {
            guard let stored = try await index.note(IndexBuilding.encoderNote),
                let read = SubwordEncoder(bytes: stored)
            else { return nil }
            encoder = read
        }
        return bytes.reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
    }

    private func apply(_ changes: [ArticleChange]) async throws(Fault) {
        guard let encoder, let last = changes.last else { return }
        var indexing = ArticleIndexing(encoder: encoder)
        var change = IndexChange()
        for id in Set(changes.map(\.article)).sorted() {
            change.removed.append(id)
            for article in try await feed.live(id) {
                change.added.append(indexing.entry(of: article))
            }
        }
        change.notes[Self.feedNote] = Self.bytes(last.number)
        try await index.apply(change)
    }

    private static func bytes(_ number: Int64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}

/// All live articles of a feed.
private struct FeedSource: LiveArticleSource {
    let feed: any LiveArticleFeed

    func articles(
        after key: String?, limit: Int
    ) async throws(Fault) -> (articles: [LiveArticle], last: String?) {
        let ids = try await feed.liveArticles(after: key, limit: limit)
        var articles: [LiveArticle] = []
        for id in ids { articles += try await feed.live(id) }
        return (articles, ids.last)
    }
}
