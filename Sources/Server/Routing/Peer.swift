// Who sent a request: the address of the other side, or whom a trusted proxy speaks for.

import HTTPTypes
import Vocabulary

/// The sender of a request.
struct Peer: Sendable, Hashable {
    /// The address; empty when there is none (a socket of the file system).
    let address: String
    /// Whether it is a program of this machine that speaks for nobody else.
    let isOwn: Bool
    /// Whether a trusted proxy says that it was asked over HTTPS.
    let saysHTTPS: Bool

    /// What attempts are counted by: the address, and of IPv6 the network of 64 bits that belongs
    /// to one customer.
    var network: String {
        guard let parsed = IPAddress(address), parsed.bytes.count == 16 else { return address }
        return parsed.bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ".")
    }

    /// The sender of a request from an address.
    ///
    /// - Parameters:
    ///   - headers: what a proxy says; believed only when the address is that of a trusted one.
    ///   - proxies: the trusted proxies. Of the addresses in `X-Forwarded-For` the last one that is
    ///     no trusted proxy's is meant: what stands before it may be made up.
    init(address: String?, headers: HTTPFields, proxies: TrustedProxies) {
        let direct = address.flatMap { IPAddress($0)?.unmapped }
        let text = direct?.description ?? address ?? ""
        let isLocal = text.isEmpty || AddressRange.isLoopback(text)
        let isForwarded = headers[.forwardedFor] != nil
        guard let direct, isForwarded, proxies.contains(direct) else {
            self.address = text
            isOwn = isLocal && !isForwarded
            saysHTTPS = false
            return
        }
        self.address = proxies.client(headers[values: .forwardedFor], of: direct).description
        isOwn = false
        saysHTTPS = headers[.forwardedProto]?.lowercased() == "https"
    }
}

extension HTTPField.Name {
    /// The addresses a request came through, the last one written by the last proxy.
    static let forwardedFor = HTTPField.Name.constant("X-Forwarded-For")
    /// The scheme that a proxy was asked with.
    static let forwardedProto = HTTPField.Name.constant("X-Forwarded-Proto")
}
