// The guards on real routes: order of the checks, what stays open, how refusals look.

import Foundation
import TestKit
import Testing
import Vocabulary

@testable import Server

struct AccessRouteTests {
    static let guarded = [
        ("GET", "/status"), ("GET", "/metrics"), ("GET", "/conversations/x/tracker"),
        ("POST", "/model/parse"), ("POST", "/model/predict"), ("POST", "/model/train"),
        ("POST", "/model/test/stories"), ("POST", "/model/test/intents"), ("PUT", "/model"),
        ("DELETE", "/model"), ("GET", "/domain"), ("GET", "/conversations/x/story"),
        ("POST", "/conversations/x/tracker/events"), ("PUT", "/conversations/x/tracker/events"),
        ("POST", "/conversations/x/execute"), ("POST", "/conversations/x/predict"),
        ("POST", "/conversations/x/messages"), ("POST", "/conversations/x/trigger_intent"),
    ]
    static let golden = (try? Golden.json("web_tokens")) ?? .null
    static let secret = golden["secret"]?.string

    static func bearer(_ name: String) -> [(name: String, value: String)] {
        [(name: "authorization", value: "Bearer \(golden["roles"]?[name]?.string ?? "")")]
    }

    @Test("Every guarded route wants the token before it looks at anything else")
    func everythingWantsTheToken() async throws {
        try await withServer(hasModel: false) {
            $0.authToken = "conf-token"
        } _: { server async throws in
            for (method, path) in Self.guarded {
                let answer = try await server.call(
                    method, path + "?include_events=BAD", method == "GET" ? "" : "{")
                expectProblem(answer, 401, "NotAuthenticated", "User is not authenticated.")
                #expect(
                    answer.json["help"]?.string?.hasSuffix("#security-considerations") == true)
            }
        }
    }

    @Test("The root, the version and preflights need no token")
    func openRoutes() async throws {
        try await withServer {
            $0.authToken = "t"
        } _: { server async throws in
            #expect(try await server.get("/").status == 200)
            #expect(try await server.get("/version").status == 200)
            #expect(try await server.call("OPTIONS", "/status").status == 200)
        }
    }

    @Test("The token counts as the query's first one that is not empty")
    func queryToken() async throws {
        try await withServer {
            $0.authToken = "a b/ü"
        } _: { server async throws in
            let good = [
                "?token=a%20b%2F%C3%BC", "?token=a+b/%c3%bc", "?x=1&token=&token=a+b/%C3%BC",
            ]
            for query in good { #expect(try await server.get("/status\(query)").status == 200) }
            let bad = ["", "?token=", "?token", "?token=a%20b", "?Token=a+b/%C3%BC", "?token=%zz%"]
            for query in bad { #expect(try await server.get("/status\(query)").status == 401) }
            let header = try await server.get(
                "/status", headers: [(name: "authorization", value: "Bearer a b/ü")])
            #expect(header.status == 401)
        }
    }

    @Test("With web tokens the role decides")
    func roles() async throws {
        try await withServer {
            $0.jwtSecret = Self.secret
        } _: { server async throws in
            func status(_ path: String, _ name: String) async throws -> Int {
                try await server.get(path, headers: Self.bearer(name)).status
            }
            #expect(try await status("/status", "admin") == 200)
            #expect(try await status("/conversations/anna/tracker", "admin") == 200)
            #expect(try await status("/conversations/anna/tracker", "anna") == 200)
            #expect(try await status("/conversations/berta/tracker", "anna") == 403)
            #expect(try await status("/conversations/team/anna/tracker", "anna") == 403)
            #expect(try await status("/status", "anna") == 403)
            #expect(try await status("/conversations/anna/tracker", "superuser") == 403)
            expectProblem(
                try await server.get("/status", headers: Self.bearer("anna")), 403,
                "NotAuthorized", "User has insufficient permissions.")
            expectProblem(try await server.get("/status"), 401, "NotAuthenticated")
            let garbage = try await server.get(
                "/status", headers: [(name: "authorization", value: "Bearer not.a.jwt")])
            expectProblem(garbage, 401, "NotAuthenticated")
        }
    }

    @Test("A header that is no bearer token is answered as Rasa's token library does")
    func malformedHeader() async throws {
        try await withServer {
            $0.jwtSecret = Self.secret
        } _: { server async throws in
            let answer = try await server.get(
                "/status", headers: [(name: "authorization", value: "Basic dTpw")])
            #expect(answer.status == 400)
            #expect(
                answer.json == [
                    "reasons": ["Authorization header is invalid."],
                    "exception": "InvalidAuthorizationHeader",
                ])
        }
    }

    @Test("The server issues no tokens and says so")
    func noTokens() async throws {
        try await withServer {
            $0.jwtSecret = Self.secret
        } _: { server async throws in
            let answer = try await server.call("POST", "/auth", #"{"username": "a"}"#)
            #expect(answer.status == 401)
            #expect(answer.json["exception"] == "AuthenticationFailed")
            let verified = try await server.get("/auth/verify", headers: Self.bearer("anna"))
            #expect(verified.json == ["valid": true])
            #expect(try await server.get("/auth/verify").status == 401)
        }
        try await withServer { server async throws in
            #expect(try await server.call("POST", "/auth").status == 404)
        }
    }

    @Test("A method or key that does not fit stops the server before it listens")
    func badMethod() async {
        await #expect(throws: Fault.self) {
            try await withServer {
                $0.jwtSecret = "no key"
                $0.jwtMethod = "RS256"
            } _: { _ in
            }
        }
    }
}
