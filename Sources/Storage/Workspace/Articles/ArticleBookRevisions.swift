// Revisions in the workspace file.

import GRDB
public import Vocabulary

extension ArticleBook: RevisionStore {
    /// Saves a revision as the newest of its locale.
    public func save(
        _ revision: NewRevision,
        merge:
            @escaping @Sendable (
                _ base: ArticleContent, _ current: ArticleContent, _ yours: ArticleContent
            ) -> MergeResult
    ) async throws(Fault) -> SaveOutcome {
        try await file.write { database in
            try Self.expect("kb_articles", revision.article, "article", in: database)
            guard
                let current = try Self.newest(
                    of: revision.article, locale: revision.locale, in: database)
            else {
                guard revision.base == 0 else { throw Self.missing(revision) }
                let slug = Self.madeSlug(of: revision.article, locale: revision.locale)
                return .saved(try Self.addVariant(revision, slug: slug, in: database))
            }
            guard current.content != revision.content else { return .unchanged(current.entry) }
            guard current.entry.number != revision.base else {
                return .saved(
                    try Self.append(
                        revision, number: current.entry.number + 1, parents: [revision.base],
                        in: database))
            }
            guard
                let base = try Self.revision(
                    revision.base, of: revision.article, locale: revision.locale, in: database)
            else { throw Self.missing(revision) }
            return try Self.join(revision, base, current, merge, in: database)
        }
    }

    private static func missing(_ revision: NewRevision) -> Fault {
        Fault(
            .notFound,
            "The article has no revision \(revision.base) in the locale '\(revision.locale)'.")
    }

    private static func join(
        _ revision: NewRevision, _ base: ArticleRevision, _ current: ArticleRevision,
        _ merge: (ArticleContent, ArticleContent, ArticleContent) -> MergeResult,
        in database: Database
    ) throws -> SaveOutcome {
        switch merge(base.content, current.content, revision.content) {
        case .conflicts(let conflicts):
            return .conflict(conflicts, current: current.entry.number)
        case .merged(let content):
            guard content != current.content else { return .unchanged(current.entry) }
            var merged = revision
            merged.content = content
            merged.source = .merged
            return .saved(
                try append(
                    merged, number: current.entry.number + 1,
                    parents: [current.entry.number, base.entry.number], in: database))
        }
    }

