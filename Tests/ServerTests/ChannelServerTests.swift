// Channels behind a real server: REST and its stream, Slack's inbox, Socket.IO by polling.

import Channels
import Foundation
import Synchronization
import TestKit
import Testing
import Vocabulary

@testable import Server

/// Answers every message with its own words; `slow` as a second reply after a gate opens.
final class EchoTurns: TurnRunner {
    let accepted = Mutex<[ChannelMessage]>([])
    let isBusy = Mutex(false)
    let gate = Gate()

    func prepare(_ message: UserMessage, sink: any ReplySink, asSaid: Bool) throws(Fault)
        -> PreparedTurn
    {
        if isBusy.withLock({ $0 }) { throw Fault(.busy, "Too many messages wait.") }
        return PreparedTurn { [gate] () async throws(Fault) in
            if message.text == "fail" { throw Fault(.storage, "The disk is full.") }
            await sink.say(BotReply(conversation: message.conversation, text: message.text))
            guard message.text == "slow" else { return }
            await gate.wait()
            await sink.say(BotReply(conversation: message.conversation, text: "done"))
        }
    }

    func accept(_ message: ChannelMessage, channel: String) async throws(Fault) -> InboxMessage? {
        let count = accepted.withLock { all in
            let isRetry = all.contains { $0.platformID == message.platformID }
            if !isRetry { all.append(message) }
            return isRetry ? 0 : all.count
        }
        guard count > 0 else { return nil }
        return InboxMessage(
            id: Int64(count), channel: channel, message: message.message, reply: message.reply)
    }

    func prepare(_ waiting: InboxMessage, sink: any ReplySink) throws(Fault) -> PreparedTurn {
        try prepare(waiting.message, sink: sink, asSaid: false)
    }

    func lastWords(in conversation: String) async -> String? { "Where to?" }
}

