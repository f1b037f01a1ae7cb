// Live revisions as search sees them.

public import Vocabulary

/// Reads live articles from a store.
public struct LiveArticles: LiveArticleFeed {
    private let store: any LiveRevisionStore & ArticleStore

    /// A reader over a store.
    public init(_ store: any LiveRevisionStore & ArticleStore) { self.store = store }

    /// The changes after a place of the queue.
    public func changes(after number: Int64, limit: Int) async throws(Fault) -> [ArticleChange] {
        try await store.changes(after: number, limit: limit)
    }

    /// The place of the last change.
    public func lastChange() async throws(Fault) -> Int64 { try await store.lastChange() }

    /// The ids of all live articles.
    public func liveArticles(after: String?, limit: Int) async throws(Fault) -> [String] {
        try await store.liveArticles(after: after, limit: limit)
    }

    /// What visitors see of an article, cut into sections: O(size of the article).
    public func live(_ article: String) async throws(Fault) -> [LiveArticle] {
        guard let record = try await store.article(article), record.binned == nil else { return [] }
        let revisions = try await store.liveRevisions(of: article)
        return try revisions.map { live throws(Fault) -> LiveArticle in
            try Self.article(live.revision, published: live.published, record)
        }
    }

    private static func article(
        _ revision: ArticleRevision, published: Double, _ record: ArticleRecord
    ) throws(Fault) -> LiveArticle {
        let content = revision.content
        guard let sections = content.sections else {
            throw Fault(
                .storage,
                "Revision \(revision.entry.number) of the article '\(record.id)' is no document.",
                remedy: "Run `martlet verify`, and restore a backup.")
        }
        return LiveArticle(
            id: record.id, revision: revision.entry.number, locale: revision.locale,
            title: content.title,
            slug: record.variants.first { $0.locale == revision.locale }?.slug ?? "",
            questions: content.questions, tags: record.settings.tags, audience: record.audience,
            use: record.settings.use, published: published, sections: sections)
    }
}

extension ArticleContent {
    /// The document cut into sections: O(size); `nil` when it is no document.
    var sections: [ArticleSection]? { (try? DocumentNode(document: document))?.sections }
}
