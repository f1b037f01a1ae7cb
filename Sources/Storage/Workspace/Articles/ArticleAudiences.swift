// Who may read what: an article's own audience, narrowed by what it lies in.

import GRDB
import Vocabulary

extension ArticleBook {
    /// The audience of an article `a`, as a number: the narrowest of its own, its collections' and
    /// its space's.
    static let audienceLevel = """
        MAX(\(level("a.audience")),
            (SELECT \(level("s.audience")) FROM kb_spaces s WHERE s.id = a.space),
            COALESCE((
                WITH RECURSIVE up(id, parent, audience) AS (
                    SELECT id, parent, audience FROM kb_collections WHERE id = a.collection
                    UNION ALL
                    SELECT c.id, c.parent, c.audience FROM up
                    JOIN kb_collections c ON c.id = up.parent)
                SELECT MAX(\(level("audience"))) FROM up), 0))
        """

    private static func level(_ column: String) -> String {
        "CASE \(column) WHEN 'public' THEN 0 WHEN 'signed_in' THEN 1 ELSE 2 END"
    }

    static func audience(level: Int) -> Audience {
        level == 0 ? .everybody : level == 1 ? .signedIn : .internalOnly
    }

    static func audience(of article: String, in database: Database) throws -> Audience {
        let level = try Int.fetchOne(
            database, sql: "SELECT \(audienceLevel) FROM kb_articles a WHERE a.id = ?",
            arguments: [article])
        return audience(level: level ?? 2)
    }

    /// The audiences of the live articles that a condition holds for.
    static func audiences(
        in database: Database, where condition: String, _ arguments: StatementArguments
    ) throws -> [String: Int] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT a.id, \(audienceLevel) FROM kb_articles a
                WHERE a.\(condition) AND a.binned IS NULL AND EXISTS (
                    SELECT 1 FROM kb_variants v WHERE v.article = a.id AND v.live IS NOT NULL)
                """, arguments: arguments)
        return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
    }

    /// The audiences of the live articles in a collection and those inside it.
    static func audiences(under collection: String, in database: Database) throws -> [String: Int] {
        try audiences(
            in: database,
            where: """
                collection IN (
                    WITH RECURSIVE down(id) AS (
                        VALUES (?) UNION ALL
                        SELECT c.id FROM down JOIN kb_collections c ON c.parent = down.id)
                    SELECT id FROM down)
                """, [collection])
    }

    /// Notes for each article whose audience is not what it was that visitors see something else.
    static func noteAudiences(
        _ before: [String: Int], by person: String, at time: Double, in database: Database
    ) throws {
        for (article, level) in before.sorted(by: { $0.key < $1.key }) {
            let now = try audience(of: article, in: database)
            guard now != audience(level: level) else { continue }
            try noteLive(article, reason: "audience", by: person, at: time, in: database)
            try noteChange(of: article, at: time, in: database)
        }
    }

    /// Writes what is live of an article, all its locales, into the history.
    static func noteLive(
        _ article: String, isHidden: Bool = false, reason: String, by person: String,
        at time: Double, in database: Database
    ) throws {
        let audience = try audience(of: article, in: database)
        try database.execute(
            sql: """
                INSERT INTO kb_live(article, locale, revision, time, audience, person, reason)
                SELECT article, locale, CASE WHEN ? THEN NULL ELSE live END, ?, ?, ?, ?
                FROM kb_variants WHERE article = ? AND live IS NOT NULL
                """,
            arguments: [isHidden, time, audience.rawValue, person, reason, article])
    }
}
