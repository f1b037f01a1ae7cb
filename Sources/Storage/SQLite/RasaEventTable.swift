// Rasa's own table of its SQL tracker store: one row an event, read and written as Rasa does.

import Foundation
import GRDB
import Vocabulary

/// The table `events`. What Martlet keeps besides has names of its own, which Rasa ignores.
///
/// - Note: follows the table of rasa/core/tracker_store.py (3.6.21). A session is read from its
///   end by row id; Rasa finds its start by the time of the last `session_started`.
struct RasaEventTable: EventTable {
    let steps = [
        """
        CREATE TABLE IF NOT EXISTS events(
            id INTEGER NOT NULL,
            sender_id VARCHAR(255) NOT NULL,
            type_name VARCHAR(255) NOT NULL,
            timestamp FLOAT,
            intent_name VARCHAR(255),
            action_name VARCHAR(255),
            data TEXT,
            PRIMARY KEY (id));
        CREATE INDEX IF NOT EXISTS ix_events_sender_id ON events(sender_id);
        CREATE TABLE martlet_emptied(sender_id TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE martlet_log_end(id INTEGER NOT NULL);
        INSERT INTO martlet_log_end(id) VALUES (0);
        """ + RecordTables.step,
        InboxTable.step,
    ]

    func append(
        _ events: [Event], to conversation: String, replacingAll: Bool, in database: Database
    ) throws {
        let sender = ColumnText.value(conversation)
        let before = try logEnd(in: database)
        let insertion = try database.cachedStatement(
            sql: """
                INSERT INTO events(
                    id, sender_id, type_name, timestamp, intent_name, action_name, data)
                VALUES (?, CAST(? AS TEXT), ?, ?, ?, ?, ?)
                """)
        for (offset, event) in events.enumerated() {
            let json = event.json
            try insertion.execute(arguments: [
                before + 1 + Int64(offset), sender, json["event"]?.string, event.timestamp,
                json["parse_data"]?["intent"]?["name"]?.string, json["name"]?.string,
                JSONValue.object(json).text(),
            ])
        }
        // A conversation without events has no row of its own in Rasa's table.
        if events.isEmpty {
            try database.execute(
                sql: "INSERT OR IGNORE INTO martlet_emptied(sender_id) VALUES (CAST(? AS TEXT))",
                arguments: [sender])
        }
        guard replacingAll else { return }
        try database.execute(
            sql: "DELETE FROM events WHERE sender_id = CAST(? AS TEXT) AND id <= ?",
            arguments: [sender, before])
        // The ids of deleted rows are not given again: they are places of the log.
        try database.execute(sql: "UPDATE martlet_log_end SET id = ?", arguments: [before])
    }

    func events(
        of conversation: String, _ scope: EventScope, in database: Database
    ) throws -> [Event]? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT CAST(data AS BLOB), type_name FROM events
                WHERE sender_id = CAST(? AS TEXT) ORDER BY id DESC
                """)
        let rows = try Row.fetchCursor(
            statement, arguments: [ColumnText.value(conversation)])
        var events: [Event] = []
        var isAtStart = false
        while let row = try rows.next() {
            events.append(try Self.event(row[0], of: conversation))
            // The action before the start of a session is read as well.
            if isAtStart { break }
            isAtStart = scope == .latestSession && row[1] == "session_started"
        }
        if events.isEmpty, try !isEmptied(conversation, in: database) { return nil }
        return Array(scope.part(of: events.reversed()))
    }

    func conversations(after: String?, limit: Int, in database: Database) throws -> [String] {
        // A database that only Rasa wrote, opened for reading, has no table of ours.
        let emptied =
            try database.tableExists("martlet_emptied")
            ? "UNION SELECT sender_id FROM martlet_emptied" : ""
        return try Row.fetchAll(
            database,
            sql: """
                SELECT CAST(name AS BLOB) FROM (SELECT sender_id AS name FROM events \(emptied))
                WHERE ?1 IS NULL OR name > CAST(?1 AS TEXT) GROUP BY name ORDER BY name LIMIT ?2
                """, arguments: [after.map(ColumnText.value), limit]
        ).map { ColumnText.read($0, 0) }
    }

    func log(after position: Int64, limit: Int, in database: Database) throws -> [LoggedEvents] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT id, CAST(sender_id AS BLOB), CAST(data AS BLOB) FROM events
                WHERE id > ? ORDER BY id LIMIT ?
                """)
        var logged: [LoggedEvents] = []
        for row in try Row.fetchAll(statement, arguments: [position, limit]) {
            let conversation = ColumnText.read(row, 1)
            let event = try Self.event(row[2], of: conversation)
            if let last = logged.indices.last, logged[last].conversation == conversation {
                logged[last].events.append(event)
                logged[last].position = row[0]
            } else {
                logged.append(
                    LoggedEvents(position: row[0], conversation: conversation, events: [event]))
            }
        }
        return logged
    }

    func logEnd(in database: Database) throws -> Int64 {
        let last = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT max(id) FROM events"))
        let deleted = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM martlet_log_end"))
        return max(last ?? 0, deleted ?? 0)
    }

    private func isEmptied(_ conversation: String, in database: Database) throws -> Bool {
        guard try database.tableExists("martlet_emptied") else { return false }
        return try Bool.fetchOne(
            database, sql: "SELECT 1 FROM martlet_emptied WHERE sender_id = CAST(? AS TEXT)",
            arguments: [ColumnText.value(conversation)]) ?? false
    }

    private static func event(_ data: Data?, of conversation: String) throws -> Event {
        guard let data, let json = StoredJSON.value(data) else {
            throw EventCoding.damaged(conversation)
        }
        return try EventCoding.event(json, of: conversation)
    }
}
