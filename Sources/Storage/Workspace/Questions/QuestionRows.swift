// Answers and groups as rows of the workspace file.

import GRDB
import Vocabulary

/// Reads and writes rows of the questions' tables.
enum QuestionRows {
    static func group(_ row: Row) throws -> QuestionGroup {
        let state: String = row["state"]
        guard let state = QuestionState(rawValue: state) else { throw damaged("group") }
        return QuestionGroup(
            number: row["id"], state: state, locale: row["locale"], sample: row["sample"],
            count: row["count"], handOffs: row["hand_offs"], thumbsDown: row["thumbs_down"],
            first: row["first"], last: row["last"], article: row["article"],
            ignoredUntil: row["ignored_until"], settled: row["settled"])
    }

    static func wording(_ row: Row) throws -> QuestionWording {
        let outcome: String = row["outcome"]
        guard let outcome = KnowledgeAnswer.Outcome(rawValue: outcome) else {
            throw damaged("wording")
        }
        return QuestionWording(
            number: row["id"], text: row["text"], count: row["count"], last: row["last"],
            outcome: outcome)
    }

    static func entry(_ row: Row) throws -> AnswerEntry {
        let (outcome, audience): (String, String) = (row["outcome"], row["audience"])
        guard let outcome = KnowledgeAnswer.Outcome(rawValue: outcome),
            let audience = Audience(rawValue: audience)
        else { throw damaged("answer") }
        let record = AnswerRecord(
            time: row["time"], question: row["question"], locale: row["locale"],
            audience: audience, conversation: row["conversation"], message: row["message"],
            outcome: outcome, confidence: row["confidence"],
            sentences: try list(row["sentences"]) { json in
                guard let text = json["text"]?.string, let place = json["citation"]?.int else {
                    return nil
                }
                return CitedSentence(text, citation: place)
            },
            cited: try list(row["cited"], Citation.init),
            passages: try list(row["passages"]) { json in
                Citation(json).map { LoggedPassage($0, score: json["score"]?.double ?? 0) }
            })
        return AnswerEntry(
            number: row["id"], record: record, isHelpful: row["helpful"],
            isHandedOff: row["handed_off"], group: row["group_id"])
    }

    static func text(_ sentences: [CitedSentence]) -> String {
        JSONValue.array(
            sentences.map { ["text": .string($0.text), "citation": .integer($0.citation)] }
        ).text()
    }

    static func text(_ citations: [Citation]) -> String {
        JSONValue.array(citations.map { .object($0.json) }).text()
    }

    static func text(_ passages: [LoggedPassage]) -> String {
        JSONValue.array(
            passages.map { passage in
                var object = passage.citation.json
                object["score"] = .number(passage.score)
                return .object(object)
            }
        ).text()
    }

    private static func list<Item>(
        _ text: String, _ read: (JSONValue) -> Item?
    ) throws -> [Item] {
        guard let values = StoredJSON.value(text.utf8)?.array else { throw damaged("answer") }
        return values.compactMap(read)
    }

    static func damaged(_ what: String) -> Fault {
        Fault(.storage, "A \(what) among the questions can't be read: the file is damaged.")
    }
}
