// Who sent a request: the address of the other side, or whom a proxy of this machine speaks for.

import HTTPTypes
import Vocabulary

/// The sender of a request.
struct Peer: Sendable, Hashable {
    /// The longest address that a proxy may name, in UTF-8 bytes.
    static let addressBytesMax = 64

    /// The address; empty when there is none (a socket of the file system).
    let address: String
    /// Whether it is a program of this machine that speaks for nobody else.
    let isOwn: Bool

    /// The sender of a request from an address.
    ///
    /// - Parameter headers: of a proxy on this machine; the last `X-Forwarded-For` is the one that
    ///   it wrote itself.
    init(address: String?, headers: HTTPFields) {
        let address = address ?? ""
        let isLocal = address.isEmpty || AddressRange.isLoopback(address)
        let hops = headers[.forwardedFor]?.split(separator: ",")
        if isLocal, let hop = hops?.last {
            let trimmed = hop.drop { $0 == " " }.prefix { $0 != " " }
            self.address = String(
                decoding: trimmed.utf8.prefix(Self.addressBytesMax), as: UTF8.self)
            isOwn = false
        } else {
            self.address = address
            isOwn = isLocal
        }
    }
}

extension HTTPField.Name {
    /// The addresses a request came through, the last one written by the last proxy.
    static let forwardedFor = HTTPField.Name.constant("X-Forwarded-For")
}
