// What a connection may do: slow senders, large headers, large bodies, garbage, keep-alive.

import Foundation
import Synchronization
import TestKit
import Testing
import Vocabulary

@testable import Server

struct ConnectionTests {
    static func limits(_ change: (inout ConnectionLimits) -> Void) -> ConnectionLimits {
        var limits = ConnectionLimits(ServerSettings())
        change(&limits)
        return limits
    }

    static func connect(_ server: LiveServer) throws -> RawConnection {
        try #require(RawConnection(port: server.port, patience: 120))
    }

    /// Sends a little again and again; whether the server ends that within two minutes.
    static func isCutOff(
        _ connection: RawConnection, after head: String, _ drop: String
    ) async -> Bool {
        await besides {
            connection.send(head)
            for _ in 0..<6_000 {
                if !connection.send(drop) { return true }
                usleep(20_000)
            }
            return false
        }
    }

    @Test("A connection that never finishes its header is closed")
    func slowHeader() async throws {
        try await withServer {
            $0.connectionLimits = Self.limits { $0.headMs = 400 }
        } _: { server async throws in
            let silent = try Self.connect(server)
            let dripping = try Self.connect(server)
            #expect(await Self.isCutOff(dripping, after: "GET / HTTP/1.1\r\n", "x-a: b\r\n"))
            #expect(await besides { silent.readToEnd() } == "")
        }
    }

    @Test("A connection that never finishes its body is closed")
    func slowBody() async throws {
        try await withServer {
            $0.connectionLimits = Self.limits { $0.requestMs = 400 }
        } _: { server async throws in
            let dripping = try Self.connect(server)
            let head = "POST /model/parse HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n"
            #expect(await Self.isCutOff(dripping, after: head, "x"))
        }
    }

