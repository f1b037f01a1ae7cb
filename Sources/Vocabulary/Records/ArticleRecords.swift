// Spaces, collections and articles as they are kept.

/// A knowledge base of its own, with its languages and its own addresses.
public struct KnowledgeSpace: Sendable, Hashable {
    /// The id.
    public var id: String
    /// What its addresses begin with; unique.
    public var slug: String
    /// The name people read.
    public var name: String
    /// Its locales (BCP 47), the default one first; at least one.
    public var locales: [String]
    /// Who may read it; nothing in it is open to more.
    public var audience: Audience
    /// Text below each page: legal notes.
    public var footer: String
    /// When it was made, in seconds since 1970.
    public var created: Double

    /// A space.
    public init(
        id: String, slug: String, name: String, locales: [String], audience: Audience = .everybody,
        footer: String = "", created: Double
    ) {
        self.id = id
        self.slug = slug
        self.name = name
        self.locales = locales
        self.audience = audience
        self.footer = footer
        self.created = created
    }
}

/// A folder of articles and of other collections.
public struct ArticleCollection: Sendable, Hashable {
    /// The id.
    public var id: String
    /// The space it lies in.
    public var space: String
    /// The collection it lies in; `nil` at the top of its space.
    public var parent: String?
    /// The name people read.
    public var name: String
    /// The picture beside the name, as a word or a character; empty for none.
    public var icon: String
    /// Who may read it; nothing in it is open to more.
    public var audience: Audience
    /// Whether another person must approve a revision before it is published, here and in the
    /// collections inside.
    public var needsReview: Bool
    /// Who answers for it; `nil` for nobody.
    public var owner: String?
    /// When it was made, in seconds since 1970.
    public var created: Double

    /// A collection.
    public init(
        id: String, space: String, parent: String? = nil, name: String, icon: String = "",
        audience: Audience = .everybody, needsReview: Bool = false, owner: String? = nil,
        created: Double
    ) {
        self.id = id
        self.space = space
        self.parent = parent
        self.name = name
        self.icon = icon
        self.audience = audience
        self.needsReview = needsReview
        self.owner = owner
        self.created = created
    }
}

/// What holds for an article in all its locales and at once, without a revision.
public struct ArticleSettings: Sendable, Hashable {
    /// The space it lies in.
    public var space: String
    /// The collection it lies in; `nil` at the top of its space.
    public var collection: String?
    /// Who may read it; what it lies in may narrow that further.
    public var audience: Audience
    /// What the assistant may do with it.
    public var use: AssistantUse
    /// Who answers for it; `nil` for nobody.
    public var owner: String?
    /// Its tags.
    public var tags: [String]
    /// When somebody must look whether it still holds, in seconds since 1970; `nil` for never.
    public var verifyBy: Double?

    /// Settings.
    public init(
        space: String, collection: String? = nil, audience: Audience = .everybody,
        use: AssistantUse = .answer, owner: String? = nil, tags: [String] = [],
        verifyBy: Double? = nil
    ) {
        self.space = space
        self.collection = collection
        self.audience = audience
        self.use = use
        self.owner = owner
        self.tags = tags
        self.verifyBy = verifyBy
    }
}

/// An article in one locale.
public struct ArticleVariant: Sendable, Hashable {
    /// The locale (BCP 47).
    public var locale: String
    /// What its address ends with; unique in its space and locale.
    public var slug: String
    /// The title of the draft.
    public var title: String
    /// The number of the newest revision.
    public var draft: Int
    /// The number of the revision that visitors see; `nil` for none.
    public var live: Int?
    /// When that was published, in seconds since 1970.
    public var published: Double?
    /// The number of the default locale's revision that the draft was made beside; `nil` in the
    /// default locale itself. A translation is out of date when that locale has a newer one.
    public var basis: Int?

    /// A variant.
    public init(
        locale: String, slug: String, title: String, draft: Int, live: Int? = nil,
        published: Double? = nil, basis: Int? = nil
    ) {
        self.locale = locale
        self.slug = slug
        self.title = title
        self.draft = draft
        self.live = live
        self.published = published
        self.basis = basis
    }
}

/// An article without its text.
public struct ArticleRecord: Sendable, Hashable {
    /// The id.
    public var id: String
    /// What holds in all locales.
    public var settings: ArticleSettings
    /// Who may read it, with what it lies in taken into account.
    public var audience: Audience
    /// Its locales, in rising order.
    public var variants: [ArticleVariant]
    /// Who made it.
    public var author: String
    /// When it was made, in seconds since 1970.
    public var created: Double
    /// When something of it was changed last, in seconds since 1970.
    public var updated: Double
    /// When it was put into the bin; `nil` when it is not there.
    public var binned: Double?
    /// How often the assistant answered from it.
    public var uses: Int
    /// Its place among the articles of its collection, rising.
    public var order: Double

    /// An article.
    public init(
        id: String, settings: ArticleSettings, audience: Audience, variants: [ArticleVariant],
        author: String, created: Double, updated: Double, binned: Double? = nil, uses: Int = 0,
        order: Double = 0
    ) {
        self.id = id
        self.settings = settings
        self.audience = audience
        self.variants = variants
        self.author = author
        self.created = created
        self.updated = updated
        self.binned = binned
        self.uses = uses
        self.order = order
    }
}

/// Which articles a list holds.
public struct ArticleQuery: Sendable, Hashable {
    /// Only those of this space; `nil` for all.
    public var space: String?
    /// Only those right in this collection.
    public var collection: String?
    /// Only those with this tag.
    public var tag: String?
    /// Only those in the bin, or only those that are not.
    public var isBinned: Bool
    /// Only those that visitors see, or only those that they don't.
    public var isLive: Bool?

    /// A query.
    public init(
        space: String? = nil, collection: String? = nil, tag: String? = nil,
        isBinned: Bool = false, isLive: Bool? = nil
    ) {
        self.space = space
        self.collection = collection
        self.tag = tag
        self.isBinned = isBinned
        self.isLive = isLive
    }
}
