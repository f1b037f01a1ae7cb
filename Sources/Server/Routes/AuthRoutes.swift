// /auth: what is left of a sign-in on a server that issues no tokens.

import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Vocabulary

/// The routes of Rasa's token library, present when JSON web tokens are accepted.
struct AuthRoutes: Sendable {
    let access: AccessGuard

    /// `POST /auth`
    func issue(_ exchange: Exchange) throws -> Response { throw CredentialProblem.noTokensIssued }

    /// `GET /auth/verify`
    func verify(_ exchange: Exchange) throws -> Response {
        guard let header = exchange.headers[.authorization] else {
            throw CredentialProblem.missingHeader
        }
        let decision = access.check(
            token: nil, authorization: header, now: Date().timeIntervalSince1970)
        switch decision {
        case .granted, .forbidden: return .json(["valid": true])
        case .malformedHeader: throw CredentialProblem.malformedHeader
        case .unauthenticated: throw CredentialProblem.badToken
        }
    }
}
