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
            cited: try list(row["cited"], citation),
            passages: try list(row["passages"]) { json in
                citation(json).map { LoggedPassage($0, score: json["score"]?.double ?? 0) }
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
        JSONValue.array(citations.map { .object(json($0)) }).text()
    }

    static func text(_ passages: [LoggedPassage]) -> String {
        JSONValue.array(
            passages.map { passage in
                var object = json(passage.citation)
                object["score"] = .number(passage.score)
                return .object(object)
            }
        ).text()
    }

    private static func json(_ citation: Citation) -> JSONObject {
        [
            "article": .string(citation.article), "revision": .integer(citation.revision),
            "locale": .string(citation.locale), "title": .string(citation.title),
            "heading": .string(citation.heading), "url": JSONValue(citation.url),
        ]
    }

    private static func citation(_ json: JSONValue) -> Citation? {
        guard let article = json["article"]?.string, let revision = json["revision"]?.int else {
            return nil
        }
        return Citation(
            article: article, revision: revision, locale: json["locale"]?.string ?? "",
            title: json["title"]?.string ?? "", heading: json["heading"]?.string ?? "",
            url: json["url"]?.string)
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
