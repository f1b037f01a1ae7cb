// Where spaces, collections, articles and their revisions are kept.

/// Keeps spaces and the trees of their collections.
public protocol SpaceStore: Sendable {
    /// All spaces in rising order of their slugs.
    ///
    /// - Throws: `Fault` `.storage`.
    func spaces() async throws(Fault) -> [KnowledgeSpace]

    /// Keeps a space: a new one, or the one of this id with other settings.
    ///
    /// - Parameter time: when, in seconds since 1970.
    /// - Throws: `Fault` `.conflict` when its slug is another space's, `.storage`.
    func put(_ space: KnowledgeSpace, at time: Double) async throws(Fault)

    /// The collections of a space, each before those inside it, siblings in their order.
    ///
    /// - Throws: `Fault` `.storage`.
    func collections(of space: String) async throws(Fault) -> [ArticleCollection]

    /// Keeps a collection: a new one, last in its parent, or the one of this id with another name,
    /// icon, audience, owner or rule of review (its place stays).
    ///
    /// - Parameter time: when, in seconds since 1970.
    /// - Throws: `Fault` `.notFound` for an unknown space or parent, `.badRequest` when there would
    ///   be too many, `.storage`.
    func put(_ collection: ArticleCollection, at time: Double) async throws(Fault)

    /// Moves a collection with all that is in it.
    ///
    /// - Parameters:
    ///   - parent: the collection it shall lie in; `nil` for the top of its space.
    ///   - sibling: the collection it shall stand before; `nil` for the last place.
    /// - Throws: `Fault` `.notFound`, `.conflict` when it would lie in itself or too deep.
    func place(
        collection id: String, in parent: String?, before sibling: String?, at time: Double
    ) async throws(Fault)

    /// Removes an empty collection.
    ///
    /// - Throws: `Fault` `.notFound`, `.conflict` when something lies in it, the bin counted.
    func removeCollection(_ id: String) async throws(Fault)
}

/// Keeps articles: what holds for all their revisions.
public protocol ArticleStore: Sendable {
    /// Makes an article with its first revision, which is a draft.
    ///
    /// - Parameters:
    ///   - slug: what its address shall end with; when that is taken, `-2`, `-3`, … is added.
    ///   - first: the revision; its `article` is the new article's id.
    /// - Throws: `Fault` `.notFound` for an unknown space or collection, `.badRequest` for a locale
    ///   that the space has not or an attachment that there is not, `.conflict` for a taken id.
    func create(
        _ settings: ArticleSettings, slug: String, first: NewRevision
    ) async throws(Fault) -> ArticleRecord

    /// An article, also one in the bin; `nil` for an unknown one.
    func article(_ id: String) async throws(Fault) -> ArticleRecord?

    /// Articles in the order of their places, those after the article `after`, at most `limit`.
    func articles(
        _ query: ArticleQuery, after: String?, limit: Int
    ) async throws(Fault) -> [ArticleRecord]

    /// Replaces an article's settings; its space stays, and with another collection it goes to the
    /// last place there.
    ///
    /// - Throws: `Fault` `.notFound` for an unknown article or collection, `.storage`.
    func update(
        _ id: String, settings: ArticleSettings, by person: String, at time: Double
    ) async throws(Fault) -> ArticleRecord

    /// Puts an article before another of the same collection; `nil` puts it last.
    func place(article id: String, before sibling: String?) async throws(Fault)

    /// Gives an article another slug; the old one redirects from then on.
    ///
    /// - Throws: `Fault` `.notFound`, `.conflict` when the slug is another article's.
    func rename(
        _ id: String, locale: String, slug: String, at time: Double
    ) async throws(Fault)

    /// Puts an article into the bin, where visitors don't see it, or takes it out again, as it was.
    /// Twice is once.
    func bin(
        _ id: String, isBinned: Bool, by person: String, at time: Double
    ) async throws(Fault)

    /// Removes an article of the bin for good, with all its revisions.
    ///
    /// - Throws: `Fault` `.notFound`, `.conflict` when it is not in the bin.
    func erase(_ id: String) async throws(Fault)
}

/// Keeps revisions; they are never changed.
public protocol RevisionStore: Sendable {
    /// Saves a revision as the newest of its locale.
    ///
    /// When others saved since its base, `merge` is called with the base, the newest revision and
    /// what shall be saved, inside the transaction: nobody else saves in between.
    ///
    /// - Throws: `Fault` `.notFound` for an unknown article or base, `.badRequest` for a locale
    ///   that the space has not or an attachment that there is not, `.storage`; nothing is kept.
    func save(
        _ revision: NewRevision,
        merge:
            @escaping @Sendable (
                _ base: ArticleContent, _ current: ArticleContent, _ yours: ArticleContent
            ) -> MergeResult
    ) async throws(Fault) -> SaveOutcome

    /// A revision; `nil` for an unknown one.
    func revision(
        _ number: Int, of article: String, locale: String
    ) async throws(Fault) -> ArticleRevision?

    /// The revisions of a locale, newest first, those before the number `before`, at most `limit`.
    func revisions(
        of article: String, locale: String, before: Int?, limit: Int
    ) async throws(Fault) -> [RevisionEntry]

    /// Gives a revision a name, or takes it away.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage`.
    func name(
        _ number: Int, of article: String, locale: String, as name: String?
    ) async throws(Fault)
}
