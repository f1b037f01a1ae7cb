// The knowledge base of an open workspace: the store, the desk, the shelf of attachments.

import Accounts
import Foundation
import KnowledgeBase
import Logging
import ServiceLifecycle
import Storage
import Vocabulary

extension WorkspaceHouse {
    /// Spaces, articles and revisions.
    var articles: ArticleBook { ArticleBook(file) }

    /// Where revisions are written.
    var desk: ArticleDesk { ArticleDesk(articles) }

    /// The files of attachments, beside the workspace file.
    var shelf: AttachmentShelf {
        let folder = (file.path as NSString).deletingLastPathComponent
        return AttachmentShelf(folder: folder + "/attachments", store: articles)
    }

    /// Writes a line of the audit log about an article.
    func note(
        _ call: APICall, _ action: String, _ subject: String, _ details: JSONObject = [:]
    ) async throws(Fault) {
        try await audit.append([
            AuditEvent(
                time: call.now, actor: call.caller?.id ?? "", action: action, subject: subject,
                details: details, address: call.peer.address)
        ])
    }
}

/// Publishes what is planned when its time comes.
struct PlanService: Service {
    /// How often it is looked for publications that are due.
    static let interval = Duration.seconds(1)

    let house: WorkspaceHouse
    let logger: Logger

    /// Looks until the server stops.
    func run() async throws {
        let runner = PublicationRunner(house.articles, now: house.now, report: report)
        await cancelWhenGracefulShutdown { await runner.run(every: Self.interval) }
    }

    private func report(_ result: Result<[PlannedPublication], Fault>) {
        switch result {
        case .success(let plans):
            for plan in plans where plan.state == .failed {
                let article = plan.publication.article
                logger.warning(
                    "A planned publication failed.",
                    metadata: ["article": "\(article)", "reason": "\(plan.message)"])
            }
        case .failure(let fault):
            logger.error("Plans cannot be carried out.", metadata: ["error": "\(fault)"])
        }
    }
}

extension APICall {
    /// The id of the person who asks.
    func person() throws(ProblemDetails) -> String { try signedIn().person.id }

    /// A number in a place of the path.
    ///
    /// - Throws: `ProblemDetails` with status 404 for what is no number.
    func number(_ place: String) throws(ProblemDetails) -> Int {
        guard let number = Int(self[place]), number > 0 else {
            throw .notFound("There is no number '\(self[place].prefix(40))'.")
        }
        return number
    }

    /// A field that may be `null`: the old value when it is missing.
    func optional<Value>(
        _ field: String, _ old: Value?, _ read: (JSONValue) -> Value?
    ) -> Value? {
        guard let value = body[field] else { return old }
        return value.isNull ? nil : read(value)
    }

    /// The texts of a field that is a list; `nil` when it is missing.
    func texts(_ field: String) -> [String]? { body[field]?.array?.compactMap(\.string) }
}

extension ProblemDetails {
    /// What is wrong with a document, each finding with its place in the body.
    static func invalid(_ problems: DocumentProblems) -> ProblemDetails {
        invalid(
            problems.list.prefix(SchemaChecks.findingsMax).map {
                SchemaFinding(pointer: $0.pointer, detail: $0.message)
            })
    }
}
