// Checks the tokens that chat platforms and web clients show, for the channels.

public import Vocabulary

/// Reads JSON web tokens with keys that come with the question.
///
/// - Note: RFC 7515 and RFC 7519. As in Rasa's connectors a clock may hardly be wrong, and a token
///   that names an audience is for nobody else.
public struct SignedTokenChecker: SignedTokenChecking {
    /// How far the clocks of issuer and server may lie apart, in seconds.
    public static let leewaySeconds = 10.0

    private let now: @Sendable () -> Double

    /// A checker.
    ///
    /// - Parameter now: seconds since 1970.
    public init(now: @escaping @Sendable () -> Double) { self.now = now }

    /// The header of a token, nothing checked.
    public func header(of token: String) -> JSONObject? { CompactToken(token[...])?.header }

    /// The claims of a token that is good in every respect.
    public func claims(
        of token: String, key: TokenKey, algorithms: [String], audience: String?
    ) async -> JSONObject? {
        guard let parts = CompactToken(token[...]), let name = parts.header["alg"]?.string,
            algorithms.contains(name), let method = SigningMethod(rawValue: name),
            let key = try? await VerificationKey(method: method, key: key),
            key.verifies(parts.signature, of: parts.signed),
            parts.isTimely(now: now(), leeway: Self.leewaySeconds), parts.isFor(audience)
        else { return nil }
        return parts.claims
    }
}
