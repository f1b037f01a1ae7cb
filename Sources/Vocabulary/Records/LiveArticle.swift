// A published article as search and answers see it.

/// Who may read an article.
public enum Audience: String, Sendable, Hashable, CaseIterable, Codable {
    /// Everybody.
    case everybody = "public"
    /// Visitors who have signed in.
    case signedIn = "signed_in"
    /// The company's own people.
    case internalOnly = "internal"
}

/// What the assistant may do with an article.
public enum AssistantUse: String, Sendable, Hashable, CaseIterable, Codable {
    /// Answer from it.
    case answer
    /// Name it, not answer from it.
    case suggest
    /// Neither.
    case never
}

/// A stretch of an article under one heading.
public struct ArticleSection: Sendable, Hashable {
    /// The headings above the text, outermost first; empty for the text before the first heading.
    public var headings: [String]
    /// The fragment that leads to the section; empty for the beginning.
    public var anchor: String
    /// The blocks of the section as plain text, in order: paragraphs, list items, table rows.
    public var blocks: [String]

    /// A section.
    public init(headings: [String], anchor: String, blocks: [String]) {
        self.headings = headings
        self.anchor = anchor
        self.blocks = blocks
    }
}

/// The live revision of an article in one locale, reduced to what search needs.
public struct LiveArticle: Sendable, Hashable {
    /// The article's id.
    public var id: String
    /// The number of its live revision.
    public var revision: Int
    /// The locale as a BCP 47 tag: `en`, `de`, `pt-BR`.
    public var locale: String
    /// The title.
    public var title: String
    /// The slug that its address ends with.
    public var slug: String
    /// Other wordings of the question it answers.
    public var questions: [String]
    /// Its tags.
    public var tags: [String]
    /// Who may read it.
    public var audience: Audience
    /// What the assistant may do with it.
    public var use: AssistantUse
    /// When it was published, in seconds since 1970.
    public var published: Double
    /// The text.
    public var sections: [ArticleSection]

    /// An article.
    public init(
        id: String, revision: Int, locale: String, title: String, slug: String,
        questions: [String] = [], tags: [String] = [], audience: Audience = .everybody,
        use: AssistantUse = .answer, published: Double = 0, sections: [ArticleSection]
    ) {
        self.id = id
        self.revision = revision
        self.locale = locale
        self.title = title
        self.slug = slug
        self.questions = questions
        self.tags = tags
        self.audience = audience
        self.use = use
        self.published = published
        self.sections = sections
    }
}
