// Which pages of other origins may read answers: Rasa's rules for CORS.

import HTTPTypes
import Hummingbird
import Text
import Vocabulary

/// Adds the header fields of cross-origin sharing.
///
/// - Note: sanic_cors as rasa/server.py `configure_cors` (3.6.21) sets it up. An origin written as
///   a regular expression must fit the whole origin here, where Rasa is content with its beginning
///   and so lets `https://site.example.com.evil.com` in.
struct CrossOrigin: Sendable {
    private static let methods = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"

    private let allowsAll: Bool
    private let origins: [String]
    private let patterns: [Pattern]
    /// Whether no origin is allowed, so that nothing is ever added.
    let isOff: Bool

    /// Rules for the origins given; `*` allows all, and an origin with one of `*`, `?`, `\` or `]`
    /// in it is a regular expression.
    ///
    /// - Throws: `Fault` `.badRequest` when such an expression is none.
    init(origins: [String]) throws(Fault) {
        allowsAll = origins.contains("*") || origins.contains(".*")
        isOff = origins.isEmpty
        self.origins = origins.filter { !Self.isPattern($0) }.map { $0.lowercased() }.sorted()
        var patterns: [Pattern] = []
        for origin in origins where Self.isPattern(origin) && origin != "*" {
            do {
                patterns.append(try Pattern(origin, ignoresCase: true))
            } catch {
                throw Fault(
                    .badRequest, "The origin '\(origin)' of --cors is no regular expression.")
            }
        }
        self.patterns = patterns
    }

    private static func isPattern(_ origin: String) -> Bool {
        origin.contains { "*?\\]".contains($0) }
    }

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
    func value(for origin: String?) -> String? {
        guard let origin else { return allowsAll ? "*" : origins.last }
        if allowsAll || origins.contains(origin.lowercased()) { return origin }
        let scalars = Array(origin.unicodeScalars)
        return patterns.contains { $0.fullMatch(in: scalars).match != nil } ? origin : nil
    }
}
