// A peer that answers what a test says.

import Foundation
import Synchronization
import TestKit

/// Listens on a free port of this machine and answers each request by its path.
final class CannedServer: Sendable {
    /// What is answered to a path; the connection is closed afterwards.
    typealias Answer = @Sendable (_ request: String, _ connection: RawConnection) -> Void

    var port: Int { socket.port }
    /// The header, and what came with it, of every request so far.
    var requests: [String] { seen.lines.withLock { $0 } }

    private let socket: ListeningSocket
    private let seen: Log

    private final class Log: Sendable {
        let lines = Mutex<[String]>([])
    }

    init(_ answer: @escaping Answer) {
        let log = Log()
        seen = log
        socket = ListeningSocket { connection in
            let request = connection.readHead()
            log.lines.withLock { $0.append(request) }
            answer(request, connection)
        }
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
