// What is asked of the search index.

import Foundation
import GRDB
public import Vocabulary

extension SearchFile {
    /// The best entries for a query.
    public func find(_ query: IndexQuery) async throws(Fault) -> [IndexHit] {
        guard let expression = MatchExpression.of(query), query.limit > 0 else { return [] }
        let level = SearchCoding.level(query.audience)
        return try await read { database in
            try Row.fetchAll(
                try database.cachedStatement(
                    sql: """
                        SELECT entry.number AS number,
                          -bm25(entry_terms, \(SearchTables.weights)) AS score
                        FROM entry_terms JOIN entry ON entry.number = entry_terms.rowid
                        WHERE entry_terms MATCH ? AND locale = ? AND audience <= ?
                        ORDER BY score DESC, number LIMIT ?
                        """),
                arguments: [expression, query.locale, level, query.limit]
            ).map { IndexHit(number: $0["number"], score: $0["score"]) }
        }
    }

    /// The entries with the given numbers.
    public func entries(_ numbers: [Int64]) async throws(Fault) -> [Int64: IndexedArticle] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT entry.id, locale, audience, revision, title, slug, tags, assistant,
                      published, passages, analysis, vectors
                    FROM entry JOIN entry_content ON entry_content.number = entry.number
                    JOIN entry_vectors ON entry_vectors.number = entry.number
                    WHERE entry.number = ?
                    """)
            var entries: [Int64: IndexedArticle] = [:]
            for number in numbers {
                guard let row = try Row.fetchOne(statement, arguments: [number]) else { continue }
                entries[number] = Self.article(row)
            }
            return entries
        }
    }

    private static func article(_ row: Row) -> IndexedArticle {
        let analysis: Data = row["analysis"]
        return IndexedArticle(
            id: row["id"], locale: row["locale"], revision: row["revision"], title: row["title"],
            slug: row["slug"], tags: SearchCoding.split(row["tags"] as String),
            audience: SearchCoding.audience(row["audience"]),
            use: AssistantUse(rawValue: row["assistant"]) ?? .never, published: row["published"],
            terms: IndexedTerms(title: "", questions: "", headings: "", tags: "", body: ""),
            passages: SearchCoding.passages(row["passages"]), analysis: Array(analysis),
            vectors: SearchCoding.signed(row["vectors"]), words: [])
    }

    /// All words in use.
    public func words() async throws(Fault) -> [IndexedWord] {
        try await read { database in
            try Row.fetchAll(
                database, sql: "SELECT locale, word, everybody, signed_in, internal FROM word"
            ).map {
                IndexedWord(
                    locale: $0["locale"], word: $0["word"],
                    uses: [$0["everybody"], $0["signed_in"], $0["internal"]])
            }
        }
    }

    /// The vectors of all entries.
    public func vectors() async throws(Fault) -> [IndexedVectors] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT entry.number, locale, audience, vectors FROM entry
                    JOIN entry_vectors ON entry_vectors.number = entry.number
                    ORDER BY entry.number
                    """
            ).map {
                IndexedVectors(
                    number: $0["number"], locale: $0["locale"],
                    audience: SearchCoding.audience($0["audience"]),
                    vectors: SearchCoding.signed($0["vectors"]))
            }
        }
    }

    /// A value kept beside the entries.
    public func note(_ name: String) async throws(Fault) -> [UInt8]? {
        try await read { database in
            try Data.fetchOne(
                database, sql: "SELECT value FROM note WHERE name = ?", arguments: [name]
            ).map { Array($0) }
        }
    }
}

/// Queries in FTS5's language, every word of them quoted: nothing a person types is syntax.
enum MatchExpression {
    /// The expression; `nil` when there is nothing to look for.
    static func of(_ query: IndexQuery) -> String? {
        let phrases = query.phrases.compactMap { quoted($0.joined(separator: " ")) }
        let terms = query.terms.compactMap(term)
        let any = terms.isEmpty ? [] : ["(" + terms.joined(separator: " OR ") + ")"]
        let all = phrases + any
        return all.isEmpty ? nil : all.joined(separator: " AND ")
    }

    private static func term(_ term: String) -> String? {
        guard term.hasSuffix("*") else { return quoted(term) }
        return quoted(String(term.dropLast())).map { $0 + " *" }
    }

    /// A text between quotes; `nil` when the tokenizer finds no word in it, for which FTS5 has an
    /// error instead of an empty result.
    private static func quoted(_ text: String) -> String? {
        guard text.utf8.contains(where: isWord) else { return nil }
        let plain = text.replacing("\0", with: " ").replacing("\"", with: "\"\"")
        return "\"" + plain + "\""
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        if byte >= 0x80 || (0x30...0x39).contains(byte) { return true }
        return (0x61...0x7A).contains(byte | 0x20)
    }
}
