// Spaces and collections as the API shows them.

import KnowledgeBase
import Vocabulary

/// Writes spaces and collections.
enum SpaceShape {
    static func spaceFields(isNew: Bool) -> [APIField] {
        let field = isNew ? APIField.required : APIField.optional
        return [
            field("slug", .text(1...ArticleLimits.slugBytes), "What its addresses begin with."),
            field("name", .line, "The name people read."),
            field(
                "locales", .list(.text(2...35), max: ArticleLimits.locales),
                "Its locales (BCP 47), the default one first."),
            .optional("audience", .names(of: Audience.self), "Who may read it."),
            .optional("footer", .text(0...10_000), "Text below each page."),
        ]
    }

    static let space = APISchema.named(
        "Space",
        [
            .required("id", .id, "The id."),
            .required("slug", .text(1...ArticleLimits.slugBytes), "What its addresses begin with."),
            .required("name", .line, "The name people read."),
            .required(
                "locales", .list(.text(2...35), max: ArticleLimits.locales),
                "Its locales, the default one first."),
            .required("audience", .names(of: Audience.self), "Who may read it."),
            .required("footer", .text(0...10_000), "Text below each page."),
            .required("created", .time, "When it was made."),
        ])

    static func json(_ space: KnowledgeSpace) -> JSONValue {
        [
            "id": .string(space.id), "slug": .string(space.slug), "name": .string(space.name),
            "locales": .array(space.locales.map(JSONValue.string)),
            "audience": .string(space.audience.rawValue), "footer": .string(space.footer),
            "created": .number(space.created),
        ]
    }

    static func collectionFields(isNew: Bool) -> [APIField] {
        let field = isNew ? APIField.required : APIField.optional
        return [
            field("name", .line, "The name people read."),
            .optional("icon", .text(0...40), "The picture beside the name."),
            .optional("audience", .names(of: Audience.self), "Who may read it."),
            .optional(
                "needs_review", .truth, "Whether another person must approve what is published."),
            .optional("owner", .nullable(.id), "Who answers for it."),
        ]
    }

    static let collection = APISchema.named(
        "Collection",
        [
            .required("id", .id, "The id."), .required("space", .id, "The space it lies in."),
            .required("parent", .nullable(.id), "The collection it lies in."),
            .required("name", .line, "The name people read."),
            .required("icon", .text(0...40), "The picture beside the name."),
            .required("audience", .names(of: Audience.self), "Who may read it."),
            .required(
                "needs_review", .truth, "Whether another person must approve what is published."),
            .required("owner", .nullable(.id), "Who answers for it."),
            .required("created", .time, "When it was made."),
        ])

    static func json(_ collection: ArticleCollection) -> JSONValue {
        [
            "id": .string(collection.id), "space": .string(collection.space),
            "parent": collection.parent.map(JSONValue.string) ?? .null,
            "name": .string(collection.name), "icon": .string(collection.icon),
            "audience": .string(collection.audience.rawValue),
            "needs_review": .bool(collection.needsReview),
            "owner": collection.owner.map(JSONValue.string) ?? .null,
            "created": .number(collection.created),
        ]
    }
}
