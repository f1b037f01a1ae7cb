// Plans, spans, reviews, redirects and attachments as the API shows them.

import KnowledgeBase
import Vocabulary

/// Writes what belongs to publishing.
enum PublishingShape {
    static let plan = APISchema.named(
        "Plan",
        [
            .required("number", .whole(1...Int.max), "Its number."),
            .required("article", .id, "The article."),
            .required("locale", .text(2...35), "The locale."),
            .required(
                "revision", .nullable(.whole(1...Int.max)), "Null takes the article away."),
            .required("time", .time, "When."), .required("by", .text(0...100), "Who planned it."),
            .required(
                "state", .names(of: PlannedPublication.State.self), "How it stands with it."),
            .required("message", .text(0...10_000), "Why it failed."),
        ])

    static func json(_ plan: PlannedPublication) -> JSONValue {
        let publication = plan.publication
        return [
            "number": .integer(Int(plan.number)), "article": .string(publication.article),
            "locale": .string(publication.locale),
            "revision": publication.revision.map(JSONValue.integer) ?? .null,
            "time": .number(publication.time), "by": .string(publication.by),
            "state": .string(plan.state.rawValue), "message": .string(plan.message),
        ]
    }

    static let span = APISchema.named(
        "LiveSpan",
        [
            .required(
                "revision", .nullable(.whole(1...Int.max)), "What was seen; null for nothing."),
            .required("from", .time, "From when on."),
            .required("until", .nullable(.time), "Until when; null while it holds."),
            .required("audience", .names(of: Audience.self), "Who could read it."),
            .required("by", .text(0...100), "Who did it."),
            .required("reason", .text(1...40), "Why."),
        ])

    static func json(_ span: LiveSpan) -> JSONValue {
        [
            "revision": span.revision.map(JSONValue.integer) ?? .null, "from": .number(span.from),
            "until": span.until.map(JSONValue.number) ?? .null,
            "audience": .string(span.audience.rawValue), "by": .string(span.by),
            "reason": .string(span.reason),
        ]
    }

    static let comment = APISchema.named(
        "ReviewComment",
        [
            .required("author", .text(0...100), "Who says it."), .required("time", .time, "When."),
            .required("text", .text(1...ArticleLimits.noteBytes), "What is said."),
            .required("pointer", .text(0...1_000), "What it is about, in the document."),
        ])

    static let review = APISchema.named(
        "Review",
        [
            .required("number", .whole(1...Int.max), "Its number."),
            .required("article", .id, "The article."),
            .required("locale", .text(2...35), "The locale."),
            .required("revision", .whole(1...Int.max), "The revision."),
            .required("state", .names(of: ArticleReview.State.self), "How it stands."),
            .required("asked_by", .text(0...100), "Who asked."),
            .required("asked", .time, "When."),
            .required("decided_by", .nullable(.text(0...100)), "Who decided."),
            .required("decided", .nullable(.time), "When."),
            .required("comments", .list(comment, max: 1_000), "What was said."),
        ])

    static func json(_ review: ArticleReview) -> JSONValue {
        [
            "number": .integer(Int(review.number)), "article": .string(review.article),
            "locale": .string(review.locale), "revision": .integer(review.revision),
            "state": .string(review.state.rawValue), "asked_by": .string(review.askedBy),
            "asked": .number(review.asked),
            "decided_by": review.decidedBy.map(JSONValue.string) ?? .null,
            "decided": review.decided.map(JSONValue.number) ?? .null,
            "comments": .array(
                review.comments.map { comment in
                    [
                        "author": .string(comment.author), "time": .number(comment.time),
                        "text": .string(comment.text), "pointer": .string(comment.pointer),
                    ]
                }),
        ]
    }

    static let redirect = APISchema.named(
        "Redirect",
        [
            .required("locale", .text(2...35), "The locale of the old address."),
            .required("slug", .text(1...200), "The old slug."),
            .required("article", .nullable(.id), "The article it leads to."),
            .required("url", .nullable(.text(1...2_048)), "The address it leads to."),
            .required("reason", .names(of: ArticleRedirect.Reason.self), "Why."),
            .required("created", .time, "When it was made."),
            .required("hits", .whole(0...Int.max), "How often it was followed."),
        ])

    static func json(_ redirect: ArticleRedirect) -> JSONValue {
        [
            "locale": .string(redirect.locale), "slug": .string(redirect.slug),
            "article": redirect.article.map(JSONValue.string) ?? .null,
            "url": redirect.url.map(JSONValue.string) ?? .null,
            "reason": .string(redirect.reason.rawValue), "created": .number(redirect.created),
            "hits": .integer(redirect.hits),
        ]
    }

    static let attachment = APISchema.named(
        "Attachment",
        [
            .required("hash", .text(64...64), "The SHA-256 of its bytes."),
            .required("name", .text(1...ArticleLimits.nameBytes), "The name it was sent with."),
            .required("type", .text(1...100), "What its bytes are."),
            .required("size", .whole(1...Int.max), "How many bytes."),
            .required("author", .text(0...100), "Who sent it."),
            .required("created", .time, "When."),
            .required("address", .text(1...100), "What documents call it."),
        ])

    static func json(_ attachment: ArticleAttachment) -> JSONValue {
        [
            "hash": .string(attachment.hash), "name": .string(attachment.name),
            "type": .string(attachment.type), "size": .integer(attachment.size),
            "author": .string(attachment.author), "created": .number(attachment.created),
            "address": .string("attachment:" + attachment.hash),
        ]
    }
}
