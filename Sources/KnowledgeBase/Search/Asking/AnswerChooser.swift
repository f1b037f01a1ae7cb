// Chooses the sentences that answer.

import Vocabulary

/// Picks sentences of the best passages.
struct AnswerChooser {
    /// How long an answer is at most, in bytes of UTF-8; the best sentence is kept whole.
    static let bytesMax = 640
    /// How many sentences an answer has at most.
    static let sentencesMax = 6
    /// How long what a further passage adds is at most, in bytes; a single sentence is kept whole.
    static let extraBytesMax = 280
    /// How many sentences a further passage adds at most.
    static let extraSentencesMax = 2
    /// How near to the best a further passage's score must be.
    static let nearShare: Float = 0.85

    let ranker: PassageRanker

    /// Sentences of a passage.
    struct Choice: Sendable {
        var passage: RankedPassage
        /// Which sentences, in reading order.
        var sentences: [Int]
    }

    /// The sentences that answer: a run of the best passage; the best sentence of the same
    /// article's next passage and of the next article, where their scores are near.
    func choose(_ retrieved: Retrieved) -> [Choice] {
        guard let best = retrieved.passages.first else { return [] }
        var bytes = 0
        var choices: [Choice] = []
        func passage(_ ranked: RankedPassage) -> ArticleAnalysis.Passage? {
            guard let article = retrieved.articles[ranked.number],
                let analysis = ArticleAnalysis(bytes: article.analysis),
                analysis.passages.indices.contains(ranked.passage)
            else { return nil }
            return analysis.passages[ranked.passage]
        }
        if let first = passage(best) {
            let sentences = window(first, room: Self.bytesMax, most: Self.sentencesMax, &bytes)
            choices.append(Choice(passage: best, sentences: sentences))
        }
        let near = retrieved.passages.dropFirst().filter {
            $0.score >= best.score * Self.nearShare
                && retrieved.articles[$0.number]?.use == .answer
        }
        let same = near.first { $0.number == best.number }
        let other = near.first { $0.number != best.number }
        for ranked in [same, other].compactMap({ $0 }) {
            guard let next = passage(ranked) else { continue }
            var size = 0
            let sentences = window(
                next, room: Self.extraBytesMax, most: Self.extraSentencesMax, &size)
            choices.append(Choice(passage: ranked, sentences: sentences))
        }
        return choices.filter { !$0.sentences.isEmpty }
    }

    /// How well each sentence meets the query by itself.
    private func scores(_ passage: ArticleAnalysis.Passage) -> [Float] {
        let hints = Set(ranker.query.hints.map(\.hash))
        return passage.sentences.map { sentence in
            let share = ranker.share(ranker.matcher.strengths(in: sentence.terms))
            let isFact = !hints.isEmpty && sentence.terms.contains(where: hints.contains)
            return share + (isFact ? 0.25 : 0)
        }
    }

    /// The run of sentences round the best one that fits.
    private func window(
        _ passage: ArticleAnalysis.Passage, room: Int, most: Int, _ bytes: inout Int
    ) -> [Int] {
        let scores = scores(passage)
        guard !scores.isEmpty else { return [] }
        var first = 0
        for index in scores.indices where scores[index] > scores[first] { first = index }
        var last = first
        bytes = passage.sentences[first].range.count
        while last - first + 1 < most {
            let before = first > 0 ? first - 1 : nil
            let after = last + 1 < scores.count ? last + 1 : nil
            // What follows explains; what goes before introduces: it must be better to come first.
            let choice: Int
            switch (before, after) {
            case (let before?, let after?):
                choice = scores[before] > scores[after] + 0.05 ? before : after
            case (let before?, nil): choice = before
            case (nil, let after?): choice = after
            case (nil, nil): return Array(first...last)
            }
            let size = passage.sentences[choice].range.count + 1
            guard bytes + size <= room else { break }
            bytes += size
            if choice < first { first = choice } else { last = choice }
        }
        return Array(first...last)
    }
}
