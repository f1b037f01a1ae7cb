// Answers that come later, at an address of their own; models that come from elsewhere.

import Foundation
import TestKit
import Testing
import Vocabulary

@testable import Server

struct CallbackTests {
    static func sink() -> CannedServer {
        CannedServer { _, connection in connection.send(CannedServer.response()) }
    }

    @Test("A deferred training is answered at once and posted later")
    func training() async throws {
        let sink = Self.sink()
        try await withServer { server async throws in
            let answer = try await server.call(
                "POST",
                "/model/train?save_to_default_model_directory=false"
                    + "&callback_url=http://127.0.0.1:\(sink.port)/sink", "a: b")
            #expect(answer.status == 204)
            #expect(answer.body.isEmpty)
            try await sink.wait(for: 1)
        }
        #expect(sink.requests[0].hasPrefix("POST /sink HTTP/1.1"))
        #expect(sink.requests[0].lowercased().contains("content-type: application/gzip"))
    }

    @Test("A deferred request that fails posts the error object")
    func failure() async throws {
        let sink = Self.sink()
        try await withServer { server async throws in
            for path in ["/model/train", "/model/test/intents"] {
                let answer = try await server.call(
                    "POST", "\(path)?callback_url=http://127.0.0.1:\(sink.port)/sink")
                #expect(answer.status == 204)
            }
            try await sink.wait(for: 2)
        }
        for request in sink.requests {
            #expect(request.lowercased().contains("content-type: application/json"))
        }
    }

    @Test("An address that must not be called is refused before any work is done")
    func refused() async throws {
        try await withServer {
            $0.host = "0.0.0.0"
        } _: { server async throws in
            for url in [
                "http://127.0.0.1:1/", "http://localhost/", "ftp://x/", "x", "http://10.0.0.1",
            ] {
                let answer = try await server.call(
                    "POST", "/model/train?callback_url=\(url)", "a: b")
                expectProblem(answer, 400, "BadRequest")
                #expect(answer.json["details"] == ["parameter": "callback_url", "in": "query"])
            }
            let pull = try await server.call(
                "PUT", "/model", #"{"model_server": {"url": "http://169.254.169.254/latest"}}"#)
            expectProblem(pull, 400, "BadRequest", "not public")
            #expect(try await server.get("/status").json["model_file"] == "table.tar.gz")
        }
    }

    @Test("A model is pulled once, with the parameters of the endpoint, and named by its base name")
    func pulled() async throws {
        let source = CannedServer { request, connection in
            let body = request.contains("/bad") ? Array("junk".utf8) : modelFile()
            connection.send(
                CannedServer.response(
                    headers: "filename: ../../etc/served.tar.gz\r\netag: e1\r\n", body: body))
        }
        try await withServer(hasModel: false) { server async throws in
            func pull(_ path: String) async throws -> FetchAnswer {
                let endpoint: JSONValue = [
                    "url": .string("http://127.0.0.1:\(source.port)\(path)"), "token": "a b",
                    "headers": ["x-key": "k"], "wait_time_between_pulls": 0,
                    "basic_auth": ["username": "u", "password": "p"],
                ]
                let body: JSONValue = ["model_server": endpoint]
                return try await server.call("PUT", "/model", bytes: body.bytes())
            }
            #expect(try await pull("/m").status == 204)
            #expect(try await server.get("/status").json["model_file"] == "served.tar.gz")
            expectProblem(
                try await pull("/bad"), 400, "BadRequest", "Agent with name 'None'")
            #expect(try await server.get("/status").json["model_file"] == "served.tar.gz")
        }
        let request = source.requests[0].lowercased()
        #expect(request.hasPrefix("get /m?token=a%20b http/1.1"))
        #expect(request.contains("if-none-match: "))
        #expect(request.contains("x-key: k"))
        #expect(request.contains("authorization: basic dtpw"))
    }

    @Test("The model server of the settings is asked at the start and goes on with the tag it gave")
    func polling() async throws {
        let source = CannedServer { request, connection in
            if request.lowercased().contains("if-none-match: e1") {
                connection.send(CannedServer.response("304 Not Modified"))
            } else {
                connection.send(
                    CannedServer.response(
                        headers: "filename: polled.tar.gz\r\netag: e1\r\n", body: modelFile()))
            }
        }
        try await withServer(hasModel: false) {
            $0.endpoints = [
                "models": [
                    "url": .string("http://127.0.0.1:\(source.port)/m"),
                    "wait_time_between_pulls": 1,
                ]
            ]
        } _: { server async throws in
            try await source.wait(for: 2)
            #expect(try await server.get("/status").json["model_file"] == "polled.tar.gz")
            // The endpoint of the settings wins over what a request says.
            let answer = try await server.call("PUT", "/model", #"{"model_file": "/no/such"}"#)
            #expect(answer.status == 204)
        }
        #expect(source.requests[1].lowercased().contains("if-none-match: e1"))
    }
}
