// What speaks for a passage being the answer, as numbers between 0 and 1.

/// The features of a passage for a query.
struct PassageFeatures: Sendable, Hashable {
    /// The share of the query, by weight, found in passage, headings, title, questions or tags.
    var coverage: Float = 0
    /// The share found in the passage's own text.
    var bodyCoverage: Float = 0
    /// The share found in its best run of two sentences.
    var sentenceCoverage: Float = 0
    /// The share found in title and headings.
    var titleCoverage: Float = 0
    /// The share found anywhere in the article.
    var articleCoverage: Float = 0
    /// How much the nearest of title and alternative questions and the query share, both ways.
    var questionLikeness: Float = 0
    /// The cosine with the passage's vector.
    var passageCosine: Float = 0
    /// The highest cosine with the vectors of title and questions.
    var questionCosine: Float = 0
    /// The article's bm25 beside that of the best article.
    var keywordShare: Float = 0
    /// Reciprocal ranks of all searches, beside the best possible.
    var fusedRank: Float = 0
    /// Whether the passage holds the kind of fact that is asked for.
    var hint: Float = 0
    /// As `coverage`, counting only the words themselves, their forms and corrections.
    var exactCoverage: Float = 0
    /// As `sentenceCoverage`, counting only those.
    var exactSentence: Float = 0
    /// How often and in how little text the passage has the query's words: bm25 beside the most
    /// it could be.
    var density: Float = 0

    /// The features in the order of the weights.
    var vector: [Float] {
        [
            coverage, bodyCoverage, sentenceCoverage, titleCoverage, articleCoverage,
            questionLikeness, passageCosine, questionCosine, keywordShare, fusedRank, hint,
            exactCoverage, exactSentence, density,
        ]
    }

    /// Their names, for reports.
    static let names = [
        "coverage", "body", "sentence", "title", "article", "question", "passageCosine",
        "questionCosine", "keyword", "fused", "hint", "exact", "exactSentence", "density",
    ]

    /// What each counts in the score of a passage.
    static let weights: [Float] = [
        3.8, 1, 1.6, 4.4, 0, 1.7, 2.2, 0.8, 1.5, 1, 2.5, 1.8, 1.3, 2.9,
    ]

    /// The score by which passages are ordered.
    var score: Float { zip(vector, Self.weights).reduce(0) { $0 + $1.0 * $1.1 } }
}
