// Signing in and out over HTTP: cookies, tokens, second factors, lock-out.

import Foundation
import Storage
import Testing
import Vocabulary

@testable import Accounts
@testable import Server

struct SignInRouteTests {
    static let secureProxy = [
        (name: "x-forwarded-for", value: "198.51.100.7"),
        (name: "x-forwarded-proto", value: "https"),
    ]

    @Test(
        "Signing in sets a cookie that scripts and other sites never see, and signing out ends it")
    func journey() async throws {
        try await withWorkspace { site async throws in
            let credentials: JSONValue = [
                "login": " Owner ", "password": .string(WorkspaceServer.password),
            ]
            let answer = try await site.stranger.post("/session", credentials)
            #expect(answer.status == 200, "\(answer.text)")
            let cookie = answer.header("set-cookie") ?? ""
            #expect(cookie.hasPrefix("martlet_session="))
            #expect(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict"))
            #expect(cookie.contains("; Path=/;") && !cookie.contains("Secure"))
            #expect(answer.json["person"]?["login"] == "owner")
            #expect(!answer.text.contains("scrypt"))
            let owner = try await site.stranger.signedIn("owner")
            let session = try await owner.get("/session")
            #expect(session.json["csrf_token"]?.string == owner.token)
            let permissions = session.json["permissions"]?.array?.compactMap(\.string) ?? []
            #expect(Set(permissions) == Set(Permission.allCases.map(\.rawValue)))
            #expect(try await owner.call("DELETE", "/session").status == 204)
            expectAPIProblem(try await owner.get("/session"), 401, "not-signed-in")
        }
    }

    @Test("From other machines the cookie asks for HTTPS and for this host alone")
    func secureCookie() async throws {
        try await withWorkspace {
            $0.trustedProxies = (try? TrustedProxies(["127.0.0.1"])) ?? .none
        } _: { site async throws in
            let answer = try await site.stranger.post(
                "/session", ["login": "owner", "password": .string(WorkspaceServer.password)],
                headers: Self.secureProxy)
            let cookie = answer.header("set-cookie") ?? ""
            #expect(cookie.hasPrefix("__Host-martlet_session="))
            #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict; Secure"))
            var client = site.stranger
            client.cookie = String(cookie.prefix { $0 != ";" })
            let session = try await client.call("GET", "/session", headers: Self.secureProxy)
            #expect(session.status == 200)
            // The same secret without HTTPS, under the name that needs none, is no session.
            client.cookie = client.cookie?.replacing("__Host-", with: "")
            let plain = try await client.call("GET", "/session", headers: Self.secureProxy)
            expectAPIProblem(plain, 401, "not-signed-in")
            let log = try await site.client(.owner).get("/audit?limit=1")
            #expect(log.json["items"]?.array?.first?["address"] == "198.51.100.7")
        }
    }

