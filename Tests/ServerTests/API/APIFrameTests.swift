// The frame of /api/v1 over HTTP: problems, pages, bodies, idempotency, the document.

import Foundation
import Testing
import Vocabulary

@testable import Accounts
@testable import Server

struct APIFrameTests {
    @Test("Without a martlet.yml there is no API, and Rasa's pages answer")
    func absent() async throws {
        try await withServer(hasModel: false) { server async throws in
            let answer = try await server.get("/api/v1/openapi.json")
            #expect(answer.status == 404)
            #expect(answer.text.contains("Requested URL /api/v1/openapi.json not found"))
        }
    }

    @Test("Rasa's token and --cors govern Rasa's routes and not the API")
    func apart() async throws {
        try await withWorkspace {
            $0.authToken = "secret"
            $0.corsOrigins = ["*"]
        } _: { site async throws in
            let origin = [(name: "origin", value: "https://elsewhere.example")]
            let own = try await site.server.get("/api/v1/openapi.json", headers: origin)
            #expect(own.status == 200)
            #expect(own.header("access-control-allow-origin") == nil)
            let asked = try await site.server.call(
                "OPTIONS", "/api/v1/people",
                headers: origin + [("access-control-request-method", "POST")])
            #expect(asked.header("access-control-allow-origin") == nil)
            #expect(asked.header("allow") == "GET, HEAD, POST")
            let rasa = try await site.server.get("/version", headers: origin)
            #expect(rasa.header("access-control-allow-origin") == "https://elsewhere.example")
            expectAPIProblem(
                try await site.server.get("/api/v1/people?token=secret"), 401, "not-signed-in")
            #expect(try await site.server.get("/status").status == 401)
        }
    }

