// Imports in the workspace file: carried out whole or not at all, listed, undone.

import GRDB
public import Vocabulary

extension ArticleBook: ImportStore {
    /// Does everything that an import shall do, in one transaction.
    public func carryOut(
        _ plan: ImportPlan,
        merge:
            @escaping @Sendable (
                _ base: ArticleContent, _ current: ArticleContent, _ yours: ArticleContent
            ) -> MergeResult,
        progress: @escaping @Sendable (Int) -> Void
    ) async throws(Fault) -> [ImportedItem] {
        try await file.write { database in
            var run = ImportRun(plan, merge: merge)
            try database.inSavepoint {
                try run.prepare(in: database)
                for (index, article) in plan.articles.enumerated() {
                    try run.take(article, in: database)
                    progress(index + 1)
                }
                guard run.hasWritten else { return .rollback }
                try run.record(in: database)
                return plan.isDryRun ? .rollback : .commit
            }
            return run.items
        }
    }

    /// Undoes an import in one transaction.
    public func undoImport(
        _ id: String, by person: String, at time: Double
    ) async throws(Fault) -> ImportUndoing {
        try await file.write { database in
            guard let record = try Self.importRecord(id, in: database) else {
                throw Self.missing("import", id)
            }
            guard record.undone == nil else { return ImportUndoing(undone: [], kept: []) }
            var undo = ImportUndo(id, person: person, time: time)
            try undo.run(in: database)
            try database.execute(
                sql: "UPDATE kb_imports SET undone = ? WHERE id = ?", arguments: [time, id])
            return ImportUndoing(undone: undo.undone, kept: undo.kept)
        }
    }

    /// The imports, newest first.
    public func imports(before: String?, limit: Int) async throws(Fault) -> [ImportRecord] {
        try await file.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM kb_imports
                    WHERE ? IS NULL OR number < (SELECT number FROM kb_imports WHERE id = ?)
                    ORDER BY number DESC LIMIT ?
                    """, arguments: [before, before, limit]
            ).map(Self.importRecord)
        }
    }

    /// An import; `nil` for an unknown one.
    public func importRecord(_ id: String) async throws(Fault) -> ImportRecord? {
        try await file.read { try Self.importRecord(id, in: $0) }
    }

    static func importRecord(_ id: String, in database: Database) throws -> ImportRecord? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM kb_imports WHERE id = ?", arguments: [id]
        ).map(importRecord)
    }

    private static func importRecord(_ row: Row) -> ImportRecord {
        ImportRecord(
            id: row["id"], source: row["source"], person: row["person"], time: row["time"],
            made: row["made"], changed: row["changed"], undone: row["undone"])
    }

    /// An article's settings and place as one text that can be compared and put back.
    static func settingsText(_ article: String, in database: Database) throws -> String {
        try String.fetchOne(
            database,
            sql: """
                SELECT json_object('collection', collection, 'audience', audience, 'use', use,
                    'tags', tags, 'verify_by', verify_by, 'rank', rank)
                FROM kb_articles WHERE id = ?
                """, arguments: [article]) ?? ""
    }
}
