// Turns a published article into an entry of the index.

import Vocabulary

/// Analyses articles of one locale after another.
struct ArticleIndexing {
    private let encoder: any PassageEncoder
    private var caches: [String: TermCache] = [:]

    /// - Parameter encoder: gives passages and questions their vectors.
    init(encoder: any PassageEncoder) { self.encoder = encoder }

    /// The entry of an article.
    mutating func entry(of article: LiveArticle) -> IndexedArticle {
        let locale = article.locale.lowercased()
        var cache = caches[locale] ?? TermCache(SearchLanguage.of(locale))
        // Taken out, so that it is changed in place instead of copied.
        caches[locale] = nil
        defer { caches[locale] = cache }
        var words: Set<String> = []
        let passages = PassageCutter.passages(of: article)
        var analysis = ArticleAnalysis()
        let title = Self.analyse(article.title, &cache, &words)
        analysis.title = title.hashes
        let questions = article.questions.map { Self.analyse($0, &cache, &words) }
        analysis.questions = questions.map(\.hashes)
        let tags = article.tags.map { Self.analyse($0, &cache, &words) }
        analysis.tags = tags.flatMap(\.hashes)
        var headings: [String] = []
        var body: [String] = []
        var lastHeadings: [String] = []
        for passage in passages {
            let heading = Self.analyse(
                passage.headings.joined(separator: "\n"), &cache, &words)
            if passage.headings != lastHeadings { headings.append(heading.text) }
            lastHeadings = passage.headings
            let bytes = Array(passage.text.utf8)
            var sentences: [ArticleAnalysis.Sentence] = []
            for range in SentenceSplitter.sentences(passage.text) {
                let text = String(decoding: bytes[range], as: UTF8.self)
                let sentence = Self.analyse(text, &cache, &words)
                sentences.append(
                    ArticleAnalysis.Sentence(
                        range: range, terms: sentence.hashes + AnswerHint.hashes(in: text)))
                body.append(sentence.text)
            }
            analysis.passages.append(
                ArticleAnalysis.Passage(headings: heading.hashes, sentences: sentences))
        }
        var vectors: [Int8] = []
        for passage in passages {
            let context = ([article.title] + passage.headings).joined(separator: "\n")
            vectors += encoder.encode(context + "\n" + passage.text, locale: locale)
        }
        for question in [article.title] + article.questions {
            vectors += encoder.encode(question, locale: locale)
        }
        return IndexedArticle(
            id: article.id, locale: locale, revision: article.revision, title: article.title,
            slug: article.slug, tags: article.tags, audience: article.audience, use: article.use,
            published: article.published,
            terms: IndexedTerms(
                title: title.text, questions: questions.map(\.text).joined(separator: " "),
                headings: headings.joined(separator: " "),
                tags: tags.map(\.text).joined(separator: " "), body: body.joined(separator: " ")),
            passages: passages, analysis: analysis.bytes, vectors: vectors, words: words.sorted())
    }

    /// The terms of a text: all of them in order for the index, with hyphenated words joined at the
    /// end so that phrases stay whole; and the numbers of those that say something.
    static func analyse(
        _ text: String, _ cache: inout TermCache, _ words: inout Set<String>
    ) -> (text: String, hashes: [UInt32]) {
        var terms = ""
        var tail = ""
        var hashes: [UInt32] = []
        var last = ""
        for scanned in WordScanner.words(Array(text.unicodeScalars)) {
            let found = cache.look(scanned.word)
            if !terms.isEmpty { terms += " " }
            terms += found.term
            words.insert(found.word)
            if found.weight > 0 { hashes.append(found.hash) }
            if scanned.isTied, !last.isEmpty {
                let joined = cache.look(last + scanned.word)
                tail += " " + joined.term
                words.insert(joined.word)
                hashes.append(joined.hash)
            }
            last = scanned.word
        }
        return (terms + tail, hashes)
    }
}
