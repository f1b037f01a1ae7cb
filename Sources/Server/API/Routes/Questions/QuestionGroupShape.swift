// Groups of unanswered questions as the API shows them.

import KnowledgeBase
import Vocabulary

/// Writes groups, wordings and reports.
enum QuestionGroupShape {
    private static let fields: [APIField] = [
        .required("number", .whole(1...Int.max), "Its number."),
        .required("state", .names(of: QuestionState.self), "What was done about it."),
        .required("locale", .nullable(.text(0...35)), "The locale of its questions."),
        .required("sample", .text(0...4_000), "The wording that was first."),
        .required("count", .whole(0...Int.max), "How often it was asked."),
        .required("hand_offs", .whole(0...Int.max), "How often a person was asked to take over."),
        .required("thumbs_down", .whole(0...Int.max), "How often an answer did not help."),
        .required("cost", .whole(0...Int.max), "What groups are ranked by."),
        .required("first", .time, "When it was asked first."),
        .required("last", .time, "When it was asked last."),
        .required("article", .nullable(.text(0...64)), "The article made for it, or linked."),
        .required("ignored_until", .nullable(.time), "Until when it is ignored."),
        .required("settled", .nullable(.time), "When all wordings were found answered."),
    ]

    static let schema = APISchema.named("QuestionGroup", fields)

    private static let wording = APISchema.named(
        "QuestionWording",
        [
            .required("number", .whole(1...Int.max), "Its number."),
            .required("text", .text(0...4_000), "The words, personal data masked."),
            .required("count", .whole(0...Int.max), "How often they were used."),
            .required("last", .time, "When they were used last."),
            .required(
                "outcome", .names(of: KnowledgeAnswer.Outcome.self), "What was said last time."),
        ])

    static let detailed = APISchema.named(
        "QuestionGroupWithWordings",
        fields + [.required("wordings", .list(wording, max: 200), "The most used first.")])

    static let report = APISchema.named(
        "QuestionCheck",
        [
            .required("answered_before", .whole(0...1_000), "How many were answered before."),
            .required("answered_after", .whole(0...1_000), "How many are answered now."),
            .required(
                "questions",
                .list(
                    .fields(
                        .required("text", .text(0...4_000), "The words."),
                        .required(
                            "before", .names(of: KnowledgeAnswer.Outcome.self), "Before."),
                        .required("after", .names(of: KnowledgeAnswer.Outcome.self), "Now."),
                        .required(
                            "article", .nullable(.text(0...64)), "The article cited first now.")),
                    max: 200), "Each wording."),
        ])

    static func json(_ group: QuestionGroup) -> JSONValue { .object(object(group)) }

    static func json(_ group: QuestionGroup, _ wordings: [QuestionWording]) -> JSONValue {
        var object = object(group)
        object["wordings"] = .array(
            wordings.map {
                [
                    "number": .integer(Int($0.number)), "text": .string($0.text),
                    "count": .integer($0.count), "last": .number($0.last),
                    "outcome": .string($0.outcome.rawValue),
                ]
            })
        return .object(object)
    }

    static func json(_ report: FollowUpReport) -> JSONValue {
        [
            "answered_before": .integer(report.answeredBefore),
            "answered_after": .integer(report.answeredAfter),
            "questions": .array(
                report.lines.map {
                    [
                        "text": .string($0.text), "before": .string($0.before.rawValue),
                        "after": .string($0.after.rawValue), "article": JSONValue($0.article),
                    ]
                }),
        ]
    }

    private static func object(_ group: QuestionGroup) -> JSONObject {
        [
            "number": .integer(Int(group.number)), "state": .string(group.state.rawValue),
            "locale": JSONValue(group.locale), "sample": .string(group.sample),
            "count": .integer(group.count), "hand_offs": .integer(group.handOffs),
            "thumbs_down": .integer(group.thumbsDown), "cost": .integer(group.cost),
            "first": .number(group.first), "last": .number(group.last),
            "article": JSONValue(group.article),
            "ignored_until": group.ignoredUntil.map(JSONValue.number) ?? .null,
            "settled": group.settled.map(JSONValue.number) ?? .null,
        ]
    }
}
