// Sends log lines to a syslog server (`--use-syslog`).

import Foundation
public import Logging
import Synchronization
public import Vocabulary

/// A connection to a syslog server. A line that cannot be sent is lost, and the program goes on; a
/// TCP connection that broke is made anew with the next line.
///
/// - Note: the bytes of Python's `logging.handlers.SysLogHandler`, which Rasa uses: the priority of
///   RFC 3164 with the facility "user", the text, a zero byte.
public final class Syslog: Sendable {
    /// How lines travel.
    public enum Transport: String, Sendable {
        /// One datagram a line.
        case udp = "UDP"
        /// One connection for all.
        case tcp = "TCP"
    }

    /// How long a server may keep the program from going on, in seconds.
    static let patienceSeconds = 1
    /// The facility "user-level messages".
    private static let facility = 1

    private let host: String
    private let port: Int
    private let transport: Transport
    private let socket: Mutex<Int32>

    /// Finds the server; over TCP, connects to it.
    ///
    /// - Throws: `Fault` `.peerFailed` when its name is not known or it cannot be reached.
    public init(host: String, port: Int, transport: Transport) throws(Fault) {
        (self.host, self.port, self.transport) = (host, port, transport)
        let first = Self.connected(host, port, transport)
        socket = Mutex(first)
        guard first >= 0 else {
            throw Fault(
                .peerFailed,
                "The syslog server \(host):\(port) (\(transport.rawValue)) cannot be "
                    + "reached: \(String(cString: strerror(errno))).",
                remedy: "See --syslog-address, --syslog-port and --syslog-protocol.")
        }
    }

    deinit { socket.withLock { if $0 >= 0 { _ = close($0) } } }

    /// Sends a line of a level; its line feed is left out.
    public func send(_ level: Logger.Level, _ line: [UInt8]) {
        let text = line.last == 0x0A ? line.dropLast() : line[...]
        let message = Array("<\(Self.facility << 3 | Self.severity(level))>".utf8) + text + [0]
        socket.withLock { socket in
            if socket < 0 { socket = Self.connected(host, port, transport) }
            guard socket >= 0 else { return }
            let sent = message.withUnsafeBytes {
                Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent != message.count, transport == .tcp else { return }
            close(socket)
            socket = -1
        }
    }

    private static func severity(_ level: Logger.Level) -> Int {
        switch level {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice, .info: 6
        case .debug, .trace: 7
        }
    }

    /// A connected socket; negative when there is none.
    private static func connected(_ host: String, _ port: Int, _ transport: Transport) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(
            (transport == .udp ? SOCK_DGRAM : SOCK_STREAM).rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0 else {
            errno = EHOSTUNREACH
            return -1
        }
        defer { freeaddrinfo(found) }
        var next = found
        while let address = next?.pointee {
            let made = Foundation.socket(address.ai_family, address.ai_socktype, 0)
            if made >= 0 {
                var patience = timeval(tv_sec: patienceSeconds, tv_usec: 0)
                setsockopt(
                    made, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
                if connect(made, address.ai_addr, address.ai_addrlen) == 0 { return made }
                let problem = errno
                close(made)
                errno = problem
            }
            next = address.ai_next
        }
        return -1
    }
}
