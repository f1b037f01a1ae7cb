// Errors outside the API's own: unknown path, wrong method, bad JSON, a defect.

import HTTPTypes
import Hummingbird
import Vocabulary

/// An error answered as a page, or as JSON to those who want JSON.
///
/// - Note: the shape of sanic's error pages that Rasa 3.6.21 answers with.
struct FrameworkProblem: Error, Sendable {
    /// The HTTP status.
    let status: HTTPResponse.Status
    /// A sentence for a person.
    let message: String
    /// Methods that are allowed instead, for status 405.
    var allowed: [String] = []

    static func notFound(_ path: String) -> FrameworkProblem {
        FrameworkProblem(status: .notFound, message: "Requested URL \(path) not found")
    }

    static func wrongMethod(_ method: String, _ path: String, allowed: [String])
        -> FrameworkProblem
    {
        FrameworkProblem(
            status: .methodNotAllowed, message: "Method \(method) not allowed for URL \(path)",
            allowed: allowed)
    }

    static let badJSON = FrameworkProblem(
        status: .badRequest, message: "Failed when parsing body as json")

    static let tooLarge = FrameworkProblem(
        status: .contentTooLarge,
        message: "The body is larger than \(Limits.requestBodyBytes) bytes")

    static let defect = FrameworkProblem(
        status: .internalServerError,
        message:
            "The server encountered an internal error and cannot complete your request.")

    /// The answer.
    ///
    /// - Parameter wantsJSON: whether the request asked for JSON or came with it.
    func response(wantsJSON: Bool) -> Response {
        var response = wantsJSON ? jsonResponse : pageResponse
        if !allowed.isEmpty { response.headers[.allow] = allowed.joined(separator: ", ") }
        return response
    }

    private var jsonResponse: Response {
        .json(
            [
                "description": .string(status.reasonPhrase), "status": .integer(status.code),
                "message": .string(message),
            ], status: status)
    }

    private var pageResponse: Response {
        let title = "\(status.code) \(status.reasonPhrase)"
        let page = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>\(title)</title></head>
            <body><h1>\(title)</h1><p>\(message.markupEscaped)</p></body></html>

            """
        return .bytes(Array(page.utf8), type: "text/html; charset=utf-8", status: status)
    }
}
