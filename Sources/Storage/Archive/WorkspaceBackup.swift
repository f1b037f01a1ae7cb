// Copies of people and articles while they are in use, and whether a copy is sound.

import Foundation
import GRDB
public import Vocabulary

/// Backs up, verifies and restores the workspace file with the files of its attachments.
///
/// A copy is a folder like `.martlet`: `workspace.sqlite`, and `attachments/ab/…` beside it.
public enum WorkspaceBackup {
    /// What a sound workspace holds.
    public struct Contents: Sendable, Hashable {
        /// How many people.
        public var people = 0
        /// How many articles.
        public var articles = 0
        /// How many revisions.
        public var revisions = 0
        /// The content hashes of the attachments.
        public var attachments: [String] = []
    }

    /// The name of the file in its folder.
    private static let name = "workspace.sqlite"

    /// Whether a folder holds a workspace.
    public static func isThere(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(name)")
    }

    /// The path of an attachment's file in a workspace's folder.
    public static func path(_ hash: String, in folder: String) -> String {
        "\(folder)/attachments/\(hash.prefix(2))/\(hash)"
    }

    /// Copies a workspace to a new folder, as it is at one moment, while a server goes on using it.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage`, `.cannotSave` when the target exists.
    public static func make(of folder: String, to target: String) throws(Fault) {
        guard !FileManager.default.fileExists(atPath: target) else {
            throw Fault(.cannotSave, "'\(target)' is there already.", remedy: "Name a new file.")
        }
        do {
            try FileManager.default.createDirectory(
                atPath: target, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try DatabaseBackup.make(of: "\(folder)/\(name)", to: "\(target)/\(name)")
            // Files come before their rows: what the copy names is there by now.
            try copyAttachments(named: "\(target)/\(name)", from: folder, to: target)
        } catch {
            try? FileManager.default.removeItem(atPath: target)
            throw StoreFault.fault(error, path: target)
        }
    }

    /// Checks a workspace: that SQLite finds no damage, every revision can be read, and the file of
    /// every attachment is there with its size.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage` with what is wrong.
    /// - Complexity: O(n).
    public static func verify(_ folder: String) throws(Fault) -> Contents {
        let path = "\(folder)/\(name)"
        let source = try SQLiteFile.openForReading(path)
        do {
            defer { try? source.close() }
            return try source.read { database in
                try SQLiteFile.checkIntegrity(database, path: path)
                for schema in WorkspaceFile.schemas(path: path) { try schema.check(database) }
                return try contents(of: database, folder: folder)
            }
        } catch { throw StoreFault.fault(error, path: path) }
    }

    private static func contents(of database: Database, folder: String) throws -> Contents {
        var contents = Contents()
        func count(_ table: String) throws -> Int {
            guard try database.tableExists(table) else { return 0 }
            return try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM \(table)") ?? 0
        }
        contents.people = try count("accounts_people")
        contents.articles = try count("kb_articles")
        guard try database.tableExists("kb_revisions") else { return contents }
        let rows = try Row.fetchCursor(
            database, sql: "SELECT article, locale, number, document FROM kb_revisions")
        while let row = try rows.next() {
            let text: String = row[3]
            guard StoredJSON.value(text.utf8) != nil else {
                let (article, locale, number): (String, String, Int) = (row[0], row[1], row[2])
                throw Fault(
                    .storage, "Revision \(number) of '\(article)' (\(locale)) cannot be read.",
                    remedy: "Restore a backup.")
            }
            contents.revisions += 1
        }
        for row in try Row.fetchAll(
            database, sql: "SELECT hash, size FROM kb_attachments ORDER BY hash")
        {
            let (hash, size): (String, Int) = (row[0], row[1])
            let path = path(hash, in: folder)
            let found = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            guard found == size else {
                throw Fault(
                    .storage, "The attachment '\(path)' is gone or damaged.",
                    remedy: "Restore a backup.")
            }
            contents.attachments.append(hash)
        }
        return contents
    }

    /// Puts a backup in the place of a workspace, whose file is kept as `workspace.sqlite.before`.
    /// No program may use it meanwhile. Files of attachments are added and never removed.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage` when the backup is not sound; the workspace is left
    ///   as it was then.
    public static func restore(_ backup: String, to folder: String) throws(Fault) {
        _ = try verify(backup)
        let path = "\(folder)/\(name)"
        let part = path + ".part"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try? FileManager.default.removeItem(atPath: part)
            try DatabaseBackup.make(of: "\(backup)/\(name)", to: part)
            try copyAttachments(named: "\(backup)/\(name)", from: backup, to: folder)
        } catch { throw StoreFault.fault(error, path: path) }
        try DatabaseBackup.putInPlace(part, of: path)
    }

    /// Copies the files of the attachments that a database names.
    private static func copyAttachments(
        named database: String, from source: String, to target: String
    ) throws {
        for hash in try hashes(in: database) {
            let (from, to) = (path(hash, in: source), path(hash, in: target))
            guard !FileManager.default.fileExists(atPath: to) else { continue }
            try FileManager.default.createDirectory(
                atPath: (to as NSString).deletingLastPathComponent,
                withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try? FileManager.default.removeItem(atPath: to + ".part")
            try FileManager.default.copyItem(atPath: from, toPath: to + ".part")
            guard rename(to + ".part", to) == 0 else {
                throw Fault(.cannotSave, "'\(to)' cannot be written.")
            }
        }
    }

    private static func hashes(in path: String) throws -> [String] {
        let queue = try SQLiteFile.openForReading(path)
        defer { try? queue.close() }
        return try queue.read { database in
            guard try database.tableExists("kb_attachments") else { return [] }
            return try String.fetchAll(database, sql: "SELECT hash FROM kb_attachments")
        }
    }
}
