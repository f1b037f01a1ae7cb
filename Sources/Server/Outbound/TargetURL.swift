// An address to call, taken apart strictly, so that what is checked is what is called.

import Vocabulary

/// An absolute http or https address.
struct TargetURL: Sendable, Hashable {
    /// Whether the call is encrypted.
    let isSecure: Bool
    /// The host in lower case, without brackets.
    let host: String
    /// The port, standard ones included.
    let port: Int
    /// The path with its query, beginning with `/`.
    let path: String

    /// The longest address that is taken, in bytes.
    static let bytesMax = 8 << 10

    /// Takes an address apart. Only printable ASCII is taken, no user and password, no fragment
    /// (it is dropped), no port 0.
    ///
    /// - Throws: `Fault` `.addressRefused` with the reason.
    init(_ text: String) throws(Fault) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.bytesMax, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Self.refusal(text, "it has characters an address may not have")
        }
        let lower = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: lower.hasPrefix) else {
            throw Self.refusal(text, "only http and https may be called")
        }
        isSecure = scheme == "https://"
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { !"/?#\\".contains($0) }
        let tail = rest.dropFirst(authority.count).prefix { $0 != "#" }
        guard tail.first != "\\" else { throw Self.refusal(text, "it has a backslash") }
        guard !authority.contains("@") else {
            throw Self.refusal(text, "it holds a user name or password")
        }
        (host, port) = try Self.hostAndPort(
            String(authority), standard: isSecure ? 443 : 80, of: text)
        path = tail.first == "/" ? String(tail) : "/\(tail)"
    }

    /// The address as text, in its one normal form.
    var text: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(isSecure ? "https" : "http")://\(name):\(port)\(path)"
    }

    private static func hostAndPort(
        _ authority: String, standard: Int, of text: String
    ) throws(Fault) -> (String, Int) {
        var name = Substring(authority)
        var port = standard
        var isAddress = false
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else {
                throw refusal(text, "a bracket is missing")
            }
            name = authority[authority.index(after: authority.startIndex)..<end]
            isAddress = true
            port = try portNumber(authority[authority.index(after: end)...], standard, of: text)
        } else if let colon = authority.firstIndex(of: ":") {
            name = authority[..<colon]
            port = try portNumber(authority[colon...], standard, of: text)
        }
        let host = name.lowercased()
        let isFine = isAddress ? IPAddress(host) != nil : isName(host)
        guard isFine else { throw refusal(text, "its host is not valid") }
        return (host, port)
    }

    private static func portNumber(
        _ text: Substring, _ standard: Int, of url: String
    ) throws(Fault) -> Int {
        if text.isEmpty || text == ":" { return standard }
        guard text.first == ":", text.dropFirst().allSatisfy(\.isNumber),
            let port = Int(text.dropFirst()), (1...65_535).contains(port)
        else { throw refusal(url, "its port is not valid") }
        return port
    }

    private static func isName(_ host: String) -> Bool {
        !host.isEmpty && host.utf8.count <= 253
            && host.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    static func refusal(_ text: String, _ reason: String) -> Fault {
        Fault(.addressRefused, "The address '\(text.prefix(200))' cannot be called: \(reason).")
    }
}
