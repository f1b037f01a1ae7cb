// What is live: moving the pointer, plans, the history of what visitors saw.

import GRDB
public import Vocabulary

extension ArticleBook: PublicationStore {
    /// Moves the live pointer.
    public func publish(_ publication: Publication) async throws(Fault) {
        try await file.write { try Self.publish(publication, in: $0) }
    }

    static func publish(_ publication: Publication, in database: Database) throws {
        let article = try expectArticle(publication.article, in: database)
        guard let variant = article.variants.first(where: { $0.locale == publication.locale })
        else { throw missing("locale", publication.locale) }
        guard article.binned == nil else {
            throw Fault(
                .conflict, "The article is in the bin.", remedy: "Take it out of the bin first.")
        }
        guard variant.live != publication.revision else { return }
        if let revision = publication.revision {
            let isThere = try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM kb_revisions
                        WHERE article = ? AND locale = ? AND number = ?)
                    """, arguments: [article.id, variant.locale, revision])
            guard isThere == true else { throw missing("revision", "\(revision)") }
            try checkApproval(of: revision, article: article, locale: variant.locale, in: database)
        }
        try database.execute(
            sql: "UPDATE kb_variants SET live = ?, published = ? WHERE article = ? AND locale = ?",
            arguments: [
                publication.revision, publication.revision == nil ? nil : publication.time,
                article.id, variant.locale,
            ])
        try database.execute(
            sql: """
                INSERT INTO kb_live(article, locale, revision, time, audience, person, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                article.id, variant.locale, publication.revision, publication.time,
                article.audience.rawValue, publication.by, publication.reason,
            ])
        try noteChange(of: article.id, at: publication.time, in: database)
    }

    private static func checkApproval(
        of revision: Int, article: ArticleRecord, locale: String, in database: Database
    ) throws {
        let needsReview = try Bool.fetchOne(
            database,
            sql: """
                WITH RECURSIVE up(id, parent, needs) AS (
                    SELECT id, parent, needs_review FROM kb_collections WHERE id = ?
                    UNION ALL
                    SELECT c.id, c.parent, c.needs_review FROM up
                    JOIN kb_collections c ON c.id = up.parent)
                SELECT COALESCE(MAX(needs), 0) FROM up
                """, arguments: [article.settings.collection])
        guard needsReview == true else { return }
        let state = try String.fetchOne(
            database,
            sql: """
                SELECT state FROM kb_reviews
                WHERE article = ? AND locale = ? AND revision = ? ORDER BY id DESC LIMIT 1
                """, arguments: [article.id, locale, revision])
        guard state == ArticleReview.State.approved.rawValue else {
            throw Fault(
                .conflict, "Revision \(revision) needs another person's approval first.",
                remedy: "Ask for a review.")
        }
    }

    // MARK: - Plans

    /// Plans a publication for its time.
    public func plan(_ publication: Publication) async throws(Fault) -> Int64 {
        try await file.write { database in
            let article = try Self.expectArticle(publication.article, in: database)
            guard article.variants.contains(where: { $0.locale == publication.locale }) else {
                throw Self.missing("locale", publication.locale)
            }
            if let revision = publication.revision,
                try Self.revision(
                    revision, of: article.id, locale: publication.locale, in: database) == nil
            {
                throw Self.missing("revision", "\(revision)")
            }
            try database.execute(
                sql: """
                    INSERT INTO kb_plans(article, locale, revision, due, person, state, message)
                    VALUES (?, ?, ?, ?, ?, 'waiting', '')
                    """,
                arguments: [
                    article.id, publication.locale, publication.revision, publication.time,
                    publication.by,
                ])
            return database.lastInsertedRowID
        }
    }

    /// Calls off a plan that waits.
    public func cancelPlan(_ number: Int64) async throws(Fault) {
        try await file.write { database in
            try database.execute(
                sql: "UPDATE kb_plans SET state = 'cancelled' WHERE id = ? AND state = 'waiting'",
                arguments: [number])
            guard database.changesCount == 1 else {
                throw Self.missing("waiting plan", "\(number)")
            }
        }
    }

    /// The plans of an article, or those of all that wait.
    public func plans(of article: String?, limit: Int) async throws(Fault) -> [PlannedPublication] {
        try await file.read { database in
            let filter = article == nil ? "state = 'waiting' AND ? IS NULL" : "article = ?"
            return try Row.fetchAll(
                database, sql: "SELECT * FROM kb_plans WHERE \(filter) ORDER BY due, id LIMIT ?",
                arguments: [article, limit]
            ).map(Self.plan)
        }
    }

    private static func plan(_ row: Row) -> PlannedPublication {
        PlannedPublication(
            number: row["id"],
            publication: Publication(
                article: row["article"], locale: row["locale"], revision: row["revision"],
                by: row["person"], time: row["due"], reason: "schedule"),
            state: PlannedPublication.State(rawValue: row["state"]) ?? .failed,
            message: row["message"])
    }

    /// Does the plans that are due.
    public func carryOutPlans(by time: Double) async throws(Fault) -> [PlannedPublication] {
        var done: [PlannedPublication] = []
        while let plan = try await carryOutNext(by: time) { done.append(plan) }
        return done
    }

    /// Publishes and marks the plan in one transaction: a process that is killed in between has
    /// done neither.
    private func carryOutNext(by time: Double) async throws(Fault) -> PlannedPublication? {
        try await file.write { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT * FROM kb_plans WHERE state = 'waiting' AND due <= ?
                    ORDER BY due, id LIMIT 1
                    """, arguments: [time])
            guard var plan = row.map(Self.plan) else { return nil }
            // What visitors see changes now, however long ago the plan was due.
            var publication = plan.publication
            publication.time = time
            do {
                try database.inSavepoint { [publication] in
                    try Self.publish(publication, in: database)
                    return .commit
                }
                plan.state = .done
            } catch let fault as Fault {
                plan.state = .failed
                plan.message = fault.description
            }
            try database.execute(
                sql: "UPDATE kb_plans SET state = ?, message = ? WHERE id = ?",
                arguments: [plan.state.rawValue, plan.message, plan.number])
            return plan
        }
    }

    // MARK: - What was seen

    /// What visitors saw of an article, in order of time.
    public func liveSpans(of article: String, locale: String) async throws(Fault) -> [LiveSpan] {
        try await file.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT revision, time, audience, person, reason,
                        LEAD(time) OVER (ORDER BY id) AS until
                    FROM kb_live WHERE article = ? AND locale = ? ORDER BY id
                    """, arguments: [article, locale])
            return rows.map(Self.span)
        }
    }

    private static func span(_ row: Row) -> LiveSpan {
        LiveSpan(
            revision: row["revision"], from: row["time"], until: row["until"],
            audience: Audience(rawValue: row["audience"]) ?? .internalOnly, by: row["person"],
            reason: row["reason"])
    }

    /// What visitors saw at a time.
    public func live(
        _ article: String, locale: String, at time: Double
    ) async throws(Fault) -> LiveSpan? {
        try await liveSpans(of: article, locale: locale).last { $0.from <= time }
    }
}

