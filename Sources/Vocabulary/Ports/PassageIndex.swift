// The index of published articles: what retrieval keeps in it and asks of it.

/// A stretch of an article that is found and cited as a whole.
public struct IndexedPassage: Sendable, Hashable {
    /// The headings above it, outermost first.
    public var headings: [String]
    /// The fragment that leads to it; empty for the beginning.
    public var anchor: String
    /// Its text.
    public var text: String

    /// A passage.
    public init(headings: [String], anchor: String, text: String) {
        self.headings = headings
        self.anchor = anchor
        self.text = text
    }
}

/// The terms of an article's fields, analysed for its language and separated by spaces.
public struct IndexedTerms: Sendable, Hashable {
    /// Of the title.
    public var title: String
    /// Of the alternative questions.
    public var questions: String
    /// Of all headings.
    public var headings: String
    /// Of the tags.
    public var tags: String
    /// Of the text.
    public var body: String

    /// Terms.
    public init(title: String, questions: String, headings: String, tags: String, body: String) {
        self.title = title
        self.questions = questions
        self.headings = headings
        self.tags = tags
        self.body = body
    }
}

/// An article as the index keeps it.
public struct IndexedArticle: Sendable, Hashable {
    /// Its id; with the locale it names the entry.
    public var id: String
    /// The locale, lower-case, as a BCP 47 tag.
    public var locale: String
    /// The revision that was read.
    public var revision: Int
    /// Its title.
    public var title: String
    /// The end of its address.
    public var slug: String
    /// Its tags.
    public var tags: [String]
    /// Who may read it.
    public var audience: Audience
    /// What the assistant may do with it.
    public var use: AssistantUse
    /// When it was published, in seconds since 1970.
    public var published: Double
    /// The terms to search.
    public var terms: IndexedTerms
    /// Its passages in reading order.
    public var passages: [IndexedPassage]
    /// What the retriever works out once for ranking; opaque to the store.
    public var analysis: [UInt8]
    /// The vectors of the article, one after the other; opaque to the store.
    public var vectors: [Int8]
    /// The distinct words of the article, folded, for correcting what was mistyped.
    public var words: [String]

    /// An entry.
    public init(
        id: String, locale: String, revision: Int, title: String, slug: String, tags: [String],
        audience: Audience, use: AssistantUse, published: Double, terms: IndexedTerms,
        passages: [IndexedPassage], analysis: [UInt8], vectors: [Int8], words: [String]
    ) {
        self.id = id
        self.locale = locale
        self.revision = revision
        self.title = title
        self.slug = slug
        self.tags = tags
        self.audience = audience
        self.use = use
        self.published = published
        self.terms = terms
        self.passages = passages
        self.analysis = analysis
        self.vectors = vectors
        self.words = words
    }
}

/// A change of the index, made as a whole or not at all.
public struct IndexChange: Sendable {
    /// Whether everything is removed first.
    public var clears = false
    /// The ids of articles that are removed in every locale.
    public var removed: [String] = []
    /// The entries to put in; an entry of the same id and locale is replaced.
    public var added: [IndexedArticle] = []
    /// Values to keep beside the entries, by name: the encoder, how far the feed was read.
    public var notes: [String: [UInt8]] = [:]

    /// No change.
    public init() {}
}

/// What an index is asked.
public struct IndexQuery: Sendable, Hashable {
    /// The locale to search.
    public var locale: String
    /// Who asks; entries for a narrower circle are left out before anything is ranked.
    public var audience: Audience
    /// Terms of which any may occur; those of the form `term*` by their beginning.
    public var terms: [String]
    /// Sequences of terms each of which must occur in this order.
    public var phrases: [[String]]
    /// How many entries to give at most.
    public var limit: Int

    /// A query.
    public init(
        locale: String, audience: Audience, terms: [String], phrases: [[String]] = [], limit: Int
    ) {
        self.locale = locale
        self.audience = audience
        self.terms = terms
        self.phrases = phrases
        self.limit = limit
    }
}

/// An entry that a query found.
public struct IndexHit: Sendable, Hashable {
    /// The entry's number in the index.
    public var number: Int64
    /// How well it fits (bm25 over the weighted fields); higher is better.
    public var score: Double

    /// A hit.
    public init(number: Int64, score: Double) {
        self.number = number
        self.score = score
    }
}

/// A word of the index and how many entries use it.
public struct IndexedWord: Sendable, Hashable {
    /// The locale of the entries.
    public var locale: String
    /// The word.
    public var word: String
    /// How many entries for everybody, for the signed in, and internal ones use it.
    public var uses: [Int]

    /// A word; `uses` has three numbers.
    public init(locale: String, word: String, uses: [Int]) {
        self.locale = locale
        self.word = word
        self.uses = uses
    }
}

/// The vectors of an entry.
public struct IndexedVectors: Sendable, Hashable {
    /// The entry's number in the index.
    public var number: Int64
    /// Its locale.
    public var locale: String
    /// Who may read it.
    public var audience: Audience
    /// The vectors, one after the other.
    public var vectors: [Int8]

    /// Vectors of an entry.
    public init(number: Int64, locale: String, audience: Audience, vectors: [Int8]) {
        self.number = number
        self.locale = locale
        self.audience = audience
        self.vectors = vectors
    }
}

extension Audience {
    /// Whether somebody of this audience may read what is for another.
    public func mayRead(_ other: Audience) -> Bool {
        switch self {
        case .everybody: other == .everybody
        case .signedIn: other != .internalOnly
        case .internalOnly: true
        }
    }
}

/// A full-text index of articles; it can be made anew from them at any time.
public protocol PassageIndex: Sendable {
    /// Makes a change in one transaction; whoever searches sees all of it or nothing.
    ///
    /// - Throws: `Fault` `.storage`; the index is then as it was.
    func apply(_ change: IndexChange) async throws(Fault)

    /// The best entries of a locale for a query, the best first; equals in order of number.
    func find(_ query: IndexQuery) async throws(Fault) -> [IndexHit]

    /// The entries with the given numbers, by number; those that are gone are left out. Terms and
    /// words are not read back: they come empty.
    func entries(_ numbers: [Int64]) async throws(Fault) -> [Int64: IndexedArticle]

    /// All words in use.
    func words() async throws(Fault) -> [IndexedWord]

    /// The vectors of all entries, in order of number.
    func vectors() async throws(Fault) -> [IndexedVectors]

    /// A value kept beside the entries; `nil` when there is none.
    func note(_ name: String) async throws(Fault) -> [UInt8]?
}
