// Writing articles: from what people send to what is kept.

public import Vocabulary

/// The desk over a store of articles.
///
/// Saving never overwrites silently: who saves over another's change gets both joined block by
/// block, or a conflict.
public struct ArticleDesk: Sendable {
    /// What the desk needs of a store.
    public typealias Store = ArticleStore & RevisionStore & PublicationStore

    private let store: any Store

    /// A desk.
    public init(_ store: any Store) { self.store = store }

    /// Makes an article with its first revision.
    ///
    /// - Parameter slug: what its address shall end with; `nil` for one made of the title.
    /// - Throws: as `ArticleStore.create`.
    public func create(
        _ id: String, settings: ArticleSettings, locale: String, slug: String?,
        content: ArticleContent, by author: String, at time: Double, note: String = "",
        source: RevisionSource = .person
    ) async throws(Fault) -> ArticleRecord {
        try await store.create(
            settings, slug: slug ?? ArticleText.slug(content.title) ?? id.lowercased(),
            first: NewRevision(
                article: id, locale: locale, base: 0, content: content, author: author, time: time,
                note: note, source: source))
    }

    /// Saves a revision on what its author began with.
    ///
    /// - Throws: as `RevisionStore.save`.
    public func save(_ revision: NewRevision) async throws(Fault) -> SaveOutcome {
        let outcome = try await store.save(revision) {
            DocumentMerge.merge(base: $0, current: $1, yours: $2)
        }
        // The first revision of a locale brings its address.
        if revision.base == 0, case .saved(let entry) = outcome, entry.number == 1,
            let slug = ArticleText.slug(revision.content.title)
        {
            do {
                try await store.rename(
                    revision.article, locale: revision.locale, slug: slug, at: revision.time)
            } catch  where error.code == .conflict {
                // The slug that was made of the article's id stays.
            }
        }
        return outcome
    }

    /// Saves what an earlier revision said as the newest one.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage`, `.conflict` when somebody saves at that moment.
    public func restore(
        _ number: Int, of article: String, locale: String, by author: String, at time: Double,
        note: String = ""
    ) async throws(Fault) -> SaveOutcome {
        guard let old = try await store.revision(number, of: article, locale: locale) else {
            throw Fault(.notFound, "There is no revision \(number).")
        }
        let newest = try await store.revisions(of: article, locale: locale, before: nil, limit: 1)
        return try await store.save(
            NewRevision(
                article: article, locale: locale, base: newest.first?.number ?? 0,
                content: old.content, author: author, time: time, note: note,
                source: .restored(number))
        ) { base, current, yours in
            .conflicts([
                EditConflict(
                    part: "document", base: [base.document], current: [current.document],
                    yours: [yours.document])
            ])
        }
    }
}
