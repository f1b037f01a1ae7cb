// Articles as the API shows them.

import KnowledgeBase
import Vocabulary

/// Writes articles.
enum ArticleShape {
    /// What may be set of an article without a revision.
    static let settings: [APIField] = [
        .optional("collection", .nullable(.id), "The collection it lies in."),
        .optional("audience", .names(of: Audience.self), "Who may read it."),
        .optional("use", .names(of: AssistantUse.self), "What the assistant may do with it."),
        .optional("owner", .nullable(.id), "Who answers for it."),
        .optional(
            "tags", .list(.text(1...ArticleLimits.nameBytes), max: ArticleLimits.tags), "Its tags."),
        .optional("verify_by", .nullable(.time), "When somebody must look whether it still holds."),
    ]

    private static let variant = APISchema.named(
        "ArticleVariant",
        [
            .required("locale", .text(2...35), "The locale."),
            .required("slug", .text(1...200), "What its address ends with."),
            .required("title", .text(1...ArticleLimits.titleBytes), "The title of the draft."),
            .required("draft", .whole(1...Int.max), "The newest revision."),
            .required("live", .nullable(.whole(1...Int.max)), "What visitors see."),
            .required("published", .nullable(.time), "When that was published."),
            .required(
                "outdated", .truth, "Whether the default locale has been changed since."),
        ])

    static let article = APISchema.named(
        "Article",
        [
            .required("id", .id, "The id."), .required("space", .id, "The space it lies in."),
            .required("collection", .nullable(.id), "The collection it lies in."),
            .required("audience", .names(of: Audience.self), "Who may read it."),
            .required(
                "effective_audience", .names(of: Audience.self),
                "The same, narrowed by what it lies in."),
            .required("use", .names(of: AssistantUse.self), "What the assistant may do with it."),
            .required("owner", .nullable(.id), "Who answers for it."),
            .required(
                "tags", .list(.text(1...ArticleLimits.nameBytes), max: ArticleLimits.tags),
                "Its tags."),
            .required("verify_by", .nullable(.time), "When somebody must look at it."),
            .required("locales", .list(variant, max: ArticleLimits.locales), "Its locales."),
            .required("author", .text(0...100), "Who made it."),
            .required("created", .time, "When it was made."),
            .required("updated", .time, "When something of it was changed last."),
            .required("binned", .nullable(.time), "When it was put into the bin."),
            .required("uses", .whole(0...Int.max), "How often the assistant answered from it."),
        ])

    static func json(_ article: ArticleRecord) -> JSONValue {
        let settings = article.settings
        let default_ = article.variants.first { $0.basis == nil }
        return [
            "id": .string(article.id), "space": .string(settings.space),
            "collection": settings.collection.map(JSONValue.string) ?? .null,
            "audience": .string(settings.audience.rawValue),
            "effective_audience": .string(article.audience.rawValue),
            "use": .string(settings.use.rawValue),
            "owner": settings.owner.map(JSONValue.string) ?? .null,
            "tags": .array(settings.tags.map(JSONValue.string)),
            "verify_by": settings.verifyBy.map(JSONValue.number) ?? .null,
            "locales": .array(article.variants.map { json($0, beside: default_) }),
            "author": .string(article.author), "created": .number(article.created),
            "updated": .number(article.updated),
            "binned": article.binned.map(JSONValue.number) ?? .null,
            "uses": .integer(article.uses),
        ]
    }

    private static func json(
        _ variant: ArticleVariant, beside main: ArticleVariant?
    ) -> JSONValue {
        [
            "locale": .string(variant.locale), "slug": .string(variant.slug),
            "title": .string(variant.title), "draft": .integer(variant.draft),
            "live": variant.live.map(JSONValue.integer) ?? .null,
            "published": variant.published.map(JSONValue.number) ?? .null,
            "outdated": .bool(variant.basis.map { $0 < (main?.draft ?? 0) } ?? false),
        ]
    }

    /// Settings with what a request changes.
    static func changed(_ old: ArticleSettings, _ call: APICall) -> ArticleSettings {
        var settings = old
        settings.collection = call.optional("collection", old.collection, \.string)
        settings.owner = call.optional("owner", old.owner, \.string)
        settings.verifyBy = call.optional("verify_by", old.verifyBy, \.double)
        settings.tags = call.texts("tags").map(Self.once) ?? old.tags
        settings.audience =
            call.body["audience"]?.string.flatMap { Audience(rawValue: $0) } ?? old.audience
        settings.use = call.body["use"]?.string.flatMap { AssistantUse(rawValue: $0) } ?? old.use
        return settings
    }

    private static func once(_ tags: [String]) -> [String] {
        var known: Set<String> = []
        return tags.filter { known.insert($0).inserted }
    }
}