    @Test("What goes wrong is a problem object, whatever it is")
    func problems() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.client(.owner)
            expectAPIProblem(try await owner.get("/nothing"), 404, "no-such-route")
            expectAPIProblem(try await owner.get("/people/"), 404, "no-such-route")
            let method = try await owner.call("DELETE", "/people")
            expectAPIProblem(method, 405, "method-not-allowed")
            #expect(method.header("allow") == "GET, HEAD, POST")
            expectAPIProblem(
                try await owner.get("/people?limit=0&x=1&cursor=a&cursor=b"), 400, "query-invalid")
            expectAPIProblem(try await owner.get("/people?limit=many"), 400, "query-invalid")
            expectAPIProblem(try await owner.get("/people?cursor=bm8"), 400, "cursor-invalid")
            let form = try await owner.call(
                "POST", "/people", ["a": 1],
                headers: [("content-type", "application/x-www-form-urlencoded")])
            expectAPIProblem(form, 415, "media-type")
            let broken = try await site.server.call(
                "POST", "/api/v1/session", "{", headers: [("content-type", "application/json")])
            expectAPIProblem(broken, 400, "body-not-json")
            let invalid = try await owner.post("/people", ["role": "king", "admin": true])
            expectAPIProblem(invalid, 422, "body-invalid")
            let pointers = invalid.json["errors"]?.array?.compactMap { $0["pointer"]?.string }
            #expect(pointers == ["/login", "/role", "/admin"])
            expectAPIProblem(try await owner.get("/people/nobody"), 404, "not-found")
        }
    }

    @Test("A body over its bound is refused before it is read, and while it comes")
    func largeBodies() async throws {
        try await withWorkspace { site async throws in
            let body = JSONValue.object([
                "login": .string(String(repeating: "x", count: APIOperation.bodyBytesMax))
            ])
            let owner = try await site.client(.owner)
            expectAPIProblem(try await owner.post("/people", body), 413, "body-too-large")
            expectAPIProblem(
                try await site.stranger.post("/session", body), 413, "body-too-large")
            #expect(try await owner.get("/people").status == 200)
        }
    }

    @Test("A list comes in pages that lead to each other and miss nobody")
    func pages() async throws {
        try await withWorkspace { site async throws in
            let viewer = try await site.client(.agent)
            var (logins, path): ([String], String) = ([], "/people?limit=2")
            for _ in 0..<5 {
                let page = try await viewer.get(path)
                #expect(page.status == 200, "\(page.text)")
                logins += page.json["items"]?.array?.compactMap { $0["login"]?.string } ?? []
                guard let next = page.json["next"]?.string else { break }
                path = "/people?limit=2&cursor=\(next)"
            }
            #expect(logins == ["agent", "editor", "owner", "reviewer", "viewer"])
        }
    }

    @Test("HEAD answers as GET without a body, and nothing is cached")
    func head() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.client(.owner)
            let answer = try await owner.call("HEAD", "/people")
            #expect(answer.status == 200 && answer.body.isEmpty)
            #expect(answer.header("cache-control") == "no-store")
            #expect(answer.header("x-content-type-options") == "nosniff")
        }
    }

    @Test("A creation sent twice with one key happens once and is answered alike")
    func idempotency() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.client(.owner)
            let key = [(name: "idempotency-key", value: "5f2c6ff2-8a52-4c1a-9a5e-000000000001")]
            let body: JSONValue = ["login": "anna@example.com", "role": "editor"]
            let first = try await owner.post("/people", body, headers: key)
            #expect(first.status == 201, "\(first.text)")
            #expect(first.header("idempotent-replayed") == nil)
            let again = try await owner.post("/people", body, headers: key)
            #expect(again.status == 201 && again.body == first.body)
            #expect(again.header("idempotent-replayed") == "true")
            #expect(again.header("location") == first.header("location"))
            expectAPIProblem(try await owner.post("/people", body), 409, "conflict")
            // The key is another one for somebody else.
            let other = try await site.key(.owner)
            expectAPIProblem(
                try await other.post("/people", body, headers: key), 409, "conflict")
            // A day later it is new.
            site.clock.advance(IdempotentAnswers.keptSeconds + 60)
            let later = try await site.client(.owner)
            expectAPIProblem(
                try await later.post("/people", body, headers: key), 409, "conflict")
        }
    }

    @Test("An idempotency key that comes with another body is refused")
    func reusedKey() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.client(.owner)
            let key = [(name: "idempotency-key", value: "0123456789abcdef")]
            let one: JSONValue = ["login": "a@example.com", "role": "viewer"]
            #expect(try await owner.post("/people", one, headers: key).status == 201)
            let other: JSONValue = ["login": "a@example.com", "role": "owner"]
            expectAPIProblem(
                try await owner.post("/people", other, headers: key), 422,
                "idempotency-key-reused")
            for bad in ["short", String(repeating: "x", count: 256), "with blanks in it 123"] {
                expectAPIProblem(
                    try await owner.post(
                        "/people", one, headers: [("idempotency-key", bad)]), 400,
                    "idempotency-key-invalid")
            }
        }
    }

    @Test("A creation that failed may be sent again with the same key")
    func failedCreation() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.client(.owner)
            let key = [(name: "idempotency-key", value: "0123456789abcdef")]
            let taken: JSONValue = ["login": "viewer", "role": "viewer"]
            for _ in 0..<2 {
                expectAPIProblem(
                    try await owner.post("/people", taken, headers: key), 409, "conflict")
            }
            let free: JSONValue = ["login": "free", "role": "viewer"]
            #expect(try await owner.post("/people", free, headers: key).status == 201)
        }
    }

    @Test("Of many that send the same creation at once, one makes it and all hear of it")
    func concurrentCreation() async throws {
        try await withWorkspace { site async throws in
            let owner = try await site.client(.owner)
            let key = [(name: "idempotency-key", value: "0123456789abcdef")]
            let body: JSONValue = ["login": "one@example.com", "role": "viewer"]
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<12 {
                    group.addTask { try await owner.post("/people", body, headers: key).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0 == 201 || $0 == 409 })
            let answer = try await owner.post("/people", body, headers: key)
            #expect(answer.status == 201 && answer.header("idempotent-replayed") == "true")
        }
    }

    @Test("The document lists exactly the routes there are, each with what it answers")
    func document() async throws {
        try await withWorkspace { site async throws in
            let document = try await site.stranger.get("/openapi.json").json
            #expect(document["openapi"] == "3.1.0")
            var count = 0
            for (path, item) in document["paths"]?.object?.members ?? [] {
                for (method, operation) in item.object?.members ?? [] {
                    count += 1
                    let real = path.replacing(/\{[a-z_]+\}/, with: "x")
                    let answer = try await site.stranger.call(method.uppercased(), real)
                    let code = answer.json["code"]?.string ?? ""
                    let isThere = code != "no-such-route" && code != "method-not-allowed"
                    #expect(isThere, "\(method) \(path): \(answer.status)")
                    let responses = operation["responses"]?.object?.keys ?? []
                    #expect(responses.count == 2 && responses.contains("default"))
                    #expect(operation["operationId"]?.string?.isEmpty == false)
                }
            }
            let routes = try await site.openRoutes()
            #expect(count == routes.count)
            Self.expectReferences(in: document)
        }
    }

    /// Every reference in the document leads somewhere.
    static func expectReferences(in document: JSONValue) {
        let names = Set(document["components"]?["schemas"]?.object?.keys ?? [])
        func walk(_ value: JSONValue) {
            if let reference = value["$ref"]?.string {
                let name = reference.split(separator: "/").last.map(String.init) ?? ""
                #expect(names.contains(name), "\(reference)")
            }
            for member in value.object?.members ?? [] { walk(member.value) }
            for element in value.array ?? [] { walk(element) }
        }
        walk(document)
        #expect(names.contains("Problem"))
    }
}

extension WorkspaceServer {
    /// The routes of a server over the same folder.
    func openRoutes() async throws -> [APIRoute] {
        var settings = ServerSettings()
        settings.hasWorkspace = true
        settings.workingFolder = folder
        settings.passwordCost = .cheap
        let house = try #require(try await WorkspaceHouse.open(settings))
        return APISite.routes(house)
    }
}
