// A peer that answers what a test says, and a client that sends what a test says, byte by byte.

import Foundation
import Synchronization

/// Does something that waits on a thread of its own, so that the server's threads stay free.
func besides<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        Thread { continuation.resume(returning: work()) }.start()
    }
}

/// Reads and writes of one TCP connection; each waits, so tests call them through `besides`.
final class RawConnection: Sendable {
    let descriptor: Int32

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Connects to a port of this machine.
    init?(port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(port: port)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { return nil }
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience,
            socklen_t(MemoryLayout<timeval>.size))
        setsockopt(
            descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience,
            socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// Sends bytes; `false` when the peer takes no more.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.send(
                    descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Reads once; empty at the end, `nil` when nothing came in time.
    func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN { return nil }
        return count <= 0 ? [] : Array(buffer[..<count])
    }

    /// Reads until the peer closes; `nil` when it does not in time.
    func readToEnd() -> String? {
        var all: [UInt8] = []
        while let bytes = read() {
            if bytes.isEmpty { return String(decoding: all, as: UTF8.self) }
            all += bytes
        }
        return nil
    }

    /// Reads until the end of a header.
    func readHead() -> String {
        var all: [UInt8] = []
        while !String(decoding: all, as: UTF8.self).contains("\r\n\r\n") {
            guard let bytes = read(), !bytes.isEmpty else { break }
            all += bytes
        }
        return String(decoding: all, as: UTF8.self)
    }
}

private func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
}

/// Listens on a free port of this machine and answers each request by its path.
final class CannedServer: Sendable {
    /// What is answered to a path; the connection is closed afterwards.
    typealias Answer = @Sendable (_ request: String, _ connection: RawConnection) -> Void

    let port: Int
    /// The header, and what came with it, of every request so far.
    var requests: [String] { seen.lines.withLock { $0 } }

    private let descriptor: Int32
    private let seen: Log

    private final class Log: Sendable {
        let lines = Mutex<[String]>([])
    }

    init(_ answer: @escaping Answer) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        descriptor = listener
        var address = loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(listener, $0, size)
                _ = listen(listener, 16)
                _ = getsockname(listener, $0, &size)
            }
        }
        port = Int(in_port_t(bigEndian: address.sin_port))
        let log = Log()
        seen = log
        let thread = Thread {
            while true {
                let client = accept(listener, nil, nil)
                if client < 0 { return }
                let connection = RawConnection(descriptor: client)
                let request = connection.readHead()
                log.lines.withLock { $0.append(request) }
                answer(request, connection)
            }
        }
        thread.start()
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    /// Waits until so many requests came.
    func wait(for count: Int) async throws {
        while requests.count < count { try await Task.sleep(for: .milliseconds(5)) }
    }

    /// An answer with a body.
    static func response(
        _ status: String = "200 OK", headers: String = "", body: [UInt8] = []
    ) -> [UInt8] {
        let head =
            "HTTP/1.1 \(status)\r\ncontent-length: \(body.count)\r\n\(headers)"
            + "connection: close\r\n\r\n"
        return Array(head.utf8) + body
    }
}
