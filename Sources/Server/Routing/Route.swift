// One route of the server: its method, its path, what must hold before it, what it answers.

import HTTPTypes
import Hummingbird

/// A route.
struct Route: Sendable {
    /// What answers a request.
    typealias Handler = @Sendable (Exchange) async throws -> Response

    /// Where a route lies.
    enum Path: Sendable, Hashable {
        /// This very path; a slash may follow.
        case exact(String)
        /// `/conversations/{id}` and this ending; the id may hold slashes.
        case conversation(String)

        /// The path as people write it.
        var template: String {
            switch self {
            case .exact(let path): path
            case .conversation(let ending): "/conversations/{conversation_id}\(ending)"
            }
        }
    }

    /// What must hold before a request reaches the handler, checked in this order.
    enum Need: Sendable {
        /// Nothing.
        case nothing
        /// Good credentials.
        case credentials
        /// Good credentials and a model in service.
        case model
    }

    let method: HTTPRequest.Method
    let path: Path
    let need: Need
    let handler: Handler
    /// Whether the handler may take long, so that it must not run where the connection is served.
    var isLong = false

    /// Whether the handler, given a small body, is done at once: it waits for nothing and stores
    /// nothing.
    var isShort = false

    /// Whether requests count against the limits of addresses and conversations.
    var isCounted = false

    /// The route whose requests count against the limits.
    var counted: Route {
        var route = self
        route.isCounted = true
        return route
    }

    /// The route with a handler that is done at once.
    var short: Route {
        var route = self
        route.isShort = true
        return route
    }

    /// The route with a handler that may take long.
    var long: Route {
        var route = self
        route.isLong = true
        return route
    }

    static func get(_ path: Path, _ need: Need, _ handler: @escaping Handler) -> Route {
        Route(method: .get, path: path, need: need, handler: handler)
    }

    static func post(_ path: Path, _ need: Need, _ handler: @escaping Handler) -> Route {
        Route(method: .post, path: path, need: need, handler: handler)
    }

    static func put(_ path: Path, _ need: Need, _ handler: @escaping Handler) -> Route {
        Route(method: .put, path: path, need: need, handler: handler)
    }

    static func delete(_ path: Path, _ need: Need, _ handler: @escaping Handler) -> Route {
        Route(method: .delete, path: path, need: need, handler: handler)
    }
}

extension Route.Path: ExpressibleByStringLiteral {
    /// A path written in the list of routes.
    init(stringLiteral value: String) { self = .exact(value) }
}
