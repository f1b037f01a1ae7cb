// What may be called: addresses, names, redirects, sizes, times.

import Foundation
import TestKit
import Testing
import Vocabulary

@testable import Server

struct OutboundTests {
    @Test(
        "Addresses that are not public are known as such",
        arguments: [
            "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254",
            "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1",
            "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
            "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
            "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::",
            "2002:c0a8:101::1", "2001::1", "2001:db8::1", "fc00::1", "fdff::1", "fe80::1",
            "febf::1", "fec0::1", "ff02::1", "100::1", "3fff::1", "::ffff:0:127.0.0.1",
        ])
    func notPublic(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(!AddressRange.isPublic(address))
    }

    @Test(
        "Public addresses are known as such",
        arguments: [
            "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
            "172.15.255.255", "172.32.0.0", "192.167.1.1", "223.255.255.255", "2606:4700::1111",
            "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
        ])
    func isPublic(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(AddressRange.isPublic(address))
    }

    @Test(
        "What is no plain http or https address is refused",
        arguments: [
            "", "x", "ftp://a", "file:///etc/passwd", "http:/a", "http://", "http:///x",
            "http://user@host/", "http://user:pw@host/", "http://host:0/", "http://host:70000/",
            "http://host:8x/", "http://host:-1/", "http://[::1", "http://[zz]/", "http://[::1]x/",
            "http://ho st/", "http://höst/", "http://a\\b/", "http://a/\u{0}", "http://a/\n",
            "javascript:alert(1)", "http://a%2eb/", "gopher://a/",
        ])
    func badAddress(text: String) {
        #expect(throws: Fault.self) { try TargetURL(text) }
    }

    @Test("An address is taken apart and put together again in one form")
    func normalForm() throws {
        #expect(try TargetURL("HTTP://Example.COM").text == "http://example.com:80/")
        #expect(try TargetURL("https://a/b?c=d#e").text == "https://a:443/b?c=d")
        #expect(try TargetURL("http://a?x=http://b/").text == "http://a:80/?x=http://b/")
        #expect(try TargetURL("http://[::1]:8080/x").host == "::1")
        #expect(try TargetURL("http://[::1]:8080/x").text == "http://[::1]:8080/x")
    }

    static func access(
        _ addresses: [String], _ settings: NetworkSettings = NetworkSettings()
    ) -> OutboundGuard {
        OutboundGuard(settings) { _ in addresses }
    }

