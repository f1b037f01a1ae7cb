// Which pages of other origins may read answers: Rasa's rules for CORS.

import HTTPTypes
import Hummingbird

/// Adds the header fields of cross-origin sharing.
///
/// - Note: sanic_cors as rasa/server.py `configure_cors` (3.6.21) sets it up.
struct CrossOrigin: Sendable {
    private static let methods = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"

    private let allowsAll: Bool
    private let origins: [String]

    /// Rules for the origins given; `*` allows all.
    init(origins: [String]) {
        allowsAll = origins.contains("*")
        self.origins = origins.map { $0.lowercased() }
    }

    /// Whether no origin is allowed, so that nothing is ever added.
    var isOff: Bool { origins.isEmpty }

    /// Adds what an ordinary answer carries.
    func mark(_ response: inout Response, origin: String?) {
        guard let value = value(for: origin) else { return }
        response.headers[.accessControlAllowOrigin] = value
        response.headers[.accessControlAllowCredentials] = "true"
        response.headers[.accessControlExposeHeaders] = "filename"
        if origin != nil { response.headers[.vary] = "Origin" }
    }

    /// The answer to a preflight request.
    func preflight(_ headers: HTTPFields) -> Response {
        var response = Response(status: .ok)
        let origin = headers[.origin]
        mark(&response, origin: origin)
        if origin != nil, value(for: origin) != nil {
            response.headers[.accessControlAllowMethods] = Self.methods
            response.headers[.accessControlAllowHeaders] =
                headers[.accessControlRequestHeaders]
        }
        return response
    }

    /// The origin to name; `nil` when the request's origin is not allowed.
    private func value(for origin: String?) -> String? {
        guard let origin else { return allowsAll ? "*" : origins.sorted().last }
        return allowsAll || origins.contains(origin.lowercased()) ? origin : nil
    }
}
