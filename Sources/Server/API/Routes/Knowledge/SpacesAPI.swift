// /spaces: knowledge bases and the trees of their collections.

import Accounts
import HTTPTypes
import KnowledgeBase
import Storage
import Vocabulary

/// The routes about spaces and collections.
struct SpacesAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    var routes: [APIRoute] { spaces + collections }

    private var spaces: [APIRoute] {
        [
            APIRoute(
                .get, "/spaces", .permission(.articlesRead),
                APIOperation(
                    id: "listSpaces", summary: "The spaces, by their slugs", tag: "spaces",
                    success: .page(of: SpaceShape.space)), list),
            APIRoute(
                .post, "/spaces", .permission(.structureWrite),
                APIOperation(
                    id: "makeSpace", summary: "Make a space", tag: "spaces",
                    body: .json(.object(APIObject(nil, SpaceShape.spaceFields(isNew: true)))),
                    success: .created(SpaceShape.space), isCreation: true), make),
            APIRoute(
                .patch, "/spaces/{space}", .permission(.structureWrite),
                APIOperation(
                    id: "changeSpace", summary: "Change a space", tag: "spaces",
                    body: .json(.object(APIObject(nil, SpaceShape.spaceFields(isNew: false)))),
                    success: .json(SpaceShape.space)), change),
        ]
    }

    private var collections: [APIRoute] {
        let new = SpaceShape.collectionFields(isNew: true)
        return [
            APIRoute(
                .get, "/spaces/{space}/collections", .permission(.articlesRead),
                APIOperation(
                    id: "listCollections",
                    summary: "The collections of a space, each before those inside it",
                    tag: "spaces",
                    success: .json(
                        .fields(
                            .required(
                                "items",
                                .list(SpaceShape.collection, max: ArticleBook.collectionsMax),
                                "The collections.")))), listCollections),
            APIRoute(
                .post, "/spaces/{space}/collections", .permission(.structureWrite),
                APIOperation(
                    id: "makeCollection", summary: "Make a collection, last in its parent",
                    tag: "spaces",
                    body: .json(
                        .object(
                            APIObject(
                                nil,
                                new + [
                                    .optional("parent", .nullable(.id), "The one it lies in.")
                                ]))), success: .created(SpaceShape.collection), isCreation: true),
                makeCollection),
            APIRoute(
                .patch, "/spaces/{space}/collections/{collection}", .permission(.structureWrite),
                APIOperation(
                    id: "changeCollection", summary: "Change a collection", tag: "spaces",
                    body: .json(
                        .object(APIObject(nil, SpaceShape.collectionFields(isNew: false)))),
                    success: .json(SpaceShape.collection)), changeCollection),
            APIRoute(
                .post, "/spaces/{space}/collections/{collection}/place",
                .permission(.structureWrite),
                APIOperation(
                    id: "placeCollection", summary: "Move a collection with all that is in it",
                    tag: "spaces",
                    body: .json(
                        .fields(
                            .optional("parent", .nullable(.id), "The one it shall lie in."),
                            .optional("before", .nullable(.id), "The one it shall stand before.")))
                ), placeCollection),
            APIRoute(
                .delete, "/spaces/{space}/collections/{collection}", .permission(.structureWrite),
                APIOperation(
                    id: "removeCollection", summary: "Remove an empty collection", tag: "spaces"),
                removeCollection),
        ]
    }

    // MARK: - Spaces

    /// `GET /spaces`
    @Sendable private func list(_ call: APICall) async throws -> APIAnswer {
        call.answer(Page(items: try await house.articles.spaces()), SpaceShape.json)
    }

    /// `POST /spaces`
    @Sendable private func make(_ call: APICall) async throws -> APIAnswer {
        let space = KnowledgeSpace(
            id: SecretText.id(), slug: "", name: "", locales: [], created: call.now)
        let made = try Self.changed(space, call)
        try await house.articles.put(made, at: call.now)
        try await house.note(call, "space.make", made.id)
        return .created(SpaceShape.json(made), at: "/spaces/\(made.id)")
    }

    /// `PATCH /spaces/{space}`
    @Sendable private func change(_ call: APICall) async throws -> APIAnswer {
        guard
            let space = try await house.articles.spaces().first(where: { $0.id == call["space"] })
        else { throw ProblemDetails.notFound("There is no space '\(call["space"])'.") }
        let changed = try Self.changed(space, call)
        try await house.articles.put(changed, at: call.now)
        try await house.note(call, "space.change", changed.id)
        return .json(SpaceShape.json(changed))
    }

    private static func changed(
        _ space: KnowledgeSpace, _ call: APICall
    ) throws(ProblemDetails) -> KnowledgeSpace {
        var space = space
        space.slug = call.body["slug"]?.string ?? space.slug
        space.name = call.body["name"]?.string ?? space.name
        space.locales = call.texts("locales") ?? space.locales
        space.footer = call.body["footer"]?.string ?? space.footer
        space.audience =
            call.body["audience"]?.string.flatMap { Audience(rawValue: $0) } ?? space.audience
        guard ArticleText.isSlug(space.slug) else {
            throw .invalid("/slug", "A slug has small letters, digits and single '-' between.")
        }
        for (index, locale) in space.locales.enumerated() where !ArticleText.isLocale(locale) {
            throw .invalid(
                "/locales/\(index)", "A locale is a BCP 47 tag, such as 'en' or 'pt-BR'.")
        }
        guard !space.locales.isEmpty, Set(space.locales).count == space.locales.count else {
            throw .invalid("/locales", "There is at least one locale, and none is named twice.")
        }
        return space
    }

    // MARK: - Collections

    private func collection(_ call: APICall) async throws -> ArticleCollection {
        let all = try await house.articles.collections(of: call["space"])
        guard let found = all.first(where: { $0.id == call["collection"] }) else {
            throw ProblemDetails.notFound("There is no collection '\(call["collection"])' here.")
        }
        return found
    }

    /// `GET /spaces/{space}/collections`
    @Sendable private func listCollections(_ call: APICall) async throws -> APIAnswer {
        let all = try await house.articles.collections(of: call["space"])
        return .json(["items": .array(all.map(SpaceShape.json))])
    }

    /// `POST /spaces/{space}/collections`
    @Sendable private func makeCollection(_ call: APICall) async throws -> APIAnswer {
        let collection = Self.changed(
            ArticleCollection(
                id: SecretText.id(), space: call["space"], parent: call.body["parent"]?.string,
                name: "", created: call.now), call)
        try await house.articles.put(collection, at: call.now)
        try await house.note(call, "collection.make", collection.id)
        return .created(
            SpaceShape.json(collection),
            at: "/spaces/\(collection.space)/collections/\(collection.id)")
    }

    /// `PATCH /spaces/{space}/collections/{collection}`
    @Sendable private func changeCollection(_ call: APICall) async throws -> APIAnswer {
        let changed = Self.changed(try await collection(call), call)
        try await house.articles.put(changed, at: call.now)
        try await house.note(call, "collection.change", changed.id)
        return .json(SpaceShape.json(changed))
    }

    private static func changed(_ old: ArticleCollection, _ call: APICall) -> ArticleCollection {
        var collection = old
        collection.name = call.body["name"]?.string ?? old.name
        collection.icon = call.body["icon"]?.string ?? old.icon
        collection.owner = call.optional("owner", old.owner, \.string)
        collection.needsReview = call.body["needs_review"]?.bool ?? old.needsReview
        collection.audience =
            call.body["audience"]?.string.flatMap { Audience(rawValue: $0) } ?? old.audience
        return collection
    }

    /// `POST /spaces/{space}/collections/{collection}/place`
    @Sendable private func placeCollection(_ call: APICall) async throws -> APIAnswer {
        let collection = try await collection(call)
        try await house.articles.place(
            collection: collection.id,
            in: call.optional("parent", collection.parent, \.string),
            before: call.body["before"]?.string, at: call.now)
        try await house.note(call, "collection.place", collection.id)
        return .nothing
    }

    /// `DELETE /spaces/{space}/collections/{collection}`
    @Sendable private func removeCollection(_ call: APICall) async throws -> APIAnswer {
        let collection = try await collection(call)
        try await house.articles.removeCollection(collection.id)
        try await house.note(call, "collection.remove", collection.id)
        return .nothing
    }
}
