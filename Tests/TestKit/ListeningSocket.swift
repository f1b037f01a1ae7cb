// A socket that listens on a free port of this machine.

import Foundation

/// Takes connections on a thread of its own until it is let go.
public final class ListeningSocket: Sendable {
    /// The port.
    public let port: Int
    private let descriptor: Int32

    /// Begins to listen.
    ///
    /// - Parameter take: called for one connection after the other, on the thread that takes them.
    public init(_ take: @escaping @Sendable (RawConnection) -> Void) {
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
                take(RawConnection(descriptor: client))
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }
}
