// A peer of the server under test: a platform, or an action server that misbehaves.

import Foundation
import Synchronization
import TestKit
import Vocabulary

/// Listens on a free port of this machine; each connection has a thread of its own and is kept
/// until the answer closes it.
final class StandInPeer: Sendable {
    /// Answers one request; `false` closes the connection.
    typealias Answer = @Sendable (_ body: [UInt8], _ connection: RawConnection) -> Bool

    let port: Int
    private let descriptor: Int32

    init(_ answer: @escaping Answer) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        descriptor = listener
        var address = RawConnection.loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(listener, $0, size)
                _ = listen(listener, 64)
                _ = getsockname(listener, $0, &size)
            }
        }
        port = Int(in_port_t(bigEndian: address.sin_port))
        Thread.detachNewThread {
            while case let client = accept(listener, nil, nil), client >= 0 {
                Thread.detachNewThread { Self.serve(RawConnection(descriptor: client), answer) }
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    /// Answers with JSON.
    static func send(_ json: JSONValue, to connection: RawConnection) -> Bool {
        let body = json.bytes()
        let head =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
            + "content-length: \(body.count)\r\n\r\n"
        return connection.send(Array(head.utf8) + body)
    }

    private static func serve(_ connection: RawConnection, _ answer: Answer) {
        while true {
            let bytes = connection.readHeadBytes()
            guard let end = RawConnection.headEnd(bytes) else { return }
            let length = String(decoding: bytes[..<end], as: UTF8.self).lowercased()
                .split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) }
            var body = Array(bytes[end...])
            while body.count < length ?? 0 {
                guard let more = connection.read(), !more.isEmpty else { return }
                body += more
            }
            guard answer(body, connection) else { return }
        }
    }
}
