// /account: one's own password and second factor, and links to set a password.

import Accounts
import HTTPTypes
import Vocabulary

/// The routes about one's own account.
struct AccountAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    var routes: [APIRoute] {
        [
            APIRoute(
                .post, "/account/password", .newcomer,
                APIOperation(
                    id: "changePassword", summary: "Change one's own password", tag: "account",
                    body: .json(
                        .fields(
                            .required("current_password", Self.anyPassword, "The password so far."),
                            .required("new_password", Self.anyPassword, "The new password.")))),
                changePassword),
            APIRoute(
                .post, "/account/link", .everybody,
                APIOperation(
                    id: "useLink", summary: "Set a password with an invitation or a reset link",
                    tag: "account",
                    body: .json(
                        .fields(
                            .required("token", .text(1...200), "What the link ends with."),
                            .required("password", Self.anyPassword, "The new password."),
                            .optional("name", .line, "The name that others see."))),
                    success: .json(PersonShape.schema)), useLink),
            APIRoute(
                .post, "/account/second-factor", .session(.accountOwn),
                APIOperation(
                    id: "enrolSecondFactor", summary: "Make a key for one-time codes",
                    tag: "account", body: .json(Self.confirmation),
                    success: .json(
                        .fields(
                            .required("key", .text(1...100), "The key in base32."),
                            .required("uri", .text(1...2_000), "The otpauth address of the key.")))
                ), enrol),
            APIRoute(
                .post, "/account/second-factor/confirmation", .session(.accountOwn),
                APIOperation(
                    id: "confirmSecondFactor",
                    summary: "Put the key in use; the recovery codes are shown once",
                    tag: "account",
                    body: .json(
                        .fields(.required("code", .text(1...64), "A code of the new key."))),
                    success: .json(
                        .fields(
                            .required(
                                "recovery_codes", .list(.text(1...64), max: 20),
                                "Codes that work once each, without the key.")))), confirm),
            APIRoute(
                .post, "/account/second-factor/removal", .session(.accountOwn),
                APIOperation(
                    id: "removeSecondFactor", summary: "Take the second factor away",
                    tag: "account", body: .json(Self.confirmation)), remove),
        ]
    }

    /// A password as it is typed; the rules say more.
    private static let anyPassword = APISchema.text(0...PasswordRules.lengths.upperBound + 1)
    private static let confirmation = APISchema.fields(
        .required("password", anyPassword, "One's own password."))

    /// `POST /account/password`
    @Sendable private func changePassword(_ call: APICall) async throws -> APIAnswer {
        try await house.passwords.change(
            try call.signedIn(), from: call.text("current_password"),
            to: call.text("new_password"), network: call.peer.network, call.context)
        return .nothing
    }

    /// `POST /account/link`
    @Sendable private func useLink(_ call: APICall) async throws -> APIAnswer {
        let person = try await house.passwords.set(
            call.text("password"), name: call.body["name"]?.string, link: call.text("token"),
            call.context)
        return .json(PersonShape.json(person))
    }

    /// `POST /account/second-factor`
    @Sendable private func enrol(_ call: APICall) async throws -> APIAnswer {
        let enrolment = try await house.secondFactor.enrol(
            try call.signedIn(), password: call.text("password"), network: call.peer.network,
            call.context)
        return .json(["key": .string(enrolment.key), "uri": .string(enrolment.address)])
    }

    /// `POST /account/second-factor/confirmation`
    @Sendable private func confirm(_ call: APICall) async throws -> APIAnswer {
        let codes = try await house.secondFactor.confirm(
            try call.signedIn(), code: call.text("code"), call.context)
        return .json(["recovery_codes": .array(codes.map(JSONValue.string))])
    }

    /// `POST /account/second-factor/removal`
    @Sendable private func remove(_ call: APICall) async throws -> APIAnswer {
        try await house.secondFactor.remove(
            try call.signedIn(), password: call.text("password"), network: call.peer.network,
            call.context)
        return .nothing
    }
}
