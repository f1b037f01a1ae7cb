// /keys: keys that programs use to act for a person.

import Accounts
import HTTPTypes
import Storage
import Vocabulary

/// The routes about API keys.
struct KeysAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    var routes: [APIRoute] {
        [
            APIRoute(
                .get, "/keys", .permission(.keysOwn),
                APIOperation(
                    id: "listKeys", summary: "One's own keys; everybody's with `all`",
                    tag: "keys",
                    query: APIParameter.paging + [
                        APIParameter("all", .truth, "Everybody's; takes keys.manage.")
                    ], success: .page(of: Self.schema)), list),
            APIRoute(
                .post, "/keys", .session(.keysOwn),
                APIOperation(
                    id: "makeKey", summary: "Make a key; it is shown once", tag: "keys",
                    body: .json(
                        .fields(
                            .required("name", .line, "What it is for."),
                            .required(
                                "scopes",
                                .list(
                                    .names(of: Permission.self), max: Permission.allCases.count),
                                "What it may do."),
                            .optional("days", .whole(KeyDesk.days), "How long it works."))),
                    success: .created(
                        .fields(
                            .required("key", .text(1...200), "The key; shown once."),
                            .required("about", Self.schema, "What is known of it later."))),
                    isCreation: true), make),
            APIRoute(
                .delete, "/keys/{key}", .permission(.keysOwn),
                APIOperation(id: "revokeKey", summary: "Revoke a key", tag: "keys"), revoke),
        ]
    }

    private static let schema = APISchema.named(
        "Key",
        [
            .required("id", .id, "A random id."),
            .required("hint", .text(1...40), "The key's first characters."),
            .required("person", .id, "Whom it acts for."),
            .required("name", .line, "What it is for."),
            .required(
                "scopes", .list(.names(of: Permission.self), max: Permission.allCases.count),
                "What it may do, as long as its person may."),
            .required("created", .time, "When it was made."),
            .required("expires", .time, "When it ends."),
            .required("last_used", .nullable(.time), "When it was used last."),
        ])

    private static func json(_ key: APIKey) -> JSONValue {
        [
            "id": .string(key.id), "hint": .string(key.hint), "person": .string(key.person),
            "name": .string(key.name),
            "scopes": .array(key.scopes.map { .string($0.rawValue) }),
            "created": .number(key.created), "expires": .number(key.expires),
            "last_used": key.lastUsed.map(JSONValue.number) ?? .null,
        ]
    }

    /// `GET /keys`
    @Sendable private func list(_ call: APICall) async throws -> APIAnswer {
        let caller = try call.signedIn()
        let wantsAll = call.query["all"]?.bool ?? false
        if wantsAll, !caller.may(.keysManage) { throw ProblemDetails.missing(.keysManage) }
        return call.answer(
            try await house.accounts.keys(
                of: wantsAll ? nil : caller.person.id, try call.page()), Self.json)
    }

    /// `POST /keys`
    @Sendable private func make(_ call: APICall) async throws -> APIAnswer {
        let scopes = (call.body["scopes"]?.array ?? []).compactMap {
            $0.string.flatMap { Permission(rawValue: $0) }
        }
        guard !scopes.isEmpty else {
            throw ProblemDetails.invalid("/scopes", "Name at least one permission.")
        }
        let made = try await house.keys.make(
            try call.signedIn(), name: call.text("name"), scopes: scopes,
            days: call.body["days"]?.int ?? KeyDesk.daysStandard, call.context)
        return .created(
            ["key": .string(made.text), "about": Self.json(made.key)], at: "/keys/\(made.key.id)")
    }

    /// `DELETE /keys/{key}`
    @Sendable private func revoke(_ call: APICall) async throws -> APIAnswer {
        try await house.keys.revoke(call["key"], try call.signedIn(), call.context)
        return .nothing
    }
}
