// Rows with a place among their siblings.

import GRDB
import Vocabulary

/// Siblings that are ordered by a rank with gaps.
struct RankedList {
    let table: String
    /// Which rows are siblings.
    let filter: String
    let arguments: StatementArguments

    /// Puts a row before another; `nil` puts it last.
    ///
    /// - Throws: `Fault` `.notFound` when the other is no sibling.
    func place(_ id: String, before sibling: String?, in database: Database) throws {
        guard sibling != id else { return }
        if try put(id, before: sibling, in: database) { return }
        try spread(in: database)
        _ = try put(id, before: sibling, in: database)
    }

    private func put(_ id: String, before sibling: String?, in database: Database) throws -> Bool {
        var upper: Int64?
        if let sibling {
            upper = try Int64.fetchOne(
                database, sql: "SELECT rank FROM \(table) WHERE id = ? AND \(filter)",
                arguments: [sibling] + arguments)
            guard upper != nil else {
                throw Fault(.notFound, "There is no '\(sibling.prefix(100))' to stand before.")
            }
        }
        let lower = try Int64.fetchOne(
            database,
            sql: """
                SELECT MAX(rank) FROM \(table)
                WHERE \(filter) AND id <> ? AND (? IS NULL OR (rank, id) < (?, ?))
                """,
            arguments: arguments + [id, upper, upper, sibling])
        guard let rank = ArticleBook.rank(after: lower, before: upper) else { return false }
        try database.execute(
            sql: "UPDATE \(table) SET rank = ? WHERE id = ?", arguments: [rank, id])
        return true
    }

    /// Numbers the siblings anew, with gaps.
    private func spread(in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE \(table) SET rank = n * \(ArticleBook.rankStep) FROM (
                    SELECT id AS other, ROW_NUMBER() OVER (ORDER BY rank, id) AS n
                    FROM \(table) WHERE \(filter)) WHERE id = other
                """, arguments: arguments)
    }
}
