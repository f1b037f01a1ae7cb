// The form of a JSON web token, before anything of it is believed.

import Foundation
import Vocabulary

/// A token taken apart (RFC 7515, compact serialization).
struct CompactToken {
    /// The longest token that is read, in bytes.
    static let tokenBytesMax = 32 << 10
    /// How deep a token's JSON may be nested.
    private static let depthMax = 16

    let header: JSONObject
    let claims: JSONObject
    let signature: [UInt8]
    /// What the signature is of.
    let signed: [UInt8]

    /// Takes a token apart; `nil` when it is none, or asks for an extension.
    init?(_ token: Substring) {
        guard token.utf8.count <= Self.tokenBytesMax else { return nil }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.object(parts[0]), header["crit"] == nil,
            let signature = Self.bytes(parts[2]), let claims = Self.object(parts[1])
        else { return nil }
        self.header = header
        self.claims = claims
        self.signature = signature
        signed = Array(token.utf8.prefix(parts[0].utf8.count + 1 + parts[1].utf8.count))
    }

    /// Whether `exp`, `nbf` and `iat` allow the token now; a time that is no number does not.
    ///
    /// - Parameter leeway: how far the clocks may lie apart, in seconds.
    func isTimely(now: Double, leeway: Double) -> Bool {
        if let expiry = claims["exp"] {
            guard let seconds = expiry.double, seconds > now - leeway else { return false }
        }
        for name in ["nbf", "iat"] {
            guard let time = claims[name] else { continue }
            guard let seconds = time.double, seconds <= now + leeway else { return false }
        }
        return true
    }

    /// Whether the token is for an audience; for nobody in particular when that is `nil`.
    func isFor(_ audience: String?) -> Bool {
        guard let named = claims["aud"], !named.isNull else { return audience == nil }
        guard let audience else { return false }
        return named == .string(audience) || named.array?.contains(.string(audience)) ?? false
    }

    private static func object(_ part: Substring) -> JSONObject? {
        bytes(part).flatMap { try? JSONValue(parsing: $0, depth: depthMax) }?.object
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