    @Test("One address that is not public makes a host forbidden, however many are")
    func everyAddressCounts() async throws {
        let target = try TargetURL("https://example.com/")
        #expect(try await Self.access(["8.8.8.8"]).pinnedAddress(of: target) == "8.8.8.8")
        for addresses in [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["8.8.8.8", "::1"], ["odd"]] {
            await #expect(throws: Fault.self) {
                try await Self.access(addresses).pinnedAddress(of: target)
            }
        }
    }

    @Test("The settings can allow a host, or all private addresses")
    func allowed() async throws {
        let target = try TargetURL("http://Hooks.internal/")
        let one = NetworkSettings(["allow": ["HOOKS.internal"]])
        #expect(try await Self.access(["10.0.0.1"], one).pinnedAddress(of: target) == "10.0.0.1")
        let all = NetworkSettings(["allow_private_addresses": true])
        #expect(try await Self.access(["127.0.0.1"], all).pinnedAddress(of: target) == "127.0.0.1")
        let other = NetworkSettings(["allow": ["other.internal"]])
        await #expect(throws: Fault.self) {
            try await Self.access(["10.0.0.1"], other).pinnedAddress(of: target)
        }
    }

    @Test("Spellings of the loopback address that resolvers accept are caught after resolution")
    func oddSpellings() async throws {
        let access = OutboundGuard(NetworkSettings())
        for host in ["localhost", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]"] {
            let target = try TargetURL("http://\(host)/")
            await #expect(throws: Fault.self, "\(host)") {
                try await access.pinnedAddress(of: target)
            }
        }
    }

    @Test("A server that only this machine reaches may call this machine")
    func loopbackServer() async throws {
        var settings = ServerSettings()
        let target = try TargetURL("http://127.0.0.1:1/")
        await #expect(throws: Fault.self) {
            try await OutboundGuard(settings).pinnedAddress(of: target)
        }
        settings.host = "127.0.0.1"
        #expect(try await OutboundGuard(settings).pinnedAddress(of: target) == "127.0.0.1")
    }

    @Test("The call goes to the address that was checked, whatever the name says")
    func pinned() async throws {
        let peer = CannedServer { _, connection in
            connection.send(CannedServer.response(body: Array("pinned".utf8)))
        }
        let access = OutboundGuard(NetworkSettings(allowedHosts: ["name.invalid"])) { _ in
            ["127.0.0.1"]
        }
        let answer = try await HTTPFetcher(access: access).fetch(
            FetchRequest(
                url: "http://name.invalid:\(peer.port)/x", timeoutMs: 60_000, isChosenByCaller: true
            ))
        #expect(String(decoding: answer.body, as: UTF8.self) == "pinned")
        #expect(peer.requests.first?.lowercased().contains("host: name.invalid") == true)
    }

    @Test("Each redirect is checked like the first address")
    func redirects() async throws {
        let secret = CannedServer { _, connection in
            connection.send(CannedServer.response(body: Array("secret".utf8)))
        }
        let peer = CannedServer { [port = secret.port] request, connection in
            let location =
                request.contains("/loop")
                ? "/loop"
                : request.contains("/file")
                    ? "file:///etc/passwd" : "http://127.0.0.1:\(port)/"
            connection.send(
                CannedServer.response("302 Found", headers: "location: \(location)\r\n"))
        }
        let access = OutboundGuard(NetworkSettings(allowedHosts: ["name.invalid"])) { _ in
            ["127.0.0.1"]
        }
        let fetcher = HTTPFetcher(access: access)
        func code(_ path: String) async -> Fault.Code? {
            do throws(Fault) {
                _ = try await fetcher.fetch(
                    FetchRequest(
                        url: "http://name.invalid:\(peer.port)\(path)", timeoutMs: 60_000,
                        isChosenByCaller: true))
                return nil
            } catch {
                return error.code
            }
        }
        #expect(await code("/away") == .addressRefused)
        #expect(await code("/file") == .addressRefused)
        #expect(await code("/loop") == .peerFailed)
        #expect(secret.requests.isEmpty)
        #expect(peer.requests.count == 3 + HTTPFetcher.redirectsMax - 1 + 1)
    }

    @Test("A redirect to another host is not told the headers meant for the first")
    func redirectedHeaders() throws {
        let request = FetchRequest(
            method: "POST", url: "https://a/x",
            headers: [(name: "Authorization", value: "s"), (name: "Content-Type", value: "t")],
            body: [1])
        let target = try TargetURL(request.url)
        func next(_ status: Int, _ location: String) -> FetchRequest? {
            HTTPFetcher.redirected(
                request, from: target,
                by: FetchAnswer(status: status, headers: [(name: "location", value: location)]))
        }
        #expect(next(307, "https://b/y")?.headers.map(\.name) == ["Content-Type"])
        #expect(next(307, "https://b/y")?.body == [1])
        #expect(next(307, "/y")?.headers.count == 2)
        #expect(next(303, "/y")?.method == "GET")
        #expect(next(302, "y")?.url == "https://a:443/y")
        #expect(next(302, "/y")?.body == [])
        #expect(next(200, "/y") == nil)
    }

    @Test("An answer that is too large or too slow is given up")
    func bounds() async throws {
        let peer = CannedServer { request, connection in
            if request.contains("/large") {
                connection.send(CannedServer.response(body: Array(repeating: 0, count: 100_000)))
            } else if request.contains("/silent") {
                _ = connection.read()
            } else {
                connection.send("HTTP/1.1 200 OK\r\ncontent-length: 9000\r\n\r\n")
                while connection.send("x") { usleep(20_000) }
            }
        }
        let fetcher = HTTPFetcher(access: OutboundGuard(NetworkSettings()))
        for (path, code, timeoutMs) in [
            ("/large", Fault.Code.tooLarge, 60_000), ("/silent", .peerFailed, 700),
            ("/drip", .peerFailed, 700),
        ] {
            await #expect("\(path)") {
                try await fetcher.fetch(
                    FetchRequest(
                        url: "http://127.0.0.1:\(peer.port)\(path)", timeoutMs: timeoutMs,
                        answerBytesMax: 10_000))
            } throws: {
                ($0 as? Fault)?.code == code
            }
        }
    }

    private func problem(_ request: FetchRequest) async -> String {
        let fetcher = HTTPFetcher(access: OutboundGuard(NetworkSettings()))
        do throws(Fault) {
            _ = try await fetcher.fetch(request)
            return "answered"
        } catch {
            return error.message
        }
    }

    @Test("A peer that is not there is told at once, not when the time to connect is over")
    func refused() async throws {
        // A port that is taken and not listened on refuses; the call may take less time than
        // connecting again and again would.
        let closed = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(closed) }
        var address = RawConnection.loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(closed, $0, size)
                _ = getsockname(closed, $0, &size)
            }
        }
        let port = Int(in_port_t(bigEndian: address.sin_port))
        let url = "http://127.0.0.1:\(port)/"
        let timeoutMs = Int(HTTPFetcher.connectSeconds) * 1_000 - 1_000
        for isChosen in [false, true] {
            let access = OutboundGuard(NetworkSettings(["allow_private_addresses": true]))
            await #expect {
                try await HTTPFetcher(access: access).fetch(
                    FetchRequest(url: url, timeoutMs: timeoutMs, isChosenByCaller: isChosen))
            } throws: {
                guard let fault = $0 as? Fault else { return false }
                return fault.code == .peerFailed && fault.message.contains("refused")
            }
        }
    }

    @Test("Calls go through the proxy that the settings name, with its account")
    func proxy() async throws {
        let proxy = CannedServer { _, connection in
            connection.send("HTTP/1.1 200 OK\r\n\r\n")
            let request = connection.readHead().lowercased()
            #expect(request.hasPrefix("get /x ") && request.contains("host: nowhere.invalid"))
            connection.send(CannedServer.response(body: Array("by proxy".utf8)))
        }
        let fetcher = HTTPFetcher(access: OutboundGuard(NetworkSettings()))
        let answer = try await fetcher.fetch(
            FetchRequest(
                url: "http://nowhere.invalid/x", timeoutMs: 60_000,
                route: FetchRoute(proxy: "http://u:p@127.0.0.1:\(proxy.port)")))
        #expect(String(decoding: answer.body, as: UTF8.self) == "by proxy")
        let seen = try #require(proxy.requests.first).lowercased()
        #expect(seen.hasPrefix("connect nowhere.invalid:80 "))
        #expect(seen.contains("proxy-authorization: basic dtpw"))
        for bad in ["proxy", "https://proxy:1", "socks5://u:secret@proxy:1"] {
            let text = await problem(FetchRequest(url: "http://a/", route: FetchRoute(proxy: bad)))
            #expect(text.contains("http://host:port") && !text.contains("secret"))
        }
    }

    @Test("Authorities that can't be read are told with the name of their file")
    func missingAuthorities() async {
        let route = FetchRoute(authorityFile: "/no/such.pem")
        #expect(
            await problem(FetchRequest(url: "https://127.0.0.1:1/", route: route))
                .contains("'/no/such.pem' can't be read"))
    }

    private static let openssl = "/usr/bin/openssl"

    @Test(
        "With 'cafile' a server is trusted that these authorities certified, and no other is",
        .enabled(if: FileManager.default.isExecutableFile(atPath: openssl)))
    func authorities() async throws {
        let folder = NSTemporaryDirectory() + "martlet-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for name in ["own", "other"] {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Self.openssl)
            process.arguments = [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-days", "30", "-subj", "/CN=127.0.0.1", "-addext",
                "subjectAltName=IP:127.0.0.1", "-keyout", "\(folder)/\(name).key", "-out",
                "\(folder)/\(name).pem",
            ]
            process.standardError = FileHandle.nullDevice
            try process.run()
            await besides { [process] in process.waitUntilExit() }
            #expect(process.terminationStatus == 0)
        }
        try await withServer {
            $0.certificate = .init(chainFile: "\(folder)/own.pem", keyFile: "\(folder)/own.key")
        } _: { server async throws in
            func ask(_ file: String?) async throws -> Int {
                try await server.fetcher.fetch(
                    FetchRequest(
                        url: "https://127.0.0.1:\(server.port)/", timeoutMs: 60_000,
                        route: FetchRoute(authorityFile: file))
                ).status
            }
            #expect(try await ask("\(folder)/own.pem") == 200)
            await #expect(throws: Fault.self) { try await ask("\(folder)/other.pem") }
            await #expect(throws: Fault.self) { try await ask(nil) }
        }
    }
}
