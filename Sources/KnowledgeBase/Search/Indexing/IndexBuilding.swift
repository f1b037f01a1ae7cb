// Makes the index anew from all articles.

public import Vocabulary

/// Where articles come from when the index is made anew.
public protocol LiveArticleSource: Sendable {
    /// The live articles behind the one with this key in the source's own order, at most a
    /// number; empty at the end.
    ///
    /// - Throws: `Fault` `.storage`.
    func articles(after key: String?, limit: Int) async throws(Fault) -> (
        articles: [LiveArticle], last: String?
    )
}

/// Articles that lie in memory.
public struct HeldArticles: LiveArticleSource {
    private let articles: [LiveArticle]

    /// A source of these articles.
    public init(_ articles: [LiveArticle]) { self.articles = articles }

    /// The articles behind the one whose number is the key.
    public func articles(
        after key: String?, limit: Int
    ) async throws(Fault) -> (articles: [LiveArticle], last: String?) {
        let start = min(max(0, key.flatMap { Int($0) } ?? 0), articles.count)
        let end = min(articles.count, start + max(0, limit))
        return (Array(articles[start..<end]), start < end ? String(end) : nil)
    }
}

/// Trains the encoder and fills the index.
public struct IndexBuilding {
    /// How many articles are written in one transaction.
    public static let batch = 200
    /// The note that holds the encoder.
    static let encoderNote = "encoder"

    private let index: any PassageIndex
    private let examples: [EncoderText]

    /// - Parameter examples: further texts for the encoder, for one the examples of intents.
    public init(index: any PassageIndex, examples: [EncoderText] = []) {
        self.index = index
        self.examples = examples
    }

    /// Trains an encoder on a source and puts all its articles into the emptied index.
    ///
    /// - Parameter notes: values to keep beside the entries once all are in.
    /// - Throws: `Fault` `.storage`, or what the source throws.
    /// - Returns: the encoder of the new index.
    @discardableResult
    public func rebuild(
        from source: some LiveArticleSource, notes: [String: [UInt8]] = [:]
    ) async throws(Fault) -> SubwordEncoder {
        var texts = EncoderSample(examples)
        var key: String?
        repeat {
            let page = try await source.articles(after: key, limit: Self.batch)
            for article in page.articles { texts.add(Self.texts(of: article)) }
            key = page.last
        } while key != nil
        let encoder = SubwordEncoder(training: texts.texts)
        texts = EncoderSample([])
        var indexing = ArticleIndexing(encoder: encoder)
        var change = IndexChange()
        change.clears = true
        repeat {
            let page = try await source.articles(after: key, limit: Self.batch)
            for article in page.articles { change.added.append(indexing.entry(of: article)) }
            key = page.last
            if key == nil {
                change.notes = notes
                change.notes[Self.encoderNote] = encoder.bytes
            }
            try await index.apply(change)
            change = IndexChange()
        } while key != nil
        return encoder
    }

    /// What the encoder learns from an article: each passage with what stands above it, and all
    /// wordings of its question as one text.
    static func texts(of article: LiveArticle) -> [EncoderText] {
        let locale = article.locale.lowercased()
        let passages = PassageCutter.passages(of: article).map { passage in
            EncoderText(
                ([article.title] + passage.headings + [passage.text]).joined(separator: "\n"),
                locale: locale)
        }
        let wordings = ([article.title] + article.questions + article.tags).joined(separator: "\n")
        return passages + [EncoderText(wordings, locale: locale)]
    }
}

/// Texts for the encoder, evenly chosen from as many as come.
private struct EncoderSample {
    private(set) var texts: [EncoderText]
    private var step = 1
    private var seen = 0

    init(_ examples: [EncoderText]) {
        texts = Array(examples.prefix(SubwordEncoder.textsMax / 2))
    }

    mutating func add(_ more: [EncoderText]) {
        for text in more {
            if seen % step == 0 { texts.append(text) }
            seen += 1
        }
        // Of twice as many as are read every other one goes, and so on with what follows.
        guard texts.count > 2 * SubwordEncoder.textsMax else { return }
        texts = texts.indices.filter { $0 % 2 == 0 }.map { texts[$0] }
        step *= 2
    }
}
