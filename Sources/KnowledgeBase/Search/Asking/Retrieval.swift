// From a query to ranked passages: three searches, fused by rank, then ranked again.

import Learning
import Vocabulary

/// What a search found.
struct Retrieved: Sendable {
    var query: ReadQuery
    /// The best first, of every article only its best passages.
    var passages: [RankedPassage]
    /// The articles of the passages.
    var articles: [Int64: IndexedArticle]
}

/// Searches one view of the index.
struct Retrieval {
    /// How many articles each search gives.
    static let depth = 50
    /// How many articles are ranked again, in a small and in a large collection.
    static let candidatesMax = 40
    static let candidatesOfLargeMax = 25
    /// How many terms are looked for at once.
    static let termsMax = 64
    /// The constant of fusion by rank (Cormack, Clarke, Büttcher 2009).
    static let fusionConstant: Float = 60

    let index: any PassageIndex
    let view: SearchView

    /// Finds and ranks passages.
    ///
    /// - Throws: `Fault` `.storage`.
    func find(_ query: ReadQuery) async throws(Fault) -> Retrieved {
        guard !query.isEmpty, let lexicon = view.lexicons[query.locale] else {
            return Retrieved(query: query, passages: [], articles: [:])
        }
        let vector = view.encoder.encode(query.text, locale: query.locale)
        let candidates = try await candidates(query, vector, lexicon)
        let articles = try await index.entries(candidates.map(\.number))
        let ranker = PassageRanker(query: query, vector: vector, lexicon: lexicon)
        var passages: [RankedPassage] = []
        for candidate in candidates {
            guard let article = articles[candidate.number] else { continue }
            passages += ranker.rank(article, candidate)
        }
        passages.sort {
            if $0.score != $1.score { return $0.score > $1.score }
            return ($0.number, $0.passage) < ($1.number, $1.passage)
        }
        return Retrieved(query: query, passages: passages, articles: articles)
    }

    /// The articles worth ranking: those with the very words, those with what stands for them, and
    /// those whose vectors are near. With a phrase, only articles that hold it.
    private func candidates(
        _ query: ReadQuery, _ vector: [Int8], _ lexicon: Lexicon
    ) async throws(Fault) -> [Candidate] {
        func ask(_ terms: [String]) -> IndexQuery {
            IndexQuery(
                locale: query.locale, audience: query.audience, terms: terms,
                phrases: query.phrases, limit: Self.depth)
        }
        let exact = query.exactTerms(lexicon)
        let all = query.allTerms(lexicon, atMost: Self.termsMax)
        var lists = [try await index.find(ask(exact))]
        if Set(all) != Set(exact) { lists.append(try await index.find(ask(all))) }
        var found: [Int64: Candidate] = [:]
        for list in lists {
            let best = list.first?.score ?? 0
            for (rank, hit) in list.enumerated() {
                var candidate = found[hit.number] ?? Candidate(number: hit.number)
                candidate.fused += 1 / (Self.fusionConstant + Float(rank) + 1)
                if best > 0 {
                    candidate.keywordShare = max(
                        candidate.keywordShare, Float(hit.score / best))
                }
                found[hit.number] = candidate
            }
        }
        if query.phrases.isEmpty, let table = view.vectors[query.locale] {
            for (rank, number) in table.nearest(vector, for: query.audience, count: Self.depth)
                .enumerated()
            {
                found[number, default: Candidate(number: number)].fused +=
                    1 / (Self.fusionConstant + Float(rank) + 1)
            }
        }
        let isSmall = lexicon.articles(for: query.audience) <= ReadQuery.smallCollection
        let kept = isSmall ? Self.candidatesMax : Self.candidatesOfLargeMax
        let most = Float(lists.count + 1) / (Self.fusionConstant + 1)
        return found.values.map { candidate in
            var scaled = candidate
            scaled.fused /= most
            return scaled
        }.sorted {
            $0.fused == $1.fused ? $0.number < $1.number : $0.fused > $1.fused
        }.prefix(kept).map { $0 }
    }
}
