// /answers: what the knowledge base said, to whom, from which revisions.

import Accounts
import HTTPTypes
import Storage
import Vocabulary

/// The routes about the log of answers.
struct AnswersAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    private static let filters: [APIParameter] =
        APIParameter.paging + [
            APIParameter(
                "outcome", .names(of: KnowledgeAnswer.Outcome.self), "Only those with it."),
            APIParameter("conversation", .text(1...255), "Only those of this conversation."),
            APIParameter("article", .id, "Only those that cite this article."),
            APIParameter("helpful", .truth, "Only those that were said to help, or not to."),
        ]

    var routes: [APIRoute] {
        [
            APIRoute(
                .get, "/answers", .permission(.questionsRead),
                APIOperation(
                    id: "listAnswers", summary: "The log of answers, newest first",
                    tag: "questions", query: Self.filters,
                    success: .page(of: AnswerShape.schema)), list),
            APIRoute(
                .get, "/answers/{answer}", .permission(.questionsRead),
                APIOperation(
                    id: "getAnswer", summary: "One answer", tag: "questions",
                    success: .json(AnswerShape.schema)), read),
        ]
    }

    /// `GET /answers`
    @Sendable private func list(_ call: APICall) async throws -> APIAnswer {
        let request = try call.page()
        let query = AnswerQuery(
            outcome: call.query["outcome"]?.string.flatMap(KnowledgeAnswer.Outcome.init),
            conversation: call.query["conversation"]?.string,
            article: call.query["article"]?.string, isHelpful: call.query["helpful"]?.bool)
        let found = try await house.questions.entries(
            query, before: request.after.flatMap { Int64($0) }, limit: request.limit + 1)
        return call.answer(
            Page(found: found, for: request, place: { String($0.number) }), AnswerShape.json)
    }

    /// `GET /answers/{answer}`
    @Sendable private func read(_ call: APICall) async throws -> APIAnswer {
        guard let entry = try await house.questions.entry(Int64(try call.number("answer"))) else {
            throw ProblemDetails.notFound("There is no answer \(call["answer"]).")
        }
        return .json(AnswerShape.json(entry))
    }
}

/// An answer as the API shows it.
enum AnswerShape {
    private static let citation = APISchema.named(
        "AnswerCitation",
        [
            .required("article", .text(0...64), "The article's id."),
            .required("revision", .whole(0...Int.max), "The revision that was read."),
            .required("locale", .text(0...35), "Its locale."),
            .required("title", .text(0...1_000), "The article's title."),
            .required("heading", .text(0...2_000), "The nearest heading; may be empty."),
            .required("url", .nullable(.text(0...4_000)), "The public address."),
            .optional("score", .number, "Its score, comparable within one answer."),
        ])

    static let schema = APISchema.named(
        "Answer",
        [
            .required("number", .whole(1...Int.max), "Its number."),
            .required("time", .time, "When it was given."),
            .required("question", .text(0...4_000), "The question, personal data masked."),
            .required("locale", .nullable(.text(0...35)), "The locale."),
            .required("audience", .names(of: Audience.self), "Who asked."),
            .required("conversation", .nullable(.text(0...255)), "The conversation."),
            .required("message", .nullable(.text(0...255)), "The message."),
            .required(
                "outcome", .names(of: KnowledgeAnswer.Outcome.self), "How sure the answer was."),
            .required("confidence", .number, "From 0 to 1."),
            .required(
                "sentences",
                .list(
                    .fields(
                        .required("text", .text(), "The sentence."),
                        .required("citation", .whole(0...Int.max), "Its place in `cited`.")),
                    max: 100), "What was said."),
            .required("cited", .list(citation, max: 100), "Where it stands."),
            .required("passages", .list(citation, max: 100), "What was considered, best first."),
            .required("helpful", .nullable(.truth), "What the visitor said of it."),
            .required("handed_off", .truth, "Whether a person was asked to take over."),
            .required(
                "question_group", .nullable(.whole(1...Int.max)),
                "The group of unanswered questions it is in."),
        ])

    static func json(_ entry: AnswerEntry) -> JSONValue {
        let record = entry.record
        return [
            "number": .integer(Int(entry.number)), "time": .number(record.time),
            "question": .string(record.question), "locale": JSONValue(record.locale),
            "audience": .string(record.audience.rawValue),
            "conversation": JSONValue(record.conversation), "message": JSONValue(record.message),
            "outcome": .string(record.outcome.rawValue),
            "confidence": .number(record.confidence),
            "sentences": .array(
                record.sentences.map {
                    ["text": .string($0.text), "citation": .integer($0.citation)]
                }),
            "cited": .array(record.cited.map { .object($0.json) }),
            "passages": .array(
                record.passages.map { passage in
                    var object = passage.citation.json
                    object["score"] = .number(passage.score)
                    return .object(object)
                }),
            "helpful": entry.isHelpful.map(JSONValue.bool) ?? .null,
            "handed_off": .bool(entry.isHandedOff),
            "question_group": entry.group.map { .integer(Int($0)) } ?? .null,
        ]
    }
}
