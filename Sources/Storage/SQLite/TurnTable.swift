// Martlet's own layout: a row for each conversation, a row for the events of each commit.

import Foundation
import GRDB
import Vocabulary

/// The tables `conversations` and `turns`. A session is read from its end, turn by turn, so that
/// a long history costs nothing.
struct TurnTable: EventTable {
    let steps = [
        """
        CREATE TABLE conversations(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE turns(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation INTEGER NOT NULL REFERENCES conversations(id),
            starts_session INTEGER NOT NULL,
            data BLOB NOT NULL);
        CREATE INDEX turns_of_conversation ON turns(conversation);
        """ + RecordTables.step,
        InboxTable.step,
    ]

    func append(
        _ events: [Event], to conversation: String, replacingAll: Bool, in database: Database
    ) throws {
        let number = try number(of: conversation, making: true, in: database) ?? 0
        if replacingAll {
            try database.cachedStatement(sql: "DELETE FROM turns WHERE conversation = ?")
                .execute(arguments: [number])
        }
        guard !events.isEmpty else { return }
        let startsSession = events.contains { $0.content == .sessionStarted }
        try database.cachedStatement(
            sql: "INSERT INTO turns(conversation, starts_session, data) VALUES (?, ?, ?)"
        ).execute(arguments: [number, startsSession, Data(EventCoding.bytes(events))])
    }

    func events(
        of conversation: String, _ scope: EventScope, in database: Database
    ) throws -> [Event]? {
        guard let number = try number(of: conversation, making: false, in: database) else {
            return nil
        }
        let statement = try database.cachedStatement(
            sql: """
                SELECT data, starts_session FROM turns WHERE conversation = ? ORDER BY id DESC
                """)
        let rows = try Row.fetchCursor(statement, arguments: [number])
        var turns: [[Event]] = []
        while let row = try rows.next() {
            turns.append(try EventCoding.events(row[0], of: conversation))
            if scope == .latestSession, row[1] { break }
        }
        let events = Array(turns.reversed().joined())
        return Array(scope.part(of: events))
    }

    func conversations(after: String?, limit: Int, in database: Database) throws -> [String] {
        let condition = after == nil ? "" : "WHERE name > CAST(? AS TEXT)"
        let arguments: StatementArguments =
            after.map {
                [ColumnText.value($0), limit]
            } ?? [limit]
        return try Row.fetchAll(
            database,
            sql: """
                SELECT CAST(name AS BLOB) FROM conversations \(condition) ORDER BY name LIMIT ?
                """, arguments: arguments
        ).map { ColumnText.read($0, 0) }
    }

    func log(after position: Int64, limit: Int, in database: Database) throws -> [LoggedEvents] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT turns.id, CAST(name AS BLOB), data FROM turns
                JOIN conversations ON conversations.id = turns.conversation
                WHERE turns.id > ? ORDER BY turns.id LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [position, limit]).map { row in
            let conversation = ColumnText.read(row, 1)
            return LoggedEvents(
                position: row[0], conversation: conversation,
                events: try EventCoding.events(row[2], of: conversation))
        }
    }

    func logEnd(in database: Database) throws -> Int64 {
        try Int64.fetchOne(
            database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'turns'") ?? 0
    }

    private func number(
        of conversation: String, making: Bool, in database: Database
    ) throws -> Int64? {
        let name = ColumnText.value(conversation)
        let statement = try database.cachedStatement(
            sql: "SELECT id FROM conversations WHERE name = CAST(? AS TEXT)")
        if let number = try Int64.fetchOne(statement, arguments: [name]) { return number }
        guard making else { return nil }
        try database.cachedStatement(
            sql: "INSERT INTO conversations(name) VALUES (CAST(? AS TEXT))"
        )
        .execute(arguments: [name])
        return database.lastInsertedRowID
    }
}
