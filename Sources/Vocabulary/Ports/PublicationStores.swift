// Where it is kept what visitors see, saw and shall see.

/// Keeps which revision is live, and what was.
public protocol PublicationStore: Sendable {
    /// Moves the live pointer: publishing, going back, taking away. With it goes a row of the queue
    /// of changes, in the same transaction.
    ///
    /// - Throws: `Fault` `.notFound` for an unknown article or revision, `.conflict` for an article
    ///   in the bin or a revision that still needs another person's approval.
    func publish(_ publication: Publication) async throws(Fault)

    /// Plans a publication for its time. It survives the process.
    ///
    /// - Returns: the number of the plan.
    /// - Throws: `Fault` `.notFound`, `.storage`.
    func plan(_ publication: Publication) async throws(Fault) -> Int64

    /// Calls off a plan that waits.
    ///
    /// - Throws: `Fault` `.notFound` when no such plan waits.
    func cancelPlan(_ number: Int64) async throws(Fault)

    /// The plans of an article, or those of all that wait, the earliest first, at most `limit`.
    func plans(of article: String?, limit: Int) async throws(Fault) -> [PlannedPublication]

    /// Does the plans that are due by a time, each in a transaction of its own; one that can't be
    /// done is marked as failed.
    ///
    /// - Returns: the plans that were looked at, as they stand now.
    func carryOutPlans(by time: Double) async throws(Fault) -> [PlannedPublication]

    /// What visitors saw of an article, in order of time.
    func liveSpans(of article: String, locale: String) async throws(Fault) -> [LiveSpan]

    /// What visitors saw at a time; `nil` before it was ever published.
    func live(
        _ article: String, locale: String, at time: Double
    ) async throws(Fault) -> LiveSpan?
}

/// Keeps the looks that other people take at revisions.
public protocol ReviewStore: Sendable {
    /// Asks for a look at a revision; asking twice gives the review that is open already.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage`.
    func askReview(
        of revision: Int, article: String, locale: String, by person: String, at time: Double
    ) async throws(Fault) -> ArticleReview

    /// Adds a word to a review.
    ///
    /// - Throws: `Fault` `.notFound`, `.badRequest` when there are too many.
    func comment(_ comment: ReviewComment, on review: Int64) async throws(Fault)

    /// Approves a revision or asks for changes.
    ///
    /// - Throws: `Fault` `.notFound`, `.conflict` when it was decided already, `.badRequest` when
    ///   the one who wrote it or asked would approve it.
    func decide(
        _ review: Int64, _ state: ArticleReview.State, by person: String, at time: Double
    ) async throws(Fault) -> ArticleReview

    /// A review; `nil` for an unknown one.
    func review(_ number: Int64) async throws(Fault) -> ArticleReview?

    /// The reviews of an article, or all that are open, oldest first, at most `limit`.
    func reviews(of article: String?, limit: Int) async throws(Fault) -> [ArticleReview]
}

/// Keeps where old addresses lead.
public protocol RedirectStore: Sendable {
    /// What a slug leads to; `nil` when it leads nowhere. A redirect that is followed is counted.
    func target(
        of slug: String, space: String, locale: String
    ) async throws(Fault) -> SlugTarget?

    /// Adds a redirect or replaces one.
    ///
    /// - Throws: `Fault` `.conflict` when an article has this slug, `.notFound` for an unknown
    ///   space or article, `.badRequest` for an address that may not be linked to.
    func put(_ redirect: ArticleRedirect) async throws(Fault)

    /// Removes a redirect.
    ///
    /// - Throws: `Fault` `.notFound`.
    func removeRedirect(_ slug: String, space: String, locale: String) async throws(Fault)

    /// The redirects of a space in rising order of locale and slug, those after a slug of a
    /// locale, at most `limit`.
    func redirects(
        of space: String, after: (locale: String, slug: String)?, limit: Int
    ) async throws(Fault) -> [ArticleRedirect]
}

/// Keeps what is known of attachments; their bytes lie in files.
public protocol AttachmentStore: Sendable {
    /// Keeps an attachment; one that is known stays as it is.
    func put(_ attachment: ArticleAttachment) async throws(Fault)

    /// An attachment; `nil` for an unknown one.
    func attachment(_ hash: String) async throws(Fault) -> ArticleAttachment?

    /// Attachments in rising order of their hashes, those after `after`, at most `limit`.
    func attachments(after: String?, limit: Int) async throws(Fault) -> [ArticleAttachment]

    /// The articles whose revisions name an attachment, in rising order, at most `limit`.
    func users(of hash: String, limit: Int) async throws(Fault) -> [String]
}

/// Keeps how much articles are used, for the list of those that somebody should look at.
public protocol ArticleUseStore: Sendable {
    /// Adds to how often the assistant answered from an article; nothing for an unknown one.
    func noteUse(of article: String, times: Int) async throws(Fault)

    /// Articles whose verify-by date has passed, the most used first, at most `limit`.
    func stale(by time: Double, limit: Int) async throws(Fault) -> [ArticleRecord]
}

/// Live revisions and the queue of their changes, for what reads them as they are kept.
public protocol LiveRevisionStore: Sendable {
    /// The changes after a place of the queue, in order, at most `limit`.
    func changes(after number: Int64, limit: Int) async throws(Fault) -> [ArticleChange]

    /// The place of the last change; 0 when there was none.
    func lastChange() async throws(Fault) -> Int64

    /// What visitors see of an article, a revision a locale, with the time of each one's
    /// publication; empty when they see nothing.
    func liveRevisions(
        of article: String
    ) async throws(Fault) -> [(revision: ArticleRevision, published: Double)]

    /// The ids of articles that visitors see, in rising order, those after `after`, at most
    /// `limit`.
    func liveArticles(after: String?, limit: Int) async throws(Fault) -> [String]
}

/// What search reads: the articles that are live, and which of them changed.
public protocol LiveArticleFeed: Sendable {
    /// The changes after a place of the queue, in order, at most `limit`. One row stands for any
    /// change of what visitors see of an article, its going away included; it is written in the
    /// transaction that makes the change.
    ///
    /// - Throws: `Fault` `.storage`.
    func changes(after number: Int64, limit: Int) async throws(Fault) -> [ArticleChange]

    /// The place of the last change; 0 when there was none.
    ///
    /// - Throws: `Fault` `.storage`.
    func lastChange() async throws(Fault) -> Int64

    /// What visitors see of an article now, one a locale; empty when they see nothing.
    ///
    /// - Throws: `Fault` `.storage`.
    func live(_ article: String) async throws(Fault) -> [LiveArticle]

    /// The ids of all live articles, in rising order, those after `after`, at most `limit`: for
    /// building an index anew.
    ///
    /// - Throws: `Fault` `.storage`.
    func liveArticles(after: String?, limit: Int) async throws(Fault) -> [String]
}
