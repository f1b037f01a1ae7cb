// /people: who works in the workspace.

import Accounts
import HTTPTypes
import Storage
import Vocabulary

/// The routes about people.
struct PeopleAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    var routes: [APIRoute] {
        [
            APIRoute(
                .get, "/people", .permission(.peopleRead),
                APIOperation(
                    id: "listPeople", summary: "The people of the workspace, by their logins",
                    tag: "people", query: APIParameter.paging,
                    success: .page(of: PersonShape.schema)), list),
            APIRoute(
                .post, "/people", .permission(.peopleManage),
                APIOperation(
                    id: "invitePerson", summary: "Invite somebody; the link is shown once",
                    tag: "people",
                    body: .json(
                        .fields(
                            .required("login", .text(1...LoginName.lengthMax), "The login."),
                            .optional("name", .line, "The name; the login when it is missing."),
                            .required("role", .names(of: Role.self), "What they may do."))),
                    success: .created(Self.link), isCreation: true), invite),
            APIRoute(
                .get, "/people/{person}", .permission(.peopleRead),
                APIOperation(
                    id: "getPerson", summary: "One person", tag: "people",
                    success: .json(PersonShape.schema)), read),
            APIRoute(
                .patch, "/people/{person}", .permission(.peopleManage),
                APIOperation(
                    id: "changePerson", summary: "Change name or role; disable, enable",
                    tag: "people",
                    body: .json(
                        .fields(
                            .optional("name", .line, "The name that others see."),
                            .optional("role", .names(of: Role.self), "What they may do."),
                            .optional("disabled", .truth, "Whether they may not sign in."))),
                    success: .json(PersonShape.schema)), change),
            APIRoute(
                .post, "/people/{person}/reset", .permission(.peopleManage),
                APIOperation(
                    id: "resetPerson", summary: "Make a link to set a new password, shown once",
                    tag: "people",
                    body: .json(
                        .fields(
                            .optional(
                                "drop_second_factor", .truth,
                                "Whether the second factor is taken away at once."))),
                    success: .created(Self.link), isCreation: true), reset),
        ]
    }

    /// A link to set a password.
    private static let link = APISchema.named(
        "PasswordLink",
        [
            .required("person", PersonShape.schema, "Whom it is for."),
            .required("token", .text(1...200), "What POST /account/link takes; shown once."),
            .required("path", .text(1...300), "The link's path on this server."),
            .required("expires", .time, "When it ends."),
        ])

    /// `GET /people`
    @Sendable private func list(_ call: APICall) async throws -> APIAnswer {
        call.answer(try await house.accounts.people(try call.page()), PersonShape.json)
    }

    /// `POST /people`
    @Sendable private func invite(_ call: APICall) async throws -> APIAnswer {
        guard let role = Role(rawValue: call.text("role")) else {
            throw ProblemDetails.invalid("/role", "There is no such role.")
        }
        let shown = try await house.people.invite(
            login: call.text("login"), name: call.body["name"]?.string, role: role, call.context)
        return Self.answer(shown)
    }

    /// `GET /people/{person}`
    @Sendable private func read(_ call: APICall) async throws -> APIAnswer {
        guard let account = try await house.accounts.account(id: call["person"]) else {
            throw ProblemDetails.notFound("There is nobody with this id.")
        }
        return .json(PersonShape.json(account.person))
    }

    /// `PATCH /people/{person}`
    @Sendable private func change(_ call: APICall) async throws -> APIAnswer {
        let person = try await house.people.change(
            call["person"],
            PeopleDesk.Change(
                name: call.body["name"]?.string,
                role: call.body["role"]?.string.flatMap { Role(rawValue: $0) },
                isDisabled: call.body["disabled"]?.bool), call.context)
        return .json(PersonShape.json(person))
    }

    /// `POST /people/{person}/reset`
    @Sendable private func reset(_ call: APICall) async throws -> APIAnswer {
        let shown = try await house.people.reset(
            call["person"], dropsSecondFactor: call.body["drop_second_factor"]?.bool ?? false,
            call.context)
        return Self.answer(shown)
    }

    private static func answer(_ shown: PeopleDesk.Shown) -> APIAnswer {
        .created(
            [
                "person": PersonShape.json(shown.person), "token": .string(shown.secret),
                "path": .string(PasswordLink.path(shown.secret)),
                "expires": .number(shown.expires),
            ], at: "/people/\(shown.person.id)")
    }
}

/// Where a link to set a password leads.
public enum PasswordLink {
    /// The path on the server. The secret stands behind the `#`, which browsers send to nobody.
    public static func path(_ secret: String) -> String { "/console/#/welcome/\(secret)" }
}