    /// Makes the locale of an article with its first revision.
    @discardableResult
    static func addVariant(
        _ revision: NewRevision, slug: String, in database: Database
    ) throws -> RevisionEntry {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT s.id, s.locales FROM kb_articles a JOIN kb_spaces s ON s.id = a.space
                WHERE a.id = ?
                """, arguments: [revision.article])
        let space: String = row?[0] ?? ""
        guard ColumnList.read(row?[1] ?? "").contains(revision.locale) else {
            throw Fault(
                .badRequest, "The space has no locale '\(revision.locale.prefix(40))'.",
                remedy: "Add it to the space's locales first.")
        }
        try database.execute(
            sql: """
                INSERT INTO kb_variants(article, locale, space, slug, title, draft)
                VALUES (?, ?, ?, ?, ?, 0)
                """,
            arguments: [
                revision.article, revision.locale, space,
                try freeSlug(slug, space: space, locale: revision.locale, in: database),
                revision.content.title,
            ])
        return try append(revision, number: 1, parents: [], in: database)
    }

    static func append(
        _ revision: NewRevision, number: Int, parents: [Int], in database: Database
    ) throws -> RevisionEntry {
        let content = revision.content
        let (source, detail) = SourceColumns.write(revision.source)
        try database.cachedStatement(
            sql: """
                INSERT INTO kb_revisions(article, locale, number, parent, other_parent, author,
                    time, note, source, source_detail, title, summary, questions, document, text)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            revision.article, revision.locale, number, parents.first,
            parents.count > 1 ? parents[1] : nil, revision.author, revision.time, revision.note,
            source, detail, content.title, content.summary, ColumnList.text(content.questions),
            content.document.text(), content.text,
        ])
        try noteAttachments(of: revision, number: number, in: database)
        try database.cachedStatement(
            sql: """
                UPDATE kb_variants SET draft = ?, title = ?, basis = (
                    SELECT d.draft FROM kb_variants d
                    JOIN kb_spaces s ON s.id = d.space AND s.locales ->> 0 = d.locale
                    WHERE d.article = kb_variants.article AND d.locale <> kb_variants.locale)
                WHERE article = ? AND locale = ?
                """
        ).execute(arguments: [number, content.title, revision.article, revision.locale])
        try database.cachedStatement(sql: "UPDATE kb_articles SET updated = ? WHERE id = ?")
            .execute(arguments: [revision.time, revision.article])
        return RevisionEntry(
            number: number, parents: parents, author: revision.author, time: revision.time,
            note: revision.note, source: revision.source, title: content.title)
    }

    private static func noteAttachments(
        of revision: NewRevision, number: Int, in database: Database
    ) throws {
        for hash in Set(revision.content.attachments) {
            let isThere = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM kb_attachments WHERE hash = ?)",
                arguments: [hash])
            guard isThere == true else {
                throw Fault(
                    .badRequest, "The document names an attachment that there is not: '\(hash)'.",
                    remedy: "Send the file first.")
            }
            try database.execute(
                sql:
                    "INSERT INTO kb_attachment_uses(hash, article, locale, number) VALUES (?, ?, ?, ?)",
                arguments: [hash, revision.article, revision.locale, number])
        }
    }

    // MARK: - Reading

    /// A revision; `nil` for an unknown one.
    public func revision(
        _ number: Int, of article: String, locale: String
    ) async throws(Fault) -> ArticleRevision? {
        try await file.read { try Self.revision(number, of: article, locale: locale, in: $0) }
    }

    static func revision(
        _ number: Int, of article: String, locale: String, in database: Database
    ) throws -> ArticleRevision? {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM kb_revisions WHERE article = ? AND locale = ? AND number = ?")
        guard let row = try Row.fetchOne(statement, arguments: [article, locale, number]) else {
            return nil
        }
        let text: String = row["document"]
        guard let document = StoredJSON.value(text.utf8) else {
            throw Fault(
                .storage, "Revision \(number) of the article '\(article)' cannot be read.",
                remedy: "Run `martlet verify`, and restore a backup.")
        }
        let attachments = try String.fetchAll(
            database,
            sql: """
                SELECT hash FROM kb_attachment_uses
                WHERE article = ? AND locale = ? AND number = ? ORDER BY hash
                """, arguments: [article, locale, number])
        return ArticleRevision(
            article: article, locale: locale, entry: entry(row),
            content: ArticleContent(
                title: row["title"], summary: row["summary"],
                questions: ColumnList.read(row["questions"]), document: document,
                text: row["text"], attachments: attachments))
    }

    static func newest(
        of article: String, locale: String, in database: Database
    ) throws -> ArticleRevision? {
        let number = try Int.fetchOne(
            database, sql: "SELECT draft FROM kb_variants WHERE article = ? AND locale = ?",
            arguments: [article, locale])
        return try number.flatMap { try revision($0, of: article, locale: locale, in: database) }
    }

    /// The revisions of a locale, newest first.
    public func revisions(
        of article: String, locale: String, before: Int?, limit: Int
    ) async throws(Fault) -> [RevisionEntry] {
        try await file.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT number, parent, other_parent, author, time, note, name, source,
                        source_detail, title FROM kb_revisions
                    WHERE article = ? AND locale = ? AND number < ? ORDER BY number DESC LIMIT ?
                    """, arguments: [article, locale, before ?? .max, limit]
            ).map(Self.entry)
        }
    }

    private static func entry(_ row: Row) -> RevisionEntry {
        let parents: [Int?] = [row["parent"], row["other_parent"]]
        return RevisionEntry(
            number: row["number"], parents: parents.compactMap(\.self), author: row["author"],
            time: row["time"], note: row["note"], name: row["name"],
            source: SourceColumns.read(row["source"], row["source_detail"]), title: row["title"])
    }

    /// Gives a revision a name, or takes it away.
    public func name(
        _ number: Int, of article: String, locale: String, as name: String?
    ) async throws(Fault) {
        try await file.write { database in
            try database.execute(
                sql:
                    "UPDATE kb_revisions SET name = ? WHERE article = ? AND locale = ? AND number = ?",
                arguments: [name, article, locale, number])
            guard database.changesCount == 1 else {
                throw Self.missing("revision", "\(number)")
            }
        }
    }
}

/// Where a revision comes from, as two columns.
enum SourceColumns {
    static func write(_ source: RevisionSource) -> (kind: String, detail: String?) {
        switch source {
        case .person: ("person", nil)
        case .imported(let name): ("import", name)
        case .restored(let number): ("restore", String(number))
        case .merged: ("merge", nil)
        case .suggested(let name): ("suggestion", name)
        }
    }

    static func read(_ kind: String, _ detail: String?) -> RevisionSource {
        switch kind {
        case "import": .imported(detail ?? "")
        case "restore": .restored(detail.flatMap { Int($0) } ?? 0)
        case "merge": .merged
        case "suggestion": .suggested(detail ?? "")
        default: .person
        }
    }
}
