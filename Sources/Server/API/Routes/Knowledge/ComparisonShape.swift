// What differs between two revisions, as the API shows it.

import KnowledgeBase
import Vocabulary

/// Writes comparisons.
enum ComparisonShape {
    static let schema = APISchema.named(
        "Comparison",
        [
            .required("from", RevisionShape.entry, "The first revision."),
            .required("to", RevisionShape.entry, "The second revision."),
            .required(
                "fields", .list(.choice(["title", "summary", "questions"]), max: 3),
                "What differs besides the document."),
            .required(
                "counts",
                .fields(
                    .required("added", .whole(0...Int.max), "Blocks that are new."),
                    .required("removed", .whole(0...Int.max), "Blocks that are gone."),
                    .required("moved", .whole(0...Int.max), "Blocks that stand elsewhere."),
                    .required("changed", .whole(0...Int.max), "Blocks that changed inside.")),
                "How many blocks became what."),
            .required(
                "blocks",
                .anything(
                    "A list of changes: kind, moved, old_pointer, new_pointer, old, new, "
                        + "attributes, words, inside."),
                "The blocks in the order of the second document."),
        ])

    static func json(_ from: ArticleRevision, _ to: ArticleRevision) throws(Fault) -> JSONValue {
        let documents: (DocumentNode, DocumentNode)
        do {
            documents = (
                try DocumentNode(document: from.content.document),
                try DocumentNode(document: to.content.document)
            )
        } catch {
            throw Fault(.storage, "A stored revision is no document: \(error).")
        }
        let comparison = DocumentComparison(documents.0, documents.1)
        var fields: [JSONValue] = []
        if from.content.title != to.content.title { fields.append("title") }
        if from.content.summary != to.content.summary { fields.append("summary") }
        if from.content.questions != to.content.questions { fields.append("questions") }
        func count(_ kind: BlockChange.Kind) -> JSONValue { .integer(comparison.count(kind)) }
        return [
            "from": RevisionShape.json(from.entry), "to": RevisionShape.json(to.entry),
            "fields": .array(fields),
            "counts": [
                "added": count(.added), "removed": count(.removed), "moved": count(.moved),
                "changed": count(.changed),
            ],
            "blocks": .array(comparison.blocks.map(json)),
        ]
    }

    private static func json(_ change: BlockChange) -> JSONValue {
        var object: JSONObject = ["kind": .string(change.kind.rawValue)]
        if change.isMoved { object["moved"] = true }
        object["old_pointer"] = change.oldPointer.map(JSONValue.string)
        object["new_pointer"] = change.newPointer.map(JSONValue.string)
        if change.kind == .same {
            object["new"] = change.new?.json
            return .object(object)
        }
        object["old"] = change.old?.json
        object["new"] = change.new?.json
        if !change.attributes.isEmpty {
            object["attributes"] = .array(change.attributes.map(JSONValue.string))
        }
        if !change.words.isEmpty { object["words"] = .array(change.words.map(json)) }
        if !change.inside.isEmpty { object["inside"] = .array(change.inside.map(json)) }
        return .object(object)
    }

    private static func json(_ word: WordChange) -> JSONValue {
        func names(_ marks: [DocumentMark]) -> JSONValue {
            .array(DocumentNode(text: "x", marks: marks).json["marks"]?.array ?? [])
        }
        var object: JSONObject = [
            "kind": .string(word.kind.rawValue), "text": .string(word.text),
        ]
        if !word.marks.isEmpty { object["marks"] = names(word.marks) }
        if let old = word.oldMarks { object["old_marks"] = names(old) }
        return .object(object)
    }
}
