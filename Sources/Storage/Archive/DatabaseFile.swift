// A database of conversations that is only read: Martlet's, or one that Rasa's SQL tracker store
// wrote.

import GRDB
public import Vocabulary

/// Reads conversations of a SQLite file without changing it.
public final class DatabaseFile: ConversationSource {
    private let queue: DatabaseQueue
    private let table: any EventTable
    private let path: String

    /// Opens a file; its tables tell which of the two it is.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage` for a file without conversations.
    public init(_ path: String) throws(Fault) {
        self.path = path
        queue = try SQLiteFile.openForReading(path)
        do { table = try queue.read(Self.table) } catch {
            throw StoreFault.fault(error, path: path)
        }
    }

    /// Reads a conversation as the store that wrote it does.
    public func events(
        of conversation: String, _ scope: EventScope
    ) async throws(Fault) -> [Event]? {
        let table = table
        do {
            return try await queue.read { try table.events(of: conversation, scope, in: $0) }
        } catch { throw StoreFault.fault(error, path: path) }
    }

    /// A page of ids in rising order.
    public func conversations(after: String?, limit: Int) async throws(Fault) -> [String] {
        let table = table
        do {
            return try await queue.read {
                try table.conversations(after: after, limit: limit, in: $0)
            }
        } catch { throw StoreFault.fault(error, path: path) }
    }

    /// The layout of a database.
    static func table(of database: Database) throws -> any EventTable {
        if try database.tableExists("turns") { return TurnTable() }
        guard try database.tableExists("events"),
            try database.columns(in: "events").contains(where: { $0.name == "type_name" })
        else { throw Fault(.storage, "The database holds no conversations.") }
        return RasaEventTable()
    }
}
