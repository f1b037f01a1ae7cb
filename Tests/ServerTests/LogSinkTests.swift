import Foundation
import Logging
import TestKit
import Testing
import Vocabulary

@testable import Server

@Suite("Where the log goes besides standard error") struct LogSinkTests {
    @Test("a file gets every line behind what it holds already")
    func file() throws {
        try withFolder { folder in
            let path = "\(folder)/server.log"
            try Data("before\n".utf8).write(to: URL(fileURLWithPath: path))
            let file = try LogFile(path)
            let logger = Logger(label: "server") { label in
                LogWriter(label: label, level: .info, form: .text) { _, line in file.append(line) }
            }
            logger.info("one")
            logger.warning("two")
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 3)
            #expect(lines[0] == "before")
            #expect(lines[2].hasSuffix("WARNING  server  two"))
        }
    }

    @Test("a file that cannot be made is told by name")
    func noFile() throws {
        let fault = #expect(throws: Fault.self) { try LogFile("/nowhere/at/all/server.log") }
        #expect(fault?.code == .cannotSave)
        #expect(fault?.message.contains("/nowhere/at/all/server.log") == true)
    }

    @Test("a syslog server gets datagrams with the priority, the text and a zero byte")
    func datagrams() async throws {
        let listener = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(listener) }
        var address = RawConnection.loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(listener, $0, size)
                _ = getsockname(listener, $0, &size)
            }
        }
        let port = Int(in_port_t(bigEndian: address.sin_port))
        let syslog = try Syslog(host: "127.0.0.1", port: port, transport: .udp)
        syslog.send(.warning, Array("careful\n".utf8))
        syslog.send(.error, Array("broken\n".utf8))
        let texts = await besides {
            (0..<2).map { _ in
                var buffer = [UInt8](repeating: 0, count: 1_000)
                let count = recv(listener, &buffer, buffer.count, 0)
                return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
            }
        }
        #expect(texts == ["<12>careful\0", "<11>broken\0"])
    }

    @Test("over TCP a connection that broke is made anew; without a server the start fails")
    func connection() async throws {
        let taken = AsyncStream<String>.makeStream()
        let peer = ListeningSocket { connection in
            let text = connection.read().map { String(decoding: $0, as: UTF8.self) }
            taken.continuation.yield(text ?? "")
        }
        let port = peer.port
        let syslog = try Syslog(host: "127.0.0.1", port: port, transport: .tcp)
        syslog.send(.info, Array("first\n".utf8))
        var texts = taken.stream.makeAsyncIterator()
        #expect(await texts.next() == "<14>first\0")
        // The peer has closed; what is sent into the closed connection is lost, not what follows.
        let ending = Task {
            while !Task.isCancelled {
                syslog.send(.info, Array("again\n".utf8))
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        #expect(await texts.next()?.hasPrefix("<14>again") == true)
        ending.cancel()
        #expect(throws: Fault.self) {
            try Syslog(host: "127.0.0.1", port: 1, transport: .tcp)
        }
    }
}
