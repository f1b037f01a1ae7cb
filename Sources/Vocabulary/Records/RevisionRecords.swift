// Revisions: what an article said in one locale at one time. They are never changed.

/// What an article says.
public struct ArticleContent: Sendable, Hashable {
    /// The title.
    public var title: String
    /// What it is about in a sentence or two; empty for none.
    public var summary: String
    /// Other wordings of the question it answers.
    public var questions: [String]
    /// The document as JSON (docs/DOCUMENT-SCHEMA.md), canonical.
    public var document: JSONValue
    /// The document's text, derived from it.
    public var text: String
    /// The content hashes of the attachments that the document names.
    public var attachments: [String]

    /// Content.
    public init(
        title: String, summary: String = "", questions: [String] = [], document: JSONValue,
        text: String, attachments: [String] = []
    ) {
        self.title = title
        self.summary = summary
        self.questions = questions
        self.document = document
        self.text = text
        self.attachments = attachments
    }
}

/// Where a revision comes from.
public enum RevisionSource: Sendable, Hashable {
    /// A person wrote it.
    case person
    /// It was imported; the word names the import.
    case imported(String)
    /// It says what this revision said.
    case restored(Int)
    /// It joins what two people wrote at the same time.
    case merged
    /// It was made from a suggestion, such as unanswered questions.
    case suggested(String)
}

/// A revision without its text.
public struct RevisionEntry: Sendable, Hashable {
    /// The number, from 1, one after the other in an article and locale.
    public var number: Int
    /// The revisions it was made from: none for the first, two after a merge.
    public var parents: [Int]
    /// Who saved it.
    public var author: String
    /// When, in seconds since 1970.
    public var time: Double
    /// What the author says of it; empty for nothing.
    public var note: String
    /// A name it was given, such as a milestone's; `nil` for none.
    public var name: String?
    /// Where it comes from.
    public var source: RevisionSource
    /// The title it has.
    public var title: String

    /// An entry.
    public init(
        number: Int, parents: [Int], author: String, time: Double, note: String = "",
        name: String? = nil, source: RevisionSource = .person, title: String
    ) {
        self.number = number
        self.parents = parents
        self.author = author
        self.time = time
        self.note = note
        self.name = name
        self.source = source
        self.title = title
    }
}

/// A revision.
public struct ArticleRevision: Sendable, Hashable {
    /// The article's id.
    public var article: String
    /// The locale.
    public var locale: String
    /// Number, author, time, ….
    public var entry: RevisionEntry
    /// What it says.
    public var content: ArticleContent

    /// A revision.
    public init(article: String, locale: String, entry: RevisionEntry, content: ArticleContent) {
        self.article = article
        self.locale = locale
        self.entry = entry
        self.content = content
    }
}

/// A revision that shall be saved.
public struct NewRevision: Sendable, Hashable {
    /// The article's id.
    public var article: String
    /// The locale.
    public var locale: String
    /// The number of the revision that the author began with; 0 for a new locale.
    public var base: Int
    /// What it says.
    public var content: ArticleContent
    /// Who saves it.
    public var author: String
    /// When, in seconds since 1970.
    public var time: Double
    /// What the author says of it.
    public var note: String
    /// Where it comes from.
    public var source: RevisionSource

    /// A revision to save.
    public init(
        article: String, locale: String, base: Int, content: ArticleContent, author: String,
        time: Double, note: String = "", source: RevisionSource = .person
    ) {
        self.article = article
        self.locale = locale
        self.base = base
        self.content = content
        self.author = author
        self.time = time
        self.note = note
        self.source = source
    }
}

/// Something that two people changed in two ways.
public struct EditConflict: Sendable, Hashable {
    /// Which part: `title`, `summary`, `questions` or `document`.
    public var part: String
    /// What both began with: blocks of the document, or the value as one element.
    public var base: [JSONValue]
    /// What stands there now.
    public var current: [JSONValue]
    /// What the saver would put there.
    public var yours: [JSONValue]

    /// A conflict.
    public init(part: String, base: [JSONValue], current: [JSONValue], yours: [JSONValue]) {
        self.part = part
        self.base = base
        self.current = current
        self.yours = yours
    }
}

/// What two changes of one text come to.
public enum MergeResult: Sendable, Hashable {
    /// Both changes, joined.
    case merged(ArticleContent)
    /// They contradict each other here.
    case conflicts([EditConflict])
}

/// What became of a revision that was to be saved.
public enum SaveOutcome: Sendable, Hashable {
    /// It is the newest revision now; joined with what others had saved if it has two parents.
    case saved(RevisionEntry)
    /// It says what the newest revision says already; nothing was written.
    case unchanged(RevisionEntry)
    /// Others changed the same since; nothing was written. The number is the newest revision's.
    case conflict([EditConflict], current: Int)
}
