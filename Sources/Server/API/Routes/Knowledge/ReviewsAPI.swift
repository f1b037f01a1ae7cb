// /reviews: another person's look before something is published.

import HTTPTypes
import KnowledgeBase
import Storage
import Vocabulary

/// The routes about reviews.
struct ReviewsAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    var routes: [APIRoute] {
        [
            APIRoute(
                .post, "/articles/{article}/{locale}/reviews", .permission(.articlesWrite),
                APIOperation(
                    id: "askReview", summary: "Ask for a look at a revision", tag: "reviews",
                    body: .json(
                        .fields(.required("revision", .whole(1...Int.max), "The revision."))),
                    success: .created(PublishingShape.review), isCreation: true), ask),
            APIRoute(
                .get, "/articles/{article}/reviews", .permission(.articlesRead),
                APIOperation(
                    id: "listArticleReviews", summary: "The reviews of an article", tag: "reviews",
                    success: .page(of: PublishingShape.review)), ofArticle),
            APIRoute(
                .get, "/reviews", .permission(.articlesRead),
                APIOperation(
                    id: "listReviews", summary: "All open reviews, the oldest first",
                    tag: "reviews", success: .page(of: PublishingShape.review)), open),
            APIRoute(
                .get, "/reviews/{review}", .permission(.articlesRead),
                APIOperation(
                    id: "getReview", summary: "A review", tag: "reviews",
                    success: .json(PublishingShape.review)), read),
            APIRoute(
                .post, "/reviews/{review}/comments", .permission(.articlesReview),
                APIOperation(
                    id: "commentReview", summary: "Add a word to a review", tag: "reviews",
                    body: .json(
                        .fields(
                            .required("text", .text(1...ArticleLimits.noteBytes), "The word."),
                            .optional("pointer", .text(0...1_000), "What it is about."))),
                    success: .created(PublishingShape.review), isCreation: true), comment),
            APIRoute(
                .post, "/reviews/{review}/decision", .permission(.articlesReview),
                APIOperation(
                    id: "decideReview", summary: "Approve, or ask for changes", tag: "reviews",
                    body: .json(
                        .fields(
                            .required(
                                "state", .choice(["approved", "changes"]), "What is decided."))),
                    success: .json(PublishingShape.review)), decide),
        ]
    }

    /// `POST …/reviews`
    @Sendable private func ask(_ call: APICall) async throws -> APIAnswer {
        let review = try await house.articles.askReview(
            of: call.body["revision"]?.int ?? 0, article: call["article"], locale: call["locale"],
            by: try call.person(), at: call.now)
        try await house.note(call, "review.ask", call["article"])
        return .created(PublishingShape.json(review), at: "/reviews/\(review.number)")
    }

    /// `GET /articles/{article}/reviews`
    @Sendable private func ofArticle(_ call: APICall) async throws -> APIAnswer {
        let found = try await house.articles.reviews(
            of: call["article"], limit: PageRequest.limitMax)
        return call.answer(Page(items: found), PublishingShape.json)
    }

    /// `GET /reviews`
    @Sendable private func open(_ call: APICall) async throws -> APIAnswer {
        let found = try await house.articles.reviews(of: nil, limit: PageRequest.limitMax)
        return call.answer(Page(items: found), PublishingShape.json)
    }

    private func review(_ call: APICall) async throws -> ArticleReview {
        let number = Int64(try call.number("review"))
        guard let review = try await house.articles.review(number) else {
            throw ProblemDetails.notFound("There is no review \(number).")
        }
        return review
    }

    /// `GET /reviews/{review}`
    @Sendable private func read(_ call: APICall) async throws -> APIAnswer {
        .json(PublishingShape.json(try await review(call)))
    }

    /// `POST /reviews/{review}/comments`
    @Sendable private func comment(_ call: APICall) async throws -> APIAnswer {
        let number = try await review(call).number
        try await house.articles.comment(
            ReviewComment(
                author: try call.person(), time: call.now, text: call.text("text"),
                pointer: call.text("pointer")), on: number)
        return .created(
            PublishingShape.json(try await review(call)), at: "/reviews/\(number)")
    }

    /// `POST /reviews/{review}/decision`
    @Sendable private func decide(_ call: APICall) async throws -> APIAnswer {
        let state = ArticleReview.State(rawValue: call.text("state")) ?? .changes
        let review = try await house.articles.decide(
            try await review(call).number, state, by: try call.person(), at: call.now)
        try await house.note(
            call, "review.decide", review.article,
            ["state": .string(state.rawValue), "revision": .integer(review.revision)])
        return .json(PublishingShape.json(review))
    }
}
