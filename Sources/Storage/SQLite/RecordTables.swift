// What both layouts keep besides events: reminders, and the inbox of `InboxTable`.

import Foundation
import GRDB
import Vocabulary

/// The table `martlet_reminders`.
enum RecordTables {
    /// The statements that make it, and the inbox as it was at first.
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
        try InboxTable.answer(change, in: database)
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
}
