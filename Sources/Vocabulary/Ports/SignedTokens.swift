// Reading JSON web tokens that platforms sign, as a port: who checks signatures knows no platform.

/// A key that may have signed a token.
public enum TokenKey: Sendable, Hashable {
    /// A JSON web key (RFC 7517).
    case webKey(JSONValue)
    /// A public key in PEM.
    case pem(String)
    /// The public key of an X.509 certificate in PEM.
    case certificate(String)
    /// A shared secret.
    case secret(String)
}

/// Checks tokens.
public protocol SignedTokenChecking: Sendable {
    /// The header of a token, nothing checked; `nil` when it is none.
    func header(of token: String) -> JSONObject?

    /// The claims of a token whose signature, algorithm, times and audience are good.
    ///
    /// - Parameters:
    ///   - token: three parts in base64url, joined by points.
    ///   - key: the key it must be signed with.
    ///   - algorithms: the algorithms (RFC 7518) one of which it must name.
    ///   - audience: what its `aud` must be or hold; `nil` when `aud` must be absent.
    /// - Returns: `nil` when anything is not good.
    func claims(of token: String, key: TokenKey, algorithms: [String], audience: String?) async
        -> JSONObject?
}
