// Articles in the workspace file: making, listing, settings, places, slugs, the bin.

import GRDB
public import Vocabulary

extension ArticleBook: ArticleStore {
    /// Makes an article with its first revision.
    public func create(
        _ settings: ArticleSettings, slug: String, first: NewRevision
    ) async throws(Fault) -> ArticleRecord {
        try await file.write { try Self.create(settings, slug: slug, first: first, in: $0) }
    }

    static func create(
        _ settings: ArticleSettings, slug: String, first: NewRevision, in database: Database
    ) throws -> ArticleRecord {
        try expect("kb_spaces", settings.space, "space", in: database)
        try checkCollection(settings.collection, space: settings.space, in: database)
        let isTaken = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM kb_articles WHERE id = ?)",
            arguments: [first.article])
        guard isTaken == false else {
            throw Fault(.conflict, "There is an article '\(first.article)' already.")
        }
        try database.execute(
            sql: """
                INSERT INTO kb_articles(id, space, collection, rank, audience, use, owner, tags,
                    verify_by, author, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                first.article, settings.space, settings.collection,
                try lastRank(settings, in: database), settings.audience.rawValue,
                settings.use.rawValue, settings.owner, ColumnList.text(settings.tags),
                settings.verifyBy, first.author, first.time, first.time,
            ])
        try addVariant(first, slug: slug, in: database)
        return try expectArticle(first.article, in: database)
    }

    static func checkCollection(_ id: String?, space: String, in database: Database) throws {
        guard let id else { return }
        let found = try String.fetchOne(
            database, sql: "SELECT space FROM kb_collections WHERE id = ?", arguments: [id])
        guard found == space else { throw missing("collection", id) }
    }

    private static func lastRank(_ settings: ArticleSettings, in database: Database) throws
        -> Int64?
    {
        let last = try Int64.fetchOne(
            database,
            sql: "SELECT MAX(rank) FROM kb_articles WHERE space = ? AND collection IS ?",
            arguments: [settings.space, settings.collection])
        return rank(after: last, before: nil)
    }

    /// An article; `nil` for an unknown one.
    public func article(_ id: String) async throws(Fault) -> ArticleRecord? {
        try await file.read { try Self.article(id, in: $0) }
    }

    static func article(_ id: String, in database: Database) throws -> ArticleRecord? {
        try records(
            in: database, where: "a.id = ?", arguments: [id], order: "a.id", limit: 1
        ).first
    }

    static func expectArticle(_ id: String, in database: Database) throws -> ArticleRecord {
        guard let article = try article(id, in: database) else { throw missing("article", id) }
        return article
    }

    /// Articles in the order of their places.
    public func articles(
        _ query: ArticleQuery, after: String?, limit: Int
    ) async throws(Fault) -> [ArticleRecord] {
        try await file.read { database in
            var conditions = ["a.binned IS \(query.isBinned ? "NOT " : "")NULL"]
            var arguments: StatementArguments = []
            if let space = query.space {
                conditions.append("a.space = ?")
                arguments += [space]
            }
            if let collection = query.collection {
                conditions.append("a.collection = ?")
                arguments += [collection]
            }
            if let tag = query.tag {
                conditions.append("EXISTS (SELECT 1 FROM json_each(a.tags) t WHERE t.value = ?)")
                arguments += [tag]
            }
            if let isLive = query.isLive {
                conditions.append(
                    """
                    \(isLive ? "" : "NOT ")EXISTS (SELECT 1 FROM kb_variants v
                        WHERE v.article = a.id AND v.live IS NOT NULL)
                    """)
            }
            if let after {
                conditions.append(
                    """
                    (a.space, COALESCE(a.collection, ''), a.rank, a.id) > (
                        SELECT space, COALESCE(collection, ''), rank, id
                        FROM kb_articles WHERE id = ?)
                    """)
                arguments += [after]
            }
            return try Self.records(
                in: database, where: conditions.joined(separator: " AND "), arguments: arguments,
                order: "a.space, COALESCE(a.collection, ''), a.rank, a.id", limit: limit)
        }
    }

    static func records(
        in database: Database, where condition: String, arguments: StatementArguments,
        order: String, limit: Int
    ) throws -> [ArticleRecord] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT a.*, \(audienceLevel) AS level FROM kb_articles a
                WHERE \(condition) ORDER BY \(order) LIMIT ?
                """, arguments: arguments + [limit])
        return try rows.map { row in
            let id: String = row["id"]
            let variants = try Row.fetchAll(
                database, sql: "SELECT * FROM kb_variants WHERE article = ? ORDER BY locale",
                arguments: [id])
            return ArticleRecord(
                id: id,
                settings: ArticleSettings(
                    space: row["space"], collection: row["collection"],
                    audience: Audience(rawValue: row["audience"]) ?? .internalOnly,
                    use: AssistantUse(rawValue: row["use"]) ?? .never, owner: row["owner"],
                    tags: ColumnList.read(row["tags"]), verifyBy: row["verify_by"]),
                audience: audience(level: row["level"]), variants: variants.map(variant),
                author: row["author"], created: row["created"], updated: row["updated"],
                binned: row["binned"], uses: row["uses"],
                order: Self.order(rank: row["rank"]))
        }
    }

    private static func variant(_ row: Row) -> ArticleVariant {
        ArticleVariant(
            locale: row["locale"], slug: row["slug"], title: row["title"], draft: row["draft"],
            live: row["live"], published: row["published"], basis: row["basis"])
    }

    /// Replaces an article's settings.
    public func update(
        _ id: String, settings: ArticleSettings, by person: String, at time: Double
    ) async throws(Fault) -> ArticleRecord {
        try await file.write {
            try Self.update(id, settings: settings, by: person, at: time, in: $0)
        }
    }

    static func update(
        _ id: String, settings: ArticleSettings, by person: String, at time: Double,
        in database: Database
    ) throws -> ArticleRecord {
        let old = try expectArticle(id, in: database)
        try checkCollection(
            settings.collection, space: old.settings.space, in: database)
        let before = try audiences(in: database, where: "id = ?", [id])
        try database.execute(
            sql: """
                UPDATE kb_articles SET collection = ?, audience = ?, use = ?, owner = ?,
                    tags = ?, verify_by = ?, updated = ? WHERE id = ?
                """,
            arguments: [
                settings.collection, settings.audience.rawValue, settings.use.rawValue,
                settings.owner, ColumnList.text(settings.tags), settings.verifyBy, time, id,
            ])
        if settings.collection != old.settings.collection {
            try siblings(of: id, in: database).place(id, before: nil, in: database)
        }
        try noteAudiences(before, by: person, at: time, in: database)
        let now = try expectArticle(id, in: database)
        let isSeen = now.binned == nil && now.variants.contains { $0.live != nil }
        if isSeen, now.audience == old.audience,
            settings.tags != old.settings.tags || settings.use != old.settings.use
        {
            try noteChange(of: id, at: time, in: database)
        }
        return now
    }

    static func siblings(of id: String, in database: Database) throws -> RankedList {
        let row = try Row.fetchOne(
            database, sql: "SELECT space, collection FROM kb_articles WHERE id = ?",
            arguments: [id])
        guard let row else { throw missing("article", id) }
        let (space, collection): (String, String?) = (row[0], row[1])
        return RankedList(
            table: "kb_articles", filter: "space = ? AND collection IS ?",
            arguments: [space, collection])
    }

    /// Puts an article before another of the same collection.
    public func place(article id: String, before sibling: String?) async throws(Fault) {
        try await file.write { database in
            try Self.siblings(of: id, in: database).place(id, before: sibling, in: database)
        }
    }

    /// Puts an article into the bin or takes it out.
    public func bin(
        _ id: String, isBinned: Bool, by person: String, at time: Double
    ) async throws(Fault) {
        try await file.write {
            try Self.bin(id, isBinned: isBinned, by: person, at: time, in: $0)
        }
    }

    static func bin(
        _ id: String, isBinned: Bool, by person: String, at time: Double, in database: Database
    ) throws {
        let article = try expectArticle(id, in: database)
        guard (article.binned != nil) != isBinned else { return }
        try database.execute(
            sql: "UPDATE kb_articles SET binned = ?, updated = ? WHERE id = ?",
            arguments: [isBinned ? time : nil, time, id])
        guard article.variants.contains(where: { $0.live != nil }) else { return }
        try noteLive(
            id, isHidden: isBinned, reason: isBinned ? "bin" : "restore", by: person, at: time,
            in: database)
        try noteChange(of: id, at: time, in: database)
    }

    /// Removes an article of the bin for good.
    public func erase(_ id: String) async throws(Fault) {
        try await file.write { database in
            guard try Self.expectArticle(id, in: database).binned != nil else {
                throw Fault(.conflict, "Only what is in the bin can be erased.")
            }
            for table in [
                "kb_attachment_uses", "kb_redirects", "kb_live", "kb_plans", "kb_revisions",
                "kb_variants", "kb_import_items", "kb_import_settings",
            ] {
                try database.execute(
                    sql: "DELETE FROM \(table) WHERE article = ?", arguments: [id])
            }
            try database.execute(
                sql: """
                    DELETE FROM kb_review_comments
                    WHERE review IN (SELECT id FROM kb_reviews WHERE article = ?)
                    """, arguments: [id])
            try database.execute(sql: "DELETE FROM kb_reviews WHERE article = ?", arguments: [id])
            try database.execute(sql: "DELETE FROM kb_articles WHERE id = ?", arguments: [id])
        }
    }
}

extension ArticleBook: ArticleUseStore {
    /// Adds to how often the assistant answered from an article.
    public func noteUse(of article: String, times: Int) async throws(Fault) {
        try await file.write { database in
            try database.execute(
                sql: "UPDATE kb_articles SET uses = uses + ? WHERE id = ?",
                arguments: [times, article])
        }
    }

    /// Articles whose verify-by date has passed, the most used first.
    public func stale(by time: Double, limit: Int) async throws(Fault) -> [ArticleRecord] {
        try await file.read { database in
            try Self.records(
                in: database, where: "a.verify_by <= ? AND a.binned IS NULL", arguments: [time],
                order: "a.uses DESC, a.verify_by, a.id", limit: limit)
        }
    }
}
