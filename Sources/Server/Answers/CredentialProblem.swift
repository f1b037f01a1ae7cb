// Errors of Rasa's token library, which have a shape of their own.

import HTTPTypes
import Hummingbird
import Vocabulary

/// An error about credentials that never reaches the API's own errors.
///
/// - Note: the shape sanic_jwt answers with in Rasa 3.6.21.
struct CredentialProblem: Error, Sendable {
    let status: HTTPResponse.Status
    let exception: String
    let reason: String

    static let malformedHeader = CredentialProblem(
        status: .badRequest, exception: "InvalidAuthorizationHeader",
        reason: "Authorization header is invalid.")

    static let missingHeader = CredentialProblem(
        status: .unauthorized, exception: "MissingAuthorizationHeader",
        reason: "Authorization header not present.")

    static let badToken = CredentialProblem(
        status: .unauthorized, exception: "InvalidToken", reason: "The token is not valid.")

    static let noTokensIssued = CredentialProblem(
        status: .unauthorized, exception: "AuthenticationFailed",
        reason: "This server issues no tokens. Bring a JSON web token from your own "
            + "authentication provider; the server checks it.")

    /// The answer.
    var response: Response {
        .json(
            ["reasons": [.string(reason)], "exception": .string(exception)], status: status)
    }
}
