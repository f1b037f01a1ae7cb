// Articles in the workspace file.

import GRDB
import Vocabulary

/// Keeps spaces, collections, articles and revisions in SQLite, and what of them is live.
///
/// Each call is one transaction. Calls may come at once from any thread; writes happen one after
/// the other.
public final class ArticleBook: Sendable {
    let file: WorkspaceFile

    /// How deep collections may lie inside each other.
    public static let collectionDepthMax = 32
    /// How many collections a space may have.
    public static let collectionsMax = 10_000
    /// How far apart neighbours are numbered, so that others fit between them.
    static let rankStep: Int64 = 1 << 20

    /// A store over an open workspace file.
    public init(_ file: WorkspaceFile) { self.file = file }

    // MARK: - Shared by the parts

    static func missing(_ what: String, _ id: String) -> Fault {
        Fault(.notFound, "There is no \(what) '\(id.prefix(100))'.")
    }

    static func expect(_ table: String, _ id: String, _ what: String, in database: Database) throws
    {
        let isThere = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE id = ?)", arguments: [id])
        guard isThere == true else { throw missing(what, id) }
    }

    /// Notes that what visitors see of an article changed.
    static func noteChange(of article: String, at time: Double, in database: Database) throws {
        try database.execute(
            sql: "INSERT INTO kb_changes(article, time) VALUES (?, ?)", arguments: [article, time])
    }

    /// A rank between two neighbours; `nil` when there is none left between them.
    static func rank(after lower: Int64?, before upper: Int64?) -> Int64? {
        switch (lower, upper) {
        case (nil, nil): return 0
        case (let lower?, nil): return lower + rankStep
        case (nil, let upper?): return upper - rankStep
        case (let lower?, let upper?):
            let middle = lower + (upper - lower) / 2
            return middle > lower ? middle : nil
        }
    }
}
