// Verifies JSON web tokens: form, algorithm, signature and times.

public import Vocabulary

/// Verifies tokens of one signing method with one key.
///
/// - Note: RFC 7515 and RFC 7519; the leeway and the treatment of `exp`, `nbf`, `iat` and `aud` are
///   those of Rasa 3.6.21. The algorithm a token names must be the configured one, so that `none`
///   and a public key used as a shared secret are refused.
public struct TokenVerifier: Sendable {
    /// How far the clocks of issuer and server may lie apart, in seconds.
    public static let leewaySeconds = 180.0
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
        guard let parts = CompactToken(token), parts.header["alg"]?.string == method.rawValue,
            key.verifies(parts.signature, of: parts.signed),
            parts.isTimely(now: now, leeway: Self.leewaySeconds), parts.isFor(nil)
        else { return nil }
        return .object(parts.claims)
    }
}
