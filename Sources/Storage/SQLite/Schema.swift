// The steps that lead a database from any earlier release to this one, never back.

import GRDB
import Vocabulary

/// The tables of a database as a list of steps; the version is how many of them were taken.
struct Schema: Sendable {
    /// The statements of each step, separated by semicolons. Steps are only ever added.
    let steps: [String]
    /// What the file is called in faults.
    let path: String
    /// The table that holds the version; subjects that share a file have one each.
    var versionTable = "martlet_schema"

    /// The version of a database; 0 for one that no Martlet wrote.
    func version(_ database: Database) throws -> Int {
        guard try database.tableExists(versionTable) else { return 0 }
        return try Int.fetchOne(database, sql: "SELECT version FROM \(versionTable)") ?? 0
    }

    /// Refuses a database of a newer release without touching it.
    func check(_ database: Database) throws {
        let version = try self.version(database)
        guard version <= steps.count else {
            throw Fault(
                .storage,
                "'\(path)' was written by a newer Martlet: it has version \(version) of the tables, "
                    + "this program knows \(steps.count).",
                remedy: "Start the newer program, or restore a backup of this one.")
        }
    }

    /// Takes the steps that are missing, all of them or none.
    func migrate(_ database: Database) throws {
        try database.inTransaction(.immediate) {
            try check(database)
            let version = try self.version(database)
            guard version < steps.count else { return .commit }
            try database.execute(
                sql: "CREATE TABLE IF NOT EXISTS \(versionTable)(version INTEGER NOT NULL)")
            for step in steps[version...] { try database.execute(sql: step) }
            try database.execute(sql: "DELETE FROM \(versionTable)")
            try database.execute(
                sql: "INSERT INTO \(versionTable)(version) VALUES (?)",
                arguments: [steps.count])
            return .commit
        }
    }
}
