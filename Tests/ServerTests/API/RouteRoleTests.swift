// Every route of the API against every role, by the table in docs/API.md.

import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Vocabulary

@testable import Accounts
@testable import Server

/// The table of docs/API.md.
enum RouteRoles {
    static let columns = ["owner", "editor", "reviewer", "agent", "viewer", "key", "nobody"]

    /// Who may use each route, as people wrote it.
    static func written() throws -> [String: Set<String>] {
        let path = Repository.path + "/docs/API.md"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let header = try #require(lines.firstIndex { $0.hasPrefix("| route | owner |") })
        var rows: [String: Set<String>] = [:]
        for line in lines[(header + 2)...].prefix(while: { $0.hasPrefix("|") }) {
            let cells = line.split(separator: "|").map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
            }
            let marked = zip(columns, cells.dropFirst()).filter { $0.1 == "✓" }.map(\.0)
            rows[cells[0]] = Set(marked)
        }
        return rows
    }
}

struct RouteRoleTests {
    /// Problems that mean that somebody may not use a route.
    static let refusals: Set<String> = [
        "not-signed-in", "permission-missing", "session-needed", "password-change-needed",
        "csrf-token", "cross-site",
    ]

    @Test("Every route is in the table of docs/API.md, and no other")
    func complete() async throws {
        try await withWorkspace { site async throws in
            let titles = Set(try await site.openRoutes().map(\.title))
            let written = Set(try RouteRoles.written().keys)
            #expect(titles.subtracting(written) == [], "routes that docs/API.md lacks")
            #expect(written.subtracting(titles) == [], "routes that are not there")
        }
    }

    @Test("Every role is let in where the table says so, and nowhere else")
    func roles() async throws {
        try await withWorkspace { site async throws in
            let written = try RouteRoles.written()
            let key = try await site.key(.owner)
            for route in try await site.openRoutes() {
                var seen: Set<String> = []
                // Of many sessions of a person the newest stay.
                site.clock.advance(1)
                for role in Role.allCases {
                    // A session of its own: some routes end it.
                    let client = try await site.client(role)
                    if try await Self.isLetIn(client, route) { seen.insert(role.rawValue) }
                }
                if try await Self.isLetIn(key, route) { seen.insert("key") }
                if try await Self.isLetIn(site.stranger, route) { seen.insert("nobody") }
                #expect(seen == written[route.title], "\(route.title)")
            }
        }
    }

    static func isLetIn(_ client: APIClient, _ route: APIRoute) async throws -> Bool {
        let path =
            "/"
            + route.path.pieces.map { piece in
                switch piece {
                case .word(let word): word
                case .place: "nothing-there"
                }
            }.joined(separator: "/")
        let body: JSONValue? = route.method == .get ? nil : [:]
        let answer = try await client.call(route.method.rawValue, path, body)
        let code = answer.json["code"]?.string ?? ""
        if answer.status == 401 || answer.status == 403 { #expect(refusals.contains(code)) }
        return !refusals.contains(code)
    }

    @Test("A key may do what its scopes say and no more")
    func scopes() async throws {
        try await withWorkspace { site async throws in
            let key = try await site.key(.owner, scopes: [.peopleRead])
            #expect(try await key.get("/people").status == 200)
            expectAPIProblem(try await key.get("/audit"), 403, "permission-missing")
            // A scope that the person's role does not have is worth nothing.
            let viewer = try await site.key(.viewer)
            expectAPIProblem(try await viewer.get("/people"), 403, "permission-missing")
        }
    }

    @Test("While the password must be changed, nothing else can be done")
    func newcomers() async throws {
        try await withWorkspace { site async throws in
            var account = try #require(try await site.accounts.account(login: "owner"))
            account.person.mustChangePassword = true
            try await site.accounts.apply([.update(account)], audit: [])
            let owner = try await site.client(.owner)
            for route in try await site.openRoutes() where route.operation.id != "signOut" {
                let isLetIn = try await Self.isLetIn(owner, route)
                #expect(isLetIn == (route.access == .newcomer || route.access == .everybody))
            }
            let changed = try await owner.post(
                "/account/password",
                [
                    "current_password": .string(WorkspaceServer.password),
                    "new_password": "a much longer sentence",
                ])
            #expect(changed.status == 204, "\(changed.text)")
            #expect(try await owner.get("/people").status == 200)
        }
    }
}
