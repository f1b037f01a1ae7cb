// Finds the route of a request without trying one after another.

import HTTPTypes

/// All routes by path.
struct RouteTable: Sendable {
    /// What a path and a method lead to.
    enum Match: Sendable {
        /// A route, by its index, and the conversation its path names.
        case route(Int, conversationID: String?)
        /// A path with other methods.
        case wrongMethod(allowed: [String])
        /// No such path.
        case nothing
    }

    /// The routes in the order given; matches name them by index.
    let routes: [Route]
    private let exact: [Substring: [Int]]
    private let conversation: [(ending: String, indices: [Int])]

    /// A table.
    init(_ routes: [Route]) {
        self.routes = routes
        var exact: [Substring: [Int]] = [:]
        var conversation: [(ending: String, indices: [Int])] = []
        for (index, route) in routes.enumerated() {
            switch route.path {
            case .exact(let path): exact[path[...], default: []].append(index)
            case .conversation(let ending):
                if let place = conversation.firstIndex(where: { $0.ending == ending }) {
                    conversation[place].indices.append(index)
                } else {
                    conversation.append((ending, [index]))
                }
            }
        }
        self.exact = exact
        // Of two endings that both fit, the longer one is meant.
        self.conversation = conversation.sorted { $0.ending.utf8.count > $1.ending.utf8.count }
    }

    /// Looks a path up. One slash at its end does not count.
    func find(_ method: HTTPRequest.Method, _ path: Substring) -> Match {
        if let indices = exact[path] { return pick(indices, method, nil) }
        var trimmed = path
        if path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { trimmed = path.dropLast() }
        if let indices = exact[trimmed] { return pick(indices, method, nil) }
        let prefix = "/conversations/"
        guard trimmed.hasPrefix(prefix) else { return .nothing }
        for (ending, indices) in conversation where trimmed.hasSuffix(ending) {
            let id = trimmed.dropFirst(prefix.count).dropLast(ending.count)
            if !id.isEmpty { return pick(indices, method, String(id)) }
        }
        return .nothing
    }

    private func pick(_ indices: [Int], _ method: HTTPRequest.Method, _ id: String?) -> Match {
        for index in indices where routes[index].method == method {
            return .route(index, conversationID: id)
        }
        return .wrongMethod(allowed: indices.map { routes[$0].method.rawValue }.sorted())
    }
}
