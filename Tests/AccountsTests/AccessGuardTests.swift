// Who may pass: shared token, web token, both, neither; and Rasa's rule of roles.

import Accounts
import TestKit
import Testing
import Vocabulary

struct AccessGuardTests {
    /// The tokens of `roles` are signed with `secret` and never expire;
    /// `Tests/Golden/record_web_tokens.py` writes them.
    static let golden = (try? Golden.json("web_tokens")) ?? .null
    static let secret = golden["secret"]?.string ?? ""

    static func bearer(_ name: String) -> String {
        "Bearer \(golden["roles"]?[name]?.string ?? "missing")"
    }

    static func webGuard(token: String? = nil) async throws -> AccessGuard {
        AccessGuard(
            token: token, verifier: try await TokenVerifier(method: "HS256", secret: secret))
    }

    @Test("Without token and secret everybody may do everything")
    func open() {
        let access = AccessGuard()
        #expect(access.isOpen)
        #expect(access.check(token: nil, authorization: nil, now: 0) == .granted)
        #expect(access.check(token: "x", authorization: "y", now: 0) == .granted)
    }

    @Test("The shared token must be equal to the last byte")
    func sharedToken() {
        let access = AccessGuard(token: "conf-token")
        #expect(access.check(token: "conf-token", authorization: nil, now: 0) == .granted)
        for wrong in [nil, "", "conf-toke", "conf-tokenx", "CONF-TOKEN"] as [String?] {
            #expect(
                access.check(token: wrong, authorization: nil, now: 0) == .unauthenticated)
        }
    }

    @Test("The shared token in a header does not count")
    func tokenInHeader() {
        let access = AccessGuard(token: "conf-token")
        let decision = access.check(token: nil, authorization: "Bearer conf-token", now: 0)
        #expect(decision == .unauthenticated)
    }

    @Test("An administrator may do everything")
    func administrator() async throws {
        let access = try await Self.webGuard()
        for conversation in [nil, "anna"] as [String?] {
            let decision = access.check(
                token: nil, authorization: Self.bearer("admin"), conversationID: conversation,
                now: 0)
            #expect(decision == .granted)
        }
    }

    @Test("A user may use the own conversation and nothing else")
    func user() async throws {
        let access = try await Self.webGuard()
        let expected: [(String?, AccessDecision)] = [
            ("anna", .granted), ("berta", .forbidden), ("Anna", .forbidden), (nil, .forbidden),
        ]
        for (conversation, decision) in expected {
            #expect(
                access.check(
                    token: nil, authorization: Self.bearer("anna"), conversationID: conversation,
                    now: 0) == decision)
        }
    }

    @Test(
        "Other roles, and tokens without a role or a user, may do nothing",
        arguments: ["superuser", "no role", "no user", "user is text"])
    func otherRoles(name: String) async throws {
        let access = try await Self.webGuard()
        let decision = access.check(
            token: nil, authorization: Self.bearer(name), conversationID: "anna", now: 0)
        #expect(decision == .forbidden)
    }

    @Test("Either the token or a web token is sufficient")
    func both() async throws {
        let access = try await Self.webGuard(token: "t")
        #expect(access.check(token: "t", authorization: nil, now: 0) == .granted)
        #expect(access.check(token: "t", authorization: "Bearer x.y.z", now: 0) == .granted)
        #expect(
            access.check(token: "wrong", authorization: Self.bearer("admin"), now: 0) == .granted)
        #expect(access.check(token: "wrong", authorization: nil, now: 0) == .unauthenticated)
    }

    @Test(
        "A header that is no bearer token is told apart from a bad token",
        arguments: ["abc", "bearer x", "Bearer", "Bearer a b", "Basic dTpw", ""])
    func malformedHeader(header: String) async throws {
        let access = try await Self.webGuard()
        #expect(access.check(token: nil, authorization: header, now: 0) == .malformedHeader)
    }
}
