// Revisions as the API takes and shows them.

import KnowledgeBase
import Vocabulary

/// Reads and writes revisions.
enum RevisionShape {
    /// How large the body with a document may be, in bytes.
    static let bytesMax = 8 << 20

    /// What an article says, as it is sent.
    static let content: [APIField] = [
        .required("title", .text(1...ArticleLimits.titleBytes), "The title."),
        .optional("summary", .text(0...ArticleLimits.summaryBytes), "What it is about."),
        .optional(
            "questions",
            .list(.text(1...ArticleLimits.questionBytes), max: ArticleLimits.questions),
            "Other wordings of the question it answers."),
        .optional(
            "document", .anything("A document, as docs/DOCUMENT-SCHEMA.md has it."), "The text."),
        .optional(
            "markdown", .text(0...(4 << 20)), "The text as Markdown, in place of `document`."),
        .optional("note", .text(0...ArticleLimits.noteBytes), "What the author says of it."),
    ]

    /// The content in a request's body.
    ///
    /// - Throws: `ProblemDetails` with status 422 and everything that is wrong.
    static func read(_ call: APICall) throws(ProblemDetails) -> ArticleContent {
        let document: JSONValue
        switch (call.body["document"], call.body["markdown"]?.string) {
        case (let json?, nil): document = json
        case (nil, let markdown?):
            do { document = try DocumentNode(markdown: markdown).json } catch {
                throw .invalid("/markdown", error.description)
            }
        default: throw .invalid("/document", "There is either 'document' or 'markdown'.")
        }
        do {
            return try ArticleDraft(
                title: call.text("title"), summary: call.text("summary"),
                questions: call.texts("questions") ?? [], document: document
            ).content()
        } catch { throw .invalid(error) }
    }

    private static let entryFields: [APIField] = [
        .required("number", .whole(1...Int.max), "Its number in the article and locale."),
        .required("parents", .list(.whole(1...Int.max), max: 2), "The revisions it was made from."),
        .required("author", .text(0...100), "Who saved it."),
        .required("time", .time, "When."),
        .required("note", .text(0...ArticleLimits.noteBytes), "What the author says of it."),
        .required("name", .nullable(.text(1...200)), "A name it was given."),
        .required(
            "source", .choice(["person", "import", "restore", "merge", "suggestion"]),
            "Where it comes from."),
        .required(
            "source_detail", .nullable(.text(0...1_000)),
            "The revision it restores, or the name of the import."),
        .required("title", .text(1...ArticleLimits.titleBytes), "The title."),
    ]

    static let entry = APISchema.named("RevisionEntry", entryFields)

    static let revision = APISchema.named(
        "Revision",
        entryFields + [
            .required("article", .id, "The article."),
            .required("locale", .text(2...35), "The locale."),
            .required("summary", .text(0...ArticleLimits.summaryBytes), "What it is about."),
            .required(
                "questions",
                .list(.text(1...ArticleLimits.questionBytes), max: ArticleLimits.questions),
                "Other wordings of the question it answers."),
            .required("document", .anything("A document."), "The text."),
            .required("words", .whole(0...Int.max), "How many words the text has."),
        ])

    static func json(_ entry: RevisionEntry) -> JSONValue { .object(object(entry)) }

    private static func object(_ entry: RevisionEntry) -> JSONObject {
        var (source, detail): (String, String?) = ("person", nil)
        switch entry.source {
        case .person: break
        case .imported(let name): (source, detail) = ("import", name)
        case .restored(let number): (source, detail) = ("restore", "\(number)")
        case .merged: source = "merge"
        case .suggested(let name): (source, detail) = ("suggestion", name)
        }
        return [
            "number": .integer(entry.number),
            "parents": .array(entry.parents.map(JSONValue.integer)),
            "author": .string(entry.author), "time": .number(entry.time),
            "note": .string(entry.note), "name": entry.name.map(JSONValue.string) ?? .null,
            "source": .string(source), "source_detail": detail.map(JSONValue.string) ?? .null,
            "title": .string(entry.title),
        ]
    }

    static func json(_ revision: ArticleRevision) -> JSONValue {
        var object = object(revision.entry)
        let content = revision.content
        object["article"] = .string(revision.article)
        object["locale"] = .string(revision.locale)
        object["summary"] = .string(content.summary)
        object["questions"] = .array(content.questions.map(JSONValue.string))
        object["document"] = content.document
        object["words"] = .integer(content.text.split(whereSeparator: \.isWhitespace).count)
        return .object(object)
    }

    /// What became of a save; the entry, and whether others' changes were joined in.
    static let saved = APISchema.named(
        "SavedRevision",
        [
            .required("revision", entry, "The newest revision."),
            .required("merged", .truth, "Whether what others saved meanwhile was joined in."),
            .required("unchanged", .truth, "Whether nothing had to be written."),
        ])

    /// The answer to a save.
    ///
    /// - Throws: `ProblemDetails` with status 409 and what contradicts each other.
    static func answer(_ outcome: SaveOutcome, at path: String) throws(ProblemDetails) -> APIAnswer
    {
        func answer(_ entry: RevisionEntry, isUnchanged: Bool) -> APIAnswer {
            .created(
                [
                    "revision": json(entry), "merged": .bool(entry.parents.count > 1),
                    "unchanged": .bool(isUnchanged),
                ], at: "\(path)/\(entry.number)")
        }
        switch outcome {
        case .saved(let entry): return answer(entry, isUnchanged: false)
        case .unchanged(let entry): return answer(entry, isUnchanged: true)
        case .conflict(let conflicts, let current):
            throw .conflict(
                "Somebody else changed the same; nothing was saved. The newest revision is "
                    + "\(current).",
                current: [
                    "revision": .integer(current),
                    "conflicts": .array(
                        conflicts.map { conflict in
                            [
                                "part": .string(conflict.part), "base": .array(conflict.base),
                                "current": .array(conflict.current),
                                "yours": .array(conflict.yours),
                            ]
                        }),
                ])
        }
    }
}
