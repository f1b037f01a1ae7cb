// Undoing an import, inside its transaction.

import GRDB
import Vocabulary

/// Puts back what an import changed, and leaves what others changed since.
struct ImportUndo {
    private let id: String
    private let person: String
    private let time: Double
    private(set) var undone: [String] = []
    private(set) var kept: [String] = []

    init(_ id: String, person: String, time: Double) {
        self.id = id
        self.person = person
        self.time = time
    }

    mutating func run(in database: Database) throws {
        let items = try Row.fetchAll(
            database, sql: "SELECT * FROM kb_import_items WHERE import = ?", arguments: [id])
        let settings = try Row.fetchAll(
            database, sql: "SELECT * FROM kb_import_settings WHERE import = ?", arguments: [id])
        let texts = Dictionary(grouping: items) { $0["article"] as String }
        let rows = Dictionary(settings.map { ($0["article"] as String, $0) }) { first, _ in first }
        for article in Set(texts.keys).union(rows.keys).sorted() {
            guard let record = try ArticleBook.article(article, in: database) else { continue }
            let isWhole = try undo(record, rows[article], texts[article] ?? [], in: database)
            if isWhole { undone.append(article) } else { kept.append(article) }
        }
    }

    /// - Returns: whether everything of the article went back.
    private func undo(
        _ record: ArticleRecord, _ settings: Row?, _ texts: [Row], in database: Database
    ) throws -> Bool {
        let isNew: Int = settings?["is_new"] ?? 0
        var isWhole = true
        if isNew > 0 {
            let isTouched = texts.contains { row in
                let locale: String = row["locale"]
                let now = record.variants.first { $0.locale == locale }
                return now?.draft != row["draft_after"] || now?.live != row["live_after"]
            }
            let now = try ArticleBook.settingsText(record.id, in: database)
            guard !isTouched, now == settings?["after"] else { return false }
            try ArticleBook.bin(
                record.id, isBinned: true, by: person, at: time, in: database)
            return true
        }
        for row in texts {
            let isBack = try restore(row, of: record, in: database)
            isWhole = isWhole && isBack
        }
        if let settings {
            let isBack = try restore(settings: settings, of: record, in: database)
            isWhole = isWhole && isBack
        }
        return isWhole
    }

    private func restore(
        _ row: Row, of record: ArticleRecord, in database: Database
    ) throws -> Bool {
        let locale: String = row["locale"]
        let (before, after): (Int?, Int) = (row["draft_before"], row["draft_after"])
        guard let now = record.variants.first(where: { $0.locale == locale }), now.draft == after
        else { return false }
        let liveBefore: Int? = row["live_before"]
        let liveAfter: Int? = row["live_after"]
        guard now.live == liveAfter else { return false }
        if liveBefore != liveAfter, record.binned == nil {
            do {
                try database.inSavepoint {
                    try ArticleBook.publish(
                        Publication(
                            article: record.id, locale: locale, revision: liveBefore, by: person,
                            time: time, reason: "rollback"), in: database)
                    return .commit
                }
            } catch let fault as Fault where fault.code == .conflict { return false }
        }
        guard let before, before != after,
            let old = try ArticleBook.revision(before, of: record.id, locale: locale, in: database)
        else { return true }
        _ = try ArticleBook.append(
            NewRevision(
                article: record.id, locale: locale, base: after, content: old.content,
                author: person, time: time, source: .restored(before)), number: after + 1,
            parents: [after], in: database)
        return true
    }

    private func restore(
        settings row: Row, of record: ArticleRecord, in database: Database
    ) throws -> Bool {
        guard try ArticleBook.settingsText(record.id, in: database) == row["after"] as String,
            let text = row["before"] as String?, let before = StoredJSON.value(text.utf8)
        else { return false }
        var settings = record.settings
        settings.collection = before["collection"]?.string
        settings.audience = before["audience"]?.string.flatMap(Audience.init) ?? settings.audience
        settings.use = before["use"]?.string.flatMap(AssistantUse.init) ?? settings.use
        settings.tags = ColumnList.read(before["tags"]?.string ?? "[]")
        settings.verifyBy = before["verify_by"]?.double
        if let collection = settings.collection {
            let isThere = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM kb_collections WHERE id = ?)",
                arguments: [collection])
            guard isThere == true else { return false }
        }
        _ = try ArticleBook.update(
            record.id, settings: settings, by: person, at: time, in: database)
        try database.execute(
            sql: "UPDATE kb_articles SET rank = ? ->> 'rank' WHERE id = ?",
            arguments: [text, record.id])
        return true
    }
}
