// The file of the search index: opened, and made anew when it is damaged or of another release.

import Foundation
import GRDB
import Synchronization
public import Vocabulary

/// The search index in SQLite's FTS5.
///
/// Everything in the file can be made again from the articles. So a file that is damaged, foreign
/// or of another version is put away and an empty one takes its place; whoever keeps the index
/// fresh sees that its notes are gone and fills it.
public final class SearchFile: PassageIndex {
    /// The file's path.
    public let path: String
    private let pool: Mutex<DatabasePool>

    /// How much memory each connection spends on pages, in KiB.
    private static let cacheKiB = 4_096
    private static let readersMax = 2

    /// Opens the index, or makes an empty one.
    ///
    /// - Throws: `Fault` `.storage` when the folder can't be written or the disk is full.
    public init(path: String) throws(Fault) {
        self.path = path
        pool = Mutex(try Self.open(path))
    }

    /// Closes the file.
    ///
    /// - Throws: `Fault` `.storage` while it is in use.
    public func close() throws(Fault) {
        do { try pool.withLock { try $0.close() } } catch {
            throw StoreFault.fault(error, path: path)
        }
    }

    // MARK: Opening

    private static func open(_ path: String) throws(Fault) -> DatabasePool {
        do {
            return try whole(path)
        } catch {
            guard isDamage(error) else { throw StoreFault.fault(error, path: path) }
        }
        do {
            try putAway(path)
            return try whole(path)
        } catch { throw StoreFault.fault(error, path: path) }
    }

    /// Opens a file that has our tables and holds together, or an empty one.
    private static func whole(_ path: String) throws -> DatabasePool {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        }
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = readersMax
        configuration.label = "martlet.search"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -\(cacheKiB)")
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { database in
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            if version == 0, try !database.tableExists("sqlite_sequence"),
                try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
            {
                try database.inTransaction {
                    for statement in SearchTables.statements {
                        try database.execute(sql: statement)
                    }
                    try database.execute(sql: "PRAGMA user_version = \(SearchTables.version)")
                    return .commit
                }
            } else if version != SearchTables.version {
                throw DatabaseError(resultCode: .SQLITE_NOTADB, message: "another version")
            }
            let check = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
            guard check == "ok" else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: check)
            }
        }
        return pool
    }

    private static func isDamage(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        let code = error.resultCode.primaryResultCode
        return code == .SQLITE_CORRUPT || code == .SQLITE_NOTADB || code == .SQLITE_FORMAT
    }

    private static func putAway(_ path: String) throws {
        for suffix in ["", "-wal", "-shm"]
        where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.removeItem(atPath: path + suffix)
        }
    }

    /// Puts an empty file in the place of one that proved damaged while it was in use.
    private func renew(_ damaged: DatabasePool) throws(Fault) {
        do {
            try pool.withLock { current in
                guard current === damaged else { return }
                try? damaged.close()
                try Self.putAway(path)
                current = try Self.whole(path)
            }
        } catch { throw StoreFault.fault(error, path: path) }
    }

    // MARK: Access

    private var current: DatabasePool { pool.withLock { $0 } }

    /// Reads a view of one moment; a damaged file is replaced by an empty one and read again.
    func read<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(Fault) -> Value {
        let pool = current
        do { return try await pool.read(work) } catch {
            guard Self.isDamage(error) else { throw StoreFault.fault(error, path: path) }
            try renew(pool)
        }
        do { return try await current.read(work) } catch {
            throw StoreFault.fault(error, path: path)
        }
    }

    func write(_ work: @escaping @Sendable (Database) throws -> Void) async throws(Fault) {
        let pool = current
        do { return try await pool.write(work) } catch {
            if Self.isDamage(error) { try renew(pool) }
            throw StoreFault.fault(error, path: path)
        }
    }
}
