// Decides which addresses chosen by a request may be called, and pins the one that was checked.

import Foundation
import NIOPosix
import Vocabulary

/// The one guard that every address chosen by a request passes.
///
/// A host is resolved once; all its addresses must be allowed, and the call goes to one of them, so
/// that a second answer of the name service cannot lead elsewhere.
public struct OutboundGuard: Sendable {
    /// All addresses of a host, as text.
    typealias Resolver = @Sendable (_ host: String) async throws(Fault) -> [String]

    private let settings: NetworkSettings
    private let resolve: Resolver

    /// A guard that asks the system's name service.
    public init(_ settings: NetworkSettings) {
        self.init(settings, resolve: Self.askSystem)
    }

    /// A guard for a server: one that only this machine can reach may call any address.
    public init(_ settings: ServerSettings) {
        var network = settings.network
        if settings.listensOnLoopbackOnly { network.allowsPrivateAddresses = true }
        self.init(network)
    }

    init(_ settings: NetworkSettings, resolve: @escaping Resolver) {
        self.settings = settings
        self.resolve = resolve
    }

    /// Checks an address.
    ///
    /// - Returns: the IP address to call.
    /// - Throws: `Fault` `.addressRefused` when it must not be called, `.peerFailed` when its host
    ///   cannot be resolved.
    func pinnedAddress(of target: TargetURL) async throws(Fault) -> String {
        let addresses = try await resolve(target.host)
        guard let first = addresses.first else {
            throw Fault(.peerFailed, "The host '\(target.host)' has no address.")
        }
        if settings.allowsPrivateAddresses || settings.allowedHosts.contains(target.host) {
            return first
        }
        for address in addresses {
            guard let parsed = IPAddress(address), AddressRange.isPublic(parsed) else {
                throw Fault(
                    .addressRefused,
                    "The host '\(target.host)' has an address that is not public.",
                    remedy: "An operator can allow it in martlet.yml: `network: {allow: "
                        + "[\(target.host)]}`.")
            }
        }
        return first
    }

    /// Asks `getaddrinfo` on a thread that may wait.
    private static let askSystem: Resolver = { host throws(Fault) in
        let found: [String]?
        do {
            found = try await NIOThreadPool.singleton.runIfActive { addresses(of: host) }
        } catch {
            found = nil
        }
        guard let found else {
            throw Fault(.peerFailed, "The host '\(host)' cannot be resolved.")
        }
        return found
    }

    private static func addresses(of host: String) -> [String]? {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return nil }
        defer { freeaddrinfo(list) }
        var found: [String] = []
        var entry = list
        while let current = entry {
            if let address = current.pointee.ai_addr.flatMap({ IPAddress($0) }) {
                found.append(address.description)
            }
            entry = current.pointee.ai_next
        }
        return found
    }
}
