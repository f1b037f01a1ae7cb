// Reviews of revisions in the workspace file.

import GRDB
public import Vocabulary

extension ArticleBook: ReviewStore {
    /// How many comments a review may have.
    public static let commentsMax = 1_000

    /// Asks for a look at a revision.
    public func askReview(
        of revision: Int, article: String, locale: String, by person: String, at time: Double
    ) async throws(Fault) -> ArticleReview {
        try await file.write { database in
            let isThere = try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM kb_revisions
                        WHERE article = ? AND locale = ? AND number = ?)
                    """, arguments: [article, locale, revision])
            guard isThere == true else { throw Self.missing("revision", "\(revision)") }
            let open = try Int64.fetchOne(
                database,
                sql: """
                    SELECT id FROM kb_reviews WHERE article = ? AND locale = ? AND revision = ?
                        AND state = 'asked'
                    """, arguments: [article, locale, revision])
            if let open { return try Self.expectReview(open, in: database) }
            try database.execute(
                sql: """
                    INSERT INTO kb_reviews(article, locale, revision, state, asked_by, asked)
                    VALUES (?, ?, ?, 'asked', ?, ?)
                    """, arguments: [article, locale, revision, person, time])
            return try Self.expectReview(database.lastInsertedRowID, in: database)
        }
    }

    /// Adds a word to a review.
    public func comment(_ comment: ReviewComment, on review: Int64) async throws(Fault) {
        try await file.write { database in
            let count = try Self.expectReview(review, in: database).comments.count
            guard count < Self.commentsMax else {
                throw Fault(.badRequest, "A review has at most \(Self.commentsMax) comments.")
            }
            try database.execute(
                sql: """
                    INSERT INTO kb_review_comments(review, author, time, text, pointer)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [review, comment.author, comment.time, comment.text, comment.pointer])
        }
    }

    /// Approves a revision or asks for changes.
    public func decide(
        _ review: Int64, _ state: ArticleReview.State, by person: String, at time: Double
    ) async throws(Fault) -> ArticleReview {
        try await file.write { database in
            let found = try Self.expectReview(review, in: database)
            guard found.state == .asked, state != .asked else {
                throw Fault(
                    .conflict, "The review was decided already.", remedy: "Ask for another one.")
            }
            let author = try String.fetchOne(
                database,
                sql: """
                    SELECT author FROM kb_revisions
                    WHERE article = ? AND locale = ? AND number = ?
                    """, arguments: [found.article, found.locale, found.revision])
            guard state != .approved || (person != author && person != found.askedBy) else {
                throw Fault(
                    .badRequest,
                    "Whoever wrote a revision or asked for its review can't approve it.",
                    remedy: "Let another person look at it.")
            }
            try database.execute(
                sql: "UPDATE kb_reviews SET state = ?, decided_by = ?, decided = ? WHERE id = ?",
                arguments: [state.rawValue, person, time, review])
            return try Self.expectReview(review, in: database)
        }
    }

    /// A review; `nil` for an unknown one.
    public func review(_ number: Int64) async throws(Fault) -> ArticleReview? {
        try await file.read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM kb_reviews WHERE id = ?", arguments: [number]
            ).map { try Self.review($0, in: database) }
        }
    }

    /// The reviews of an article, or all that are open, oldest first.
    public func reviews(of article: String?, limit: Int) async throws(Fault) -> [ArticleReview] {
        try await file.read { database in
            let filter = article == nil ? "state = 'asked' AND ? IS NULL" : "article = ?"
            return try Row.fetchAll(
                database, sql: "SELECT * FROM kb_reviews WHERE \(filter) ORDER BY id LIMIT ?",
                arguments: [article, limit]
            ).map { try Self.review($0, in: database) }
        }
    }

    private static func expectReview(_ number: Int64, in database: Database) throws -> ArticleReview
    {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM kb_reviews WHERE id = ?", arguments: [number])
        guard let row else { throw missing("review", "\(number)") }
        return try review(row, in: database)
    }

    private static func review(_ row: Row, in database: Database) throws -> ArticleReview {
        let number: Int64 = row["id"]
        let comments = try Row.fetchAll(
            database, sql: "SELECT * FROM kb_review_comments WHERE review = ? ORDER BY id",
            arguments: [number])
        return ArticleReview(
            number: number, article: row["article"], locale: row["locale"],
            revision: row["revision"],
            state: ArticleReview.State(rawValue: row["state"]) ?? .asked,
            askedBy: row["asked_by"], asked: row["asked"], decidedBy: row["decided_by"],
            decided: row["decided"],
            comments: comments.map {
                ReviewComment(
                    author: $0["author"], time: $0["time"], text: $0["text"],
                    pointer: $0["pointer"])
            })
    }
}
