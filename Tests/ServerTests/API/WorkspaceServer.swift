// A server with a workspace, people of every role in it, and clients that keep their cookies.

import Foundation
import Storage
import Synchronization
import TestKit
import Testing
import Vocabulary

@testable import Accounts
@testable import Server

extension PasswordCost {
    /// A hash that costs nothing.
    static let cheap = PasswordCost(logRounds: 4, blockSize: 1, parallelism: 1)
}

/// A running server with a workspace.
struct WorkspaceServer: Sendable {
    /// The password of everybody.
    static let password = "correct horse battery"
    /// When the tests take place, in seconds since 1970.
    static let time = 1_800_000_000.0

    let server: LiveServer
    let accounts: SQLiteAccountStore
    let audit: SQLiteAuditStore
    let folder: String
    /// What the server takes for the time.
    let clock: TestClock

    /// A client that nobody is signed in with.
    var stranger: APIClient { APIClient(server: server) }

    /// A client that somebody of a role is signed in with, without a password being hashed.
    func client(_ role: Role) async throws -> APIClient { try await client(role.rawValue) }

    /// The same for a login.
    func client(_ login: String) async throws -> APIClient {
        let account = try #require(try await accounts.account(login: login))
        let secret = SecretText.make()
        let session = AccountSession(
            hash: SecretText.hash(secret), person: account.person.id, created: clock.time,
            lastSeen: clock.time, address: "127.0.0.1", agent: "test")
        try await accounts.apply([.begin(session)], audit: [])
        return APIClient(
            server: server, cookie: "\(SessionCookie.plainName)=\(secret)",
            token: SecretText.derived(from: secret, for: "csrf"))
    }

    /// A key of somebody with every permission, as a client.
    func key(_ role: Role, scopes: [Permission] = Permission.allCases) async throws -> APIClient {
        let account = try #require(try await accounts.account(login: role.rawValue))
        let text = SecretText.keyPrefix + SecretText.make()
        let key = APIKey(
            id: SecretText.id(), hash: SecretText.hash(text), hint: String(text.prefix(12)),
            person: account.person.id, name: "test", scopes: scopes, created: clock.time,
            expires: clock.time + 86_400)
        try await accounts.apply([.addKey(key)], audit: [])
        return APIClient(server: server, key: text)
    }
}

/// A clock that a test sets.
final class TestClock: Sendable {
    private let value: Mutex<Double>
    init(_ time: Double) { value = Mutex(time) }
    var time: Double { value.withLock { $0 } }
    func advance(_ seconds: Double) { value.withLock { $0 += seconds } }
}

/// A client of the API.
struct APIClient: Sendable {
    let server: LiveServer
    var cookie: String?
    var token: String?
    var key: String?

    /// Calls a path below the root.
    func call(
        _ method: String, _ path: String, _ body: JSONValue? = nil,
        headers: [(name: String, value: String)] = []
    ) async throws -> FetchAnswer {
        var fields: [(name: String, value: String)] = []
        if let cookie { fields.append(("cookie", cookie)) }
        if let token { fields.append(("x-csrf-token", token)) }
        if let key { fields.append(("authorization", "Bearer \(key)")) }
        if body != nil { fields.append(("content-type", "application/json")) }
        let replaced = Set(headers.map { $0.name.lowercased() })
        fields = fields.filter { !replaced.contains($0.name) } + headers
        return try await server.call(
            method, APIPath.root + path, bytes: body?.bytes() ?? [], headers: fields)
    }

    func get(_ path: String) async throws -> FetchAnswer { try await call("GET", path) }

    func post(
        _ path: String, _ body: JSONValue = [:], headers: [(name: String, value: String)] = []
    ) async throws -> FetchAnswer {
        try await call("POST", path, body, headers: headers)
    }

    /// Signs in and keeps what the browser would keep.
    func signedIn(
        _ login: String, _ password: String = WorkspaceServer.password, code: String? = nil
    ) async throws -> APIClient {
        var body: JSONObject = ["login": .string(login), "password": .string(password)]
        if let code { body["code"] = .string(code) }
        let answer = try await post("/session", .object(body))
        #expect(answer.status == 200, "\(answer.text)")
        var client = self
        let cookie = answer.header("set-cookie") ?? ""
        client.cookie = String(cookie.prefix { $0 != ";" })
        client.token = answer.json["csrf_token"]?.string
        return client
    }
}

/// Runs a test against a server with a workspace that has one person of each role.
@discardableResult
func withWorkspace<Value: Sendable>(
    _ change: @escaping (inout ServerSettings) -> Void = { _ in },
    _ test: @escaping @Sendable (WorkspaceServer) async throws -> Value
) async throws -> Value {
    try await withFolder { folder in
        let file = try WorkspaceFile(SQLiteSettings(path: WorkspaceFile.path(in: folder)))
        let accounts = SQLiteAccountStore(file, seal: AuditTrail.seal)
        let audit = SQLiteAuditStore(file, seal: AuditTrail.seal)
        let clock = TestClock(WorkspaceServer.time)
        let hash = PasswordHash(of: WorkspaceServer.password, cost: .cheap).text
        for role in Role.allCases {
            let person = Person(
                id: SecretText.id(), login: role.rawValue, name: role.rawValue.capitalized,
                role: role, state: .active, created: clock.time)
            try await accounts.apply(
                [.add(Account(person, PersonSecrets(passwordHash: hash)))], audit: [])
        }
        return try await withServer(hasModel: false) {
            $0.hasWorkspace = true
            $0.workingFolder = folder
            $0.passwordCost = .cheap
            $0.checksAnswers = true
            $0.now = { clock.time }
            change(&$0)
        } _: { server async throws in
            try await test(
                WorkspaceServer(
                    server: server, accounts: accounts, audit: audit, folder: folder,
                    clock: clock))
        }
    }
}

/// Checks a problem of the API.
func expectAPIProblem(
    _ answer: FetchAnswer, _ status: Int, _ code: String, _ detail: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(answer.status == status, "\(answer.text)", sourceLocation: sourceLocation)
    #expect(
        answer.header("content-type") == ProblemDetails.mediaType, sourceLocation: sourceLocation)
    #expect(answer.json["code"] == .string(code), sourceLocation: sourceLocation)
    #expect(answer.json["status"] == .integer(status), sourceLocation: sourceLocation)
    let findings = SchemaChecks.findings(in: answer.json, ProblemDetails.schema)
    #expect(findings == [], sourceLocation: sourceLocation)
    let text = answer.json["detail"]?.string ?? ""
    #expect(detail.isEmpty || text.contains(detail), "\(text)", sourceLocation: sourceLocation)
}
