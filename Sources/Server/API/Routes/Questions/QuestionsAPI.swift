// /questions: what was not answered, grouped by likeness, and what is done about it.

import Accounts
import Foundation
import HTTPTypes
import KnowledgeBase
import Storage
import TrainingData
import Vocabulary

/// The routes about unanswered questions.
struct QuestionsAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    var routes: [APIRoute] { reading + handling }

    private var reading: [APIRoute] {
        [
            APIRoute(
                .get, "/questions", .permission(.questionsRead),
                APIOperation(
                    id: "listQuestions",
                    summary: "Groups of unanswered questions, the costliest first",
                    tag: "questions",
                    query: APIParameter.paging + [
                        APIParameter(
                            "state", .names(of: QuestionState.self), "Only those in this state.")
                    ], success: .page(of: QuestionGroupShape.schema)), list),
            APIRoute(
                .get, "/questions/{question}", .permission(.questionsRead),
                APIOperation(
                    id: "getQuestion", summary: "One group with its wordings", tag: "questions",
                    success: .json(QuestionGroupShape.detailed)), read),
        ]
    }

    private var handling: [APIRoute] {
        [
            APIRoute(
                .patch, "/questions/{question}", .permission(.questionsHandle),
                APIOperation(
                    id: "changeQuestion", summary: "Set what was done about a group",
                    tag: "questions",
                    body: .json(
                        .fields(
                            .required("state", .names(of: QuestionState.self), "The state."),
                            .optional("article", .id, "The article that answers it."))),
                    success: .json(QuestionGroupShape.schema)), change),
            APIRoute(
                .post, "/questions/{question}/draft", .permission(.articlesWrite),
                APIOperation(
                    id: "draftFromQuestion", summary: "Begin an article with a group's wordings",
                    tag: "questions",
                    body: .json(
                        .fields(
                            .required("space", .id, "The space it shall lie in."),
                            .optional("collection", .id, "The collection."),
                            .optional("locale", .text(2...35), "The group's own if not given."))),
                    success: .created(QuestionGroupShape.schema), isCreation: true), draft),
            APIRoute(
                .post, "/questions/{question}/link", .permission(.articlesWrite),
                APIOperation(
                    id: "linkQuestion",
                    summary: "Add wordings to the alternative questions of an article's draft",
                    tag: "questions",
                    body: .json(
                        .fields(
                            .required("article", .id, "The article."),
                            .required("locale", .text(2...35), "Its locale."),
                            .optional(
                                "wordings", .list(.whole(1...Int.max), max: 100),
                                "The numbers of the wordings; all if not given."))),
                    success: .json(QuestionGroupShape.schema)), link),
            APIRoute(
                .post, "/questions/{question}/example", .permission(.knowledgeManage),
                APIOperation(
                    id: "makeExample", summary: "Add a wording to the NLU examples of an intent",
                    tag: "questions",
                    body: .json(
                        .fields(
                            .required("intent", .line, "The intent."),
                            .required("text", .text(1...1_000), "The example."))),
                    success: .json(
                        .fields(
                            .required("file", .text(), "The file of the project."),
                            .required("known", .truth, "Whether it stood there already.")))),
                example),
            APIRoute(
                .post, "/questions/{question}/check", .permission(.questionsHandle),
                APIOperation(
                    id: "checkQuestion", summary: "Ask a group's questions again",
                    tag: "questions", success: .json(QuestionGroupShape.report)), check),
        ]
    }

    // MARK: - Reading

    /// `GET /questions`
    @Sendable private func list(_ call: APICall) async throws -> APIAnswer {
        let request = try call.page()
        let place = request.after.map { $0.split(separator: "-") } ?? []
        let after: (cost: Int, number: Int64)? =
            place.count == 2
            ? Int(place[0]).flatMap { cost in Int64(place[1]).map { (cost, $0) } } : nil
        let found = try await house.questions.groups(
            call.query["state"]?.string.flatMap(QuestionState.init), after: after,
            limit: request.limit + 1)
        return call.answer(
            Page(found: found, for: request, place: { "\($0.cost)-\($0.number)" }),
            QuestionGroupShape.json)
    }

    /// `GET /questions/{question}`
    @Sendable private func read(_ call: APICall) async throws -> APIAnswer {
        let group = try await group(call)
        let wordings = try await house.questions.wordings(
            of: group.number, limit: QuestionBook.wordingsMax)
        return .json(QuestionGroupShape.json(group, wordings))
    }

    private func group(_ call: APICall) async throws -> QuestionGroup {
        try await QuestionFollowUp(house.questions).group(Int64(try call.number("question")))
    }

    // MARK: - Handling

    /// `PATCH /questions/{question}`
    @Sendable private func change(_ call: APICall) async throws -> APIAnswer {
        let group = try await group(call)
        guard let state = QuestionState(rawValue: call.text("state")) else {
            throw ProblemDetails.invalid("/state", "There is no such state.")
        }
        try await house.questions.set(
            state, article: call.body["article"]?.string,
            ignoredUntil: call.now + QuestionDesk.ignoredSeconds, of: group.number)
        return try await answer(call, group, "question.\(state.rawValue)")
    }

    /// `POST /questions/{question}/draft`
    @Sendable private func draft(_ call: APICall) async throws -> APIAnswer {
        let group = try await group(call)
        let space = call.text("space")
        guard let found = try await house.articles.spaces().first(where: { $0.id == space }) else {
            throw ProblemDetails.notFound("There is no space '\(space)'.")
        }
        let wanted = call.body["locale"]?.string ?? group.locale
        let made = try await QuestionFollowUp(house.questions).draft(
            group.number, id: SecretText.id(),
            settings: ArticleSettings(space: space, collection: call.body["collection"]?.string),
            locale: wanted.flatMap { wanted in
                found.locales.first { $0.lowercased() == wanted.lowercased() }
            } ?? found.locales.first, desk: house.desk, by: try call.person(), at: call.now)
        try await house.note(
            call, "article.make", made.id, ["question": .integer(Int(group.number))])
        let answer = try await answer(call, group, "question.drafted")
        return .created(
            (try? JSONValue(parsing: answer.body)) ?? .null, at: "/articles/\(made.id)")
    }

    /// `POST /questions/{question}/link`
    @Sendable private func link(_ call: APICall) async throws -> APIAnswer {
        let group = try await group(call)
        let wordings = call.body["wordings"]?.array?.compactMap { $0.int.map { Int64($0) } } ?? []
        _ = try await QuestionFollowUp(house.questions).link(
            group.number, wordings: Set(wordings), to: call.text("article"),
            locale: call.text("locale"), revisions: house.articles, desk: house.desk,
            by: try call.person(), at: call.now)
        return try await answer(call, group, "question.linked")
    }

    /// `POST /questions/{question}/example`
    @Sendable private func example(_ call: APICall) async throws -> APIAnswer {
        let group = try await group(call)
        let folder = URL(filePath: house.projectFolder)
        let made = try ExampleAdding.add(call.text("text"), to: call.text("intent"), in: folder)
        try await house.questions.set(
            .linked, article: nil, ignoredUntil: nil, of: group.number)
        try await house.note(
            call, "question.example", String(group.number),
            ["intent": .string(call.text("intent")), "file": .string(made.file)])
        return .json(["file": .string(made.file), "known": .bool(made.isKnown)])
    }

    /// `POST /questions/{question}/check`
    @Sendable private func check(_ call: APICall) async throws -> APIAnswer {
        let group = try await group(call)
        guard let asking = house.asking else {
            throw ProblemDetails.conflict("The project's martlet.yml has no `knowledge_base`.")
        }
        let report = try await QuestionFollowUp(house.questions).askAgain(
            group.number, answering: asking, audience: .everybody, at: call.now)
        return .json(QuestionGroupShape.json(report))
    }

    private func answer(
        _ call: APICall, _ group: QuestionGroup, _ deed: String
    ) async throws -> APIAnswer {
        try await house.note(call, deed, String(group.number))
        let changed = try await QuestionFollowUp(house.questions).group(group.number)
        return .json(QuestionGroupShape.json(changed))
    }
}
