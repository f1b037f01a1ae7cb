// An error the HTTP API makes on purpose: Rasa's JSON object of seven keys.

import HTTPTypes
import Hummingbird
import NIOCore
import Vocabulary

/// An error of the HTTP API.
///
/// - Note: the shape of rasa/server.py `ErrorResponse` (3.6.21).
struct APIProblem: Error, Sendable {
    /// The HTTP status, also the body's `code`.
    let status: Int
    /// A short word that programs read.
    let reason: String
    /// A sentence for a person.
    let message: String
    /// Which parameter is meant: `parameter` and `in`, or nothing.
    let details: JSONObject
    /// Where to read more.
    let help: String?

    init(
        _ status: Int, _ reason: String, _ message: String, details: JSONObject = [:],
        help: String? = nil
    ) {
        self.status = status
        self.reason = reason
        self.message = message
        self.details = details
        self.help = help
    }

    /// A parameter or body that cannot be served.
    static func badRequest(
        _ message: String, parameter: String? = nil, in place: String = "query",
        help: String? = nil
    ) -> APIProblem {
        var details = JSONObject()
        if let parameter {
            details["parameter"] = .string(parameter)
            details["in"] = .string(place)
        }
        return APIProblem(400, "BadRequest", message, details: details, help: help)
    }

    /// The body as JSON.
    var json: JSONValue {
        .object(
            JSONObject(distinct: [
                ("version", .string(RasaContract.version)), ("status", "failure"),
                ("message", .string(message)), ("reason", .string(reason)),
                ("details", .object(details)), ("help", help.map(JSONValue.string) ?? .null),
                ("code", .integer(status)),
            ]))
    }

    /// The answer.
    var response: Response {
        var response = Response.json(json, status: HTTPResponse.Status(code: status))
        if status == 429 { response.headers[.retryAfter] = "1" }
        return response
    }
}

/// Names and addresses that clients of Rasa know.
enum RasaContract {
    /// The version of Rasa's HTTP API that is served.
    static let version = "3.6.21"
    /// Where help about configuring the API stands.
    static let configuringHelp = "https://rasa.com/docs/rasa/user-guide/configuring-http-api/"
    /// Where help about credentials stands.
    static let securityHelp = configuringHelp + "#security-considerations"
    /// Where the format of training data is described.
    static let trainingDataHelp = "https://rasa.com/docs/rasa/training-data-format"
    /// Where the HTTP API is described.
    static let apiHelp = "https://rasa.com/docs/rasa/pages/http-api"
}

extension APIProblem {
    static let noModel = APIProblem(
        409, "Conflict",
        "No agent loaded. To continue processing, a model of a trained agent needs to be loaded.",
        help: RasaContract.configuringHelp)

    /// More messages than a limit allows.
    static func tooManyRequests(_ message: String) -> APIProblem {
        APIProblem(429, "TooManyRequests", message)
    }

    static let notAuthenticated = APIProblem(
        401, "NotAuthenticated", "User is not authenticated.", help: RasaContract.securityHelp)

    static let notAuthorized = APIProblem(
        403, "NotAuthorized", "User has insufficient permissions.",
        help: RasaContract.securityHelp)
}
