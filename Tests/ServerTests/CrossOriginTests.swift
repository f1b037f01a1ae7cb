// Cross-origin sharing as browsers see it.

import Testing
import Vocabulary

@testable import Server

struct CrossOriginTests {
    static let site = [(name: "origin", value: "https://site.example.com")]

    @Test("Without the flag no origin is allowed")
    func off() async throws {
        try await withServer { server async throws in
            let answer = try await server.get("/version", headers: Self.site)
            #expect(answer.header("access-control-allow-origin") == nil)
            let preflight = try await server.call("OPTIONS", "/version", headers: Self.site)
            #expect(preflight.status == 200)
            #expect(preflight.header("access-control-allow-origin") == nil)
        }
    }

    @Test("The asterisk allows every origin and names the one that asks")
    func all() async throws {
        try await withServer {
            $0.corsOrigins = ["*"]
        } _: { server async throws in
            let plain = try await server.get("/version")
            #expect(plain.header("access-control-allow-origin") == "*")
            #expect(plain.header("access-control-allow-credentials") == "true")
            #expect(plain.header("access-control-expose-headers") == "filename")
            let asked = try await server.get("/version", headers: Self.site)
            #expect(asked.header("access-control-allow-origin") == "https://site.example.com")
            #expect(asked.header("vary") == "Origin")
        }
    }

    @Test("A preflight allows Rasa's methods and the headers asked for")
    func preflight() async throws {
        try await withServer {
            $0.corsOrigins = ["*"]
        } _: { server async throws in
            let answer = try await server.call(
                "OPTIONS", "/model/parse",
                headers: Self.site + [
                    (name: "access-control-request-method", value: "POST"),
                    (name: "access-control-request-headers", value: "content-type, x-custom"),
                ])
            #expect(answer.status == 200)
            #expect(answer.body.isEmpty)
            #expect(answer.header("access-control-allow-origin") == "https://site.example.com")
            #expect(answer.header("access-control-allow-methods")?.contains("POST") == true)
            #expect(answer.header("access-control-allow-headers") == "content-type, x-custom")
        }
    }

    @Test("Of named origins each is named to itself only")
    func named() async throws {
        try await withServer {
            $0.corsOrigins = ["https://site.example.com", "https://other.example.com"]
        } _: { server async throws in
            let good = try await server.get("/version", headers: Self.site)
            #expect(good.header("access-control-allow-origin") == "https://site.example.com")
            let evil = try await server.get(
                "/version", headers: [(name: "origin", value: "https://evil.example.com")])
            #expect(evil.status == 200)
            #expect(evil.header("access-control-allow-origin") == nil)
        }
    }

    @Test("An origin may be a regular expression, which must fit the whole origin")
    func patterns() async throws {
        let rules = try CrossOrigin(origins: [#"https://.*\.example\.com"#, "https://x"])
        func allows(_ origin: String) -> Bool {
            rules.value(for: origin) == origin
        }
        #expect(allows("https://a.example.com") && allows("https://A.EXAMPLE.com"))
        #expect(allows("https://x"))
        #expect(!allows("https://a.example.com.evil.com") && !allows("http://a.example.com"))
        #expect(throws: Fault.self) { try CrossOrigin(origins: ["https://[*"]) }
    }

    @Test("Errors of the API carry no fields of cross-origin sharing, pages of errors do")
    func errors() async throws {
        try await withServer {
            $0.corsOrigins = ["*"]
        } _: { server async throws in
            let problem = try await server.call("POST", "/model/parse")
            #expect(problem.header("access-control-allow-origin") == nil)
            let page = try await server.get("/nope")
            #expect(page.header("access-control-allow-origin") == "*")
        }
    }
}
