// Acknowledged messages until their turn is kept, and after it until their replies are delivered.

import Foundation
import GRDB
import Vocabulary

/// The table `martlet_inbox`: a row waits, then its replies are due, then it is answered, or its
/// replies were given up.
enum InboxTable {
    /// How long the platform id of an answered message is remembered, in seconds.
    static let rememberedSeconds = 7.0 * 86_400

    /// Where a row stands: the column `answered`.
    private enum Stage {
        static let waits = 0
        static let answered = 1
        static let repliesDue = 2
        static let givenUp = 3
    }

    /// The statements that add what is owed after the turn to the table of `RecordTables.step`.
    static let step = """
        ALTER TABLE martlet_inbox ADD COLUMN replies TEXT;
        ALTER TABLE martlet_inbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE martlet_inbox ADD COLUMN due REAL NOT NULL DEFAULT 0;
        ALTER TABLE martlet_inbox ADD COLUMN reason TEXT;
        CREATE INDEX martlet_inbox_replies ON martlet_inbox(id) WHERE answered = 2;
        CREATE INDEX martlet_inbox_given_up ON martlet_inbox(received) WHERE answered = 3;
        """

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
                WHERE answered = \(Stage.waits) ORDER BY id LIMIT ?
                """, arguments: [limit]
        ).map(message)
    }

    /// Notes that the turn of a change's message is kept, and what is to be posted for it.
    static func answer(_ change: ConversationChange, in database: Database) throws {
        guard let number = change.inboxMessage else { return }
        if change.dueReplies.isEmpty {
            try database.cachedStatement(
                sql: """
                    UPDATE martlet_inbox SET answered = \(Stage.answered), message = NULL
                    WHERE id = ? AND answered = \(Stage.waits)
                    """
            ).execute(arguments: [number])
        } else {
            try database.cachedStatement(
                sql: """
                    UPDATE martlet_inbox SET answered = \(Stage.repliesDue), replies = ?
                    WHERE id = ? AND answered = \(Stage.waits)
                    """
            ).execute(arguments: [RecordCoding.json(change.dueReplies).text(), number])
        }
        guard database.changesCount == 1 else { throw answeredBefore(number) }
    }

    /// Messages whose replies are due, in the order of their numbers.
    static func undelivered(
        after number: Int64, limit: Int, in database: Database
    ) throws -> [DueReplies] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT id, CAST(channel AS BLOB), CAST(message AS BLOB), CAST(replies AS BLOB),
                    attempts, due
                FROM martlet_inbox WHERE answered = \(Stage.repliesDue) AND id > ?
                ORDER BY id LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [number, limit]).map { row in
            let message = try message(row)
            guard let json = StoredJSON.value(ColumnText.read(row, 3).utf8),
                let replies = RecordCoding.replies(json)
            else { throw damaged(message.channel) }
            return DueReplies(message: message, replies: replies, attempts: row[4], due: row[5])
        }
    }

    /// Counts a try; `false` when nothing is due, or another was counted.
    static func claim(_ number: Int64, attempts: Int, in database: Database) throws -> Bool {
        try database.cachedStatement(
            sql: """
                UPDATE martlet_inbox SET attempts = attempts + 1
                WHERE id = ? AND attempts = ? AND answered = \(Stage.repliesDue)
                """
        ).execute(arguments: [number, attempts])
        return database.changesCount == 1
    }

    /// Notes what became of due replies.
    static func settle(
        _ number: Int64, _ outcome: DeliveryOutcome, in database: Database
    ) throws {
        let (assignment, arguments): (String, StatementArguments) =
            switch outcome {
            case .delivered:
                ("answered = \(Stage.answered), message = NULL, replies = NULL", [])
            case .left(let replies, let due):
                ("replies = ?, due = ?", [RecordCoding.json(replies).text(), due])
            case .givenUp(let reason): ("answered = \(Stage.givenUp), reason = ?", [reason])
            }
        try database.cachedStatement(
            sql: """
                UPDATE martlet_inbox SET \(assignment)
                WHERE id = ? AND answered = \(Stage.repliesDue)
                """
        ).execute(arguments: arguments + [number])
    }

    /// Forgets platform ids that no platform will send again.
    static func forget(before time: Double, in database: Database) throws {
        for stage in [Stage.answered, Stage.givenUp] {
            try database.execute(
                sql: "DELETE FROM martlet_inbox WHERE answered = \(stage) AND received < ?",
                arguments: [time - rememberedSeconds])
        }
    }

    /// Why a second answer to an inbox message is not kept.
    static func answeredBefore(_ message: Int64) -> Fault {
        Fault(.cancelled, "The message \(message) of the inbox was answered before.")
    }

    /// A row that begins with number, channel and message.
    private static func message(_ row: Row) throws -> InboxMessage {
        let channel = ColumnText.read(row, 1)
        guard let json = StoredJSON.value(ColumnText.read(row, 2).utf8),
            let message = RecordCoding.message(json["message"] ?? .null),
            let reply = json["reply"]?.object
        else { throw damaged(channel) }
        return InboxMessage(id: row[0], channel: channel, message: message, reply: reply)
    }

    private static func damaged(_ channel: String) -> Fault {
        Fault(
            .storage, "A stored message of the channel '\(channel)' cannot be read.",
            remedy: "Run `martlet verify`, and restore a backup.")
    }
}
