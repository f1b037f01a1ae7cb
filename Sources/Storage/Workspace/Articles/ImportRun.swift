// One import on its way into the workspace file, inside its transaction.

import GRDB
import Vocabulary

/// Writes the articles of a plan one after the other and notes what became of each text.
struct ImportRun {
    typealias Merge = @Sendable (ArticleContent, ArticleContent, ArticleContent) -> MergeResult

    let plan: ImportPlan
    let merge: Merge
    /// What became of the texts so far.
    private(set) var items: [ImportedItem] = []
    /// Whether anything was written that an undo would take back.
    private(set) var hasWritten = false

    init(_ plan: ImportPlan, merge: @escaping Merge) {
        self.plan = plan
        self.merge = merge
    }

    // MARK: - Before and after

    /// Makes the space, its locales and the collections that there are not yet.
    func prepare(in database: Database) throws {
        guard try ArticleBook.importRecord(plan.id, in: database) == nil else {
            throw Fault(.conflict, "There is an import '\(plan.id)' already.")
        }
        try prepareSpace(in: database)
        for collection in plan.collections {
            let isThere = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM kb_collections WHERE id = ?)",
                arguments: [collection.id])
            if isThere != true { try ArticleBook.insert(collection, in: database) }
        }
        for file in plan.attachments {
            try database.execute(
                sql: """
                    INSERT INTO kb_attachments(hash, name, type, size, author, created)
                    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(hash) DO NOTHING
                    """,
                arguments: [
                    file.hash, file.name, file.type, file.size, file.author, file.created,
                ])
        }
    }

    private func prepareSpace(in database: Database) throws {
        let space = plan.space
        try database.execute(
            sql: """
                INSERT INTO kb_spaces(id, slug, name, locales, audience, footer, created)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO NOTHING
                """,
            arguments: [
                space.id, space.slug, space.name, ColumnList.text(space.locales),
                space.audience.rawValue, space.footer, space.created,
            ])
        let text = try String.fetchOne(
            database, sql: "SELECT locales FROM kb_spaces WHERE id = ?", arguments: [space.id])
        let known = ColumnList.read(text ?? "[]")
        let missing = space.locales.filter { !known.contains($0) }
        guard !missing.isEmpty else { return }
        try database.execute(
            sql: "UPDATE kb_spaces SET locales = ? WHERE id = ?",
            arguments: [ColumnList.text(known + missing), space.id])
    }

    /// Writes the line by which the import is found and undone.
    func record(in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO kb_imports(id, source, person, time, made, changed)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                plan.id, plan.source, plan.person, plan.time, items.count { $0.state == .new },
                items.count { $0.state == .changed },
            ])
    }

    // MARK: - An article

    /// Writes an article, or refuses it whole: the others go on.
    mutating func take(_ article: ImportedArticle, in database: Database) throws {
        var done = ImportedArticleRun(self.plan, article, merge: merge)
        do {
            try database.inSavepoint {
                try done.write(in: database)
                return .commit
            }
            items += done.items
            hasWritten = hasWritten || done.hasWritten
        } catch let fault as Fault
            where [.conflict, .badRequest, .notFound].contains(fault.code)
        {
            items += article.texts.map {
                ImportedItem(
                    file: $0.file, article: article.id, locale: $0.locale, state: .refused,
                    note: fault.description)
            }
        }
    }
}
