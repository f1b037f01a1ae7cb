// Changes of the search index, each in one transaction.

import Foundation
import GRDB
public import Vocabulary

extension SearchFile {
    /// Makes a change as a whole or not at all.
    public func apply(_ change: IndexChange) async throws(Fault) {
        try await write { database in
            var writing = IndexWriting(database)
            if change.clears { try writing.clear() }
            for id in change.removed { try writing.remove(id: id, locale: nil) }
            for article in change.added {
                try writing.remove(id: article.id, locale: article.locale)
                try writing.insert(article)
            }
            try writing.countWords()
            for (name, value) in change.notes {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO note(name, value) VALUES (?, ?)",
                    arguments: [name, Data(value)])
            }
        }
    }
}

/// The writing of one change.
private struct IndexWriting {
    private struct WordPlace: Hashable {
        let locale: String
        let word: Substring
    }

    private let database: Database
    /// How many more or fewer entries of each audience use a word.
    private var counts: [WordPlace: SIMD4<Int>] = [:]

    init(_ database: Database) { self.database = database }

    mutating func clear() throws {
        for table in ["entry", "entry_content", "entry_vectors", "word", "note"] {
            try database.execute(sql: "DELETE FROM \(table)")
        }
        try database.execute(sql: "DROP TABLE entry_terms")
        try database.execute(sql: SearchTables.termsTable)
    }

    /// Removes an article in one locale or in all.
    mutating func remove(id: String, locale: String?) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT entry.number, locale, audience, words FROM entry
                JOIN entry_content ON entry_content.number = entry.number
                WHERE id = ? AND locale = ifnull(?, locale)
                """,
            arguments: [id, locale])
        for row in rows {
            let number: Int64 = row["number"]
            let words: String = row["words"]
            count(words, locale: row["locale"], level: row["audience"], by: -1)
            for table in ["entry", "entry_content", "entry_vectors"] {
                try database.execute(
                    sql: "DELETE FROM \(table) WHERE number = ?", arguments: [number])
            }
            try database.execute(
                sql: "DELETE FROM entry_terms WHERE rowid = ?", arguments: [number])
        }
    }

    mutating func insert(_ article: IndexedArticle) throws {
        let level = SearchCoding.level(article.audience)
        try database.cachedStatement(
            sql: "INSERT INTO entry(id, locale, audience) VALUES (?, ?, ?)"
        ).execute(arguments: [article.id, article.locale, level])
        let number = database.lastInsertedRowID
        let words = article.words.joined(separator: "\n")
        try database.cachedStatement(
            sql: """
                INSERT INTO entry_content(number, revision, title, slug, tags, assistant, published,
                  passages, analysis, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                number, article.revision, article.title, article.slug,
                SearchCoding.join(article.tags), article.use.rawValue, article.published,
                SearchCoding.join(article.passages), Data(article.analysis), words,
            ])
        try database.cachedStatement(
            sql: "INSERT INTO entry_vectors(number, vectors) VALUES (?, ?)"
        ).execute(arguments: [number, SearchCoding.data(article.vectors)])
        let terms = article.terms
        try database.cachedStatement(
            sql: """
                INSERT INTO entry_terms(rowid, title, questions, headings, tags, body)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                number, terms.title, terms.questions, terms.headings, terms.tags, terms.body,
            ])
        count(words, locale: article.locale, level: level, by: 1)
    }

    private mutating func count(_ words: String, locale: String, level: Int, by step: Int) {
        var change = SIMD4<Int>()
        change[level] = step
        for word in words.split(separator: "\n") {
            counts[WordPlace(locale: locale, word: word), default: SIMD4()] &+= change
        }
    }

    /// Writes how the uses of words changed; words that nobody uses any more go.
    func countWords() throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO word(locale, word, everybody, signed_in, internal)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT(locale, word) DO UPDATE SET
                  everybody = everybody + excluded.everybody,
                  signed_in = signed_in + excluded.signed_in,
                  internal = internal + excluded.internal
                """)
        let remover = try database.cachedStatement(
            sql: """
                DELETE FROM word WHERE locale = ? AND word = ?
                  AND everybody + signed_in + internal <= 0
                """)
        for (place, change) in counts where change != SIMD4() {
            let word = String(place.word)
            try statement.execute(
                arguments: [place.locale, word, change[0], change[1], change[2]])
            if change.wrappedSum() < 0 {
                try remover.execute(arguments: [place.locale, word])
            }
        }
    }
}
