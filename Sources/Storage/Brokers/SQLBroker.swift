// `event_broker: sql` with dialect sqlite: one row an event.

import GRDB
public import Vocabulary

/// Writes events into the table `events` of a database; how far the store's log was published is
/// written in the same transaction, so that every event is there once.
///
/// - Note: the table is that of rasa/core/brokers/sql.py (3.6.21).
public final class SQLBroker: EventBroker {
    /// The file's name unless the settings say another.
    public static let defaultPath = "events.db"

    private static let steps = [
        """
        CREATE TABLE IF NOT EXISTS events(
            id INTEGER NOT NULL,
            sender_id VARCHAR(255),
            data TEXT,
            PRIMARY KEY (id));
        CREATE TABLE martlet_position(position INTEGER NOT NULL);
        """
    ]

    private let pool: DatabasePool
    private let path: String

    /// A broker that writes to a database file, which is made where it is missing.
    ///
    /// - Throws: `Fault` `.storage`.
    public init(path: String = SQLBroker.defaultPath) throws(Fault) {
        self.path = path
        pool = try SQLiteFile.open(SQLiteSettings(path: path), steps: Self.steps)
    }

    /// The place that was written with the last events.
    public func position() async throws(Fault) -> Int64? {
        do {
            return try await pool.read { database in
                try Int64.fetchOne(database, sql: "SELECT position FROM martlet_position")
            }
        } catch { throw StoreFault.fault(error, path: path) }
    }

    /// Writes a place.
    public func begin(at position: Int64) async throws(Fault) {
        do {
            try await pool.write { try Self.remember(position, in: $0) }
        } catch { throw StoreFault.fault(error, path: path) }
    }

    /// Inserts a row for each event, and the place, in one transaction.
    public func publish(_ commits: [LoggedEvents]) async throws(Fault) {
        guard let last = commits.last else { return }
        do {
            try await pool.write { database in
                let insertion = try database.cachedStatement(
                    sql: "INSERT INTO events(sender_id, data) VALUES (CAST(? AS TEXT), ?)")
                for commit in commits {
                    let sender = ColumnText.value(commit.conversation)
                    for event in commit.published {
                        try insertion.execute(arguments: [sender, event.text()])
                    }
                }
                try Self.remember(last.position, in: database)
            }
        } catch { throw StoreFault.fault(error, path: path) }
    }

    private static func remember(_ position: Int64, in database: Database) throws {
        try database.execute(sql: "DELETE FROM martlet_position")
        try database.execute(
            sql: "INSERT INTO martlet_position(position) VALUES (?)", arguments: [position])
    }
}
