// Rasa's two guards in one place: who may use a route of the HTTP API.

import Crypto
import Vocabulary

/// What the guard says about a request.
public enum AccessDecision: Sendable, Equatable {
    /// The request may pass.
    case granted
    /// No credentials, or credentials that are not good.
    case unauthenticated
    /// Good credentials of somebody who may not do this.
    case forbidden
    /// An `Authorization` header that is no bearer token.
    case malformedHeader
}

/// Checks a request's credentials.
///
/// - Note: follows rasa/server.py `requires_auth` (3.6.21): with neither a token nor a JWT secret
///   everybody may do everything; with both, either one is sufficient.
public struct AccessGuard: Sendable {
    private let tokenDigest: SHA256Digest?
    private let verifier: TokenVerifier?

    /// A guard.
    ///
    /// - Parameters:
    ///   - token: the shared token (`--auth-token`); `nil` for none.
    ///   - verifier: checks JSON web tokens (`--jwt-secret`); `nil` for none.
    public init(token: String? = nil, verifier: TokenVerifier? = nil) {
        tokenDigest = token.map { SHA256.hash(data: Array($0.utf8)) }
        self.verifier = verifier
    }

    /// Whether everybody may do everything.
    public var isOpen: Bool { tokenDigest == nil && verifier == nil }

    /// Whether JSON web tokens are accepted.
    public var acceptsWebTokens: Bool { verifier != nil }

    /// Decides about one request.
    ///
    /// The shared token is compared by its digest, so that the time taken tells nothing of it.
    ///
    /// - Parameters:
    ///   - token: the query parameter `token`, its first value; `nil` when there is none.
    ///   - authorization: the `Authorization` header; `nil` when there is none.
    ///   - conversationID: the conversation the route is about; `nil` for other routes, which the
    ///     role `user` may not use.
    ///   - now: seconds since 1970.
    public func check(
        token: String?, authorization: String?, conversationID: String? = nil, now: Double
    ) -> AccessDecision {
        if isOpen { return .granted }
        if let token, let tokenDigest, SHA256.hash(data: Array(token.utf8)) == tokenDigest {
            return .granted
        }
        guard let verifier, let authorization else { return .unauthenticated }
        guard let webToken = Self.bearerToken(authorization) else { return .malformedHeader }
        guard let claims = verifier.claims(of: webToken, now: now) else { return .unauthenticated }
        return Self.mayPass(claims, conversationID) ? .granted : .forbidden
    }

    /// The token of `Bearer <token>`; `nil` when the header has another form.
    static func bearerToken(_ header: String) -> Substring? {
        let parts = header.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "Bearer" else { return nil }
        return parts[1]
    }

    /// The role `admin` may do everything, `user` only what is about the own conversation.
    private static func mayPass(_ claims: JSONValue, _ conversationID: String?) -> Bool {
        switch claims["user"]?["role"]?.string {
        case "admin": true
        case "user":
            conversationID != nil && claims["user"]?["username"]?.string == conversationID
        default: false
        }
    }
}
