// What the server says about itself, and what it says to paths and methods it does not know.

import Testing
import Vocabulary

@testable import Server

struct InformationTests {
    @Test("The root greets as Rasa does, and the version agrees with it")
    func greeting() async throws {
        try await withServer { server async throws in
            let hello = try await server.get("/")
            #expect(hello.status == 200)
            #expect(hello.header("content-type") == "text/plain; charset=utf-8")
            let version = try await server.get("/version").json
            #expect(version.object?.keys == ["version", "minimum_compatible_version"])
            #expect(hello.text == "Hello from Rasa: \(version["version"]?.string ?? "")")
        }
    }

    @Test("The status names the model's file and content")
    func status() async throws {
        try await withServer { server async throws in
            for path in ["/status", "/status/"] {
                let answer = try await server.get(path)
                #expect(answer.status == 200)
                #expect(answer.header("content-type") == "application/json")
                #expect(
                    answer.json == [
                        "model_file": "table.tar.gz",
                        "model_id": "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
                        "num_active_training_jobs": 0,
                    ])
            }
        }
    }

    @Test("Without the API only the root is there")
    func withoutAPI() async throws {
        try await withServer {
            $0.isAPIEnabled = false
        } _: { server async throws in
            #expect(try await server.get("/").status == 200)
            for path in ["/version", "/status", "/metrics", "/conversations/x/tracker"] {
                #expect(try await server.get(path).status == 404)
            }
            let answer = try await server.call("POST", "/model/parse", #"{"text": "hi"}"#)
            #expect(answer.status == 404)
        }
    }

    @Test("An unknown path is answered with a page, or with JSON to those who want JSON")
    func unknownPath() async throws {
        try await withServer { server async throws in
            let page = try await server.get("/no/<b>such")
            #expect(page.status == 404)
            #expect(page.header("content-type") == "text/html; charset=utf-8")
            #expect(!page.text.contains("<b>"))
            let expected: JSONValue = [
                "description": "Not Found", "status": 404,
                "message": "Requested URL /nope not found",
            ]
            let accepting = try await server.get(
                "/nope?a=1", headers: [(name: "accept", value: "application/json")])
            #expect(accepting.status == 404)
            #expect(accepting.json == expected)
            let sending = try await server.call(
                "POST", "/nope", "{}", headers: [(name: "content-type", value: "application/json")])
            #expect(sending.json == expected)
        }
    }

    @Test("A wrong method is answered with the right ones")
    func wrongMethod() async throws {
        try await withServer { server async throws in
            let post = try await server.call("POST", "/version")
            #expect(post.status == 405)
            #expect(post.header("allow") == "GET")
            let head = try await server.call("HEAD", "/version")
            #expect(head.status == 405)
            let get = try await server.get("/model")
            #expect(get.header("allow") == "DELETE, PUT")
        }
    }

    @Test("Without a model everything that needs one says so")
    func noModel() async throws {
        try await withServer(hasModel: false) { server async throws in
            let paths = [
                ("GET", "/status"), ("POST", "/model/parse"), ("POST", "/model/predict"),
                ("POST", "/model/test/stories"), ("GET", "/conversations/x/tracker"),
            ]
            for (method, path) in paths {
                let answer = try await server.call(method, path, method == "GET" ? "" : "{}")
                expectProblem(answer, 409, "Conflict", "No agent loaded.")
                #expect(
                    answer.json["help"]?.string?.hasSuffix("/configuring-http-api/") == true)
            }
        }
    }

    @Test("The measures count requests by route and tell what the process uses")
    func measures() async throws {
        try await withServer { server async throws in
            _ = try await server.call("POST", "/model/parse", #"{"text": "hi"}"#)
            _ = try await server.call("POST", "/model/parse", "{")
            let answer = try await server.get("/metrics")
            #expect(
                answer.header("content-type")?.hasPrefix("application/openmetrics-text") == true)
            let lines = answer.text.split(separator: "\n").map(String.init)
            let labels = #"method="POST",route="/model/parse""#
            #expect(lines.contains("martlet_http_requests_total{\(labels),code=\"200\"} 1"))
            #expect(lines.contains("martlet_http_requests_total{\(labels),code=\"500\"} 1"))
            #expect(
                lines.contains("martlet_http_request_duration_seconds_count{\(labels)} 2"))
            #expect(lines.contains("martlet_parse_duration_seconds_count 1"))
            #expect(lines.contains("martlet_training_jobs 0"))
            #expect(lines.contains { $0.hasPrefix("process_resident_memory_bytes ") })
            #expect(lines.last == "# EOF")
            let families = lines.filter { $0.hasPrefix("# TYPE") }
            #expect(Set(families).count == families.count)
        }
    }
}
