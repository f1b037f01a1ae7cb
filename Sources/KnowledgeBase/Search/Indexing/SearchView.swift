// The index as it was at one moment: words, vectors and the encoder, in memory.

import Learning
import Vocabulary

/// The vectors of a locale's articles.
struct VectorTable: Sendable {
    private let vectors: ByteVectors
    /// Per vector the number of its article.
    private let numbers: [Int64]
    private let audiences: [Audience]

    init(_ entries: [IndexedVectors], width: Int) {
        var all: [Int8] = []
        all.reserveCapacity(entries.reduce(0) { $0 + $1.vectors.count })
        var numbers: [Int64] = []
        var audiences: [Audience] = []
        for entry in entries where entry.vectors.count % width == 0 {
            all += entry.vectors
            for _ in 0..<entry.vectors.count / width {
                numbers.append(entry.number)
                audiences.append(entry.audience)
            }
        }
        vectors = ByteVectors(all, width: width)
        self.numbers = numbers
        self.audiences = audiences
    }

    /// The articles whose vectors are nearest, by their nearest vector; those for a narrower
    /// circle are passed by.
    func nearest(_ query: [Int8], for audience: Audience, count: Int) -> [Int64] {
        guard query.count == vectors.width, query.contains(where: { $0 != 0 }) else { return [] }
        let cosines = vectors.cosines(query)
        var best: [(number: Int64, cosine: Float)] = []
        var last: Int64 = -1
        for (row, cosine) in cosines.enumerated() where cosine > 0 {
            guard audience.mayRead(audiences[row]) else { continue }
            if numbers[row] == last {
                best[best.count - 1].cosine = max(best[best.count - 1].cosine, cosine)
            } else {
                best.append((numbers[row], cosine))
                last = numbers[row]
            }
        }
        let floor = threshold(best.map(\.cosine), keeping: count)
        return best.filter { $0.cosine >= floor }.sorted {
            $0.cosine == $1.cosine ? $0.number < $1.number : $0.cosine > $1.cosine
        }.prefix(count).map(\.number)
    }

    /// A bound that about `count` values reach, found by counting instead of sorting.
    private func threshold(_ values: [Float], keeping count: Int) -> Float {
        guard values.count > 4 * count else { return 0 }
        var buckets = [Int](repeating: 0, count: 257)
        for value in values { buckets[max(0, min(256, Int(value * 256)))] += 1 }
        var kept = 0
        for bucket in stride(from: 256, through: 0, by: -1) {
            kept += buckets[bucket]
            if kept >= count { return Float(bucket) / 256 }
        }
        return 0
    }
}

/// What is kept in memory of the index.
struct SearchView: Sendable {
    let lexicons: [String: Lexicon]
    let vectors: [String: VectorTable]
    let encoder: any PassageEncoder

    /// An index without articles.
    init(encoder: any PassageEncoder) {
        lexicons = [:]
        vectors = [:]
        self.encoder = encoder
    }

    init(words: [IndexedWord], vectors entries: [IndexedVectors], encoder: any PassageEncoder) {
        let wordsByLocale = Dictionary(grouping: words, by: \.locale)
        let entriesByLocale = Dictionary(grouping: entries, by: \.locale)
        var lexicons: [String: Lexicon] = [:]
        var vectors: [String: VectorTable] = [:]
        for (locale, entries) in entriesByLocale {
            let articles = Audience.allCases.map { audience in
                entries.count { audience.mayRead($0.audience) }
            }
            lexicons[locale] = Lexicon(
                wordsByLocale[locale] ?? [], articles: articles,
                language: SearchLanguage.of(locale))
            vectors[locale] = VectorTable(entries, width: encoder.width)
        }
        self.lexicons = lexicons
        self.vectors = vectors
        self.encoder = encoder
    }

    /// The locale of the collection that a wish is met with: itself, its language, any region of
    /// its language; `nil` when there is none.
    func locale(for wish: String) -> String? {
        let wish = wish.lowercased()
        if lexicons[wish] != nil { return wish }
        guard let language = wish.split(whereSeparator: { $0 == "-" || $0 == "_" }).first else {
            return nil
        }
        if lexicons[String(language)] != nil { return String(language) }
        return lexicons.keys.filter { $0.hasPrefix(language + "-") }.sorted().first
    }

    /// The locale whose words a text has most of; ties go to the one with more articles.
    func locale(of text: String) -> String? {
        let words = WordScanner.words(Array(text.unicodeScalars.prefix(QueryReading.scalarsMax)))
        var best: (locale: String, score: Float, articles: Int)?
        for locale in lexicons.keys.sorted() {
            guard let lexicon = lexicons[locale] else { continue }
            var score: Float = 0
            for scanned in words {
                let word = lexicon.language.fold(scanned.word)
                if lexicon.language.weight(word) < 1 {
                    score += 1
                } else if lexicon.has(word, for: .everybody) {
                    score += 0.8
                } else if lexicon.language.knows(word) {
                    score += 0.6
                }
            }
            let articles = lexicon.articles(for: .internalOnly)
            if best.map({ (score, articles) > ($0.score, $0.articles) }) ?? true {
                best = (locale, score, articles)
            }
        }
        return best?.locale
    }
}
