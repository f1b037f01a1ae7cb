// What an export says about its space and collections, in `knowledge.json`.

public import Vocabulary

/// The space and the collections of an exported folder.
public struct KnowledgeManifest: Sendable, Equatable {
    /// The name of the file, at the top of the folder.
    public static let fileName = "knowledge.json"

    /// The space; its id and time are not part of it.
    public var space: KnowledgeSpace
    /// The collections by their folders, joined with `/`.
    public var collections: [String: ArticleCollection]

    /// A manifest.
    public init(space: KnowledgeSpace, collections: [String: ArticleCollection]) {
        self.space = space
        self.collections = collections
    }

    /// Reads one; `nil` for something else.
    init?(_ json: JSONValue) {
        guard let space = json["space"], let slug = space["slug"]?.string,
            ArticleText.isSlug(slug), let list = json["collections"]?.array,
            list.count <= ImportLimits.files
        else { return nil }
        self.space = KnowledgeSpace(
            id: "", slug: slug, name: Self.text(space["name"]) ?? slug,
            locales: (space["locales"]?.array ?? []).compactMap(\.string)
                .filter(ArticleText.isLocale),
            audience: Self.audience(space["audience"]), footer: Self.text(space["footer"]) ?? "",
            created: 0)
        collections = [:]
        for item in list {
            guard let folder = item["folder"]?.string, let name = Self.text(item["name"]) else {
                return nil
            }
            collections[folder] = ArticleCollection(
                id: "", space: "", name: name, icon: Self.text(item["icon"]) ?? "",
                audience: Self.audience(item["audience"]),
                needsReview: item["needs_review"]?.bool ?? false, created: 0)
        }
    }

    /// A missing audience is everybody; one that is not known is the narrowest.
    private static func audience(_ json: JSONValue?) -> Audience {
        guard let json else { return .everybody }
        return json.string.flatMap(Audience.init) ?? .internalOnly
    }

    private static func text(_ json: JSONValue?) -> String? {
        json?.string.flatMap { $0.utf8.count <= ArticleLimits.noteBytes ? $0 : nil }
    }

    /// The manifest as it is written.
    public var text: String {
        let list: [JSONValue] = collections.sorted { $0.key < $1.key }.map { folder, collection in
            [
                "folder": .string(folder), "name": .string(collection.name),
                "icon": .string(collection.icon),
                "audience": .string(collection.audience.rawValue),
                "needs_review": .bool(collection.needsReview),
            ]
        }
        let json: JSONValue = [
            "space": [
                "slug": .string(space.slug), "name": .string(space.name),
                "locales": .array(space.locales.map { .string($0) }),
                "audience": .string(space.audience.rawValue), "footer": .string(space.footer),
            ],
            "collections": .array(list),
        ]
        return json.text(indent: 2) + "\n"
    }
}
