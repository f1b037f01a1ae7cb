// Verifies JSON web tokens: form, algorithm, signature and times.

import Foundation
public import Vocabulary

/// Verifies tokens of one signing method with one key.
///
/// - Note: RFC 7515 and RFC 7519; the leeway and the treatment of `exp`, `nbf`, `iat` and `aud` are
///   those of Rasa 3.6.21. The algorithm a token names must be the configured one, so that `none`
///   and a public key used as a shared secret are refused.
public struct TokenVerifier: Sendable {
    /// How far the clocks of issuer and server may lie apart, in seconds.
    public static let leewaySeconds = 180.0
    /// The longest token that is read, in bytes.
    static let tokenBytesMax = 32 << 10
    /// How deep a token's JSON may be nested.
    private static let depthMax = 16

    private let method: SigningMethod
    private let key: VerificationKey

    /// A verifier.
    ///
    /// - Parameters:
    ///   - method: a name of RFC 7518, such as `HS256` (`--jwt-method`).
    ///   - secret: the shared secret, or for the methods with key pairs the public key in PEM, or
    ///     the path of its file (`--jwt-secret`).
    /// - Throws: `Fault` `.badRequest` when the method is unknown or the key does not fit it.
    public init(method: String, secret: String) async throws(Fault) {
        guard let known = SigningMethod(rawValue: method) else {
            throw Fault(
                .badRequest, "The JWT method '\(method)' is not known.",
                remedy: "Use one of \(SigningMethod.names).")
        }
        self.method = known
        key = try await VerificationKey(method: known, secret: secret)
    }

    /// The claims of a token whose signature and times are good; otherwise `nil`.
    ///
    /// - Parameters:
    ///   - token: three parts in base64url, joined by points.
    ///   - now: seconds since 1970.
    public func claims(of token: Substring, now: Double) -> JSONValue? {
        guard token.utf8.count <= Self.tokenBytesMax else { return nil }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3,
            let header = Self.json(parts[0]), header["alg"]?.string == method.rawValue,
            header["crit"] == nil,
            let signature = Self.bytes(parts[2])
        else { return nil }
        let signed = token.utf8.prefix(parts[0].utf8.count + 1 + parts[1].utf8.count)
        guard key.verifies(signature, of: signed),
            let claims = Self.json(parts[1]), claims.object != nil,
            Self.areTimely(claims, now: now), Self.areForUs(claims)
        else { return nil }
        return claims
    }

    /// Checks `exp`, `nbf` and `iat`; a time that is no number makes the token bad.
    private static func areTimely(_ claims: JSONValue, now: Double) -> Bool {
        if let expiry = claims["exp"] {
            guard let seconds = expiry.double, seconds > now - leewaySeconds else { return false }
        }
        for name in ["nbf", "iat"] {
            guard let time = claims[name] else { continue }
            guard let seconds = time.double, seconds <= now + leewaySeconds else { return false }
        }
        return true
    }

    /// A token that names an audience is not for a server without one.
    private static func areForUs(_ claims: JSONValue) -> Bool {
        claims["aud"].map(\.isNull) ?? true
    }

    private static func json(_ part: Substring) -> JSONValue? {
        bytes(part).flatMap { try? JSONValue(parsing: $0, depth: depthMax) }
    }

    /// Decodes base64url without padding (RFC 4648, section 5).
    private static func bytes(_ part: Substring) -> [UInt8]? {
        var text = String(part)
        guard text.utf8.allSatisfy(isAllowed) else { return nil }
        text = text.replacingOccurrences(of: "-", with: "+")
            .replacingOccurrences(of: "_", with: "/")
        let missing = (4 - text.utf8.count % 4) % 4
        guard missing < 3 else { return nil }
        return Data(base64Encoded: text + String(repeating: "=", count: missing)).map(Array.init)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
