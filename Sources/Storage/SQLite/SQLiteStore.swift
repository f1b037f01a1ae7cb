// Conversations, reminders and the inbox in one SQLite file.

import Foundation
import GRDB
public import Vocabulary

/// Keeps conversations in a database file with a write-ahead log.
///
/// Changes that arrive together share a transaction; each is there as a whole or not at all.
/// Reading and writing happen on the database's own threads.
public final class SQLiteStore: EventStore {
    /// How the tables are laid out.
    public enum Layout: Sendable {
        /// Martlet's own tables: a row for each commit.
        case martlet
        /// The table `events` of Rasa's SQL tracker store: a row for each event.
        case rasa
    }

    let pool: DatabasePool
    let table: any EventTable
    /// The file.
    public let path: String
    let writing: GroupCommit

    /// Opens a file, makes it where it is missing, and brings its tables up to date.
    ///
    /// - Throws: `Fault` `.storage`: a file of a newer release, a foreign or damaged one, or one
    ///   that can't be written is left as it was.
    public convenience init(
        _ settings: SQLiteSettings, layout: Layout = .martlet
    ) throws(Fault) {
        switch layout {
        case .martlet: try self.init(settings, table: TurnTable())
        case .rasa: try self.init(settings, table: RasaEventTable())
        }
    }

    /// Opens a file with a layout of one's own.
    init(_ settings: SQLiteSettings, table: any EventTable) throws(Fault) {
        path = settings.path
        self.table = table
        pool = try SQLiteFile.open(settings, steps: table.steps)
        writing = GroupCommit(pool, path: settings.path)
        do {
            try pool.write { try InboxTable.forget(before: Self.now(), in: $0) }
        } catch { throw StoreFault.fault(error, path: settings.path) }
    }

    /// Closes the file; the store is not used afterwards.
    ///
    /// - Throws: `Fault` `.storage` while it is in use.
    public func close() throws(Fault) {
        do { try pool.close() } catch { throw StoreFault.fault(error, path: path) }
    }

    /// Reads a conversation from its end back to where the scope begins: O(events in the scope).
    public func events(
        of conversation: String, _ scope: EventScope
    ) async throws(Fault) -> [Event]? {
        let table = table
        return try await read { try table.events(of: conversation, scope, in: $0) }
    }

    /// Writes the change in a transaction that changes of the same moment share.
    public func commit(_ change: ConversationChange) async throws(Fault) {
        let table = table
        let writesEvents = !change.events.isEmpty || change.replacesAll
        try await writing.write { database in
            if writesEvents {
                try table.append(
                    change.events, to: change.conversation, replacingAll: change.replacesAll,
                    in: database)
            }
            try RecordTables.apply(change, in: database)
        }
    }

    /// A page of ids, by the index of names.
    public func conversations(after: String?, limit: Int) async throws(Fault) -> [String] {
        let table = table
        return try await read { try table.conversations(after: after, limit: limit, in: $0) }
    }

    /// Due reminders by the index of their times.
    public func remindersDue(
        by time: Double, limit: Int
    ) async throws(Fault) -> [ScheduledReminder] {
        try await read {
            try RecordTables.reminders(
                where: "due <= ? ORDER BY due, conversation, name LIMIT ?",
                arguments: [time, limit], in: $0)
        }
    }

    /// The earliest time, by the index of times.
    public func nextReminder() async throws(Fault) -> Double? {
        try await read {
            try Double.fetchOne($0, sql: "SELECT min(due) FROM martlet_reminders")
        }
    }

    /// The reminders of one conversation by its key.
    public func reminders(of conversation: String) async throws(Fault) -> [ScheduledReminder] {
        try await read {
            try RecordTables.reminders(
                where: "conversation = CAST(? AS TEXT) ORDER BY name",
                arguments: [ColumnText.value(conversation)], in: $0)
        }
    }

    /// Rows behind a place: commits, or events that are gathered by conversation.
    public func log(after position: Int64, limit: Int) async throws(Fault) -> [LoggedEvents] {
        let table = table
        return try await read { try table.log(after: position, limit: limit, in: $0) }
    }

    /// The last row that was ever written.
    public func logEnd() async throws(Fault) -> Int64 {
        let table = table
        return try await read { try table.logEnd(in: $0) }
    }

    func read<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(Fault) -> Value {
        do { return try await pool.read(work) } catch {
            throw StoreFault.fault(error, path: path)
        }
    }

    static func now() -> Double { Date().timeIntervalSince1970 }
}
