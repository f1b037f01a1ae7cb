// The audit log, kept in the workspace file: lines that are chained by their hashes.

import Foundation
import GRDB
public import Vocabulary

/// The table of the log.
enum AuditTable {
    /// Adds lines behind the last one.
    static func append(
        _ events: [AuditEvent], seal: AuditSeal, in database: Database
    ) throws {
        guard !events.isEmpty else { return }
        let last = try Row.fetchOne(
            database, sql: "SELECT number, hash FROM accounts_audit ORDER BY number DESC LIMIT 1")
        var number: Int = last?["number"] ?? 0
        var previous: String = last?["hash"] ?? ""
        for event in events {
            number += 1
            previous = seal(number, event, previous)
            try database.execute(
                sql: """
                    INSERT INTO accounts_audit(number, time, actor, action, subject, details,
                        address, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    number, event.time, event.actor, event.action, event.subject,
                    JSONValue.object(event.details).text(), event.address, previous,
                ])
        }
    }

    static func entry(_ row: Row) throws -> AuditEntry {
        let details: String = row["details"]
        guard let members = StoredJSON.value(details.utf8)?.object else {
            throw AccountRows.damaged("line of the audit log")
        }
        return AuditEntry(
            number: row["number"],
            event: AuditEvent(
                time: row["time"], actor: row["actor"], action: row["action"],
                subject: row["subject"], details: members, address: row["address"]),
            hash: row["hash"])
    }
}

/// Keeps the audit log in SQLite.
public final class SQLiteAuditStore: AuditStore {
    private let file: WorkspaceFile
    private let seal: AuditSeal

    /// A log over the workspace file.
    ///
    /// - Parameter seal: computes the hashes of the lines.
    public init(_ file: WorkspaceFile, seal: @escaping AuditSeal) {
        self.file = file
        self.seal = seal
    }

    /// Adds lines.
    public func append(_ events: [AuditEvent]) async throws(Fault) {
        let seal = seal
        try await file.write { try AuditTable.append(events, seal: seal, in: $0) }
    }

    /// Lines, newest first; `PageRequest.after` is a line's number.
    public func entries(_ page: PageRequest) async throws(Fault) -> Page<AuditEntry> {
        try await file.read { database in
            let found = try Row.fetchAll(
                database,
                sql: "SELECT * FROM accounts_audit WHERE number < ? ORDER BY number DESC LIMIT ?",
                arguments: [page.after.flatMap { Int($0) } ?? .max, page.limit + 1]
            ).map(AuditTable.entry)
            return Page(found: found, for: page, place: { String($0.number) })
        }
    }

    /// Lines from a number on, oldest first, at most `limit`.
    public func entries(from number: Int, limit: Int) async throws(Fault) -> [AuditEntry] {
        try await file.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM accounts_audit WHERE number >= ? ORDER BY number LIMIT ?",
                arguments: [number, limit]
            ).map(AuditTable.entry)
        }
    }
}
