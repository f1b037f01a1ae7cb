// One article of an import: what of it is new, what changed since, and what stays.

import GRDB
import Vocabulary

/// Writes one article of an import.
struct ImportedArticleRun {
    private let plan: ImportPlan
    private let article: ImportedArticle
    private let merge: ImportRun.Merge
    private(set) var items: [ImportedItem] = []
    private(set) var hasWritten = false

    init(_ plan: ImportPlan, _ article: ImportedArticle, merge: @escaping ImportRun.Merge) {
        self.plan = plan
        self.article = article
        self.merge = merge
    }

    mutating func write(in database: Database) throws {
        let known = try ArticleBook.article(article.id, in: database)
        if let known, known.settings.space != plan.space.id {
            throw Fault(.conflict, "There is an article '\(article.id)' in another space.")
        }
        let before = try known.map { try ArticleBook.settingsText($0.id, in: database) }
        let isFromBin = known?.binned != nil
        if isFromBin {
            try ArticleBook.bin(
                article.id, isBinned: false, by: plan.person, at: plan.time, in: database)
        }
        if known == nil { try create(in: database) }
        let wanted = self.wanted
        if try known == nil || lastWanted(in: database) != wanted {
            try applySettings(in: database)
        }
        for text in article.texts { try take(text, known, isFromBin: isFromBin, in: database) }
        let after = try ArticleBook.settingsText(article.id, in: database)
        guard before != after || isFromBin else { return }
        hasWritten = true
        if known != nil { noteSettings() }
        try database.execute(
            sql: """
                INSERT INTO kb_import_settings(import, article, is_new, wanted, before, after)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                plan.id, article.id, known == nil ? 1 : isFromBin ? 2 : 0, wanted, before, after,
            ])
    }

    // MARK: - Settings

    private func create(in database: Database) throws {
        guard let first = article.texts.first else { return }
        _ = try ArticleBook.create(
            ArticleSettings(
                space: plan.space.id, collection: article.collection, audience: article.audience,
                use: article.use, tags: article.tags, verifyBy: article.verifyBy),
            slug: first.slug, first: revision(first, base: 0), in: database)
    }

    /// The settings as the file has them: when they are what the last import had, the file did not
    /// change, and what people changed since stays.
    private var wanted: String {
        let place: JSONValue = article.collection.map { .string($0) } ?? .null
        let verifyBy: JSONValue = article.verifyBy.map { .number($0) } ?? .null
        let order: JSONValue = article.order.map { .number($0) } ?? .null
        let list: [JSONValue] = [
            article.isPlaced ? place : .bool(false), .string(article.audience.rawValue),
            .string(article.use.rawValue), .array(article.tags.map { .string($0) }), verifyBy,
            order,
        ]
        return JSONValue.array(list).text()
    }

    private func lastWanted(in database: Database) throws -> String? {
        try String.fetchOne(
            database,
            sql: """
                SELECT s.wanted FROM kb_import_settings s JOIN kb_imports i ON i.id = s.import
                WHERE s.article = ? AND i.undone IS NULL ORDER BY i.number DESC LIMIT 1
                """, arguments: [article.id])
    }

    private func applySettings(in database: Database) throws {
        var settings = try ArticleBook.expectArticle(article.id, in: database).settings
        let old = settings
        if article.isPlaced { settings.collection = article.collection }
        settings.audience = article.audience
        settings.use = article.use
        settings.tags = article.tags
        settings.verifyBy = article.verifyBy
        if settings != old {
            _ = try ArticleBook.update(
                article.id, settings: settings, by: plan.person, at: plan.time, in: database)
        }
        guard let order = article.order else { return }
        try database.execute(
            sql: "UPDATE kb_articles SET rank = ? WHERE id = ?",
            arguments: [ArticleBook.rank(order: order), article.id])
    }

    /// Settings that changed make the article changed, also when its text is what it was.
    private mutating func noteSettings() {
        guard let index = items.firstIndex(where: { $0.state == .unchanged }),
            !items.contains(where: { $0.state == .changed })
        else { return }
        items[index].state = .changed
        items[index].note += items[index].note.isEmpty ? "settings" : "; settings"
    }

    // MARK: - Texts

    private func revision(_ text: ImportedText, base: Int) -> NewRevision {
        NewRevision(
            article: article.id, locale: text.locale, base: base, content: text.content,
            author: plan.person, time: plan.time, source: .imported(plan.id))
    }

    private mutating func take(
        _ text: ImportedText, _ known: ArticleRecord?, isFromBin: Bool, in database: Database
    ) throws {
        let old = known?.variants.first { $0.locale == text.locale }
        var item = ImportedItem(
            file: text.file, article: article.id, locale: text.locale, state: .unchanged)
        if let old {
            try save(text, old, &item, in: database)
            try rename(text, old, &item, in: database)
            if isFromBin, item.state == .unchanged { item.state = .new }
        } else {
            item.state = .new
            let isFirst = known == nil && text.locale == article.texts.first?.locale
            if !isFirst {
                try ArticleBook.addVariant(
                    revision(text, base: 0), slug: text.slug, in: database)
            }
        }
        if plan.publishes, item.state != .refused { try publish(text, &item, in: database) }
        items.append(item)
        guard item.isPublished || item.state == .new || item.state == .changed else { return }
        hasWritten = true
        let now = try variant(text.locale, in: database)
        try database.execute(
            sql: """
                INSERT INTO kb_import_items(import, article, locale, slug, draft_before,
                    draft_after, live_before, live_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                plan.id, article.id, text.locale, text.slug, old?.draft, now?.draft, old?.live,
                now?.live,
            ])
    }

