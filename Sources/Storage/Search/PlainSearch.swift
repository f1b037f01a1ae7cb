// Plain FTS5 with its own stemmer and bm25, to compare the search with.

import Foundation
import GRDB
public import Vocabulary

/// What SQLite finds by itself: one table in memory, the tokenizer `porter unicode61`, bm25 with
/// all columns alike, any of the words of the query.
public final class PlainSearch: Sendable {
    private let queue: DatabaseQueue

    /// A table of articles.
    ///
    /// - Throws: `Fault` `.storage`.
    public init(_ articles: [LiveArticle]) throws(Fault) {
        do {
            queue = try DatabaseQueue()
            try queue.write { database in
                try database.execute(
                    sql: """
                        CREATE VIRTUAL TABLE article USING fts5(
                          id UNINDEXED, locale UNINDEXED, audience UNINDEXED, title, questions,
                          body, tokenize = 'porter unicode61')
                        """)
                for article in articles {
                    let body = article.sections.map {
                        ($0.headings.suffix(1) + $0.blocks).joined(separator: "\n")
                    }
                    try database.execute(
                        sql: "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)",
                        arguments: [
                            article.id, article.locale.lowercased(),
                            SearchCoding.level(article.audience), article.title,
                            article.questions.joined(separator: "\n"),
                            body.joined(separator: "\n"),
                        ])
                }
            }
        } catch { throw StoreFault.fault(error, path: ":memory:") }
    }

    /// The ids of the articles that fit a text best, the best first.
    ///
    /// - Throws: `Fault` `.storage`.
    public func find(
        _ text: String, locale: String?, audience: Audience, limit: Int
    ) async throws(Fault) -> [String] {
        let words = text.split { !$0.isLetter && !$0.isNumber }.prefix(100)
        guard !words.isEmpty else { return [] }
        let expression = words.map { "\"\($0)\"" }.joined(separator: " OR ")
        do {
            return try await queue.read { database in
                try String.fetchAll(
                    database,
                    sql: """
                        SELECT id FROM article WHERE article MATCH ? AND audience <= ?
                          AND locale = ifnull(?, locale) ORDER BY rank LIMIT ?
                        """,
                    arguments: [
                        expression, SearchCoding.level(audience), locale?.lowercased(), limit,
                    ])
            }
        } catch { throw StoreFault.fault(error, path: ":memory:") }
    }
}