    @Test("A second factor is asked for, a used code refused, and a recovery code works once")
    func secondFactor() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.client(.owner)
            let password = JSONValue.string(WorkspaceServer.password)
            expectAPIProblem(
                try await owner.post("/account/second-factor", ["password": "wrong"]), 403,
                "password-wrong")
            let enrolment = try await owner.post(
                "/account/second-factor", ["password": password])
            let text = enrolment.json["uri"]?.string ?? ""
            #expect(text.hasPrefix("otpauth://totp/Martlet:owner?secret="))
            let account = try #require(try await site.accounts.account(login: "owner"))
            let key = try #require(account.secrets.pendingFactorKey)
            #expect(enrolment.json["key"] == .string(OneTimeCode.text(of: key)))
            expectAPIProblem(
                try await owner.post("/account/second-factor/confirmation", ["code": "000000x"]),
                422, "code-wrong")
            func code() -> String { OneTimeCode.code(key, step: Int(site.clock.time / 30)) }
            let confirmed = try await owner.post(
                "/account/second-factor/confirmation", ["code": .string(code())])
            let codes = confirmed.json["recovery_codes"]?.array?.compactMap(\.string) ?? []
            #expect(codes.count == RecoveryCode.count)
            let plain: JSONValue = ["login": "owner", "password": password]
            expectAPIProblem(
                try await site.stranger.post("/session", plain), 401, "second-factor-needed")
            func signIn(_ code: String) async throws -> FetchAnswer {
                try await site.stranger.post(
                    "/session",
                    ["login": "owner", "password": password, "code": .string(code)])
            }
            // The code that confirmed was used; the next step's works, once.
            expectAPIProblem(try await signIn(code()), 401, "credentials-wrong")
            site.clock.advance(30)
            #expect(try await signIn(code()).status == 200)
            expectAPIProblem(try await signIn(code()), 401, "credentials-wrong")
            #expect(try await signIn(codes[3].uppercased()).status == 200)
            expectAPIProblem(try await signIn(codes[3]), 401, "credentials-wrong")
            let removed = try await owner.post(
                "/account/second-factor/removal", ["password": password])
            #expect(removed.status == 204)
            #expect(try await site.stranger.post("/session", plain).status == 200)
        }
    }

    @Test("Wrong passwords lock a login for longer and longer, for the right password as well")
    func lockOut() async throws {
        try await withWorkspace { site async throws in
            for _ in 0..<SignInThrottle.freeFailures {
                expectAPIProblem(
                    try await site.stranger.post(
                        "/session", ["login": "editor", "password": "wrong"]), 401,
                    "credentials-wrong")
            }
            let locked = try await site.stranger.post(
                "/session", ["login": "editor", "password": .string(WorkspaceServer.password)])
            expectAPIProblem(locked, 429, "too-many-requests")
            #expect(Int(locked.header("retry-after") ?? "").map { (1...30).contains($0) } == true)
            // Others are not locked, nor is who is signed in already.
            _ = try await site.stranger.signedIn("owner")
            #expect(try await site.client(.editor).get("/session").status == 200)
        }
    }

    @Test("A changed password ends all other sessions, and keeps the one it was changed in")
    func passwordChange() async throws {
        try await withWorkspace { site async throws in
            let (here, there) = (try await site.client(.agent), try await site.client(.agent))
            func change(_ old: String, _ new: String) async throws -> FetchAnswer {
                try await here.post(
                    "/account/password",
                    ["current_password": .string(old), "new_password": .string(new)])
            }
            expectAPIProblem(
                try await change("wrong", "a good long sentence"), 403, "password-wrong")
            for bad in ["short", "password123", "1234567890", "aaaaaaaaaaaa", "agentagent"] {
                expectAPIProblem(
                    try await change(WorkspaceServer.password, bad), 422, "body-invalid")
            }
            expectAPIProblem(
                try await change(WorkspaceServer.password, WorkspaceServer.password), 422,
                "body-invalid")
            let done = try await change(WorkspaceServer.password, "a good long sentence")
            #expect(done.status == 204, "\(done.text)")
            #expect(try await here.get("/session").status == 200)
            expectAPIProblem(try await there.get("/session"), 401, "not-signed-in")
            _ = try await site.stranger.signedIn("agent", "a good long sentence")
        }
    }

    @Test("An invitation lets somebody in once, and a reset gives a new password")
    func links() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.client(.owner)
            let invited = try await owner.post(
                "/people", ["login": "Anna@Example.com", "name": "Anna", "role": "editor"])
            #expect(invited.status == 201, "\(invited.text)")
            let token = invited.json["token"]?.string ?? ""
            #expect(invited.json["path"] == .string("/console/#/welcome/\(token)"))
            expectAPIProblem(
                try await site.stranger.post(
                    "/session", ["login": "anna@example.com", "password": .string(token)]), 401,
                "credentials-wrong")
            let weak: JSONValue = ["token": .string(token), "password": "password1"]
            expectAPIProblem(
                try await site.stranger.post("/account/link", weak), 422, "body-invalid")
            let good: JSONValue = [
                "token": .string(token), "password": "a good long sentence", "name": "Anna B.",
            ]
            let accepted = try await site.stranger.post("/account/link", good)
            #expect(accepted.json["state"] == "active" && accepted.json["name"] == "Anna B.")
            let anna = try await site.stranger.signedIn("anna@example.com", "a good long sentence")
            let id = accepted.json["id"]?.string ?? ""
            let reset = try await owner.post("/people/\(id)/reset")
            #expect(reset.status == 201)
            #expect(try await anna.get("/session").status == 200)
            let second = try await site.stranger.post(
                "/account/link",
                ["token": reset.json["token"] ?? "", "password": "another long sentence"])
            #expect(second.status == 200)
            expectAPIProblem(try await anna.get("/session"), 401, "not-signed-in")
        }
    }

    @Test("Keys are shown once, work until they are revoked, and cannot make others")
    func keys() async throws {
        try await withWorkspace { site async throws in
            let editor = try await site.client(.editor)
            let wanted: JSONValue = ["name": "deploy", "scopes": ["people.read"], "days": 1]
            let made = try await editor.post("/keys", wanted)
            #expect(made.status == 201, "\(made.text)")
            let text = made.json["key"]?.string ?? ""
            let id = made.json["about"]?["id"]?.string ?? ""
            let program = APIClient(server: site.server, key: text)
            #expect(try await program.get("/people").status == 200)
            expectAPIProblem(try await program.post("/keys", wanted), 403, "session-needed")
            expectAPIProblem(
                try await editor.post("/keys", ["name": "x", "scopes": ["audit.read"]]), 403,
                "not-allowed")
            let list = try await editor.get("/keys")
            #expect(list.json["items"]?.array?.count == 1 && !list.text.contains(text))
            expectAPIProblem(try await editor.get("/keys?all=true"), 403, "permission-missing")
            let viewer = try await site.client(.viewer)
            expectAPIProblem(try await viewer.call("DELETE", "/keys/\(id)"), 404, "not-found")
            let owner = try await site.client(.owner)
            #expect(try await owner.get("/keys?all=true").json["items"]?.array?.count == 1)
            #expect(try await owner.call("DELETE", "/keys/\(id)").status == 204)
            expectAPIProblem(try await program.get("/people"), 401, "not-signed-in")
        }
    }

    @Test("The audit log says who did what from where, in a chain that shows every change")
    func audit() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.stranger.signedIn("owner")
            _ = try await site.stranger.post("/session", ["login": "editor", "password": "x"])
            let person = try await owner.post("/people", ["login": "new", "role": "viewer"])
            let id = person.json["person"]?["id"]?.string ?? ""
            let changed = try await owner.call("PATCH", "/people/\(id)", ["role": "agent"])
            #expect(changed.json["role"] == "agent")
            let log = try await owner.get("/audit")
            let lines = log.json["items"]?.array ?? []
            let actions = lines.compactMap { $0["action"]?.string }
            #expect(
                actions == ["person.change", "person.invite", "session.refuse", "session.begin"])
            #expect(lines[0]["details"]?["role_before"] == "viewer")
            #expect(lines[0]["address"] == "127.0.0.1")
            let token = person.json["token"]?.string ?? "-"
            #expect(!log.text.contains(token))
            let check = try await owner.get("/audit/check")
            #expect(check.json["lines"] == 4 && check.json["first_broken"] == .null)
            let editor = try await site.client(.editor)
            expectAPIProblem(try await editor.get("/audit"), 403, "permission-missing")
        }
    }

    @Test("Other sessions of one's own can be ended, and who is disabled is out at once")
    func endings() async throws {
        try await withWorkspace { site async throws in
            let (here, there) = (try await site.client(.agent), try await site.client(.agent))
            #expect(try await here.call("DELETE", "/session/others").status == 204)
            #expect(try await here.get("/session").status == 200)
            expectAPIProblem(try await there.get("/session"), 401, "not-signed-in")
            let key = try await site.key(.agent)
            let owner = try await site.client(.owner)
            let id = try #require(try await site.accounts.account(login: "agent")).person.id
            let disabled = try await owner.call("PATCH", "/people/\(id)", ["disabled": true])
            #expect(disabled.json["state"] == "disabled")
            for client in [here, key] {
                expectAPIProblem(try await client.get("/session"), 401, "not-signed-in")
            }
            expectAPIProblem(
                try await site.stranger.post(
                    "/session", ["login": "agent", "password": .string(WorkspaceServer.password)]),
                401, "credentials-wrong")
            expectAPIProblem(try await owner.post("/people/\(id)/reset"), 409, "conflict")
            let enabled = try await owner.call("PATCH", "/people/\(id)", ["disabled": false])
            #expect(enabled.json["state"] == "active")
        }
    }
}
