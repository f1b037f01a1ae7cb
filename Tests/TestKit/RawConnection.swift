// A client that sends what a test says, byte by byte.

public import Foundation

/// Does something that waits on a thread of its own, so that the server's threads stay free.
public func besides<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        Thread { continuation.resume(returning: work()) }.start()
    }
}

/// Reads and writes of one TCP connection; each waits, so tests call them through `besides`.
public final class RawConnection: Sendable {
    /// The socket.
    public let descriptor: Int32

    /// A connection that exists.
    public init(descriptor: Int32) { self.descriptor = descriptor }

    /// Connects to a port of this machine.
    ///
    /// - Parameter patience: how long one read or write may take, in seconds.
    public init?(port: Int, patience: Int = 60) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(port: port)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { return nil }
        var patience = timeval(tv_sec: patience, tv_usec: 0)
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
    public func send(_ bytes: [UInt8]) -> Bool {
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

    /// Sends a text; `false` when the peer takes no more.
    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Reads once; empty at the end, `nil` when nothing came in time.
    public func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN { return nil }
        return count <= 0 ? [] : Array(buffer[..<count])
    }

    /// Reads until the peer closes; `nil` when it does not in time.
    public func readToEnd() -> String? {
        var all: [UInt8] = []
        while let bytes = read() {
            if bytes.isEmpty { return String(decoding: all, as: UTF8.self) }
            all += bytes
        }
        return nil
    }

    /// Reads until the end of a header.
    public func readHead() -> String { String(decoding: readHeadBytes(), as: UTF8.self) }

    /// Reads until the end of a header; what came behind it is there as well.
    public func readHeadBytes() -> [UInt8] {
        var all: [UInt8] = []
        while Self.headEnd(all) == nil {
            guard let bytes = read(), !bytes.isEmpty else { break }
            all += bytes
        }
        return all
    }

    /// Where the header ends in some bytes.
    public static func headEnd(_ bytes: [UInt8]) -> Int? {
        bytes.indices.dropLast(3).first { bytes[$0..<$0 + 4].elementsEqual("\r\n\r\n".utf8) }
            .map { $0 + 4 }
    }

    /// An address of this machine.
    public static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
