// Puts chosen sentences and their citations together.

import Vocabulary

/// Makes answers and suggestions of what was retrieved.
struct AnswerComposer {
    let retrieved: Retrieved
    /// What stands before a slug in a public address.
    let address: String?

    /// Whether the best passage's article lets the assistant answer from it.
    var mayAnswer: Bool {
        retrieved.passages.first.flatMap { retrieved.articles[$0.number] }?.use == .answer
    }

    /// An answer of sentences.
    func answer(_ choices: [AnswerChooser.Choice], chance: Double) -> KnowledgeAnswer {
        var citations: [Citation] = []
        var sentences: [CitedSentence] = []
        for choice in choices {
            guard let article = retrieved.articles[choice.passage.number],
                let analysis = ArticleAnalysis(bytes: article.analysis),
                let citation = citation(choice.passage)
            else { continue }
            let bytes = Array(article.passages[choice.passage.passage].text.utf8)
            let passage = analysis.passages[choice.passage.passage]
            let place = citations.firstIndex(of: citation) ?? citations.count
            if place == citations.count { citations.append(citation) }
            for sentence in choice.sentences {
                let range = passage.sentences[sentence].range
                guard range.upperBound <= bytes.count else { continue }
                sentences.append(
                    CitedSentence(
                        String(decoding: bytes[range], as: UTF8.self), citation: place))
            }
        }
        return KnowledgeAnswer(
            .answer, sentences: sentences, citations: citations, confidence: chance)
    }

    /// The best articles by name.
    func suggestion(_ count: Int, chance: Double) -> KnowledgeAnswer {
        var seen: Set<Int64> = []
        let best = retrieved.passages.filter { seen.insert($0.number).inserted }.prefix(count)
        return KnowledgeAnswer(
            .suggest, citations: best.compactMap(citation), confidence: chance)
    }

    /// The best passages with their scores.
    func scored(_ count: Int) -> [ScoredPassage] {
        retrieved.passages.prefix(count).compactMap { passage in
            citation(passage).map {
                ScoredPassage(citation: $0, score: Double(passage.score))
            }
        }
    }

    /// Where a passage stands.
    func citation(_ passage: RankedPassage) -> Citation? {
        guard let article = retrieved.articles[passage.number],
            article.passages.indices.contains(passage.passage)
        else { return nil }
        let place = article.passages[passage.passage]
        let fragment = place.anchor.isEmpty ? "" : "#" + place.anchor
        return Citation(
            article: article.id, revision: article.revision, locale: article.locale,
            title: article.title, heading: place.headings.last ?? "",
            url: address.map { $0 + article.slug + fragment })
    }
}
