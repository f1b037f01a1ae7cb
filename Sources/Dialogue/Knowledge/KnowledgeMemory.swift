// What a `bot` event keeps of an answer, and how a conversation finds it again.

import Vocabulary

/// The metadata of an answer in its `bot` event: outcome, confidence, number in the log, question,
/// sentences and citations with article and revision.
enum KnowledgeMemory {
    /// The key of the metadata.
    static let key = "knowledge"

    /// The metadata of an answer.
    static func json(_ answer: KnowledgeAnswer, to question: KnowledgeQuestion) -> JSONObject {
        [
            "outcome": .string(answer.outcome.rawValue),
            "confidence": .number(answer.confidence),
            "answer": answer.logNumber.map { .integer(Int($0)) } ?? .null,
            "question": .string(question.text),
            "sentences": .array(
                answer.sentences.map {
                    ["text": .string($0.text), "citation": .integer($0.citation)]
                }),
            "citations": .array(answer.citations.map { .object($0.json) }),
        ]
    }

    /// The locale of an answer that the conversation was given; `nil` when it was not.
    ///
    /// - Complexity: O(events of the session).
    static func locale(ofAnswer number: Int64, in tracker: Tracker) -> String? {
        for event in tracker.events.reversed() {
            guard case .bot = event.content, let kept = event.metadata[key],
                kept["answer"]?.int == Int(number)
            else { continue }
            return kept["citations"]?.array?.first?["locale"]?.string ?? ""
        }
        return nil
    }

    /// The last mention of an article in the conversation, with the question it was an answer to.
    ///
    /// - Complexity: O(events of the session).
    static func mention(
        of article: String, in tracker: Tracker
    ) -> (citation: Citation, question: String)? {
        for event in tracker.events.reversed() {
            guard case .bot = event.content, let kept = event.metadata[key] else { continue }
            let citations = kept["citations"]?.array ?? []
            for case let citation? in citations.map(Citation.init)
            where citation.article == article {
                return (citation, kept["question"]?.string ?? citation.title)
            }
        }
        return nil
    }
}