extension ArticleBook: LiveRevisionStore {
    /// The changes after a place of the queue.
    public func changes(after number: Int64, limit: Int) async throws(Fault) -> [ArticleChange] {
        try await file.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM kb_changes WHERE number > ? ORDER BY number LIMIT ?",
                arguments: [number, limit]
            ).map {
                ArticleChange(number: $0["number"], article: $0["article"], time: $0["time"])
            }
        }
    }

    /// The place of the last change.
    public func lastChange() async throws(Fault) -> Int64 {
        try await file.read {
            try Int64.fetchOne($0, sql: "SELECT MAX(number) FROM kb_changes") ?? 0
        }
    }

    /// What visitors see of an article.
    public func liveRevisions(
        of article: String
    ) async throws(Fault) -> [(revision: ArticleRevision, published: Double)] {
        try await file.read { database in
            guard let record = try Self.article(article, in: database), record.binned == nil else {
                return []
            }
            return try record.variants.compactMap { variant in
                guard let live = variant.live,
                    let revision = try Self.revision(
                        live, of: article, locale: variant.locale, in: database)
                else { return nil }
                return (revision, variant.published ?? 0)
            }
        }
    }

    /// The ids of articles that visitors see.
    public func liveArticles(after: String?, limit: Int) async throws(Fault) -> [String] {
        try await file.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT a.id FROM kb_articles a WHERE a.binned IS NULL AND a.id > ?
                        AND EXISTS (SELECT 1 FROM kb_variants v
                            WHERE v.article = a.id AND v.live IS NOT NULL)
                    ORDER BY a.id LIMIT ?
                    """, arguments: [after ?? "", limit])
        }
    }
}
