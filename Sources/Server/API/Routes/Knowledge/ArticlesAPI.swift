// /articles: what holds for an article in all its revisions; the bin; articles that are out of date.

import Accounts
import HTTPTypes
import KnowledgeBase
import Storage
import Vocabulary

/// The routes about articles.
struct ArticlesAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    var routes: [APIRoute] { reading + writing + bin }

    private static let filters: [APIParameter] =
        APIParameter.paging + [
            APIParameter("space", .id, "Only those of this space."),
            APIParameter("collection", .id, "Only those right in this collection."),
            APIParameter("tag", .text(1...200), "Only those with this tag."),
            APIParameter("live", .truth, "Only those that visitors see, or only the others."),
        ]

    private var reading: [APIRoute] {
        [
            APIRoute(
                .get, "/articles", .permission(.articlesRead),
                APIOperation(
                    id: "listArticles", summary: "Articles in the order of their places",
                    tag: "articles", query: Self.filters, success: .page(of: ArticleShape.article)),
                list),
            APIRoute(
                .get, "/articles/{article}", .permission(.articlesRead),
                APIOperation(
                    id: "getArticle", summary: "An article without its text", tag: "articles",
                    success: .json(ArticleShape.article)), read),
            APIRoute(
                .get, "/stale", .permission(.articlesRead),
                APIOperation(
                    id: "listStale",
                    summary: "Articles whose date has passed, the most used first", tag: "articles",
                    success: .page(of: ArticleShape.article)), stale),
        ]
    }

    private var writing: [APIRoute] {
        [
            APIRoute(
                .post, "/articles", .permission(.articlesWrite),
                APIOperation(
                    id: "makeArticle", summary: "Make an article with its first revision, a draft",
                    tag: "articles",
                    body: .json(
                        .object(
                            APIObject(
                                nil,
                                [
                                    .required("space", .id, "The space."),
                                    .optional(
                                        "locale", .text(2...35), "The space's default if not given."
                                    ),
                                    .optional(
                                        "slug", .text(1...ArticleLimits.slugBytes),
                                        "What its address ends with; made of the title if not given."
                                    ),
                                ] + ArticleShape.settings + RevisionShape.content))),
                    success: .created(ArticleShape.article), bodyBytesMax: RevisionShape.bytesMax,
                    isCreation: true), make),
            APIRoute(
                .patch, "/articles/{article}", .permission(.articlesWrite),
                APIOperation(
                    id: "changeArticle", summary: "Change what holds without a revision",
                    tag: "articles", body: .json(.object(APIObject(nil, ArticleShape.settings))),
                    success: .json(ArticleShape.article)), change),
            APIRoute(
                .post, "/articles/{article}/place", .permission(.articlesWrite),
                APIOperation(
                    id: "placeArticle", summary: "Put an article before another of its collection",
                    tag: "articles",
                    body: .json(
                        .fields(
                            .optional("before", .nullable(.id), "The other; the end if not given."))
                    )), place),
            APIRoute(
                .put, "/articles/{article}/{locale}/slug", .permission(.articlesWrite),
                APIOperation(
                    id: "renameArticle", summary: "Give another slug; the old one redirects",
                    tag: "articles",
                    body: .json(
                        .fields(
                            .required("slug", .text(1...ArticleLimits.slugBytes), "The slug.")))),
                rename),
        ]
    }

    private var bin: [APIRoute] {
        [
            APIRoute(
                .get, "/bin", .permission(.articlesDelete),
                APIOperation(
                    id: "listBin", summary: "The articles in the bin", tag: "articles",
                    query: APIParameter.paging, success: .page(of: ArticleShape.article)), listBin),
            APIRoute(
                .delete, "/articles/{article}", .permission(.articlesDelete),
                APIOperation(
                    id: "binArticle", summary: "Put an article into the bin", tag: "articles"),
                putIntoBin),
            APIRoute(
                .post, "/bin/{article}/restore", .permission(.articlesDelete),
                APIOperation(
                    id: "unbinArticle", summary: "Take an article out of the bin, as it was",
                    tag: "articles", success: .json(ArticleShape.article)), takeOut),
            APIRoute(
                .delete, "/bin/{article}", .permission(.articlesPurge),
                APIOperation(
                    id: "eraseArticle", summary: "Remove an article for good", tag: "articles"),
                erase),
        ]
    }

    // MARK: - Reading

    private func page(_ query: ArticleQuery, _ call: APICall) async throws -> APIAnswer {
        let request = try call.page()
        let found = try await house.articles.articles(
            query, after: request.after, limit: request.limit + 1)
        return call.answer(Page(found: found, for: request, place: \.id), ArticleShape.json)
    }

    /// `GET /articles`
    @Sendable private func list(_ call: APICall) async throws -> APIAnswer {
        try await page(
            ArticleQuery(
                space: call.query["space"]?.string, collection: call.query["collection"]?.string,
                tag: call.query["tag"]?.string, isLive: call.query["live"]?.bool), call)
    }

    /// `GET /articles/{article}`
    @Sendable private func read(_ call: APICall) async throws -> APIAnswer {
        .json(ArticleShape.json(try await article(call)))
    }

    private func article(_ call: APICall) async throws -> ArticleRecord {
        guard let article = try await house.articles.article(call["article"]) else {
            throw ProblemDetails.notFound("There is no article '\(call["article"])'.")
        }
        return article
    }

    /// `GET /stale`
    @Sendable private func stale(_ call: APICall) async throws -> APIAnswer {
        let found = try await house.articles.stale(by: call.now, limit: PageRequest.limitMax)
        return call.answer(Page(items: found), ArticleShape.json)
    }

    // MARK: - Writing

    /// `POST /articles`
    @Sendable private func make(_ call: APICall) async throws -> APIAnswer {
        let person = try call.person()
        let space = call.text("space")
        guard let found = try await house.articles.spaces().first(where: { $0.id == space }) else {
            throw ProblemDetails.notFound("There is no space '\(space)'.")
        }
        if let slug = call.body["slug"]?.string { try Self.check(slug: slug) }
        let article = try await house.desk.create(
            SecretText.id(), settings: ArticleShape.changed(ArticleSettings(space: space), call),
            locale: call.body["locale"]?.string ?? found.locales[0],
            slug: call.body["slug"]?.string, content: try RevisionShape.read(call), by: person,
            at: call.now, note: call.text("note"))
        try await house.note(call, "article.make", article.id)
        return .created(ArticleShape.json(article), at: "/articles/\(article.id)")
    }

    /// `PATCH /articles/{article}`
    @Sendable private func change(_ call: APICall) async throws -> APIAnswer {
        let old = try await article(call)
        let changed = try await house.articles.update(
            old.id, settings: ArticleShape.changed(old.settings, call), by: try call.person(),
            at: call.now)
        try await house.note(call, "article.change", old.id)
        return .json(ArticleShape.json(changed))
    }

    /// `POST /articles/{article}/place`
    @Sendable private func place(_ call: APICall) async throws -> APIAnswer {
        try await house.articles.place(
            article: call["article"], before: call.body["before"]?.string)
        return .nothing
    }

    /// `PUT /articles/{article}/{locale}/slug`
    @Sendable private func rename(_ call: APICall) async throws -> APIAnswer {
        let slug = call.text("slug")
        try Self.check(slug: slug)
        try await house.articles.rename(
            call["article"], locale: call["locale"], slug: slug, at: call.now)
        try await house.note(call, "article.rename", call["article"], ["slug": .string(slug)])
        return .nothing
    }

    static func check(slug: String) throws(ProblemDetails) {
        guard !ArticleText.isSlug(slug) else { return }
        throw .invalid("/slug", "A slug has small letters, digits and single '-' between.")
    }

    // MARK: - The bin

    /// `GET /bin`
    @Sendable private func listBin(_ call: APICall) async throws -> APIAnswer {
        try await page(ArticleQuery(isBinned: true), call)
    }

    /// `DELETE /articles/{article}`
    @Sendable private func putIntoBin(_ call: APICall) async throws -> APIAnswer {
        try await house.articles.bin(
            call["article"], isBinned: true, by: try call.person(), at: call.now)
        try await house.note(call, "article.bin", call["article"])
        return .nothing
    }

    /// `POST /bin/{article}/restore`
    @Sendable private func takeOut(_ call: APICall) async throws -> APIAnswer {
        try await house.articles.bin(
            call["article"], isBinned: false, by: try call.person(), at: call.now)
        try await house.note(call, "article.unbin", call["article"])
        return .json(ArticleShape.json(try await article(call)))
    }

    /// `DELETE /bin/{article}`
    @Sendable private func erase(_ call: APICall) async throws -> APIAnswer {
        try await house.articles.erase(call["article"])
        try await house.note(call, "article.erase", call["article"])
        return .nothing
    }
}
