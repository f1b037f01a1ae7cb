// The proxies in front of the server that are believed when they say whom they speak for.

public import Vocabulary

/// Addresses and ranges of `--trusted-proxies`.
public struct TrustedProxies: Sendable {
    /// How many addresses of one request are looked at.
    static let hopsMax = 32
    /// The longest address, in UTF-8 bytes.
    private static let addressBytesMax = 64

    private let ranges: [AddressRange]

    /// No proxy.
    public static let none = TrustedProxies(ranges: [])

    private init(ranges: [AddressRange]) { self.ranges = ranges }

    /// Proxies by their addresses (`127.0.0.1`) or ranges (`10.0.0.0/8`, `fd00::/8`).
    ///
    /// - Throws: `Fault` `.badRequest` for a text that is neither.
    public init(_ texts: [String]) throws(Fault) {
        var ranges: [AddressRange] = []
        for text in texts.flatMap({ $0.split(separator: ",") }) {
            guard let range = AddressRange(cidr: text.filter { $0 != " " }) else {
                throw Fault(
                    .badRequest, "'\(text)' of --trusted-proxies is no address and no range.",
                    remedy: "Write addresses as 127.0.0.1 or ranges as 10.0.0.0/8.")
            }
            ranges.append(range)
        }
        self.ranges = ranges
    }

    /// Whether an address is a trusted proxy's.
    func contains(_ address: IPAddress) -> Bool { ranges.contains { $0.contains(address.bytes) } }

    /// Whom a trusted proxy speaks for.
    ///
    /// - Parameters:
    ///   - headers: the values of `X-Forwarded-For`, in order.
    ///   - proxy: the proxy that sent the request.
    /// - Returns: the last address that is no trusted proxy's; where something else than an address
    ///   stands, the last trusted one behind it.
    func client(_ headers: [String], of proxy: IPAddress) -> IPAddress {
        let hops = headers.flatMap { $0.split(separator: ",") }
        var last = proxy
        for hop in hops.suffix(Self.hopsMax).reversed() {
            guard let address = Self.address(hop) else { return last }
            if !contains(address) { return address }
            last = address
        }
        return last
    }

    /// An address as proxies write it: bare, with a port, or in brackets.
    private static func address(_ hop: Substring) -> IPAddress? {
        guard hop.utf8.count <= addressBytesMax else { return nil }
        var text = hop.drop { $0 == " " }.prefix { $0 != " " }
        if text.hasPrefix("[") {
            text = text.dropFirst().prefix { $0 != "]" }
        } else if text.count(where: { $0 == ":" }) == 1 {
            text = text.prefix { $0 != ":" }
        }
        return IPAddress(String(text))?.unmapped
    }
}
