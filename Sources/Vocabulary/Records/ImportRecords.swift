// Imports of articles: what shall be there, what became of it, and what can be undone.

/// A text of an article in one locale, as a file has it.
public struct ImportedText: Sendable, Hashable {
    /// The file's path inside what is imported.
    public var file: String
    /// The locale (BCP 47).
    public var locale: String
    /// What its address shall end with.
    public var slug: String
    /// What it says.
    public var content: ArticleContent

    /// A text.
    public init(file: String, locale: String, slug: String, content: ArticleContent) {
        self.file = file
        self.locale = locale
        self.slug = slug
        self.content = content
    }
}

/// An article that an import brings.
public struct ImportedArticle: Sendable, Hashable {
    /// The id.
    public var id: String
    /// The collection it lies in; `nil` for the top of the space.
    public var collection: String?
    /// Whether an article that there is already goes to that collection; else it stays where it is.
    public var isPlaced: Bool
    /// Who may read it.
    public var audience: Audience
    /// What the assistant may do with it.
    public var use: AssistantUse
    /// Its tags.
    public var tags: [String]
    /// When somebody must look at it, in seconds since 1970; `nil` for never.
    public var verifyBy: Double?
    /// Its place among the articles of its collection, rising; `nil` leaves it as it is, or last.
    public var order: Double?
    /// Its texts, one a locale.
    public var texts: [ImportedText]

    /// An article.
    public init(
        id: String, collection: String? = nil, isPlaced: Bool = true,
        audience: Audience = .everybody,
        use: AssistantUse = .answer, tags: [String] = [], verifyBy: Double? = nil,
        order: Double? = nil, texts: [ImportedText]
    ) {
        self.id = id
        self.collection = collection
        self.isPlaced = isPlaced
        self.audience = audience
        self.use = use
        self.tags = tags
        self.verifyBy = verifyBy
        self.order = order
        self.texts = texts
    }
}

/// Everything that one import shall do.
public struct ImportPlan: Sendable {
    /// The id of the import.
    public var id: String
    /// What is imported, in a word: the name of the folder or file.
    public var source: String
    /// The space; it is made when there is none of this id, and gets the locales it lacks.
    public var space: KnowledgeSpace
    /// Collections, each before those inside it; those that there are already stay as they are.
    public var collections: [ArticleCollection]
    /// The articles.
    public var articles: [ImportedArticle]
    /// Files that the documents name.
    public var attachments: [ArticleAttachment]
    /// Who imports.
    public var person: String
    /// When, in seconds since 1970.
    public var time: Double
    /// Whether what is imported goes live.
    public var publishes: Bool
    /// Whether nothing is kept: only the report is wanted.
    public var isDryRun: Bool

    /// A plan.
    public init(
        id: String, source: String, space: KnowledgeSpace, collections: [ArticleCollection] = [],
        articles: [ImportedArticle], attachments: [ArticleAttachment] = [], person: String,
        time: Double, publishes: Bool = false, isDryRun: Bool = false
    ) {
        self.id = id
        self.source = source
        self.space = space
        self.collections = collections
        self.articles = articles
        self.attachments = attachments
        self.person = person
        self.time = time
        self.publishes = publishes
        self.isDryRun = isDryRun
    }
}

/// What became of one text.
public struct ImportedItem: Sendable, Hashable {
    /// The ways it can go.
    public enum State: String, Sendable, CaseIterable {
        case new, changed, unchanged, refused
    }

    /// The file.
    public var file: String
    /// The article's id.
    public var article: String
    /// The locale.
    public var locale: String
    /// How it went.
    public var state: State
    /// Whether visitors see it now and did not before the import.
    public var isPublished: Bool
    /// Why it was refused or not published, or what else is to be known; empty for nothing.
    public var note: String

    /// An item.
    public init(
        file: String, article: String, locale: String, state: State, isPublished: Bool = false,
        note: String = ""
    ) {
        self.file = file
        self.article = article
        self.locale = locale
        self.state = state
        self.isPublished = isPublished
        self.note = note
    }
}

/// An import that was carried out.
public struct ImportRecord: Sendable, Hashable {
    /// The id.
    public var id: String
    /// What was imported.
    public var source: String
    /// Who did it.
    public var person: String
    /// When, in seconds since 1970.
    public var time: Double
    /// How many texts were new.
    public var made: Int
    /// How many were changed.
    public var changed: Int
    /// When it was undone, in seconds since 1970; `nil` when it was not.
    public var undone: Double?

    /// A record.
    public init(
        id: String, source: String, person: String, time: Double, made: Int, changed: Int,
        undone: Double? = nil
    ) {
        self.id = id
        self.source = source
        self.person = person
        self.time = time
        self.made = made
        self.changed = changed
        self.undone = undone
    }
}

/// What undoing an import did.
public struct ImportUndoing: Sendable, Hashable {
    /// The articles that are as they were before.
    public var undone: [String]
    /// The articles, or parts of them, that somebody changed since: they stay as they are.
    public var kept: [String]

    /// What it did.
    public init(undone: [String], kept: [String]) {
        self.undone = undone
        self.kept = kept
    }
}
