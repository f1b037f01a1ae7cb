// Publishing, planning, rolling back, and what visitors saw.

import HTTPTypes
import KnowledgeBase
import Storage
import Vocabulary

/// The routes about what is live.
struct PublishingAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    var routes: [APIRoute] { pointer + plans + history }

    private static let revision = APIField.required(
        "revision", .whole(1...Int.max), "The revision.")

    private var pointer: [APIRoute] {
        [
            APIRoute(
                .post, "/articles/{article}/{locale}/publish", .permission(.articlesPublish),
                APIOperation(
                    id: "publishRevision", summary: "Show a revision to visitors",
                    tag: "publishing",
                    body: .json(
                        .fields(
                            .optional(
                                "revision", .whole(1...Int.max), "The newest if not given.")))),
                publish),
            APIRoute(
                .delete, "/articles/{article}/{locale}/publish", .permission(.articlesPublish),
                APIOperation(
                    id: "unpublishArticle", summary: "Take an article away from visitors",
                    tag: "publishing"), unpublish),
            APIRoute(
                .post, "/articles/{article}/{locale}/rollback", .permission(.articlesRestore),
                APIOperation(
                    id: "rollBack", summary: "Show an earlier revision again; drafts stay",
                    tag: "publishing", body: .json(.fields(Self.revision))), rollBack),
        ]
    }

    private var plans: [APIRoute] {
        [
            APIRoute(
                .post, "/articles/{article}/{locale}/plans", .permission(.articlesPublish),
                APIOperation(
                    id: "planPublication", summary: "Publish, or take away, at a time",
                    tag: "publishing",
                    body: .json(
                        .fields(
                            .required(
                                "revision", .nullable(.whole(1...Int.max)),
                                "The revision; null takes the article away."),
                            .required("time", .time, "When."))),
                    success: .created(PublishingShape.plan), isCreation: true), plan),
            APIRoute(
                .get, "/articles/{article}/plans", .permission(.articlesRead),
                APIOperation(
                    id: "listArticlePlans", summary: "The plans of an article", tag: "publishing",
                    success: .page(of: PublishingShape.plan)), articlePlans),
            APIRoute(
                .get, "/plans", .permission(.articlesRead),
                APIOperation(
                    id: "listPlans", summary: "All plans that wait, the earliest first",
                    tag: "publishing", success: .page(of: PublishingShape.plan)), allPlans),
            APIRoute(
                .delete, "/plans/{plan}", .permission(.articlesPublish),
                APIOperation(
                    id: "cancelPlan", summary: "Call off a plan that waits", tag: "publishing"),
                cancel),
        ]
    }

    private var history: [APIRoute] {
        [
            APIRoute(
                .get, "/articles/{article}/{locale}/seen", .permission(.articlesRead),
                APIOperation(
                    id: "getSeen", summary: "What visitors saw at a time", tag: "publishing",
                    query: [APIParameter("at", .time, "The time; now if not given.")],
                    success: .json(
                        .fields(
                            .required(
                                "span", .nullable(PublishingShape.span),
                                "Null before it was ever published."),
                            .required(
                                "revision", .nullable(RevisionShape.revision),
                                "What was seen; null for nothing.")))), seen),
            APIRoute(
                .get, "/articles/{article}/{locale}/live", .permission(.articlesRead),
                APIOperation(
                    id: "listLiveSpans", summary: "What visitors saw, in order of time",
                    tag: "publishing",
                    success: .json(
                        .fields(
                            .required(
                                "items", .list(PublishingShape.span, max: Int.max), "The spans.")))),
                spans),
        ]
    }

    // MARK: - The pointer

    private func move(_ call: APICall, to revision: Int?, _ reason: String) async throws {
        try await house.articles.publish(
            Publication(
                article: call["article"], locale: call["locale"], revision: revision,
                by: try call.person(), time: call.now, reason: reason))
        try await house.note(
            call, "article.\(reason)", call["article"],
            [
                "locale": .string(call["locale"]),
                "revision": revision.map(JSONValue.integer) ?? .null,
            ])
    }

    /// `POST …/publish`
    @Sendable private func publish(_ call: APICall) async throws -> APIAnswer {
        var revision = call.body["revision"]?.int
        if revision == nil {
            revision = try await house.articles.revisions(
                of: call["article"], locale: call["locale"], before: nil, limit: 1
            ).first?.number
        }
        guard let revision else {
            throw ProblemDetails.notFound("The article has no such locale, or there is none.")
        }
        try await move(call, to: revision, "publish")
        return .nothing
    }

    /// `DELETE …/publish`
    @Sendable private func unpublish(_ call: APICall) async throws -> APIAnswer {
        try await move(call, to: nil, "unpublish")
        return .nothing
    }

    /// `POST …/rollback`
    @Sendable private func rollBack(_ call: APICall) async throws -> APIAnswer {
        let revision = call.body["revision"]?.int ?? 0
        let spans = try await house.articles.liveSpans(of: call["article"], locale: call["locale"])
        guard spans.contains(where: { $0.revision == revision }) else {
            throw ProblemDetails.conflict("Visitors have never seen revision \(revision).")
        }
        try await move(call, to: revision, "rollback")
        return .nothing
    }

    // MARK: - Plans

    /// `POST …/plans`
    @Sendable private func plan(_ call: APICall) async throws -> APIAnswer {
        let publication = Publication(
            article: call["article"], locale: call["locale"],
            revision: call.body["revision"]?.int, by: try call.person(),
            time: call.body["time"]?.double ?? call.now, reason: "schedule")
        guard publication.time > call.now else {
            throw ProblemDetails.invalid("/time", "The time lies in the past.")
        }
        let number = try await house.articles.plan(publication)
        try await house.note(call, "article.plan", call["article"])
        return .created(
            PublishingShape.json(PlannedPublication(number: number, publication: publication)),
            at: "/plans/\(number)")
    }

    /// `GET /articles/{article}/plans`
    @Sendable private func articlePlans(_ call: APICall) async throws -> APIAnswer {
        let found = try await house.articles.plans(
            of: call["article"], limit: PageRequest.limitMax)
        return call.answer(Page(items: found), PublishingShape.json)
    }

    /// `GET /plans`
    @Sendable private func allPlans(_ call: APICall) async throws -> APIAnswer {
        let found = try await house.articles.plans(of: nil, limit: PageRequest.limitMax)
        return call.answer(Page(items: found), PublishingShape.json)
    }

    /// `DELETE /plans/{plan}`
    @Sendable private func cancel(_ call: APICall) async throws -> APIAnswer {
        try await house.articles.cancelPlan(Int64(try call.number("plan")))
        try await house.note(call, "article.unplan", call["plan"])
        return .nothing
    }

    // MARK: - History

    /// `GET …/seen`
    @Sendable private func seen(_ call: APICall) async throws -> APIAnswer {
        let (article, locale) = (call["article"], call["locale"])
        let span = try await house.articles.live(
            article, locale: locale, at: call.query["at"]?.double ?? call.now)
        var revision: ArticleRevision?
        if let number = span?.revision {
            revision = try await house.articles.revision(number, of: article, locale: locale)
        }
        return .json([
            "span": span.map(PublishingShape.json) ?? .null,
            "revision": revision.map(RevisionShape.json) ?? .null,
        ])
    }

    /// `GET …/live`
    @Sendable private func spans(_ call: APICall) async throws -> APIAnswer {
        let found = try await house.articles.liveSpans(of: call["article"], locale: call["locale"])
        return .json(["items": .array(found.map(PublishingShape.json))])
    }
}
