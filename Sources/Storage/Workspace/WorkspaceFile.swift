// The file of people, articles, questions and leads: everything but conversations.

import Foundation
import GRDB
public import Vocabulary

/// The tables of one subject in the workspace file, as steps that are only ever added.
struct WorkspaceSubject: Sendable {
    /// The subject: `accounts`, `articles`, …; its tables begin with a name of their own.
    let name: String
    /// The statements of each step, separated by semicolons.
    let steps: [String]
}

/// One SQLite file that the stores of people, articles and questions share.
///
/// Each subject has its own steps and its own version; the file is opened once and closed once.
public final class WorkspaceFile: Sendable {
    let pool: DatabasePool
    /// The file's path.
    public let path: String

    /// Where a project keeps the file.
    public static let projectPath = ".martlet/workspace.sqlite"

    /// The file of the project in a folder; empty for the working folder of the process.
    public static func path(in folder: String) -> String {
        folder.isEmpty ? projectPath : "\(folder)/\(projectPath)"
    }

    /// The subjects; a new one is a line here.
    private static let subjects: [WorkspaceSubject] = [
        AccountTables.subject,
        WorkspaceSubject(name: "articles", steps: ArticleTables.steps),
        QuestionTables.subject,
    ]

    /// Opens the file, makes it where it is missing, and brings every subject up to date.
    ///
    /// - Throws: `Fault` `.storage`: a file of a newer release, a foreign or damaged one, or one
    ///   that can't be written is left as it was.
    public init(_ settings: SQLiteSettings) throws(Fault) {
        path = settings.path
        pool = try SQLiteFile.open(settings, schemas: Self.schemas(path: settings.path))
    }

    /// Closes the file; no store over it is used afterwards.
    ///
    /// - Throws: `Fault` `.storage` while it is in use.
    public func close() throws(Fault) {
        do { try pool.close() } catch { throw StoreFault.fault(error, path: path) }
    }

    static func schemas(path: String) -> [Schema] {
        subjects.map {
            Schema(steps: $0.steps, path: path, versionTable: "martlet_schema_\($0.name)")
        }
    }

    /// Reads on one of the file's reading connections: a view of one moment.
    func read<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(Fault) -> Value {
        do { return try await pool.read(work) } catch {
            throw StoreFault.fault(error, path: path)
        }
    }

    /// Writes in one transaction: as a whole or, when `work` throws, not at all.
    func write<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(Fault) -> Value {
        do { return try await pool.write(work) } catch {
            throw StoreFault.fault(error, path: path)
        }
    }
}
