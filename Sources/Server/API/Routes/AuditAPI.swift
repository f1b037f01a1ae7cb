// /audit: who did what.

import Accounts
import HTTPTypes
import Storage
import Vocabulary

/// The routes about the audit log.
struct AuditAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    var routes: [APIRoute] {
        [
            APIRoute(
                .get, "/audit", .permission(.auditRead),
                APIOperation(
                    id: "listAudit", summary: "The audit log, newest first", tag: "audit",
                    query: APIParameter.paging, success: .page(of: Self.schema)), list),
            APIRoute(
                .get, "/audit/check", .permission(.auditRead),
                APIOperation(
                    id: "checkAudit", summary: "Whether any line of the log was changed",
                    tag: "audit",
                    success: .json(
                        .fields(
                            .required("lines", .whole(0...Int.max), "How many lines fit."),
                            .required(
                                "first_broken", .nullable(.whole(1...Int.max)),
                                "The first line that does not fit to those before it."),
                            .required("last_hash", .text(0...64), "The last hash that fits.")))),
                check),
        ]
    }

    private static let schema = APISchema.named(
        "AuditLine",
        [
            .required("number", .whole(1...Int.max), "Its number."),
            .required("time", .time, "When it happened."),
            .required(
                "actor", .text(0...100),
                "The id of who did it; `key:` and an id, `terminal`, `server`, or nobody known."),
            .required("action", .text(1...100), "What was done."),
            .required("subject", .text(0...200), "The id of what it was done to."),
            .required("details", .anything("What else is worth knowing."), "What else is known."),
            .required("address", .text(0...100), "The address it came from."),
            .required("hash", .text(64...64), "The hash over the line and the hash before it."),
        ])

    private static func json(_ entry: AuditEntry) -> JSONValue {
        let event = entry.event
        return [
            "number": .integer(entry.number), "time": .number(event.time),
            "actor": .string(event.actor), "action": .string(event.action),
            "subject": .string(event.subject), "details": .object(event.details),
            "address": .string(event.address), "hash": .string(entry.hash),
        ]
    }

    /// `GET /audit`
    @Sendable private func list(_ call: APICall) async throws -> APIAnswer {
        call.answer(try await house.audit.entries(try call.page()), Self.json)
    }

    /// `GET /audit/check`
    @Sendable private func check(_ call: APICall) async throws -> APIAnswer {
        let found = try await AuditTrail.verify(house.audit)
        return .json([
            "lines": .integer(found.count),
            "first_broken": found.firstBroken.map(JSONValue.integer) ?? .null,
            "last_hash": .string(found.lastHash),
        ])
    }
}
