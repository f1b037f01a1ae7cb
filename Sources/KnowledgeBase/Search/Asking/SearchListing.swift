// Lists the articles that a query finds, with what to show of them.

public import Vocabulary

/// What is searched for.
public struct SearchRequest: Sendable, Hashable {
    /// The query: words, "phrases" between quotes, beginnings of words with a star.
    public var query: String
    /// The locale; `nil` to go by the query's words.
    public var locale: String?
    /// Who searches.
    public var audience: Audience
    /// How many articles to give at most, up to `SearchRequest.limitMax`.
    public var limit: Int
    /// Whether the last word may be unfinished: search while typing.
    public var completes: Bool

    /// How many articles one request gives at most.
    public static let limitMax = 40

    /// A request.
    public init(
        _ query: String, locale: String? = nil, audience: Audience = .everybody, limit: Int = 10,
        completes: Bool = false
    ) {
        self.query = query
        self.locale = locale
        self.audience = audience
        self.limit = limit
        self.completes = completes
    }
}

/// An article that was found.
public struct SearchResult: Sendable, Hashable {
    /// The article's id.
    public var article: String
    /// The live revision that was searched.
    public var revision: Int
    /// Its locale.
    public var locale: String
    /// Its title.
    public var title: String
    /// The end of its address.
    public var slug: String
    /// The nearest heading above the text that was found; empty for the beginning.
    public var heading: String
    /// The fragment that leads there.
    public var anchor: String
    /// The sentences that fit best.
    public var excerpt: String
    /// Where words of the query stand in the excerpt, in Unicode scalars.
    public var marks: [TextSpan]
    /// How well it fits; comparable within one list only.
    public var score: Double
}

extension KnowledgeSearch {
    /// The articles that fit a query, the best first.
    ///
    /// What is typed is never syntax of the store: any text is a query. Articles with the words
    /// themselves stand before those with what may have been meant.
    ///
    /// - Throws: `Fault` `.storage`.
    public func search(_ request: SearchRequest) async throws(Fault) -> [SearchResult] {
        guard
            let (query, view) = read(
                request.query, locale: request.locale, audience: request.audience,
                completes: request.completes),
            let lexicon = view.lexicons[query.locale]
        else { return [] }
        let retrieved = try await Retrieval(index: index, view: view).find(query)
        let matcher = TermMatcher(query)
        var seen: Set<Int64> = []
        let best = retrieved.passages.filter { passage in
            let isFound =
                passage.features.articleCoverage > 0 || passage.features.keywordShare > 0
                || passage.features.passageCosine > Self.cosineMin
            return isFound && seen.insert(passage.number).inserted
        }
        let limit = max(0, min(request.limit, SearchRequest.limitMax))
        return best.prefix(limit).compactMap { passage in
            retrieved.articles[passage.number].flatMap {
                ResultExcerpt(matcher: matcher, language: lexicon.language)
                    .result(passage, of: $0)
            }
        }
    }

    /// From which cosine on an article is listed that has none of the words.
    private static let cosineMin: Float = 0.5
}

/// Cuts what is shown of a found article.
struct ResultExcerpt {
    /// How long an excerpt is at most, in bytes of UTF-8; a single sentence is kept whole.
    static let bytesMax = 320

    let matcher: TermMatcher
    let language: SearchLanguage

    func result(_ passage: RankedPassage, of article: IndexedArticle) -> SearchResult? {
        guard article.passages.indices.contains(passage.passage),
            let analysis = ArticleAnalysis(bytes: article.analysis)
        else { return nil }
        let place = article.passages[passage.passage]
        let excerpt = excerpt(of: place.text, analysis.passages[passage.passage])
        return SearchResult(
            article: article.id, revision: article.revision, locale: article.locale,
            title: article.title, slug: article.slug, heading: place.headings.last ?? "",
            anchor: place.anchor, excerpt: excerpt, marks: marks(in: excerpt),
            score: Double(passage.score))
    }

    /// The sentence with most of the query and those behind it that fit.
    private func excerpt(of text: String, _ passage: ArticleAnalysis.Passage) -> String {
        let bytes = Array(text.utf8)
        let scores = passage.sentences.map { sentence in
            matcher.strengths(in: sentence.terms).reduce(0, +)
        }
        guard let top = scores.max(), let first = scores.firstIndex(of: top) else { return "" }
        var parts: [String] = []
        var size = 0
        for sentence in passage.sentences[first...] {
            guard sentence.range.upperBound <= bytes.count else { break }
            guard parts.isEmpty || size + sentence.range.count <= Self.bytesMax else { break }
            parts.append(String(decoding: bytes[sentence.range], as: UTF8.self))
            size += sentence.range.count + 1
        }
        return parts.joined(separator: " ")
    }

    private func marks(in excerpt: String) -> [TextSpan] {
        WordScanner.words(Array(excerpt.unicodeScalars)).compactMap { scanned in
            let word = language.fold(scanned.word)
            guard language.weight(word) > 0 else { return nil }
            let hash = TermHash.of(language.term(word))
            return matcher.strength(of: hash) > 0
                ? TextSpan(start: scanned.start, end: scanned.end) : nil
        }
    }
}
