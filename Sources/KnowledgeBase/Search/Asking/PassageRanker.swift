// Orders the passages of candidate articles by how well they answer.

import Learning
import Vocabulary

/// A passage with what speaks for it.
struct RankedPassage: Sendable {
    /// The number of its article in the index.
    var number: Int64
    /// Which of the article's passages it is.
    var passage: Int
    var features: PassageFeatures
    var score: Float
    /// How well each term of the query is covered by the passage and what stands above it.
    var strengths: [Float]
}

/// An article found by any of the searches.
struct Candidate: Sendable {
    var number: Int64
    /// bm25 beside the best; 0 when only the vectors found it.
    var keywordShare: Float = 0
    /// The sum of reciprocal ranks.
    var fused: Float = 0
}

/// What a passage's own text holds of a query.
private struct PassageBody {
    /// How well each term is found.
    var all: [Float]
    var best: Float
    var bestExact: Float
    var hint: Float
    var density: Float
}

/// Ranks passages for one query.
struct PassageRanker {
    let query: ReadQuery
    let vector: [Int8]
    let lexicon: Lexicon
    let matcher: TermMatcher
    private let weights: [Float]
    private let total: Float
    private let hints: Set<UInt32>

    /// How many words that say something a passage usually has.
    private static let usualLength: Float = 50

    /// What a match in another field is worth beside one in the text itself.
    private static let titleShare: Float = 0.95
    private static let headingShare: Float = 1
    private static let questionShare: Float = 0.95
    private static let tagShare: Float = 0.8

    init(query: ReadQuery, vector: [Int8], lexicon: Lexicon) {
        self.query = query
        self.vector = vector
        self.lexicon = lexicon
        matcher = TermMatcher(query)
        weights = query.terms.map(\.weight)
        total = max(query.weight, 1e-6)
        hints = Set(query.hints.map(\.hash))
    }

    /// The share of the query that strengths cover, by weight.
    func share(_ strengths: [Float]) -> Float {
        var sum: Float = 0
        for index in weights.indices { sum += weights[index] * strengths[index] }
        return sum / total
    }

    /// The same, counting only words themselves, their forms and corrections.
    func exactShare(_ strengths: [Float]) -> Float {
        var sum: Float = 0
        for index in weights.indices where strengths[index] >= Self.exactStrength {
            sum += weights[index] * strengths[index]
        }
        return sum / total
    }

    /// From here on a match is of the word itself, its forms or its correction, not of kin.
    private static let exactStrength: Float = 0.7

    /// The passages of an article, ranked.
    func rank(_ article: IndexedArticle, _ candidate: Candidate) -> [RankedPassage] {
        guard let analysis = ArticleAnalysis(bytes: article.analysis) else { return [] }
        let title = matcher.strengths(in: analysis.title)
        var above = title.map { $0 * Self.titleShare }
        for question in analysis.questions {
            matcher.raise(&above, by: question, times: Self.questionShare)
        }
        matcher.raise(&above, by: analysis.tags, times: Self.tagShare)
        let bodies = analysis.passages.map { body(of: $0) }
        var anywhere = above
        for body in bodies {
            for index in anywhere.indices {
                anywhere[index] = max(anywhere[index], body.all[index])
            }
        }
        let likeness = likeness(analysis)
        let (passageCosines, questionCosine) = cosines(article, passages: analysis.passages.count)
        return analysis.passages.indices.map { index in
            let heading = matcher.strengths(in: analysis.passages[index].headings)
            var strengths = above
            var titles = title
            for term in strengths.indices {
                titles[term] = max(titles[term], heading[term])
                strengths[term] = max(
                    strengths[term], heading[term] * Self.headingShare, bodies[index].all[term])
            }
            var features = PassageFeatures()
            features.coverage = share(strengths)
            features.bodyCoverage = share(bodies[index].all)
            features.sentenceCoverage = bodies[index].best
            features.titleCoverage = share(titles)
            features.articleCoverage = share(anywhere)
            features.questionLikeness = likeness
            features.passageCosine = max(0, passageCosines[index])
            features.questionCosine = max(0, questionCosine)
            features.keywordShare = candidate.keywordShare
            features.fusedRank = candidate.fused
            features.hint = bodies[index].hint
            features.exactCoverage = exactShare(strengths)
            features.exactSentence = bodies[index].bestExact
            features.density = bodies[index].density
            return RankedPassage(
                number: candidate.number, passage: index, features: features,
                score: features.score, strengths: strengths)
        }
    }

    /// How well the terms are found in a passage, in its best two sentences, and whether it holds
    /// the kind of fact that is asked for.
    private func body(of passage: ArticleAnalysis.Passage) -> PassageBody {
        var all = [Float](repeating: 0, count: matcher.count)
        var sums = all
        var length = 0
        var bestExact: Float = 0
        var last = all
        var best: Float = 0
        var hint: Float = 0
        for sentence in passage.sentences {
            let own = matcher.strengths(in: sentence.terms)
            var pair = own
            for index in own.indices {
                all[index] = max(all[index], own[index])
                pair[index] = max(pair[index], last[index] * 0.9)
            }
            best = max(best, share(pair))
            bestExact = max(bestExact, exactShare(pair))
            for index in own.indices { sums[index] += own[index] }
            length += sentence.terms.count
            last = own
            if !hints.isEmpty, sentence.terms.contains(where: hints.contains) { hint = 1 }
        }
        let norm = 0.6 + 0.6 * Float(length) / Self.usualLength
        let density = share(sums.map { $0 * 2.2 / ($0 + 1.2 * norm) }) / 2.2
        return PassageBody(
            all: all, best: best, bestExact: bestExact, hint: hints.isEmpty ? 0 : hint,
            density: density)
    }

    /// The likest of title and questions: the harmonic mean of the shares of the query found in it
    /// and of it found in the query.
    private func likeness(_ analysis: ArticleAnalysis) -> Float {
        var best: Float = 0
        for question in [analysis.title] + analysis.questions where !question.isEmpty {
            let recall = share(matcher.strengths(in: question))
            guard recall > 0 else { continue }
            var (found, all): (Float, Float) = (0, 0)
            for hash in Set(question) {
                let weight = lexicon.rarity(of: hash, for: query.audience)
                all += weight
                found += weight * matcher.strength(of: hash)
            }
            let precision = found / max(all, 1e-6)
            best = max(best, 2 * recall * precision / max(recall + precision, 1e-6))
        }
        return best
    }

    private func cosines(_ article: IndexedArticle, passages: Int) -> ([Float], Float) {
        let width = vector.count
        let count = width > 0 ? article.vectors.count / width : 0
        let all = (0..<count).map {
            ByteVectors.cosine(article.vectors[$0 * width..<($0 + 1) * width], vector)
        }
        guard count >= passages else { return ([Float](repeating: 0, count: passages), 0) }
        return (Array(all[..<passages]), all[passages...].max() ?? 0)
    }
}
