// Clients of Socket.IO that send too much, or do not read.

import Channels
import Foundation
import Logging
import TestKit
import Testing
import Vocabulary

@testable import Server

/// A client over a WebSocket that is in the default namespace.
struct SocketTester: Sendable {
    let connection: RawConnection

    init(_ server: LiveServer, patience: Int = 60, headers: String = "") async throws {
        connection = try #require(RawConnection(port: server.port, patience: patience))
        connection.send(
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: x\r\n\(headers)"
                + "upgrade: websocket\r\nconnection: upgrade\r\n"
                + "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "sec-websocket-version: 13\r\n\r\n")
        _ = await read(until: "maxPayload\":1000000}")
        send("40")
        _ = await read(until: "40{\"sid\"")
    }

    /// Sends a packet of Engine.IO in a masked frame (RFC 6455, section 5.2).
    @discardableResult
    func send(_ packet: String) -> Bool {
        let body = Array(packet.utf8)
        var frame: [UInt8] = [0x81]
        if body.count < 126 {
            frame.append(0x80 | UInt8(body.count))
        } else {
            frame += [0x80 | 126, UInt8(body.count >> 8), UInt8(body.count & 0xFF)]
        }
        return connection.send(frame + [0, 0, 0, 0] + body)
    }

    func read(until text: String) async -> String {
        await besides { [connection] in connection.read(until: text) }
    }
}

@Suite("Socket.IO clients that send too much")
struct SocketCrowdTests {
    @Test("Messages over the limit are refused in the shape of REST, and the others answered")
    func limits() async throws {
        try await withServer(turns: EchoTurns()) {
            $0.credentials = ["socketio": nil]
            $0.rateLimits = RateLimitTests.limits(sender: 2, address: 0)
        } _: { server async throws in
            let client = try await SocketTester(server)
            for number in 1...3 {
                client.send("42\(number)[\"user_uttered\",{\"message\":\"m\(number)\"}]")
            }
            let seen = await client.read(until: "\"code\":429}]")
            #expect(seen.contains("433[{") && seen.contains("TooManyRequests"))
            client.send("42[\"user_uttered\",{\"message\":\"m4\"}]")
            let refused = await client.read(until: "\"code\":429}]")
            #expect(refused.contains("message_refused"))
            #expect(!refused.contains("\"text\":\"m4\""))
            // Another client has its own conversation.
            let other = try await SocketTester(server)
            other.send("42[\"user_uttered\",{\"message\":\"m5\"}]")
            #expect(await other.read(until: "m5").contains("bot_uttered"))
        }
    }

    @Test("The limit of addresses counts sockets and REST together, by the client a proxy names")
    func addresses() async throws {
        try await withServer(turns: EchoTurns()) {
            $0.credentials = ["socketio": nil, "rest": nil]
            $0.rateLimits = RateLimitTests.limits(sender: 0, address: 2)
            $0.trustedProxies = (try? TrustedProxies(["127.0.0.1"])) ?? .none
        } _: { server async throws in
            let header = "x-forwarded-for: 198.51.100.7\r\n"
            let client = try await SocketTester(server, headers: header)
            for number in 1...2 {
                client.send("42[\"user_uttered\",{\"message\":\"m\(number)\"}]")
                _ = await client.read(until: "m\(number)")
            }
            func say(_ address: String) async throws -> Int {
                try await server.call(
                    "POST", "/webhooks/rest/webhook", #"{"message":"hi"}"#,
                    headers: [("X-Forwarded-For", address)]
                ).status
            }
            #expect(try await say("198.51.100.7") == 429)
            #expect(try await say("198.51.100.8") == 200)
        }
    }

    @Test("Who sends and never reads is not read any more; others are answered")
    func deaf() async throws {
        try await withServer(turns: EchoTurns()) {
            $0.credentials = ["socketio": nil, "rest": nil]
        } _: { server async throws in
            let client = try await SocketTester(server, patience: 5)
            let words = String(repeating: "x", count: 30_000)
            let message = "42[\"user_uttered\",{\"message\":\"\(words)\"}]"
            // What the system keeps for both directions is far less than this.
            let isStopped = await besides {
                (0..<10_000).contains { _ in !client.send(message) }
            }
            #expect(isStopped)
            let answer = try await server.call(
                "POST", "/webhooks/rest/webhook", #"{"message":"hi"}"#)
            #expect(answer.json.array?.first?["text"] == "hi")
        }
    }

    @Test("A client has room while it reads and its turns get on")
    func room() async {
        let settings = SocketSettings()
        let client = SocketClient(
            SocketConnection(id: "a", client: "b", settings: settings, now: 0),
            transport: .webSocket, peer: RateLimitTests.peer("192.0.2.1"))
        for _ in 0..<SocketClient.turnsMax {
            await client.room()
            client.beginTurn()
        }
        #expect(!client.hasRoom)
        async let waited: Void = client.room()
        client.endTurn()
        await waited
        #expect(client.hasRoom)
        for _ in 0...SocketClient.unreadPacketsMax { _ = client.send([.ping("")]) }
        #expect(!client.hasRoom)
        async let read: Void = client.room()
        _ = await client.packets()
        await read
        for _ in 0...SocketClient.unreadPacketsMax { _ = client.send([.ping("")]) }
        async let closed: Void = client.room()
        _ = client.close()
        await closed
    }
}
