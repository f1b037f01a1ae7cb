// Whose word about a client's address counts.

import HTTPTypes
import Testing
import Vocabulary

@testable import Server

struct TrustedProxyTests {
    static func peer(
        _ address: String?, _ forwarded: String?, trusted: [String], scheme: String? = nil
    ) throws -> Peer {
        var headers = HTTPFields()
        headers[.forwardedFor] = forwarded
        headers[.forwardedProto] = scheme
        return Peer(address: address, headers: headers, proxies: try TrustedProxies(trusted))
    }

    @Test("Of the addresses a proxy names, the last that is no trusted proxy's is the client's")
    func rightmost() throws {
        let trusted = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"]
        func client(_ forwarded: String?, from address: String = "127.0.0.1") throws -> String {
            try Self.peer(address, forwarded, trusted: trusted).address
        }
        #expect(try client("198.51.100.7") == "198.51.100.7")
        #expect(try client("6.6.6.6, 198.51.100.7, 10.1.2.3") == "198.51.100.7")
        #expect(try client("10.9.9.9,10.1.2.3") == "10.9.9.9")
        #expect(try client("2001:db8::1", from: "fd00::5") == "2001:db8::1")
        #expect(try client("[2001:db8::1]:443, 10.0.0.1:80") == "2001:db8::1")
        #expect(try client("198.51.100.7", from: "::ffff:127.0.0.1") == "198.51.100.7")
        // What is no address ends the walk at the proxy that wrote it.
        #expect(try client("198.51.100.7, <script>, 10.1.2.3") == "10.1.2.3")
        #expect(try client("") == "127.0.0.1")
        let long = Array(repeating: "10.0.0.1", count: 10_000).joined(separator: ",")
        #expect(try client("6.6.6.6," + long) == "10.0.0.1")
    }

    @Test("Nobody else is believed, and a proxy that is not named is not this machine's program")
    func untrusted() throws {
        let other = try Self.peer("192.0.2.1", "8.8.8.8", trusted: ["127.0.0.1"], scheme: "https")
        #expect(other.address == "192.0.2.1" && !other.isOwn && !other.saysHTTPS)
        let unnamed = try Self.peer("127.0.0.1", "8.8.8.8", trusted: [])
        #expect(unnamed.address == "127.0.0.1" && !unnamed.isOwn)
        #expect(try Self.peer("127.0.0.1", nil, trusted: []).isOwn)
        #expect(try Self.peer(nil, nil, trusted: []).isOwn)
        let named = try Self.peer("127.0.0.1", "8.8.8.8", trusted: ["127.0.0.1"], scheme: "HTTPS")
        #expect(named.saysHTTPS && !named.isOwn)
    }

    @Test("Attempts over IPv6 are counted by the customer's network")
    func networks() throws {
        func network(_ address: String) throws -> String {
            try Self.peer(address, nil, trusted: []).network
        }
        #expect(try network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::9"))
        #expect(try network("2001:db8:1:2::1") != network("2001:db8:1:3::1"))
        #expect(try network("192.0.2.1") == "192.0.2.1")
    }

    @Test(
        "A proxy that is no address and no range stops the server before it listens",
        arguments: ["localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "1.2.3.4/-1"]
    )
    func badProxies(text: String) {
        #expect(throws: Fault.self) { try TrustedProxies([text, "127.0.0.1"]) }
    }
}
