// Answers that are given again to the same request, kept in the workspace file.

import Foundation
import GRDB
public import Vocabulary

/// Keeps sealed answers in SQLite.
public final class SQLiteAnswerStore: AnswerStore {
    /// How many answers of one caller are kept.
    public static let keptMax = 1_000

    private let file: WorkspaceFile

    /// A store over the workspace file.
    public init(_ file: WorkspaceFile) { self.file = file }

    /// Takes the place for an answer, or gives what is there.
    public func reserve(
        key: String, caller: String, _ answer: KeptAnswer, forgetBefore: Double
    ) async throws(Fault) -> KeptAnswer? {
        try await file.write { database in
            try database.execute(
                sql: "DELETE FROM accounts_answers WHERE created < ?", arguments: [forgetBefore])
            let known = try Row.fetchOne(
                database,
                sql: "SELECT fingerprint, sealed, created FROM accounts_answers WHERE name = ?",
                arguments: [key])
            if let known {
                let sealed: Data? = known["sealed"]
                return KeptAnswer(
                    fingerprint: known["fingerprint"], sealed: sealed.map(Array.init),
                    created: known["created"])
            }
            try database.execute(
                sql: """
                    INSERT INTO accounts_answers(name, caller, fingerprint, created)
                    VALUES (?, ?, ?, ?)
                    """, arguments: [key, caller, answer.fingerprint, answer.created])
            try database.execute(
                sql: """
                    DELETE FROM accounts_answers WHERE caller = ? AND sealed IS NOT NULL
                    AND name NOT IN (SELECT name FROM accounts_answers WHERE caller = ?
                        ORDER BY created DESC LIMIT ?)
                    """, arguments: [caller, caller, Self.keptMax])
            return nil
        }
    }

    /// Fills a place.
    public func keep(key: String, sealed: [UInt8]) async throws(Fault) {
        try await file.write { database in
            try database.execute(
                sql: "UPDATE accounts_answers SET sealed = ? WHERE name = ?",
                arguments: [Data(sealed), key])
        }
    }

    /// Gives a place up that was not filled.
    public func release(key: String) async throws(Fault) {
        try await file.write { database in
            try database.execute(
                sql: "DELETE FROM accounts_answers WHERE name = ? AND sealed IS NULL",
                arguments: [key])
        }
    }

    /// Gives up all places that were not filled.
    public func releaseAll() async throws(Fault) {
        try await file.write { database in
            try database.execute(sql: "DELETE FROM accounts_answers WHERE sealed IS NULL")
        }
    }
}
