// Which IP addresses are public, and which belong to a machine, a network or nobody.

import Foundation

/// An IP address as its bytes: four, or sixteen.
struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    let bytes: [UInt8]

    /// An address from its text as `inet_pton` reads it; `nil` for anything else.
    init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: &six) { Array($0) }
        } else {
            return nil
        }
    }

    /// An address from a socket address; `nil` for other families.
    init?(_ address: UnsafePointer<sockaddr>) {
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                withUnsafeBytes(of: $0.pointee.sin_addr) { Array($0) }
            }
        case AF_INET6:
            bytes = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                withUnsafeBytes(of: $0.pointee.sin6_addr) { Array($0) }
            }
        default: return nil
        }
    }

    /// The IPv4 address that an IPv4-mapped one carries; any other address itself.
    var unmapped: IPAddress {
        let isMapped =
            bytes.count == 16 && bytes.prefix(10).allSatisfy { $0 == 0 }
            && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? IPAddress(bytes: Array(bytes.suffix(4))) : self
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The address as text, without brackets.
    var description: String {
        var buffer = [CChar](repeating: 0, count: 64)
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        inet_ntop(family, bytes, &buffer, socklen_t(buffer.count))
        return String(
            decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// A block of addresses: those that share the first bits with `prefix`.
struct AddressRange: Sendable {
    private let prefix: [UInt8]
    private let bits: Int

    private init(_ text: String, _ bits: Int) {
        prefix = IPAddress(text)?.bytes ?? []
        self.bits = bits
    }

    /// A range as `10.0.0.0/8`, or a single address; `nil` for anything else.
    init?(cidr text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(String(parts[0])) else { return nil }
        var bits = address.bytes.count * 8
        if parts.count == 2 {
            guard parts[1].allSatisfy(\.isNumber), let written = Int(parts[1]), written <= bits
            else { return nil }
            bits = written
        }
        prefix = address.bytes
        self.bits = bits
    }

    /// Whether an address lies in the range.
    func contains(_ address: [UInt8]) -> Bool {
        guard address.count == prefix.count else { return false }
        let whole = bits / 8
        guard address.prefix(whole) == prefix.prefix(whole) else { return false }
        let rest = bits % 8
        return rest == 0 || (address[whole] ^ prefix[whole]) >> (8 - rest) == 0
    }

    /// Whether an address can be reached by anybody: not private, loopback, link-local, multicast,
    /// unspecified or reserved, neither itself nor through an IPv4 address inside it.
    ///
    /// - Note: the special-purpose registries of RFC 6890 and its updates.
    static func isPublic(_ address: IPAddress) -> Bool {
        if reserved.contains(where: { $0.contains(address.bytes) }) { return false }
        for (range, offset) in embeddings where range.contains(address.bytes) {
            let inner = Array(address.bytes[offset..<offset + 4])
            if reserved.contains(where: { $0.contains(inner) }) { return false }
        }
        return true
    }

    /// Whether a text is an address of this machine's loopback interface.
    static func isLoopback(_ text: String) -> Bool {
        guard let address = IPAddress(text) else { return false }
        return loopback.contains { $0.contains(address.bytes) }
    }

    private static let loopback = [AddressRange("127.0.0.0", 8), AddressRange("::1", 128)]

    private static let reserved = [
        AddressRange("0.0.0.0", 8), AddressRange("10.0.0.0", 8), AddressRange("100.64.0.0", 10),
        AddressRange("127.0.0.0", 8), AddressRange("169.254.0.0", 16),
        AddressRange("172.16.0.0", 12), AddressRange("192.0.0.0", 24),
        AddressRange("192.0.2.0", 24), AddressRange("192.88.99.0", 24),
        AddressRange("192.168.0.0", 16), AddressRange("198.18.0.0", 15),
        AddressRange("198.51.100.0", 24), AddressRange("203.0.113.0", 24),
        AddressRange("224.0.0.0", 4), AddressRange("240.0.0.0", 4),
        // ::/96 holds the unspecified and the loopback address and the IPv4-compatible ones.
        AddressRange("::", 96), AddressRange("64:ff9b:1::", 48), AddressRange("100::", 64),
        AddressRange("2001::", 23), AddressRange("2001:db8::", 32), AddressRange("3fff::", 20),
        AddressRange("5f00::", 16), AddressRange("fc00::", 7), AddressRange("fe80::", 10),
        AddressRange("fec0::", 10), AddressRange("ff00::", 8),
    ]

    /// Ranges that carry an IPv4 address, and the byte at which it begins: IPv4-mapped, NAT64
    /// (RFC 6052), IPv4-translated, 6to4.
    private static let embeddings = [
        (AddressRange("::ffff:0:0", 96), 12), (AddressRange("64:ff9b::", 96), 12),
        (AddressRange("::ffff:0:0:0", 96), 12), (AddressRange("2002::", 16), 2),
    ]
}