/// Holds a turn until a test lets it go on.
final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>(
        (false, []))

    func open() {
        let waiting = state.withLock { state in
            defer { state = (true, []) }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}

extension RawConnection {
    /// Reads until a text has come, or the connection ends.
    func read(until text: String) -> String {
        var seen: [UInt8] = []
        while !String(decoding: seen, as: UTF8.self).contains(text), let more = read(),
            !more.isEmpty
        {
            seen += more
        }
        return String(decoding: seen, as: UTF8.self)
    }
}

@Suite("Channels on the server")
struct ChannelServerTests {
    @Test("REST answers with the replies, health with ok, errors as the framework's")
    func rest() async throws {
        try await withServer(turns: EchoTurns()) { _ in
        } _: { server async throws in
            for path in ["/webhooks/rest", "/webhooks/rest/"] {
                #expect(try await server.get(path).json == ["status": "ok"])
            }
            let hook = "/webhooks/rest/webhook"
            let answer = try await server.call("POST", hook, #"{"sender":"s","message":"hi"}"#)
            #expect(answer.json == [["recipient_id": "s", "text": "hi"]])
            #expect(answer.header("content-type") == "application/json")
            #expect(try await server.call("POST", hook, "{").status == 400)
            #expect(try await server.call("POST", hook).status == 500)
            #expect(try await server.get(hook).status == 405)
            #expect(try await server.call("POST", "/webhooks/slack/webhook").status == 404)
            let failing = try await server.call("POST", hook, #"{"message":"fail"}"#)
            #expect(failing.json == [])
        }
    }

    @Test("A line that is too long is answered 429 in Rasa's shape")
    func busy() async throws {
        let turns = EchoTurns()
        turns.isBusy.withLock { $0 = true }
        try await withServer(turns: turns) { _ in
        } _: { server async throws in
            let answer = try await server.call(
                "POST", "/webhooks/rest/webhook", #"{"message":"hi"}"#)
            expectProblem(answer, 429, "TooManyRequests")
        }
    }

    @Test("The first line of a stream is there before the turn goes on")
    func stream() async throws {
        let turns = EchoTurns()
        try await withServer(turns: turns) { _ in
        } _: { server async throws in
            let connection = try #require(RawConnection(port: server.port))
            let body = #"{"message":"slow"}"#
            connection.send(
                "POST /webhooks/rest/webhook?stream=true HTTP/1.1\r\nhost: x\r\n"
                    + "connection: close\r\ncontent-length: \(body.utf8.count)\r\n\r\n" + body)
            let seen = await besides { connection.read(until: "slow\"}") }
            #expect(seen.contains("text/event-stream"))
            #expect(!seen.contains("done"))
            turns.gate.open()
            #expect(await besides { connection.readToEnd() }?.contains("done") == true)
        }
    }

    @Test("Socket.IO by polling: handshake, connect, a session, a message and its answer")
    func polling() async throws {
        try await withServer(turns: EchoTurns()) {
            $0.credentials = ["socketio": ["session_persistence": true]]
        } _: { server async throws in
            let path = "/socket.io/?EIO=4&transport=polling"
            let hello = try await server.get(path, headers: [("Origin", "https://page")])
            #expect(hello.header("access-control-allow-origin") == "https://page")
            let open = try JSONValue(parsing: String(hello.text.dropFirst()))
            let client = path + "&sid=" + (open["sid"]?.string ?? "")
            func say(_ text: String) async throws -> String {
                try await server.call("POST", client, text).text
            }
            #expect(try await say("40") == "OK")
            #expect(try await server.get(client).text.hasPrefix("40{\"sid\""))
            let session = "42[\"session_request\",{\"session_id\":\"s\"}]"
            #expect(try await say(session) == "OK")
            #expect(try await server.get(client).text == "42[\"session_confirm\",\"s\"]")
            #expect(
                try await say("42[\"user_uttered\",{\"message\":\"hi\",\"session_id\":\"s\"}]")
                    == "OK")
            #expect(try await server.get(client).text == "42[\"bot_uttered\",{\"text\":\"hi\"}]")
            #expect(try await say("1") == "OK")
            #expect(try await server.get(client).status == 400)
            #expect(try await server.get("/socket.io/?EIO=3&transport=polling").status == 400)
            #expect(try await server.get(path + "&sid=nobody").status == 400)
            #expect(try await server.get("/webhooks/socketio/").json == ["status": "ok"])
        }
    }

    @Test("A poll brings no more packets than clients take at once, the rest comes with the next")
    func manyPackets() async throws {
        let turns = EchoTurns()
        try await withServer(turns: turns) {
            $0.credentials = ["socketio": nil]
        } _: { server async throws in
            let path = "/socket.io/?EIO=4&transport=polling"
            let open = try JSONValue(parsing: String(try await server.get(path).text.dropFirst()))
            let client = path + "&sid=" + (open["sid"]?.string ?? "")
            let asks = (1...20).map { EnginePacket.message("2\($0)[\"session_request\"]") }
            let payload = EnginePacket.payload([.message("0")] + asks)
            #expect(try await server.call("POST", client, payload).text == "OK")
            var counts: [Int] = []
            while counts.reduce(0, +) < 41, counts.count < 4 {
                counts.append(
                    EnginePacket.packets(of: try await server.get(client).text)?.count ?? 0)
            }
            #expect(counts == [16, 16, 9])
        }
    }

    @Test("A WebSocket carries the same packets; one that nothing serves is answered as a request")
    func webSocket() async throws {
        try await withServer(turns: EchoTurns()) {
            $0.credentials = ["socketio": nil]
        } _: { server async throws in
            func ask(_ path: String) throws -> RawConnection {
                let connection = try #require(RawConnection(port: server.port))
                connection.send(
                    "GET \(path) HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
                        + "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "sec-websocket-version: 13\r\n\r\n")
                return connection
            }
            let good = try ask("/socket.io/?EIO=4&transport=websocket")
            let head = await besides { good.read(until: "maxPayload\":1000000}") }
            #expect(head.contains(" 101 "))
            #expect(head.contains("\"upgrades\":[]"))
            let other = try ask("/elsewhere")
            #expect(await besides { other.readToEnd() }?.contains(" 404 ") == true)
        }
    }

    @Test("A channel that can't be as written stops the server")
    func badCredentials() async throws {
        await #expect(throws: Fault.self) {
            try await withServer(turns: EchoTurns()) {
                $0.credentials = ["carrier.pigeon": nil]
            } _: { _ async throws in
            }
        }
    }
}
