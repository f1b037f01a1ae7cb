// The changes of the questions' tables, each inside the transaction of its caller.

import Foundation
import GRDB
import Vocabulary

/// Writes answers and groups.
enum QuestionWriting {
    /// Adds a line to the log.
    static func insert(
        _ record: AnswerRecord, group: Int64?, _ database: Database
    ) throws -> Int64 {
        try database.execute(
            sql: """
                INSERT INTO questions_answers(time, question, locale, audience, conversation,
                    message, outcome, confidence, sentences, cited, passages, group_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                record.time, record.question, record.locale, record.audience.rawValue,
                record.conversation, record.message, record.outcome.rawValue, record.confidence,
                QuestionRows.text(record.sentences), QuestionRows.text(record.cited),
                QuestionRows.text(record.passages), group,
            ])
        let number = database.lastInsertedRowID
        for article in Set(record.cited.map(\.article)) {
            try database.execute(
                sql: "INSERT INTO questions_citations(article, answer) VALUES (?, ?)",
                arguments: [article, number])
        }
        return number
    }

    /// A line.
    ///
    /// - Throws: `Fault` `.notFound`.
    static func entry(_ number: Int64, _ database: Database) throws -> AnswerEntry {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM questions_answers WHERE id = ?", arguments: [number])
        guard let row else { throw Fault(.notFound, "There is no answer \(number).") }
        return try QuestionRows.entry(row)
    }

    /// Puts a question into a group, or makes one.
    static func put(
        _ record: AnswerRecord, at place: QuestionPlace, thumbsDown: Int, handOffs: Int,
        _ database: Database
    ) throws -> Int64 {
        if let group = place.group {
            try database.execute(
                sql: """
                    UPDATE questions_groups SET count = count + 1, last = ?, shape = ?,
                        locale = coalesce(locale, ?) WHERE id = ?
                    """, arguments: [record.time, Data(place.shape), record.locale, group])
            if database.changesCount > 0 {
                try add(thumbsDown, handOffs, to: group, record.time, database)
                try word(record, group, database)
                return group
            }
        }
        try makeRoom(database)
        try database.execute(
            sql: """
                INSERT INTO questions_groups(state, locale, sample, count, hand_offs, thumbs_down,
                    cost, first, last, shape) VALUES ('new', ?, ?, 1, 0, 0, 0, ?, ?, ?)
                """,
            arguments: [
                record.locale, record.question, record.time, record.time, Data(place.shape),
            ])
        let group = database.lastInsertedRowID
        try add(thumbsDown, handOffs, to: group, record.time, database)
        try word(record, group, database)
        return group
    }

    /// Puts the cost of a later word on a question's group; one that has none goes into one.
    static func charge(
        _ entry: AnswerEntry, thumbsDown: Int, handOffs: Int, _ place: QuestionPlace?,
        _ database: Database
    ) throws -> Int64? {
        if let group = entry.group {
            try add(thumbsDown, handOffs, to: group, nil, database)
            return group
        }
        guard let place else { return nil }
        let group = try put(
            entry.record, at: place, thumbsDown: thumbsDown, handOffs: handOffs, database)
        try database.execute(
            sql: "UPDATE questions_answers SET group_id = ? WHERE id = ?",
            arguments: [group, entry.number])
        return group
    }

    /// Counts, and opens a group anew that was settled, or ignored long enough.
    private static func add(
        _ thumbsDown: Int, _ handOffs: Int, to group: Int64, _ time: Double?,
        _ database: Database
    ) throws {
        try database.execute(
            sql: """
                UPDATE questions_groups SET
                    thumbs_down = max(0, thumbs_down + ?), hand_offs = hand_offs + ?
                WHERE id = ?
                """, arguments: [thumbsDown, handOffs, group])
        try database.execute(
            sql:
                "UPDATE questions_groups SET cost = count + ? * hand_offs + ? * thumbs_down WHERE id = ?",
            arguments: [QuestionGroup.handOffWeight, QuestionGroup.thumbDownWeight, group])
        guard let time else { return }
        try database.execute(
            sql: """
                UPDATE questions_groups SET state = 'new', settled = NULL, ignored_until = NULL
                WHERE id = ? AND (settled IS NOT NULL OR ignored_until < ?)
                """, arguments: [group, time])
    }

    private static func word(
        _ record: AnswerRecord, _ group: Int64, _ database: Database
    ) throws {
        try database.execute(
            sql: """
                UPDATE questions_wordings SET count = count + 1, last = ?, outcome = ?
                WHERE group_id = ? AND text = ?
                """,
            arguments: [record.time, record.outcome.rawValue, group, record.question])
        guard database.changesCount == 0 else { return }
        try database.execute(
            sql: """
                INSERT INTO questions_wordings(group_id, text, count, last, outcome)
                SELECT ?1, ?2, 1, ?3, ?4 WHERE
                    (SELECT count(*) FROM questions_wordings WHERE group_id = ?1) < ?5
                """,
            arguments: [
                group, record.question, record.time, record.outcome.rawValue,
                QuestionBook.wordingsMax,
            ])
    }

    /// Removes the group that matters least when there are as many as may be.
    private static func makeRoom(_ database: Database) throws {
        let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM questions_groups") ?? 0
        guard count >= QuestionBook.groupsMax else { return }
        try database.execute(
            sql: """
                DELETE FROM questions_groups WHERE id = (SELECT id FROM questions_groups
                    ORDER BY state <> 'new', cost, last LIMIT 1)
                """)
    }
}
