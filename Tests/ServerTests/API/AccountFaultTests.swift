// What people try on accounts: each test is named after what it guards.

import Foundation
import Storage
import Testing
import Vocabulary

@testable import Accounts
@testable import Server

struct AccountFaultTests {
    @Test("A session used after sign-out is no session")
    func sessionAfterSignOut() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.stranger.signedIn("owner")
            #expect(try await owner.call("DELETE", "/session").status == 204)
            expectAPIProblem(try await owner.get("/people"), 401, "not-signed-in")
            expectAPIProblem(
                try await owner.post("/people", ["login": "x", "role": "owner"]), 401,
                "not-signed-in")
        }
    }

    @Test("An editor on an owner's route is refused and nothing happens")
    func editorOnOwnersRoute() async throws {
        try await withWorkspace { site async throws in
            let editor = try await site.client(.editor)
            let id = try #require(try await site.accounts.account(login: "editor")).person.id
            expectAPIProblem(
                try await editor.call("PATCH", "/people/\(id)", ["role": "owner"]), 403,
                "permission-missing", "people.manage")
            expectAPIProblem(
                try await editor.post("/people", ["login": "x", "role": "owner"]), 403,
                "permission-missing")
            let after = try #require(try await site.accounts.account(login: "editor"))
            #expect(after.person.role == .editor && after.person.version == 1)
        }
    }

    @Test("A change with a cookie from another origin, or without the token, is refused")
    func crossSiteRequestForgery() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.client(.owner)
            let body: JSONValue = ["login": "evil", "role": "owner"]
            let foreign = [
                [(name: "origin", value: "https://evil.example")],
                [(name: "origin", value: "null")], [(name: "sec-fetch-site", value: "cross-site")],
            ]
            for headers in foreign {
                expectAPIProblem(
                    try await owner.post("/people", body, headers: headers), 403, "cross-site")
            }
            for token in [nil, "", "wrong", try await site.client(.owner).token] {
                var client = owner
                client.token = token
                expectAPIProblem(try await client.post("/people", body), 403, "csrf-token")
            }
            // Signing somebody in as the attacker is such a request, too.
            expectAPIProblem(
                try await site.stranger.post(
                    "/session", ["login": "owner", "password": .string(WorkspaceServer.password)],
                    headers: foreign[0]), 403, "cross-site")
            let own = [(name: "origin", value: "http://127.0.0.1:\(site.server.port)")]
            #expect(try await owner.post("/people", body, headers: own).status == 201)
        }
    }

    @Test("For an unknown login the same work is done as for a known one: one hash")
    func unknownNames() async throws {
        try await withSignIn { hasher, signIn in
            for login in ["owner", "nobody", "no login at all", "disabled", "invited"] {
                let before = hasher.performed
                let attempt = SignIn.Attempt(
                    login: login, password: "wrong", code: nil, network: login, agent: "")
                await #expect(throws: AccountProblem.credentialsWrong) {
                    try await signIn.begin(attempt, AuditContext(actor: "", time: 1))
                }
                #expect(hasher.performed == before + 1, "\(login)")
            }
        }
    }

    @Test("Twenty guesses at once count as twenty: none slips through while another is looked at")
    func concurrentGuesses() async throws {
        try await withWorkspace { site async throws in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await site.stranger.post(
                            "/session", ["login": "owner", "password": "guess"]
                        ).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 401 } == SignInThrottle.freeFailures)
            #expect(statuses.count { $0 == 429 } == 20 - SignInThrottle.freeFailures)
        }
    }

    @Test("SQL in logins, names and ids is text like any other")
    func sqlInNames() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.client(.owner)
            let text = "x'); DROP TABLE accounts_people; --"
            let login = text.replacing(" ", with: "")
            let invited = try await owner.post(
                "/people", ["login": .string(login), "name": .string(text), "role": "viewer"])
            #expect(invited.status == 201, "\(invited.text)")
            #expect(invited.json["person"]?["name"] == .string(text))
            expectAPIProblem(
                try await site.stranger.post(
                    "/session", ["login": "' OR 1=1 --", "password": "' OR 1=1 --"]), 401,
                "credentials-wrong")
            expectAPIProblem(try await owner.get("/people/'%20OR%201=1"), 404, "not-found")
            #expect(try await owner.get("/people").json["items"]?.array?.count == 6)
            var other = site.stranger
            other.cookie = "\(SessionCookie.plainName)=' OR '1'='1"
            expectAPIProblem(try await other.get("/people"), 401, "not-signed-in")
        }
    }

    @Test("A replayed invitation, an older one and one that ended do not work")
    func replayedInvitation() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.client(.owner)
            func invite(_ login: String) async throws -> (id: String, token: JSONValue) {
                let answer = try await owner.post(
                    "/people", ["login": .string(login), "role": "viewer"])
                return (
                    answer.json["person"]?["id"]?.string ?? "", answer.json["token"] ?? .null
                )
            }
            func use(_ token: JSONValue) async throws -> FetchAnswer {
                try await site.stranger.post(
                    "/account/link", ["token": token, "password": "a good long sentence"])
            }
            let first = try await invite("one")
            #expect(try await use(first.token).status == 200)
            expectAPIProblem(try await use(first.token), 410, "link-not-valid")
            let second = try await invite("two")
            let renewed = try await owner.post("/people/\(second.id)/reset")
            expectAPIProblem(try await use(second.token), 410, "link-not-valid")
            #expect(try await use(renewed.json["token"] ?? .null).status == 200)
            let third = try await invite("three")
            site.clock.advance(PasswordDesk.linkSeconds + 1)
            expectAPIProblem(try await use(third.token), 410, "link-not-valid")
            expectAPIProblem(try await use("made up"), 410, "link-not-valid")
        }
    }

    @Test("Of many that use one invitation at once, one gets in")
    func concurrentInvitation() async throws {
        try await withWorkspace { site async throws in
            let invited = try await site.client(.owner).post(
                "/people", ["login": "one", "role": "viewer"])
            let body: JSONValue = [
                "token": invited.json["token"] ?? .null, "password": "a good long sentence",
            ]
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<10 {
                    group.addTask { try await site.stranger.post("/account/link", body).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 200 } == 1, "\(statuses)")
        }
    }

    @Test("Sessions end when they are idle, end in any case, and do not outlive a clock set back")
    func clockJumps() async throws {
        try await withWorkspace { site async throws in
            let idle = try await site.client(.owner)
            site.clock.advance(CallerFinder.idleSeconds + 1)
            expectAPIProblem(try await idle.get("/session"), 401, "not-signed-in")
            let busy = try await site.client(.owner)
            let steps = Int(CallerFinder.lifetimeSeconds / (CallerFinder.idleSeconds - 60))
            for _ in 0..<steps {
                site.clock.advance(CallerFinder.idleSeconds - 60)
                #expect(try await busy.get("/session").status == 200)
            }
            site.clock.advance(CallerFinder.idleSeconds - 60)
            expectAPIProblem(try await busy.get("/session"), 401, "not-signed-in")
            // What was made under a clock that was far ahead is not trusted after it is set right.
            let ahead = try await site.client(.owner)
            let key = try await site.key(.owner)
            site.clock.advance(-86_400)
            expectAPIProblem(try await ahead.get("/session"), 401, "not-signed-in")
            expectAPIProblem(try await key.get("/people"), 401, "not-signed-in")
            // A small correction signs nobody out.
            let small = try await site.client(.owner)
            site.clock.advance(-120)
            #expect(try await small.get("/session").status == 200)
        }
    }

    @Test("The last owner can neither leave nor be made something else")
    func lastOwner() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.client(.owner)
            let id = try #require(try await site.accounts.account(login: "owner")).person.id
            for change: JSONValue in [["role": "viewer"], ["disabled": true]] {
                expectAPIProblem(
                    try await owner.call("PATCH", "/people/\(id)", change), 409, "conflict")
            }
            #expect(try await owner.get("/people").status == 200)
        }
    }

    @Test("Broken cookies, headers and tokens are nobody, and break nothing")
    func brokenCredentials() async throws {
        try await withWorkspace { site async throws in
            let values = [
                "", "=", ";;;", "martlet_session", "martlet_session=",
                "martlet_session=\(String(repeating: "a", count: 5_000))",
            ]
            for value in values {
                let answer = try await site.stranger.call(
                    "GET", "/session", headers: [("cookie", value)])
                expectAPIProblem(answer, 401, "not-signed-in")
            }
            for value in ["Basic b3duZXI6eA==", "Bearer", "Bearer a b", "Bearer martlet_x"] {
                let answer = try await site.stranger.call(
                    "GET", "/people", headers: [("authorization", value)])
                expectAPIProblem(answer, 401, "not-signed-in")
            }
        }
    }

    /// A sign-in over a store with people in every state.
    private func withSignIn(
        _ test: @escaping @Sendable (PasswordHasher, SignIn) async throws -> Void
    ) async throws {
        try await withWorkspace { site async throws in
            for state in [Person.State.disabled, .invited] {
                let person = Person(
                    id: SecretText.id(), login: state.rawValue, name: "x", role: .viewer,
                    state: state, created: 0)
                let hash = state == .disabled ? PasswordHash(of: "y", cost: .cheap).text : nil
                try await site.accounts.apply(
                    [.add(Account(person, PersonSecrets(passwordHash: hash)))], audit: [])
            }
            let hasher = PasswordHasher(cost: .cheap)
            let signIn = SignIn(
                site.accounts, audit: site.audit, hasher: hasher, throttle: SignInThrottle())
            try await test(hasher, signIn)
        }
    }
}
