// Spaces and collections in the workspace file.

import GRDB
public import Vocabulary

extension ArticleBook: SpaceStore {
    /// All spaces in rising order of their slugs.
    public func spaces() async throws(Fault) -> [KnowledgeSpace] {
        try await file.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM kb_spaces ORDER BY slug").map(Self.space)
        }
    }

    private static func space(_ row: Row) -> KnowledgeSpace {
        KnowledgeSpace(
            id: row["id"], slug: row["slug"], name: row["name"],
            locales: ColumnList.read(row["locales"]),
            audience: Audience(rawValue: row["audience"]) ?? .internalOnly,
            footer: row["footer"], created: row["created"])
    }

    /// Keeps a space; when its audience changes, all its live articles have changed.
    public func put(_ space: KnowledgeSpace, at time: Double) async throws(Fault) {
        try await file.write { database in
            let taken = try String.fetchOne(
                database, sql: "SELECT id FROM kb_spaces WHERE slug = ? AND id <> ?",
                arguments: [space.slug, space.id])
            guard taken == nil else {
                throw Fault(.conflict, "The slug '\(space.slug)' is another space's.")
            }
            let before = try Self.audiences(in: database, where: "space = ?", [space.id])
            try database.execute(
                sql: """
                    INSERT INTO kb_spaces(id, slug, name, locales, audience, footer, created)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT(id) DO UPDATE SET slug = excluded.slug, name = excluded.name,
                        locales = excluded.locales, audience = excluded.audience,
                        footer = excluded.footer
                    """,
                arguments: [
                    space.id, space.slug, space.name, ColumnList.text(space.locales),
                    space.audience.rawValue, space.footer, space.created,
                ])
            try Self.noteAudiences(before, by: "", at: time, in: database)
        }
    }

    /// The collections of a space, each before those inside it.
    public func collections(of space: String) async throws(Fault) -> [ArticleCollection] {
        try await file.read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT * FROM kb_collections WHERE space = ? ORDER BY rank, id",
                arguments: [space])
            let children = Dictionary(grouping: rows.map(Self.collection)) { $0.parent ?? "" }
            var list: [ArticleCollection] = []
            var open = Array((children[""] ?? []).reversed())
            while let next = open.popLast() {
                list.append(next)
                open += (children[next.id] ?? []).reversed()
            }
            return list
        }
    }

    private static func collection(_ row: Row) -> ArticleCollection {
        ArticleCollection(
            id: row["id"], space: row["space"], parent: row["parent"], name: row["name"],
            icon: row["icon"], audience: Audience(rawValue: row["audience"]) ?? .internalOnly,
            needsReview: row["needs_review"], owner: row["owner"], created: row["created"])
    }

    /// Keeps a collection.
    public func put(_ collection: ArticleCollection, at time: Double) async throws(Fault) {
        try await file.write { database in
            let isKnown = try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM kb_collections WHERE id = ? AND space = ?)",
                arguments: [collection.id, collection.space])
            let before = try Self.audiences(under: collection.id, in: database)
            if isKnown == true {
                try database.execute(
                    sql: """
                        UPDATE kb_collections SET name = ?, icon = ?, audience = ?,
                            needs_review = ?, owner = ? WHERE id = ?
                        """,
                    arguments: [
                        collection.name, collection.icon, collection.audience.rawValue,
                        collection.needsReview, collection.owner, collection.id,
                    ])
            } else {
                try Self.insert(collection, in: database)
            }
            try Self.noteAudiences(
                before, by: collection.owner ?? "", at: time, in: database)
        }
    }

    static func insert(_ collection: ArticleCollection, in database: Database) throws {
        try expect("kb_spaces", collection.space, "space", in: database)
        let count = try Int.fetchOne(
            database, sql: "SELECT COUNT(*) FROM kb_collections WHERE space = ?",
            arguments: [collection.space])
        guard (count ?? 0) < collectionsMax else {
            throw Fault(.badRequest, "A space has at most \(collectionsMax) collections.")
        }
        try checkParent(collection.parent, of: collection.id, space: collection.space, in: database)
        let last = try Int64.fetchOne(
            database,
            sql: "SELECT MAX(rank) FROM kb_collections WHERE space = ? AND parent IS ?",
            arguments: [collection.space, collection.parent])
        try database.execute(
            sql: """
                INSERT INTO kb_collections(id, space, parent, rank, name, icon, audience,
                    needs_review, owner, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                collection.id, collection.space, collection.parent,
                rank(after: last, before: nil), collection.name, collection.icon,
                collection.audience.rawValue, collection.needsReview, collection.owner,
                collection.created,
            ])
    }

    /// Refuses a parent of another space, inside the collection itself, or too deep.
    private static func checkParent(
        _ parent: String?, of id: String, space: String, in database: Database
    ) throws {
        var depth = 1
        var next = parent
        while let place = next {
            guard place != id else {
                throw Fault(.conflict, "A collection can't lie in itself.")
            }
            let row = try Row.fetchOne(
                database, sql: "SELECT space, parent FROM kb_collections WHERE id = ?",
                arguments: [place])
            guard let row, row["space"] == space else { throw missing("collection", place) }
            depth += 1
            guard depth <= collectionDepthMax else {
                throw Fault(
                    .conflict, "Collections lie at most \(collectionDepthMax) deep in each other.")
            }
            next = row["parent"]
        }
    }

    /// Moves a collection.
    public func place(
        collection id: String, in parent: String?, before sibling: String?, at time: Double
    ) async throws(Fault) {
        try await file.write { database in
            let space = try String.fetchOne(
                database, sql: "SELECT space FROM kb_collections WHERE id = ?", arguments: [id])
            guard let space else { throw Self.missing("collection", id) }
            try Self.checkParent(parent, of: id, space: space, in: database)
            try Self.checkHeight(of: id, under: parent, in: database)
            let before = try Self.audiences(under: id, in: database)
            try database.execute(
                sql: "UPDATE kb_collections SET parent = ? WHERE id = ?", arguments: [parent, id])
            let list = RankedList(
                table: "kb_collections", filter: "space = ? AND parent IS ?",
                arguments: [space, parent])
            try list.place(id, before: sibling, in: database)
            try Self.noteAudiences(before, by: "", at: time, in: database)
        }
    }

    private static func checkHeight(
        of id: String, under parent: String?, in database: Database
    ) throws {
        let depth = try Int.fetchOne(
            database,
            sql: """
                WITH RECURSIVE up(id, n) AS (
                    SELECT ?, 1 UNION ALL
                    SELECT c.parent, n + 1 FROM up JOIN kb_collections c ON c.id = up.id
                    WHERE c.parent IS NOT NULL),
                down(id, n) AS (
                    SELECT ?, 1 UNION ALL
                    SELECT c.id, n + 1 FROM down JOIN kb_collections c ON c.parent = down.id)
                SELECT (SELECT MAX(n) FROM up WHERE id IS NOT NULL) + (SELECT MAX(n) FROM down)
                """, arguments: [parent, id])
        guard (depth ?? 0) <= collectionDepthMax else {
            throw Fault(
                .conflict, "Collections lie at most \(collectionDepthMax) deep in each other.")
        }
    }

    /// Removes an empty collection.
    public func removeCollection(_ id: String) async throws(Fault) {
        try await file.write { database in
            try Self.expect("kb_collections", id, "collection", in: database)
            let isUsed = try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM kb_articles WHERE collection = ?)
                        OR EXISTS (SELECT 1 FROM kb_collections WHERE parent = ?)
                    """, arguments: [id, id])
            guard isUsed == false else {
                throw Fault(
                    .conflict, "The collection is not empty.",
                    remedy: "Move or erase what lies in it, the bin counted.")
            }
            try database.execute(sql: "DELETE FROM kb_collections WHERE id = ?", arguments: [id])
        }
    }
}
