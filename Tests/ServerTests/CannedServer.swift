// A peer that answers what a test says.

import Foundation
import Synchronization
import TestKit

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
        var address = RawConnection.loopback(port: 0)
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
