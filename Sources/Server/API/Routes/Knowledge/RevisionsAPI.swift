// /articles/{article}/{locale}/revisions: writing, reading, comparing, bringing back.

import HTTPTypes
import KnowledgeBase
import Storage
import Vocabulary

/// The routes about revisions.
struct RevisionsAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    var routes: [APIRoute] { reading + writing }

    private var reading: [APIRoute] {
        [
            APIRoute(
                .get, "/articles/{article}/{locale}/revisions", .permission(.articlesRead),
                APIOperation(
                    id: "listRevisions", summary: "The revisions, newest first", tag: "revisions",
                    query: APIParameter.paging, success: .page(of: RevisionShape.entry)), list),
            APIRoute(
                .get, "/articles/{article}/{locale}/revisions/{revision}",
                .permission(.articlesRead),
                APIOperation(
                    id: "getRevision", summary: "A revision with its document", tag: "revisions",
                    success: .json(RevisionShape.revision)), read),
            APIRoute(
                .get, "/articles/{article}/{locale}/revisions/{revision}/{form}",
                .permission(.articlesRead),
                APIOperation(
                    id: "getRevisionText",
                    summary: "The text of a revision: markdown, html or text", tag: "revisions",
                    success: .bytes(Array(Self.forms.values))), text),
            APIRoute(
                .get, "/articles/{article}/{locale}/compare", .permission(.articlesRead),
                APIOperation(
                    id: "compareRevisions", summary: "What differs between two revisions",
                    tag: "revisions",
                    query: [
                        APIParameter("from", .whole(1...Int.max), "The first revision."),
                        APIParameter(
                            "to", .whole(1...Int.max), "The second; the newest if not given."),
                        APIParameter("to_locale", .text(2...35), "The locale of the second."),
                    ], success: .json(ComparisonShape.schema)), compare),
        ]
    }

    private var writing: [APIRoute] {
        [
            APIRoute(
                .post, "/articles/{article}/{locale}/revisions", .permission(.articlesWrite),
                APIOperation(
                    id: "saveRevision",
                    summary: "Save a revision; what others saved meanwhile is joined in",
                    tag: "revisions",
                    body: .json(
                        .object(
                            APIObject(
                                nil,
                                [
                                    .required(
                                        "base", .whole(0...Int.max),
                                        "The revision it was begun with; 0 for a new locale.")
                                ] + RevisionShape.content))),
                    success: .created(RevisionShape.saved), bodyBytesMax: RevisionShape.bytesMax,
                    isCreation: true), save),
            APIRoute(
                .patch, "/articles/{article}/{locale}/revisions/{revision}",
                .permission(.articlesWrite),
                APIOperation(
                    id: "nameRevision", summary: "Give a revision a name, or take it away",
                    tag: "revisions",
                    body: .json(
                        .fields(.required("name", .nullable(.text(1...200)), "The name.")))), name),
            APIRoute(
                .post, "/articles/{article}/{locale}/revisions/{revision}/restore",
                .permission(.articlesRestore),
                APIOperation(
                    id: "restoreRevision", summary: "Save what a revision said as the newest",
                    tag: "revisions",
                    body: .json(
                        .fields(
                            .optional("note", .text(0...ArticleLimits.noteBytes), "A note."))),
                    success: .created(RevisionShape.saved), isCreation: true), restore),
        ]
    }

    private static let forms = [
        "markdown": "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8",
        "text": "text/plain; charset=utf-8",
    ]

    // MARK: - Reading

    /// `GET …/revisions`
    @Sendable private func list(_ call: APICall) async throws -> APIAnswer {
        let request = try call.page()
        let found = try await house.articles.revisions(
            of: call["article"], locale: call["locale"], before: request.after.flatMap { Int($0) },
            limit: request.limit + 1)
        guard !found.isEmpty || request.after != nil else {
            throw ProblemDetails.notFound("The article has no such locale, or there is none.")
        }
        return call.answer(
            Page(found: found, for: request) { "\($0.number)" }, RevisionShape.json)
    }

    private func revision(
        _ number: Int?, _ call: APICall, locale: String? = nil
    ) async throws -> ArticleRevision {
        let locale = locale ?? call["locale"]
        var wanted = number
        if wanted == nil {
            wanted = try await house.articles.revisions(
                of: call["article"], locale: locale, before: nil, limit: 1
            ).first?.number
        }
        guard
            let revision = try await house.articles.revision(
                wanted ?? 0, of: call["article"], locale: locale)
        else { throw ProblemDetails.notFound("There is no such revision.") }
        return revision
    }

    /// `GET …/revisions/{revision}`
    @Sendable private func read(_ call: APICall) async throws -> APIAnswer {
        .json(RevisionShape.json(try await revision(try call.number("revision"), call)))
    }

    /// `GET …/revisions/{revision}/{form}`
    @Sendable private func text(_ call: APICall) async throws -> APIAnswer {
        guard let type = Self.forms[call["form"]] else {
            throw ProblemDetails.notFound("The forms are markdown, html and text.")
        }
        let content = try await revision(try call.number("revision"), call).content
        guard let document = try? DocumentNode(document: content.document) else {
            throw Fault(.storage, "A stored revision of '\(call["article"])' is no document.")
        }
        let text =
            switch call["form"] {
            case "markdown": document.markdown
            case "html":
                DocumentHTML(
                    showsAssistantNotes: true,
                    attachmentAddress: { "\(APIPath.root)/attachments/\($0)/file" }
                ).html(document)
            default: content.text
            }
        var answer = APIAnswer.bytes(Array(text.utf8), type: type)
        // Whatever a browser makes of it, nothing in it runs.
        answer.headers[.contentSecurityPolicy] = "sandbox; default-src 'none'; img-src 'self'"
        return answer
    }

    /// `GET …/compare`
    @Sendable private func compare(_ call: APICall) async throws -> APIAnswer {
        let locale = call.query["to_locale"]?.string
        guard let first = call.query["from"]?.int else {
            throw ProblemDetails.badQuery([
                SchemaFinding(pointer: "from", detail: "It must be given.")
            ])
        }
        let from = try await revision(first, call)
        let to = try await revision(call.query["to"]?.int, call, locale: locale)
        return .json(try ComparisonShape.json(from, to))
    }

    // MARK: - Writing

    private func place(_ call: APICall) -> String {
        "/articles/\(call["article"])/\(call["locale"])/revisions"
    }

    /// `POST …/revisions`
    @Sendable private func save(_ call: APICall) async throws -> APIAnswer {
        let outcome = try await house.desk.save(
            NewRevision(
                article: call["article"], locale: call["locale"], base: call.body["base"]?.int ?? 0,
                content: try RevisionShape.read(call), author: try call.person(), time: call.now,
                note: call.text("note")))
        return try RevisionShape.answer(outcome, at: place(call))
    }

    /// `PATCH …/revisions/{revision}`
    @Sendable private func name(_ call: APICall) async throws -> APIAnswer {
        try await house.articles.name(
            try call.number("revision"), of: call["article"], locale: call["locale"],
            as: call.body["name"]?.string)
        return .nothing
    }

    /// `POST …/revisions/{revision}/restore`
    @Sendable private func restore(_ call: APICall) async throws -> APIAnswer {
        let number = try call.number("revision")
        let outcome = try await house.desk.restore(
            number, of: call["article"], locale: call["locale"], by: try call.person(),
            at: call.now, note: call.text("note"))
        try await house.note(
            call, "article.restore", call["article"], ["revision": .integer(number)])
        return try RevisionShape.answer(outcome, at: place(call))
    }
}