    private func variant(_ locale: String, in database: Database) throws -> ArticleVariant? {
        try ArticleBook.article(article.id, in: database)?.variants.first { $0.locale == locale }
    }

    /// Saves a text over what is there: as it is where only the file changed, joined where people
    /// changed it too since the last import.
    private func save(
        _ text: ImportedText, _ old: ArticleVariant, _ item: inout ImportedItem,
        in database: Database
    ) throws {
        guard
            let current = try ArticleBook.newest(
                of: article.id, locale: text.locale, in: database),
            current.content != text.content
        else { return }
        let base = try lastImported(text.locale, in: database)
        if let base, base.content == text.content {
            item.note = "revision \(old.draft) is newer and stays"
            return
        }
        guard let base, base.content != current.content else {
            try append(revision(text, base: old.draft), old, parents: [old.draft], in: database)
            item.state = .changed
            return
        }
        switch merge(base.content, current.content, text.content) {
        case .conflicts(let conflicts):
            item.state = .refused
            let parts = Set(conflicts.map(\.part)).sorted().joined(separator: ", ")
            item.note = "changed in the file and by others since the last import: \(parts)"
        case .merged(let content):
            guard content != current.content else { return }
            var joined = revision(text, base: old.draft)
            joined.content = content
            joined.source = .merged
            try append(joined, old, parents: [old.draft, base.entry.number], in: database)
            item.state = .changed
            item.note = "joined with what others changed since the last import"
        }
    }

    private func append(
        _ revision: NewRevision, _ old: ArticleVariant, parents: [Int], in database: Database
    ) throws {
        _ = try ArticleBook.append(
            revision, number: old.draft + 1, parents: parents, in: database)
    }

    /// The newest revision that an import brought and that was not undone.
    private func lastImported(
        _ locale: String, in database: Database
    ) throws -> ArticleRevision? {
        let number = try Int.fetchOne(
            database,
            sql: """
                SELECT r.number FROM kb_revisions r JOIN kb_imports i ON i.id = r.source_detail
                WHERE r.article = ? AND r.locale = ? AND r.source = 'import' AND i.undone IS NULL
                ORDER BY r.number DESC LIMIT 1
                """, arguments: [article.id, locale])
        return try number.flatMap {
            try ArticleBook.revision($0, of: article.id, locale: locale, in: database)
        }
    }

    /// Gives the article the file's slug, unless the file has the one of the last import or the
    /// slug is another article's.
    private func rename(
        _ text: ImportedText, _ old: ArticleVariant, _ item: inout ImportedItem,
        in database: Database
    ) throws {
        guard old.slug != text.slug else { return }
        let last = try String.fetchOne(
            database,
            sql: """
                SELECT t.slug FROM kb_import_items t JOIN kb_imports i ON i.id = t.import
                WHERE t.article = ? AND t.locale = ? AND i.undone IS NULL
                ORDER BY i.number DESC LIMIT 1
                """, arguments: [article.id, text.locale])
        guard last != text.slug,
            try ArticleBook.holder(
                of: text.slug, space: plan.space.id, locale: text.locale, in: database) == nil
        else { return }
        try ArticleBook.rename(
            article.id, locale: text.locale, slug: text.slug, at: plan.time, in: database)
        if item.state == .unchanged { item.state = .changed }
        item.note += item.note.isEmpty ? "address" : "; address"
    }

    /// Publishes the draft when it says what the file says.
    private func publish(
        _ text: ImportedText, _ item: inout ImportedItem, in database: Database
    ) throws {
        guard let now = try variant(text.locale, in: database), now.live != now.draft else {
            return
        }
        let draft = try ArticleBook.newest(of: article.id, locale: text.locale, in: database)
        guard draft?.content == text.content else {
            item.note += item.note.isEmpty ? "not published" : "; not published"
            return
        }
        do {
            try database.inSavepoint {
                try ArticleBook.publish(
                    Publication(
                        article: article.id, locale: text.locale, revision: now.draft,
                        by: plan.person, time: plan.time), in: database)
                return .commit
            }
            item.isPublished = true
        } catch let fault as Fault where fault.code == .conflict {
            item.note = "not published: \(fault.message)"
        }
    }
}

extension ArticleBook {
    /// The rank that an order of a file means; `order(rank:)` gives the same order back.
    static func rank(order: Double) -> Int64 { Int64((order * Double(rankStep)).rounded()) }

    /// The order that a rank means, exactly.
    static func order(rank: Int64) -> Double { Double(rank) / Double(rankStep) }
}
