// Slugs and where old ones lead.

import GRDB
public import Vocabulary

extension ArticleBook {
    /// The slug of a new locale until it is given one; nothing ever redirects from it.
    static func madeSlug(of article: String, locale: String) -> String {
        "\(article)-\(locale)".lowercased()
    }

    /// The slug, or with `-2`, `-3`, … where an article has it.
    static func freeSlug(
        _ slug: String, space: String, locale: String, in database: Database
    ) throws -> String {
        var number = 1
        while true {
            let candidate = number == 1 ? slug : "\(slug)-\(number)"
            let holder = try holder(of: candidate, space: space, locale: locale, in: database)
            if holder == nil {
                // A new article at an old address is what the address leads to from now on.
                try forget(candidate, space: space, locale: locale, in: database)
                return candidate
            }
            number += 1
        }
    }

    static func holder(
        of slug: String, space: String, locale: String, in database: Database
    ) throws -> String? {
        try String.fetchOne(
            database,
            sql: "SELECT article FROM kb_variants WHERE space = ? AND locale = ? AND slug = ?",
            arguments: [space, locale, slug])
    }

    private static func forget(
        _ slug: String, space: String, locale: String, in database: Database
    ) throws {
        try database.execute(
            sql: "DELETE FROM kb_redirects WHERE space = ? AND locale = ? AND slug = ?",
            arguments: [space, locale, slug])
    }

    /// Gives an article another slug; the old one redirects from then on.
    public func rename(
        _ id: String, locale: String, slug: String, at time: Double
    ) async throws(Fault) {
        try await file.write {
            try Self.rename(id, locale: locale, slug: slug, at: time, in: $0)
        }
    }

    static func rename(
        _ id: String, locale: String, slug: String, at time: Double, in database: Database
    ) throws {
        let article = try expectArticle(id, in: database)
        guard let variant = article.variants.first(where: { $0.locale == locale }) else {
            throw missing("locale", locale)
        }
        guard variant.slug != slug else { return }
        let space = article.settings.space
        if let holder = try holder(of: slug, space: space, locale: locale, in: database) {
            throw Fault(
                .conflict,
                "The slug '\(slug)' is the article '\(holder)'’s, or it is in the bin.")
        }
        // The address that is current again redirects no longer: no redirect leads in a ring.
        try forget(slug, space: space, locale: locale, in: database)
        try database.execute(
            sql: "UPDATE kb_variants SET slug = ? WHERE article = ? AND locale = ?",
            arguments: [slug, id, locale])
        if variant.slug != madeSlug(of: id, locale: locale) {
            try insert(
                ArticleRedirect(
                    space: space, locale: locale, slug: variant.slug, article: id,
                    reason: .renamed, created: time), in: database)
        }
        guard variant.live != nil, article.binned == nil else { return }
        try noteChange(of: id, at: time, in: database)
    }

    private static func insert(_ redirect: ArticleRedirect, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO kb_redirects(space, locale, slug, article, url, reason, created)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT(space, locale, slug) DO UPDATE SET article = excluded.article,
                    url = excluded.url, reason = excluded.reason, created = excluded.created
                """,
            arguments: [
                redirect.space, redirect.locale, redirect.slug, redirect.article, redirect.url,
                redirect.reason.rawValue, redirect.created,
            ])
    }
}

extension ArticleBook: RedirectStore {
    /// What a slug leads to; a redirect that is followed is counted.
    public func target(
        of slug: String, space: String, locale: String
    ) async throws(Fault) -> SlugTarget? {
        let found: SlugTarget? = try await file.read { database in
            if let holder = try Self.holder(of: slug, space: space, locale: locale, in: database) {
                return .article(holder)
            }
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT r.article, r.url, v.slug FROM kb_redirects r
                    LEFT JOIN kb_variants v ON v.article = r.article AND v.locale = r.locale
                    WHERE r.space = ? AND r.locale = ? AND r.slug = ?
                    """, arguments: [space, locale, slug])
            guard let row else { return nil }
            if let url: String = row[1] { return .url(url) }
            guard let article: String = row[0], let now: String = row[2] else { return nil }
            return .moved(article: article, slug: now)
        }
        switch found {
        case .moved, .url:
            try await file.write { database in
                try database.execute(
                    sql: """
                        UPDATE kb_redirects SET hits = hits + 1
                        WHERE space = ? AND locale = ? AND slug = ?
                        """, arguments: [space, locale, slug])
            }
        default: break
        }
        return found
    }

    /// Adds a redirect or replaces one.
    public func put(_ redirect: ArticleRedirect) async throws(Fault) {
        guard (redirect.article == nil) != (redirect.url == nil) else {
            throw Fault(.badRequest, "A redirect leads to an article or to an address.")
        }
        if let url = redirect.url, !url.hasPrefix("https://"), !url.hasPrefix("http://") {
            throw Fault(.badRequest, "A redirect leads to an 'http' or 'https' address.")
        }
        try await file.write { database in
            try Self.expect("kb_spaces", redirect.space, "space", in: database)
            let holder = try Self.holder(
                of: redirect.slug, space: redirect.space, locale: redirect.locale, in: database)
            if let holder {
                throw Fault(
                    .conflict, "The slug '\(redirect.slug)' is the article '\(holder)'’s.",
                    remedy: "Give the article another slug first.")
            }
            if let article = redirect.article {
                let target = try Self.expectArticle(article, in: database)
                guard target.settings.space == redirect.space,
                    target.variants.contains(where: { $0.locale == redirect.locale })
                else { throw Self.missing("article in this space and locale", article) }
            }
            try Self.insert(redirect, in: database)
        }
    }

    /// Removes a redirect.
    public func removeRedirect(_ slug: String, space: String, locale: String) async throws(Fault) {
        try await file.write { database in
            try Self.forget(slug, space: space, locale: locale, in: database)
            guard database.changesCount == 1 else { throw Self.missing("redirect", slug) }
        }
    }

    /// The redirects of a space in rising order of locale and slug.
    public func redirects(
        of space: String, after: (locale: String, slug: String)?, limit: Int
    ) async throws(Fault) -> [ArticleRedirect] {
        try await file.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM kb_redirects WHERE space = ? AND (locale, slug) > (?, ?)
                    ORDER BY locale, slug LIMIT ?
                    """, arguments: [space, after?.locale ?? "", after?.slug ?? "", limit]
            ).map { row in
                ArticleRedirect(
                    space: row["space"], locale: row["locale"], slug: row["slug"],
                    article: row["article"], url: row["url"],
                    reason: ArticleRedirect.Reason(rawValue: row["reason"]) ?? .manual,
                    created: row["created"], hits: row["hits"])
            }
        }
    }
}
