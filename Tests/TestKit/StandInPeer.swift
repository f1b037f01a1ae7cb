// A peer of the server under test: a platform, or an action server that misbehaves.

import Foundation
public import Vocabulary

/// Listens on a free port of this machine; each connection has a thread of its own and is kept
/// until the answer closes it.
public final class StandInPeer: Sendable {
    /// Answers one request; `false` closes the connection.
    public typealias Answer = @Sendable (_ body: [UInt8], _ connection: RawConnection) -> Bool

    /// The port it listens on.
    public var port: Int { socket.port }

    private let socket: ListeningSocket

    /// A peer that answers every request so.
    public init(_ answer: @escaping Answer) {
        socket = ListeningSocket { connection in
            Thread.detachNewThread { Self.serve(connection, answer) }
        }
    }

    /// Answers with JSON.
    @discardableResult
    public static func send(_ json: JSONValue, to connection: RawConnection) -> Bool {
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
