// /session: signing in and out.

import Accounts
import HTTPTypes
import Vocabulary

/// The routes about the session of a browser.
struct SessionAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    var routes: [APIRoute] {
        [
            APIRoute(
                .post, "/session", .everybody,
                APIOperation(
                    id: "signIn", summary: "Sign in; the answer sets the session's cookie",
                    tag: "session", body: .json(Self.credentials), success: .json(Self.schema)),
                signIn),
            APIRoute(
                .get, "/session", .newcomer,
                APIOperation(
                    id: "getSession", summary: "Who is signed in, and what they may do",
                    tag: "session", success: .json(Self.schema)), read),
            APIRoute(
                .delete, "/session", .newcomer,
                APIOperation(id: "signOut", summary: "Sign out", tag: "session"), signOut),
            APIRoute(
                .delete, "/session/others", .session(.accountOwn),
                APIOperation(
                    id: "signOutOthers", summary: "End all other sessions of one's own",
                    tag: "session"), signOutOthers),
        ]
    }

    private static let credentials = APISchema.fields(
        .required("login", .text(1...LoginName.lengthMax), "The login."),
        .required("password", .text(1...PasswordRules.lengths.upperBound), "The password."),
        .optional(
            "code", .nullable(.text(0...64)),
            "A code of the second factor, or a recovery code."))

    private static let schema = APISchema.named(
        "Session",
        [
            .required("person", PersonShape.schema, "Who is signed in."),
            .required(
                "permissions", .list(.names(of: Permission.self), max: Permission.allCases.count),
                "What they may do."),
            .required(
                "csrf_token", .text(1...200), "What changes must carry as X-CSRF-Token."),
        ])

    /// `POST /session`
    @Sendable private func signIn(_ call: APICall) async throws -> APIAnswer {
        let attempt = SignIn.Attempt(
            login: call.body["login"]?.string ?? "", password: call.body["password"]?.string ?? "",
            code: call.body["code"]?.string, network: call.peer.network,
            agent: call.headers[.userAgent] ?? "")
        let begun = try await house.signIn.begin(attempt, call.context)
        var answer = Self.answer(begun.caller)
        answer.headers[.setCookie] = SessionCookie.setting(begun.secret, isSecure: call.isSecure)
        return answer
    }

    /// `GET /session`
    @Sendable private func read(_ call: APICall) async throws -> APIAnswer {
        Self.answer(try call.signedIn())
    }

    /// `DELETE /session`
    @Sendable private func signOut(_ call: APICall) async throws -> APIAnswer {
        try await house.signIn.end(try call.signedIn(), call.context)
        var answer = APIAnswer.nothing
        answer.headers[.setCookie] = SessionCookie.removing(isSecure: call.isSecure)
        return answer
    }

    /// `DELETE /session/others`
    @Sendable private func signOutOthers(_ call: APICall) async throws -> APIAnswer {
        try await house.signIn.endOthers(try call.signedIn(), call.context)
        return .nothing
    }

    private static func answer(_ caller: Caller) -> APIAnswer {
        var token = ""
        if case .session(_, let text) = caller.means { token = text }
        let permissions = caller.permissions.map(\.rawValue).sorted().map(JSONValue.string)
        return .json([
            "person": PersonShape.json(caller.person), "permissions": .array(permissions),
            "csrf_token": .string(token),
        ])
    }
}
