// What visitors see and saw: publishing, planned publishing, reviews, changes of the live set.

/// A stretch of time in which visitors saw one revision, or none.
public struct LiveSpan: Sendable, Hashable {
    /// The revision; `nil` when the article was not to be seen.
    public var revision: Int?
    /// From when on, in seconds since 1970.
    public var from: Double
    /// Until when; `nil` when it still holds.
    public var until: Double?
    /// Who could read it.
    public var audience: Audience
    /// Who did it.
    public var by: String
    /// Why: `publish`, `rollback`, `schedule`, `unpublish`, `audience`, `bin`, `restore`.
    public var reason: String

    /// A span.
    public init(
        revision: Int?, from: Double, until: Double?, audience: Audience, by: String, reason: String
    ) {
        self.revision = revision
        self.from = from
        self.until = until
        self.audience = audience
        self.by = by
        self.reason = reason
    }
}

/// What shall be published.
public struct Publication: Sendable, Hashable {
    /// The article's id.
    public var article: String
    /// The locale.
    public var locale: String
    /// The revision; `nil` takes the article away from visitors.
    public var revision: Int?
    /// Who publishes.
    public var by: String
    /// When, in seconds since 1970.
    public var time: Double
    /// Why, as in `LiveSpan`.
    public var reason: String

    /// A publication.
    public init(
        article: String, locale: String, revision: Int?, by: String, time: Double,
        reason: String = "publish"
    ) {
        self.article = article
        self.locale = locale
        self.revision = revision
        self.by = by
        self.time = time
        self.reason = reason
    }
}

/// A publication that waits for its time.
public struct PlannedPublication: Sendable, Hashable {
    /// How it stands with it.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Its time has not come.
        case waiting
        /// It was published.
        case done
        /// It could not be published; the message says why.
        case failed
        /// It was called off.
        case cancelled
    }

    /// The number of the plan.
    public var number: Int64
    /// What shall be published; its time is when the plan is due.
    public var publication: Publication
    /// How it stands with it.
    public var state: State
    /// Why it failed; empty otherwise.
    public var message: String

    /// A plan.
    public init(
        number: Int64, publication: Publication, state: State = .waiting, message: String = ""
    ) {
        self.number = number
        self.publication = publication
        self.state = state
        self.message = message
    }
}

/// A word in a review.
public struct ReviewComment: Sendable, Hashable {
    /// Who says it.
    public var author: String
    /// When, in seconds since 1970.
    public var time: Double
    /// What is said.
    public var text: String
    /// What it is about, as a JSON pointer into the document; empty for the whole.
    public var pointer: String

    /// A comment.
    public init(author: String, time: Double, text: String, pointer: String = "") {
        self.author = author
        self.time = time
        self.text = text
        self.pointer = pointer
    }
}

/// Another person's look at a revision.
public struct ArticleReview: Sendable, Hashable {
    /// How it stands with it.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Somebody was asked to look.
        case asked
        /// It shall be changed first.
        case changes
        /// It may be published.
        case approved
    }

    /// The number of the review.
    public var number: Int64
    /// The article's id.
    public var article: String
    /// The locale.
    public var locale: String
    /// The revision.
    public var revision: Int
    /// How it stands.
    public var state: State
    /// Who asked.
    public var askedBy: String
    /// When, in seconds since 1970.
    public var asked: Double
    /// Who decided; `nil` while nobody has.
    public var decidedBy: String?
    /// When.
    public var decided: Double?
    /// What was said, in order.
    public var comments: [ReviewComment]

    /// A review.
    public init(
        number: Int64, article: String, locale: String, revision: Int, state: State,
        askedBy: String, asked: Double, decidedBy: String? = nil, decided: Double? = nil,
        comments: [ReviewComment] = []
    ) {
        self.number = number
        self.article = article
        self.locale = locale
        self.revision = revision
        self.state = state
        self.askedBy = askedBy
        self.asked = asked
        self.decidedBy = decidedBy
        self.decided = decided
        self.comments = comments
    }
}

/// That something of what visitors see of an article changed.
public struct ArticleChange: Sendable, Hashable {
    /// The place in the queue: rising, never used twice.
    public var number: Int64
    /// The article's id.
    public var article: String
    /// When, in seconds since 1970.
    public var time: Double

    /// A change.
    public init(number: Int64, article: String, time: Double) {
        self.number = number
        self.article = article
        self.time = time
    }
}

/// Where an old address leads.
public struct ArticleRedirect: Sendable, Hashable {
    /// Why there is a redirect.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The article got another slug.
        case renamed
        /// A person wrote it.
        case manual
    }

    /// The space of the old address.
    public var space: String
    /// The locale of the old address.
    public var locale: String
    /// The old slug.
    public var slug: String
    /// The article it leads to; `nil` when it leads to `url`.
    public var article: String?
    /// The `http` or `https` address it leads to; `nil` when it leads to an article.
    public var url: String?
    /// Why.
    public var reason: Reason
    /// When it was made, in seconds since 1970.
    public var created: Double
    /// How often it was followed.
    public var hits: Int

    /// A redirect.
    public init(
        space: String, locale: String, slug: String, article: String?, url: String? = nil,
        reason: Reason, created: Double, hits: Int = 0
    ) {
        self.space = space
        self.locale = locale
        self.slug = slug
        self.article = article
        self.url = url
        self.reason = reason
        self.created = created
        self.hits = hits
    }
}

/// What an address leads to.
public enum SlugTarget: Sendable, Hashable {
    /// An article that has this slug.
    case article(String)
    /// An article that has another slug now.
    case moved(article: String, slug: String)
    /// Another address.
    case url(String)
}

/// A file that documents show or offer.
public struct ArticleAttachment: Sendable, Hashable {
    /// The SHA-256 of its bytes, as 64 hexadecimal digits.
    public var hash: String
    /// The name it was sent with, without any path.
    public var name: String
    /// What its bytes are, as a media type.
    public var type: String
    /// How large it is, in bytes.
    public var size: Int
    /// Who sent it.
    public var author: String
    /// When, in seconds since 1970.
    public var created: Double

    /// An attachment.
    public init(
        hash: String, name: String, type: String, size: Int, author: String, created: Double
    ) {
        self.hash = hash
        self.name = name
        self.type = type
        self.size = size
        self.author = author
        self.created = created
    }
}
