// /spaces/{space}/redirects: where old addresses lead.

import HTTPTypes
import KnowledgeBase
import Storage
import Vocabulary

/// The routes about slugs and redirects.
struct RedirectsAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    var routes: [APIRoute] {
        [
            APIRoute(
                .get, "/spaces/{space}/redirects", .permission(.articlesRead),
                APIOperation(
                    id: "listRedirects", summary: "The redirects of a space", tag: "redirects",
                    query: APIParameter.paging, success: .page(of: PublishingShape.redirect)),
                list),
            APIRoute(
                .put, "/spaces/{space}/redirects/{locale}/{slug}", .permission(.structureWrite),
                APIOperation(
                    id: "putRedirect", summary: "Let an old slug lead to an article or address",
                    tag: "redirects",
                    body: .json(
                        .fields(
                            .optional("article", .id, "The article."),
                            .optional("url", .text(1...2_048), "Or the address.")))), put),
            APIRoute(
                .delete, "/spaces/{space}/redirects/{locale}/{slug}",
                .permission(.structureWrite),
                APIOperation(
                    id: "removeRedirect", summary: "Remove a redirect", tag: "redirects"), remove),
            APIRoute(
                .get, "/spaces/{space}/slugs/{locale}/{slug}", .permission(.articlesRead),
                APIOperation(
                    id: "findSlug", summary: "What a slug leads to", tag: "redirects",
                    success: .json(
                        .fields(
                            .required("article", .nullable(.id), "The article."),
                            .required(
                                "slug", .nullable(.text(1...200)), "The slug it has now."),
                            .required(
                                "url", .nullable(.text(1...2_048)), "The address it leads to.")))),
                find),
        ]
    }

    /// `GET /spaces/{space}/redirects`
    @Sendable private func list(_ call: APICall) async throws -> APIAnswer {
        let request = try call.page()
        var after: (locale: String, slug: String)?
        if let parts = request.after?.split(separator: "/", maxSplits: 1), parts.count == 2 {
            after = (String(parts[0]), String(parts[1]))
        }
        let found = try await house.articles.redirects(
            of: call["space"], after: after, limit: request.limit + 1)
        return call.answer(
            Page(found: found, for: request) { "\($0.locale)/\($0.slug)" }, PublishingShape.json)
    }

    /// `PUT /spaces/{space}/redirects/{locale}/{slug}`
    @Sendable private func put(_ call: APICall) async throws -> APIAnswer {
        try ArticlesAPI.check(slug: call["slug"])
        if let url = call.body["url"]?.string, !DocumentAddress.isLink(url) {
            throw ProblemDetails.invalid("/url", "It is no address that may be linked to.")
        }
        try await house.articles.put(
            ArticleRedirect(
                space: call["space"], locale: call["locale"], slug: call["slug"],
                article: call.body["article"]?.string, url: call.body["url"]?.string,
                reason: .manual, created: call.now))
        try await house.note(call, "redirect.put", call["slug"])
        return .nothing
    }

    /// `DELETE /spaces/{space}/redirects/{locale}/{slug}`
    @Sendable private func remove(_ call: APICall) async throws -> APIAnswer {
        try await house.articles.removeRedirect(
            call["slug"], space: call["space"], locale: call["locale"])
        try await house.note(call, "redirect.remove", call["slug"])
        return .nothing
    }

    /// `GET /spaces/{space}/slugs/{locale}/{slug}`
    @Sendable private func find(_ call: APICall) async throws -> APIAnswer {
        let target = try await house.articles.target(
            of: call["slug"], space: call["space"], locale: call["locale"])
        switch target {
        case .article(let id):
            return .json([
                "article": .string(id), "slug": .string(call["slug"]), "url": .null,
            ])
        case .moved(let id, let slug):
            return .json(["article": .string(id), "slug": .string(slug), "url": .null])
        case .url(let url):
            return .json(["article": .null, "slug": .null, "url": .string(url)])
        case nil: throw ProblemDetails.notFound("The slug leads nowhere.")
        }
    }
}
