// How sure it is that a passage answers: a logistic line over features, and two thresholds.

import Foundation

/// What speaks for an answer as a whole, each 0 to 1 and free of the collection's size.
struct AnswerFeatures: Sendable, Hashable {
    var best: PassageFeatures
    /// The weight of the heaviest word that nothing stands for.
    var missing: Float
    /// The share of the query's weight in words that the collection does not have in any way.
    var unknown: Float
    /// How far the best article's score is above the next article's, beside its own.
    var margin: Float
    /// How many words that say something the query has: 0 for one, toward 1 for many.
    var length: Float
    /// The share of the query's weight found only through corrections.
    var corrected: Float

    /// The features in the order of the weights.
    var vector: [Float] {
        [
            best.coverage, best.bodyCoverage, best.sentenceCoverage, best.titleCoverage,
            best.articleCoverage, best.questionLikeness, best.passageCosine, best.questionCosine,
            best.hint, missing, unknown, margin, length, corrected,
        ]
    }

    /// Their names, for reports.
    static let names = [
        "coverage", "body", "sentence", "title", "article", "question", "passageCosine",
        "questionCosine", "hint", "missing", "unknown", "margin", "length", "corrected",
    ]
}

/// Turns features into a chance.
struct AnswerConfidence {
    /// The weights of `AnswerFeatures.vector`, fitted on judged questions of several collections
    /// (docs/SEARCH.md, "How the thresholds were found").
    static let weights: [Float] = [
        3.5, 0, 1.7, 2.2, 1.1, 1.6, 2.7, 0.4, 0.5, 1, 0.4, 2.2, 2.5, 1.6,
    ]
    static let bias: Float = -9.6

    /// From here on the sentences are given as the answer.
    static let answers = 0.42
    /// From here on articles are suggested.
    static let suggests = 0.15

    /// The chance that the passage answers, 0 to 1.
    static func chance(_ features: AnswerFeatures) -> Double {
        let sum = zip(features.vector, weights).reduce(bias) { $0 + $1.0 * $1.1 }
        return 1 / (1 + exp(-Double(sum)))
    }

    /// The features of the best passage among those retrieved.
    static func features(of retrieved: Retrieved) -> AnswerFeatures? {
        guard let best = retrieved.passages.first else { return nil }
        let query = retrieved.query
        let total = max(query.weight, 1e-6)
        var (missing, unknown, corrected): (Float, Float, Float) = (0, 0, 0)
        for (index, term) in query.terms.enumerated() {
            let strength = index < best.strengths.count ? best.strengths[index] : 0
            missing = max(missing, term.weight * (1 - strength))
            if !term.isKnown, term.alternatives.count < 2 { unknown += term.weight }
            if term.isCorrected { corrected += term.weight }
        }
        let next = retrieved.passages.first { $0.number != best.number }?.score ?? 0
        return AnswerFeatures(
            best: best.features, missing: missing, unknown: unknown / total,
            margin: best.score > 0 ? max(0, (best.score - next) / best.score) : 0,
            length: 1 - 1 / Float(max(1, query.terms.count)), corrected: corrected / total)
    }
}
