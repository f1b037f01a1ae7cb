// Finds the route of a request below /api/v1.

import HTTPTypes

/// All routes of the API by the number of words in their paths.
struct APITable: Sendable {
    /// What a method and a path lead to.
    enum Match: Sendable {
        /// A route, by its index, and what stands in the places of its path.
        case route(Int, [String: String])
        /// A path with other methods.
        case wrongMethod(allowed: [String])
        /// No such path.
        case nothing
    }

    /// The routes in the order given; matches name them by index.
    let routes: [APIRoute]
    private let byLength: [Int: [Int]]

    /// A table. Two routes must not have the same method and path, or the same name.
    init(_ routes: [APIRoute]) {
        self.routes = routes
        let titles = Set(routes.map(\.title))
        let names = Set(routes.map(\.operation.id))
        precondition(
            titles.count == routes.count && names.count == routes.count,
            "two routes of the API have the same path or name")
        var byLength: [Int: [Int]] = [:]
        for (index, route) in routes.enumerated() {
            byLength[route.path.pieces.count, default: []].append(index)
        }
        // Of two paths that fit, the one with the earlier word is meant.
        self.byLength = byLength.mapValues { indices in
            indices.sorted { left, right in
                let (one, other) = (Self.rank(routes[left]), Self.rank(routes[right]))
                return one == other ? left < right : one.lexicographicallyPrecedes(other)
            }
        }
    }

    /// Looks a path up; `HEAD` finds what `GET` does.
    func find(_ method: HTTPRequest.Method, _ words: [String]) -> Match {
        let wanted = method == .head ? .get : method
        var allowed: Set<String> = []
        for index in byLength[words.count] ?? [] {
            let route = routes[index]
            guard let places = route.path.match(words) else { continue }
            if route.method == wanted { return .route(index, places) }
            allowed.insert(route.method.rawValue)
        }
        if allowed.contains("GET") { allowed.insert("HEAD") }
        return allowed.isEmpty ? .nothing : .wrongMethod(allowed: allowed.sorted())
    }

    private static func rank(_ route: APIRoute) -> [Int] {
        route.path.pieces.map { if case .word = $0 { 0 } else { 1 } }
    }
}
