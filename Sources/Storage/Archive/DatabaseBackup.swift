// Copies of the database while it is in use, and whether one is sound.

import Foundation
import GRDB
public import Vocabulary

/// Backs up, verifies and restores the database of conversations.
public enum DatabaseBackup {
    /// What a sound database holds.
    public struct Contents: Sendable, Hashable {
        /// How many conversations.
        public var conversations = 0
        /// How many events.
        public var events = 0
    }

    /// How many pages are copied before others may write again.
    private static let pagesPerStep: CInt = 1_000

    /// Copies a database to a new file, as it is at one moment, while a server goes on using it.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage`, `.cannotSave` when the target exists; nothing is
    ///   left at the target then.
    public static func make(of path: String, to target: String) throws(Fault) {
        guard !FileManager.default.fileExists(atPath: target) else {
            throw Fault(.cannotSave, "'\(target)' is there already.", remedy: "Name a new file.")
        }
        let source = try SQLiteFile.openForReading(path)
        let part = target + ".part"
        do {
            try? FileManager.default.removeItem(atPath: part)
            let copy = try DatabaseQueue(path: part)
            try source.backup(to: copy, pagesPerStep: pagesPerStep)
            // A copy is one file: without the write-ahead log.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
            try source.close()
            guard rename(part, target) == 0 else {
                throw Fault(.cannotSave, "'\(target)' cannot be written.")
            }
        } catch {
            for end in ["", "-wal", "-shm", "-journal"] {
                try? FileManager.default.removeItem(atPath: part + end)
            }
            throw StoreFault.fault(error, path: target)
        }
    }

    /// Checks a database: that SQLite finds no damage, and that every event can be read.
    ///
    /// - Returns: what it holds.
    /// - Throws: `Fault` `.notFound`, `.storage` with what is wrong.
    /// - Complexity: O(n).
    public static func verify(_ path: String) throws(Fault) -> Contents {
        let source = try SQLiteFile.openForReading(path)
        do {
            defer { try? source.close() }
            return try source.read { database in
                try SQLiteFile.checkIntegrity(database, path: path)
                let table = try DatabaseFile.table(of: database)
                try Schema(steps: table.steps, path: path).check(database)
                return try contents(of: table, in: database)
            }
        } catch { throw StoreFault.fault(error, path: path) }
    }

    private static func contents(of table: any EventTable, in database: Database) throws -> Contents
    {
        var contents = Contents()
        var position: Int64 = 0
        while let page = try page(after: position, of: table, in: database) {
            contents.events += page.reduce(0) { $0 + $1.events.count }
            position = page.last?.position ?? position
        }
        var last: String?
        while true {
            let names = try table.conversations(after: last, limit: 1_000, in: database)
            guard let end = names.last else { break }
            contents.conversations += names.count
            last = end
        }
        return contents
    }

    private static func page(
        after position: Int64, of table: any EventTable, in database: Database
    ) throws -> [LoggedEvents]? {
        let page = try table.log(after: position, limit: 500, in: database)
        return page.isEmpty ? nil : page
    }

    /// Puts a backup in the place of a database, which is kept beside it as `<path>.before`. No
    /// program may use the database meanwhile.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage` when the backup is not sound; the database is left
    ///   as it was then.
    public static func restore(_ backup: String, to path: String) throws(Fault) {
        _ = try verify(backup)
        let part = path + ".part"
        try? FileManager.default.removeItem(atPath: part)
        try make(of: backup, to: part)
        try putInPlace(part, of: path)
    }

    /// Moves a finished copy to the place of a database, which is kept as `<path>.before`.
    static func putInPlace(_ part: String, of path: String) throws(Fault) {
        for end in ["-wal", "-shm", ""] {
            let (old, kept) = (path + end, "\(path).before\(end)")
            try? FileManager.default.removeItem(atPath: kept)
            guard FileManager.default.fileExists(atPath: old) else { continue }
            guard rename(old, kept) == 0 else {
                throw Fault(.cannotSave, "'\(old)' cannot be moved away.")
            }
        }
        guard rename(part, path) == 0 else {
            throw Fault(.cannotSave, "'\(path)' cannot be written.")
        }
    }
}
