// The groups of unanswered questions in the workspace file.

import Foundation
import GRDB
public import Vocabulary

extension QuestionBook {
    /// Groups by falling cost; see `QuestionStore`.
    public func groups(
        _ state: QuestionState?, after: (cost: Int, number: Int64)?, limit: Int
    ) async throws(Fault) -> [QuestionGroup] {
        let place = (after?.cost ?? .max, after?.number ?? 0)
        return try await file.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM questions_groups
                    WHERE (?1 IS NULL OR state = ?1) AND (cost < ?2 OR cost = ?2 AND id > ?3)
                    ORDER BY cost DESC, id LIMIT ?4
                    """, arguments: [state?.rawValue, place.0, place.1, limit]
            ).map(QuestionRows.group)
        }
    }

    /// A group; see `QuestionStore`.
    public func group(_ number: Int64) async throws(Fault) -> QuestionGroup? {
        try await file.read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM questions_groups WHERE id = ?", arguments: [number]
            ).map(QuestionRows.group)
        }
    }

    /// The wordings of a group; see `QuestionStore`.
    public func wordings(
        of group: Int64, limit: Int
    ) async throws(Fault) -> [QuestionWording] {
        try await file.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM questions_wordings WHERE group_id = ?
                    ORDER BY count DESC, id LIMIT ?
                    """, arguments: [group, limit]
            ).map(QuestionRows.wording)
        }
    }

    /// What groups are recognised by; see `QuestionStore`.
    public func shapes(limit: Int) async throws(Fault) -> [QuestionShapeRecord] {
        try await file.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT id, locale, shape FROM questions_groups ORDER BY last DESC, id DESC
                    LIMIT ?
                    """, arguments: [limit]
            ).reversed().map { row in
                let shape: [UInt8] = Array(row["shape"] as Data)
                return QuestionShapeRecord(group: row["id"], locale: row["locale"], shape: shape)
            }
        }
    }

    /// Sets what was done about a group; see `QuestionStore`.
    public func set(
        _ state: QuestionState, article: String?, ignoredUntil: Double?, of group: Int64
    ) async throws(Fault) {
        let until = state == .ignored ? ignoredUntil : nil
        try await file.write { database in
            try database.execute(
                sql: """
                    UPDATE questions_groups SET state = ?, article = coalesce(?, article),
                        ignored_until = ?, settled = NULL WHERE id = ?
                    """, arguments: [state.rawValue, article, until, group])
            try Self.check(database, group)
        }
    }

    /// Keeps what the wordings are answered now; see `QuestionStore`.
    public func note(
        outcomes: [Int64: KnowledgeAnswer.Outcome], settled: Double?, of group: Int64
    ) async throws(Fault) {
        try await file.write { database in
            try database.execute(
                sql: "UPDATE questions_groups SET settled = ? WHERE id = ?",
                arguments: [settled, group])
            try Self.check(database, group)
            for (number, outcome) in outcomes {
                try database.execute(
                    sql: "UPDATE questions_wordings SET outcome = ? WHERE id = ? AND group_id = ?",
                    arguments: [outcome.rawValue, number, group])
            }
        }
    }

    private static func check(_ database: Database, _ group: Int64) throws {
        guard database.changesCount > 0 else {
            throw Fault(.notFound, "There is no group \(group).")
        }
    }
}
