// Keeps answers and unanswered questions in the workspace file.

import GRDB
public import Vocabulary

/// The log of answers and the groups of questions, in SQLite.
public final class QuestionBook: AnswerLog, QuestionStore {
    /// How many different wordings a group keeps; further ones only count.
    public static let wordingsMax = 200
    /// How many groups are kept; above that those that nobody dealt with and that were asked least
    /// and longest ago go.
    public static let groupsMax = 20_000

    let file: WorkspaceFile

    /// A book over the workspace file.
    public init(_ file: WorkspaceFile) { self.file = file }

    // MARK: Answers

    /// Adds a line; see `AnswerLog`.
    public func add(
        _ record: AnswerRecord, to place: QuestionPlace?
    ) async throws(Fault) -> (number: Int64, group: Int64?) {
        try await file.write { database in
            let group = try place.map {
                try QuestionWriting.put(record, at: $0, thumbsDown: 0, handOffs: 0, database)
            }
            let number = try QuestionWriting.insert(record, group: group, database)
            return (number, group)
        }
    }

    /// Notes whether an answer helped; see `AnswerLog`.
    public func note(
        helpful: Bool, answer number: Int64, place: QuestionPlace?
    ) async throws(Fault) -> Int64? {
        try await file.write { database in
            let entry = try QuestionWriting.entry(number, database)
            let change = (helpful ? 0 : 1) - (entry.isHelpful == false ? 1 : 0)
            try database.execute(
                sql: "UPDATE questions_answers SET helpful = ? WHERE id = ?",
                arguments: [helpful, number])
            return try QuestionWriting.charge(
                entry, thumbsDown: change, handOffs: 0, place, database)
        }
    }

    /// Notes a hand-off; see `AnswerLog`.
    public func noteHandOff(
        answer number: Int64, place: QuestionPlace?
    ) async throws(Fault) -> Int64? {
        try await file.write { database in
            let entry = try QuestionWriting.entry(number, database)
            guard !entry.isHandedOff else { return entry.group }
            try database.execute(
                sql: "UPDATE questions_answers SET handed_off = 1 WHERE id = ?",
                arguments: [number])
            return try QuestionWriting.charge(
                entry, thumbsDown: 0, handOffs: 1, place, database)
        }
    }

    /// A line; see `AnswerLog`.
    public func entry(_ number: Int64) async throws(Fault) -> AnswerEntry? {
        try await file.read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM questions_answers WHERE id = ?",
                arguments: [number]
            ).map(QuestionRows.entry)
        }
    }

    /// Lines, the newest first; see `AnswerLog`.
    public func entries(
        _ query: AnswerQuery, before: Int64?, limit: Int
    ) async throws(Fault) -> [AnswerEntry] {
        try await file.read { database in
            var tests = ["id < ?"]
            var arguments: StatementArguments = [before ?? .max]
            if let outcome = query.outcome {
                tests.append("outcome = ?")
                arguments += [outcome.rawValue]
            }
            if let conversation = query.conversation {
                tests.append("conversation = ?")
                arguments += [conversation]
            }
            if let isHelpful = query.isHelpful {
                tests.append("helpful = ?")
                arguments += [isHelpful]
            }
            if let article = query.article {
                tests.append("id IN (SELECT answer FROM questions_citations WHERE article = ?)")
                arguments += [article]
            }
            arguments += [limit]
            return try Row.fetchAll(
                database,
                sql: "SELECT * FROM questions_answers WHERE "
                    + tests.joined(separator: " AND ") + " ORDER BY id DESC LIMIT ?",
                arguments: arguments
            ).map(QuestionRows.entry)
        }
    }

    /// Removes old lines; see `AnswerLog`.
    public func forget(before time: Double) async throws(Fault) -> Int {
        try await file.write { database in
            try database.execute(
                sql: """
                    DELETE FROM questions_citations WHERE answer IN
                        (SELECT id FROM questions_answers WHERE time < ?)
                    """, arguments: [time])
            try database.execute(
                sql: "DELETE FROM questions_answers WHERE time < ?", arguments: [time])
            return database.changesCount
        }
    }
}
