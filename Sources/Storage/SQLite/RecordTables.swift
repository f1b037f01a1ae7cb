// What both layouts keep besides events: reminders and the inbox.

import Foundation
import GRDB
import Vocabulary

/// The tables `martlet_reminders` and `martlet_inbox`.
enum RecordTables {
    /// How long the platform id of an answered message is remembered, in seconds.
    static let rememberedSeconds = 7.0 * 86_400

    /// The statements that make them.
    static let step = """
        CREATE TABLE martlet_reminders(
            conversation TEXT NOT NULL,
            name TEXT NOT NULL,
            due REAL NOT NULL,
            logged REAL NOT NULL,
            reminder TEXT NOT NULL,
            PRIMARY KEY (conversation, name)) WITHOUT ROWID;
        CREATE INDEX martlet_reminders_due ON martlet_reminders(due);
        CREATE TABLE martlet_inbox(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            channel TEXT NOT NULL,
            platform_id TEXT,
            received REAL NOT NULL,
            answered INTEGER NOT NULL DEFAULT 0,
            message TEXT,
            UNIQUE (channel, platform_id));
        CREATE INDEX martlet_inbox_waiting ON martlet_inbox(id) WHERE answered = 0;
        CREATE INDEX martlet_inbox_received ON martlet_inbox(received) WHERE answered = 1;
        """

    /// Writes what a change says of reminders and the inbox.
    static func apply(_ change: ConversationChange, in database: Database) throws {
        for name in change.endedReminders {
            try database.cachedStatement(
                sql: """
                    DELETE FROM martlet_reminders
                    WHERE conversation = CAST(? AS TEXT) AND name = CAST(? AS TEXT)
                    """
            ).execute(arguments: [
                ColumnText.value(change.conversation), ColumnText.value(name),
            ])
        }
        for scheduled in change.reminders { try write(scheduled, in: database) }
        guard let message = change.inboxMessage else { return }
        try database.cachedStatement(
            sql: """
                UPDATE martlet_inbox SET answered = 1, message = NULL WHERE id = ? AND answered = 0
                """
        ).execute(arguments: [message])
        guard database.changesCount == 1 else { throw answeredBefore(message) }
    }

    /// Why a second answer to an inbox message is not kept.
    static func answeredBefore(_ message: Int64) -> Fault {
        Fault(.cancelled, "The message \(message) of the inbox was answered before.")
    }

    private static func write(_ scheduled: ScheduledReminder, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO martlet_reminders(conversation, name, due, logged, reminder)
                VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?)
                """
        ).execute(arguments: [
            ColumnText.value(scheduled.conversation), ColumnText.value(scheduled.reminder.name),
            scheduled.due, scheduled.logged,
            RecordCoding.json(scheduled.reminder).text(),
        ])
    }

    /// Reminders by a condition and an order in SQL.
    static func reminders(
        where condition: String, arguments: StatementArguments, in database: Database
    ) throws -> [ScheduledReminder] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT CAST(conversation AS BLOB), due, logged, CAST(reminder AS BLOB)
                FROM martlet_reminders WHERE \(condition)
                """)
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            let conversation = ColumnText.read(row, 0)
            guard let json = StoredJSON.value(ColumnText.read(row, 3).utf8),
                let reminder = RecordCoding.reminder(json)
            else { throw EventCoding.damaged(conversation) }
            return ScheduledReminder(
                conversation: conversation, reminder: reminder, due: row[1], logged: row[2])
        }
    }

    /// Takes a message into the inbox; `nil` when its platform id was taken before.
    static func accept(
        _ message: JSONValue, channel: String, platformID: String?, time: Double,
        in database: Database
    ) throws -> Int64? {
        try database.cachedStatement(
            sql: """
                INSERT INTO martlet_inbox(channel, platform_id, received, message)
                VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?, ?) ON CONFLICT DO NOTHING
                """
        ).execute(arguments: [
            ColumnText.value(channel), platformID.map(ColumnText.value), time, message.text(),
        ])
        return database.changesCount == 0 ? nil : database.lastInsertedRowID
    }

    /// Messages of the inbox that wait, oldest first.
    static func waiting(limit: Int, in database: Database) throws -> [InboxMessage] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT id, CAST(channel AS BLOB), CAST(message AS BLOB) FROM martlet_inbox
                WHERE answered = 0 ORDER BY id LIMIT ?
                """, arguments: [limit]
        ).map { row in
            let channel = ColumnText.read(row, 1)
            guard let json = StoredJSON.value(ColumnText.read(row, 2).utf8),
                let message = RecordCoding.message(json["message"] ?? .null),
                let reply = json["reply"]?.object
            else {
                throw Fault(
                    .storage, "A stored message of the channel '\(channel)' cannot be read.",
                    remedy: "Run `martlet verify`, and restore a backup.")
            }
            return InboxMessage(id: row[0], channel: channel, message: message, reply: reply)
        }
    }

    /// Forgets platform ids that no platform will send again.
    static func forget(before time: Double, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM martlet_inbox WHERE answered = 1 AND received < ?",
            arguments: [time - rememberedSeconds])
    }
}