    @Test("A kept connection that asks nothing more is closed, and was good for many requests")
    func idle() async throws {
        try await withServer {
            $0.connectionLimits = Self.limits { $0.idleMs = 8_000 }
        } _: { server async throws in
            let connection = try Self.connect(server)
            // On a thread of its own, so that a busy machine does not make this client idle.
            let answers = await besides {
                (0..<20).map { _ in
                    connection.send("GET /version HTTP/1.1\r\nhost: x\r\n\r\n")
                    return connection.readHead()
                }
            }
            for head in answers { #expect(head.hasPrefix("HTTP/1.1 200 OK")) }
            #expect(await besides { connection.readToEnd() } == "")
        }
    }

    @Test("Requests sent ahead are answered in their order")
    func pipelining() async throws {
        try await withServer { server async throws in
            let connection = try Self.connect(server)
            connection.send(
                "GET /version HTTP/1.1\r\nhost: x\r\n\r\n"
                    + "POST /model/parse HTTP/1.1\r\nhost: x\r\ncontent-length: 15\r\n\r\n"
                    + #"{"text": "bye"}"# + "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
            )
            let text = try #require(await besides { connection.readToEnd() })
            let version = try #require(text.range(of: "minimum_compatible_version"))
            let parse = try #require(text.range(of: "goodbye"))
            let hello = try #require(text.range(of: "Hello from Rasa"))
            #expect(version.lowerBound < parse.lowerBound && parse.lowerBound < hello.lowerBound)
        }
    }

    @Test("Requests behind one that has to wait are answered after it")
    func pipeliningBehindAWait() async throws {
        try await withServer { server async throws in
            let connection = try Self.connect(server)
            let slow =
                "POST /model/parse HTTP/1.1\r\nhost: x\r\ncontent-length: 21\r\n\r\n"
                + #"{"text": "wait, bye"}"#
            connection.send(
                slow + "GET /version HTTP/1.1\r\nhost: x\r\n\r\n" + slow
                    + "GET /metrics HTTP/1.1\r\nhost: x\r\n\r\n" + slow
                    + "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
            let text = try #require(await besides { connection.readToEnd() })
            let marks = ["goodbye", "minimum_", "goodbye", "# EOF", "goodbye", "Hello from Rasa"]
            var rest = text[...]
            for mark in marks {
                let found = try #require(rest.range(of: mark), "\(mark) is missing in \(text)")
                rest = rest[found.upperBound...]
            }
            #expect(text.components(separatedBy: "HTTP/1.1 200 OK").count == 7)
        }
    }

    @Test("A short request that comes byte by byte is answered like any other")
    func drippingRequest() async throws {
        try await withServer { server async throws in
            let connection = try Self.connect(server)
            let request =
                "POST /model/parse HTTP/1.1\r\nhost: x\r\ncontent-length: 15\r\n\r\n"
                + #"{"text": "bye"}"#
            let answer = await besides {
                for _ in 0..<3 {
                    for byte in request.utf8 { connection.send([byte]) }
                }
                connection.send("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
                return connection.readToEnd() ?? ""
            }
            #expect(answer.components(separatedBy: #""goodbye""#).count > 3)
            #expect(answer.components(separatedBy: "HTTP/1.1 200 OK").count == 5)
        }
    }

    @Test("Connections that come while a server stops do not end the program")
    func connectionsDuringStop() async throws {
        for _ in 0..<8 {
            let port = Mutex(0)
            let knocking = Task {
                await besides {
                    var open: [RawConnection] = []
                    while open.count < 400 {
                        let place = port.withLock { $0 }
                        if place < 0 { return }
                        if place > 0 { RawConnection(port: place).map { open.append($0) } }
                    }
                }
            }
            try await withServer { server async throws in
                port.withLock { $0 = server.port }
                #expect(try await server.get("/").status == 200)
            }
            port.withLock { $0 = -1 }
            await knocking.value
        }
    }

    @Test("Headers beyond the limits end the connection")
    func largeHeaders() async throws {
        try await withServer { server async throws in
            let field = String(repeating: "a", count: ConnectionLimits.headerFieldBytesMax + 1)
            let many = (0..<ConnectionLimits.headerFieldsMax + 5).map { "x-\($0): b\r\n" }.joined()
            for head in ["x: \(field)\r\n", many] {
                let connection = try Self.connect(server)
                connection.send("GET / HTTP/1.1\r\nhost: x\r\n\(head)\r\n")
                let answer = await besides { connection.readToEnd() } ?? "open"
                #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"))
            }
            #expect(try await server.get("/").status == 200)
        }
    }

    @Test("A body over the limit is refused by its length before it is sent")
    func largeBody() async throws {
        try await withServer { server async throws in
            let connection = try Self.connect(server)
            connection.send(
                "POST /model/parse HTTP/1.1\r\nhost: x\r\naccept: application/json\r\n"
                    + "content-length: \(Limits.requestBodyBytes + 1)\r\n\r\n")
            let answer = await besides { connection.readToEnd() } ?? ""
            #expect(answer.hasPrefix("HTTP/1.1 413 "))
            #expect(answer.contains("\"status\":413"))
        }
    }

    @Test("A body over the limit that does not tell its length is cut off")
    func endlessBody() async throws {
        try await withServer { server async throws in
            let connection = try Self.connect(server)
            connection.send(
                "POST /model/parse HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n")
            let chunk =
                Array("100000\r\n".utf8) + Array(repeating: 0x20, count: 1 << 20)
                + Array("\r\n".utf8)
            let isCutOff = await besides {
                var sent = 0
                while sent < 2 * Limits.requestBodyBytes {
                    if !connection.send(chunk) { return true }
                    sent += 1 << 20
                }
                return false
            }
            #expect(isCutOff)
            #expect(try await server.get("/").status == 200)
        }
    }

    @Test("A client that asks first is told to go on")
    func expectContinue() async throws {
        try await withServer { server async throws in
            let connection = try Self.connect(server)
            connection.send(
                "POST /model/parse HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\n"
                    + "connection: close\r\ncontent-length: 14\r\n\r\n")
            #expect(await besides { connection.readHead() }.hasPrefix("HTTP/1.1 100 "))
            connection.send(#"{"text": "hi"}"#)
            let answer = await besides { connection.readToEnd() }
            #expect(answer?.contains("HTTP/1.1 200 OK") == true)
        }
    }

    @Test(
        "Garbage ends the connection and nothing else",
        arguments: [
            "\u{0}\u{1}\u{2}", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "hello\r\n\r\n",
            "GET nope HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
            "GET http://x/y HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
            "GET /%zz%00%?%= HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
            "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
            "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
            "CONNECT x:1 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        ])
    func garbage(text: String) async throws {
        try await withServer { server async throws in
            let connection = try Self.connect(server)
            connection.send(text)
            shutdown(connection.descriptor, Int32(SHUT_WR))
            #expect(await besides { connection.readToEnd() } != nil)
            #expect(try await server.get("/").status == 200)
        }
    }

    @Test("A port that is taken is named, with what to do about it")
    func portInUse() async throws {
        try await withServer { server async throws in
            await #expect {
                try await withServer {
                    $0.port = server.port
                } _: { _ in
                }
            } throws: {
                guard let fault = $0 as? Fault else { return false }
                return fault.code == .addressInUse && fault.message.contains("\(server.port)")
            }
        }
    }

    @Test("A certificate that cannot be used stops the server with a reason")
    func badCertificate() async throws {
        await #expect {
            try await withServer {
                $0.certificate = .init(chainFile: "/no/such.pem", keyFile: "/no/such.key")
            } _: { _ in
            }
        } throws: {
            ($0 as? Fault)?.code == .badRequest
        }
    }
}
