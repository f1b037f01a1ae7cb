// Limits of messages: by conversation, by address, and who is spared.

import HTTPTypes
import Synchronization
import Testing
import TrainingData
import Vocabulary

@testable import Server

struct RateLimitTests {
    static func limits(sender: Int?, address: Int?) -> RateLimits {
        var written = MartletSettings.Limits()
        written.senderPerMinute = sender
        written.addressPerMinute = address
        return RateLimits(written)
    }

    static func peer(_ address: String?, forwarded: String? = nil) -> Peer {
        var headers = HTTPFields()
        headers[.forwardedFor] = forwarded
        let proxies = (try? TrustedProxies(["127.0.0.1"])) ?? .none
        return Peer(address: address, headers: headers, proxies: proxies)
    }

    @Test("A bucket empties, fills again with time, and is one's own")
    func buckets() throws {
        let clock = Mutex(0.0)
        let limiter = RateLimiter(Self.limits(sender: 60, address: 0)) { clock.withLock { $0 } }
        let peer = Self.peer("192.0.2.1")
        for _ in 0..<60 { try limiter.count(sender: "a", from: peer) }
        #expect(throws: APIProblem.self) { try limiter.count(sender: "a", from: peer) }
        try limiter.count(sender: "b", from: peer)
        clock.withLock { $0 += 1 }
        try limiter.count(sender: "a", from: peer)
        #expect(throws: APIProblem.self) { try limiter.count(sender: "a", from: peer) }
        for _ in 0..<10_000 { try limiter.count(peer) }
    }

    @Test("Programs of this machine are not counted unless limits are written")
    func loopback() throws {
        var standard = RateLimits()
        standard.addressPerMinute = 1
        let limiter = RateLimiter(standard) { 0 }
        for _ in 0..<9 { try limiter.count(Self.peer("127.0.0.1")) }
        let proxied = Self.peer("127.0.0.1", forwarded: "10.0.0.9, 198.51.100.7")
        #expect(proxied == Self.peer("198.51.100.7"))
        try limiter.count(proxied)
        #expect(throws: APIProblem.self) { try limiter.count(proxied) }
        // Only a trusted proxy is believed.
        #expect(Self.peer("192.0.2.1", forwarded: "8.8.8.8").address == "192.0.2.1")
    }

    @Test("Many senders do not make it forget who is over the limit, nor grow without bound")
    func memory() throws {
        let limiter = RateLimiter(Self.limits(sender: 1, address: 0)) { 0 }
        let peer = Self.peer("192.0.2.1")
        for number in 0..<(RateLimiter.keysMax * 3) {
            try limiter.count(sender: "\(number)", from: peer)
        }
        #expect(throws: APIProblem.self) {
            try limiter.count(sender: "\(RateLimiter.keysMax * 3 - 1)", from: peer)
        }
    }

    @Test("Over HTTP the limit is 429 in the shape of the API, for messages only")
    func overHTTP() async throws {
        try await withTalkingServer {
            $0.rateLimits = Self.limits(sender: 2, address: 6)
        } _: { server async throws in
            let body = #"{"sender":"a","message":"/greet"}"#
            for _ in 0..<2 {
                let answer = try await server.call("POST", "/webhooks/rest/webhook", body)
                #expect(answer.status == 200)
            }
            let refused = try await server.call("POST", "/webhooks/rest/webhook", body)
            expectProblem(refused, 429, "TooManyRequests")
            #expect(refused.header("retry-after") == "1")
            let intent = #"{"name":"greet"}"#
            expectProblem(
                try await server.call("POST", "/conversations/a/trigger_intent", intent), 429,
                "TooManyRequests")
            for path in ["b", "c"] {
                let answer = try await server.call(
                    "POST", "/conversations/\(path)/trigger_intent", intent)
                #expect(answer.status == 200)
            }
            expectProblem(
                try await server.call("POST", "/conversations/d/trigger_intent", intent), 429,
                "TooManyRequests", "address")
            #expect(try await server.get("/conversations/a/tracker").status == 200)
        }
    }
}
