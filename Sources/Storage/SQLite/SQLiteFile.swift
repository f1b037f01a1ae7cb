// Opens a database file: checked first, then migrated, with the durability that was asked for.

import Foundation
import GRDB
import Vocabulary

/// How safe a commit is.
public enum Durability: String, Sendable, CaseIterable {
    /// A commit survives the death of the process (`synchronous = NORMAL` with a write-ahead log).
    case process = "normal"
    /// A commit survives the death of the machine (`synchronous = FULL`: one `fsync` a
    /// transaction).
    case machine = "full"
}

/// How a database file is opened.
public struct SQLiteSettings: Sendable {
    /// The file's path.
    public var path: String
    /// How safe a commit is.
    public var durability: Durability
    /// How long to wait for another program's lock, in seconds.
    public var busySeconds: Double
    /// How large the file may grow, in pages of 4,096 bytes; `nil` for no bound.
    public var pagesMax: Int?

    /// Settings.
    public init(
        path: String, durability: Durability = .process, busySeconds: Double = 5,
        pagesMax: Int? = nil
    ) {
        self.path = path
        self.durability = durability
        self.busySeconds = busySeconds
        self.pagesMax = pagesMax
    }
}

enum SQLiteFile {
    /// How much memory each connection spends on pages, in KiB; the system caches the rest.
    private static let cacheKiB = 192
    /// How many reads run at once; each is a connection of its own.
    private static let readersMax = 2

    /// Opens a file, makes it where it is missing, and brings its tables up to date.
    ///
    /// - Throws: `Fault` `.storage`; a newer or foreign file is left as it was.
    static func open(_ settings: SQLiteSettings, steps: [String]) throws(Fault) -> DatabasePool {
        try open(settings, schemas: [Schema(steps: steps, path: settings.path)])
    }

    /// The same for a file that several subjects share.
    static func open(
        _ settings: SQLiteSettings, schemas: [Schema]
    ) throws(Fault) -> DatabasePool {
        do {
            try prepare(settings.path)
            try checkBeforehand(schemas, path: settings.path)
            let pool = try DatabasePool(
                path: settings.path, configuration: configuration(settings))
            try pool.writeWithoutTransaction { database in
                let level = settings.durability.rawValue
                try database.execute(sql: "PRAGMA synchronous = \(level)")
                if let pages = settings.pagesMax {
                    try database.execute(sql: "PRAGMA max_page_count = \(pages)")
                }
                for schema in schemas { try schema.migrate(database) }
            }
            return pool
        } catch { throw StoreFault.fault(error, path: settings.path) }
    }

    /// Opens an existing file for reading only, whatever made it.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage`.
    static func openForReading(_ path: String) throws(Fault) -> DatabaseQueue {
        guard FileManager.default.fileExists(atPath: path) else {
            throw Fault(.notFound, "There is no database '\(path)'.")
        }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.read { _ = try $0.tableExists("events") }
            return queue
        } catch { throw StoreFault.fault(error, path: path) }
    }

    /// Lets SQLite look for damage.
    ///
    /// - Throws: `Fault` `.storage` with the first thing it finds.
    /// - Complexity: O(size of the file).
    static func checkIntegrity(_ database: Database, path: String) throws {
        let report = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? ""
        guard report == "ok" else {
            throw Fault(.storage, "'\(path)' is damaged: \(report).", remedy: "Restore a backup.")
        }
    }

    private static func configuration(_ settings: SQLiteSettings) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(settings.busySeconds)
        configuration.maximumReaderCount = readersMax
        configuration.label = "martlet.store"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -\(cacheKiB)")
        }
        return configuration
    }

    /// Makes the folder, and an empty file that only its owner may read: conversations are
    /// personal.
    private static func prepare(_ path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        }
        let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Fault(
                .storage, "'\(path)' cannot be opened: \(String(cString: strerror(errno))).",
                remedy: "Check the owner and the rights of the file and its folder.")
        }
        close(descriptor)
    }

    private static func checkBeforehand(_ schemas: [Schema], path: String) throws {
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard (size ?? 0) > 0 else { return }
        let queue = try openForReading(path)
        try queue.read { database in
            for schema in schemas { try schema.check(database) }
        }
        try queue.close()
    }
}
