// PUT and DELETE /model: files, folders, oddities of file systems, model servers.

import Foundation
import TestKit
import Testing
import Vocabulary

@testable import Server

struct ModelRouteTests {
    static func put(_ server: LiveServer, file: String) async throws -> FetchAnswer {
        let body: JSONValue = ["model_file": .string(file)]
        return try await server.call("PUT", "/model", bytes: body.bytes())
    }

    static func write(_ path: String, _ bytes: [UInt8] = modelFile()) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    @Test("A model is loaded, named by its file, and unloaded as often as one likes")
    func loadAndUnload() async throws {
        try await withFolder { folder in
            try Self.write("\(folder)/mine.tar.gz")
            try await withServer(hasModel: false) { server async throws in
                let loaded = try await Self.put(server, file: "\(folder)/mine.tar.gz")
                #expect(loaded.status == 204)
                #expect(loaded.body.isEmpty)
                let status = try await server.get("/status").json
                #expect(status["model_file"] == "mine.tar.gz")
                #expect(status["model_id"]?.string?.count == 32)
                for _ in 0..<2 {
                    #expect(try await server.call("DELETE", "/model").status == 204)
                    #expect(try await server.get("/status").status == 409)
                }
            }
        }
    }

    @Test("A folder stands for its newest model")
    func folder() async throws {
        try await withFolder { folder in
            for (name, age) in [("b", 100.0), ("c", 10.0), ("a", 50.0)] {
                let path = "\(folder)/\(name).tar.gz"
                try Self.write(path, modelFile(assistant: name))
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: path)
            }
            try await withServer { server async throws in
                #expect(try await Self.put(server, file: folder).status == 204)
                #expect(try await server.get("/status").json["model_file"] == "c.tar.gz")
            }
        }
    }

    @Test("What is no model is refused with the reason, and the served model stays")
    func refusals() async throws {
        try await withFolder { folder in
            try Self.write("\(folder)/junk.tar.gz", Array("junk".utf8))
            try Self.write("\(folder)/cut.tar.gz", Array(modelFile().dropLast(5)))
            mkfifo("\(folder)/pipe.tar.gz", 0o600)
            symlink("loop.tar.gz", "\(folder)/loop.tar.gz")
            try FileManager.default.createDirectory(
                atPath: "\(folder)/empty", withIntermediateDirectories: true)
            let paths = [
                "/no/such/model.tar.gz", "/dev/zero", "/dev/null", "\(folder)/junk.tar.gz",
                "\(folder)/cut.tar.gz", "\(folder)/pipe.tar.gz", "\(folder)/loop.tar.gz",
                "\(folder)/empty", "", "a\u{0}b",
            ]
            try await withServer { server async throws in
                for path in paths {
                    let answer = try await Self.put(server, file: path)
                    expectProblem(answer, 400, "BadRequest")
                    #expect(answer.json["details"] == ["parameter": "model", "in": "query"])
                    let status = try await server.get("/status").json
                    #expect(status["model_file"] == "table.tar.gz")
                }
                expectProblem(
                    try await Self.put(server, file: "/no/such/model.tar.gz"), 400, "BadRequest",
                    "Agent with name '/no/such/model.tar.gz' could not be loaded.")
            }
        }
    }

    @Test("A path that climbs is refused", arguments: ["../x.tar.gz", "/tmp/../etc", "a/.."])
    func climbing(path: String) async throws {
        try await withServer { server async throws in
            expectProblem(
                try await Self.put(server, file: path), 400, "BadRequest", "'..'")
        }
    }

    @Test("A body without a model says what is missing")
    func badBodies() async throws {
        try await withServer { server async throws in
            expectProblem(
                try await server.call("PUT", "/model"), 400, "BadRequest",
                "No path to model file defined in request_body.")
            #expect(try await server.call("PUT", "/model", "{").status == 400)
            for body in ["[]", "5", "null"] {
                expectProblem(try await server.call("PUT", "/model", body), 400, "BadRequest")
            }
            expectProblem(
                try await server.call("PUT", "/model", "{}"), 400, "BadRequest",
                "Agent with name 'None' could not be loaded.")
            expectProblem(
                try await server.call("PUT", "/model", #"{"model_file": 5}"#), 400, "BadRequest",
                "Agent with name '5' could not be loaded.")
            let remote = try await server.call(
                "PUT", "/model", #"{"model_file": "x", "remote_storage": "aws"}"#)
            expectProblem(remote, 400, "BadRequest", "remote storage")
            for server_ in ["5", "{}", #"{"url": 5}"#] {
                let answer = try await server.call(
                    "PUT", "/model", "{\"model_server\": \(server_)}")
                expectProblem(answer, 400, "BadRequest", "Supplied 'model_server' is not valid.")
            }
        }
    }

    @Test(
        "A name from outside is reduced to its base name",
        arguments: [
            ("a.tar.gz", "a.tar.gz"), ("/etc/x.tar.gz", "x.tar.gz"), ("../../x", "x"),
            ("..\\..\\x", "x"), ("..", "model.tar.gz"), ("", "model.tar.gz"), ("/", "model.tar.gz"),
            ("a\u{0}\n\u{1}b", "ab"),
        ])
    func baseName(given: String, expected: String) {
        #expect(ModelServer.baseName(given) == expected)
    }
}
