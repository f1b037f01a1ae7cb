// What a route of the API gets to see of a request: checked already, by the shapes of the route.

import Accounts
import Foundation
import HTTPTypes
import Logging
import NIOCore
import Vocabulary

/// One request on its way through a route of the API.
struct APICall: Sendable {
    /// The route's name.
    let operation: String
    /// Who asks; `nil` on routes for everybody.
    let caller: Caller?
    /// What stands in the places of the path.
    let places: [String: String]
    /// The parameters of the query.
    let query: [String: JSONValue]
    /// The body; `null` when there is none, or it is no JSON.
    let body: JSONValue
    /// The body as it came.
    let bytes: ByteBuffer
    let headers: HTTPFields
    /// Who sent the request.
    let peer: Peer
    /// Whether the request came over HTTPS, or over a network where a cookie must ask for it.
    let isSecure: Bool
    /// When the request came, in seconds since 1970.
    let now: Double
    let logger: Logger

    /// What stands in a place of the path.
    subscript(place: String) -> String { places[place] ?? "" }

    /// A field of the body; empty when it is missing.
    func text(_ field: String) -> String { body[field]?.string ?? "" }

    /// What a line of the audit log begins with.
    var context: AuditContext {
        AuditContext(actor: caller?.id ?? "", address: peer.address, time: now)
    }

    /// Who asks, on routes that are not for everybody.
    ///
    /// - Throws: `ProblemDetails` with status 401 where nobody is signed in.
    func signedIn() throws(ProblemDetails) -> Caller {
        guard let caller else { throw .notSignedIn }
        return caller
    }

    /// Which piece of a list is asked for.
    ///
    /// - Throws: `ProblemDetails` with status 400 for a cursor that this list did not give.
    func page() throws(ProblemDetails) -> PageRequest {
        let limit = query["limit"]?.int ?? PageRequest.limitStandard
        guard let cursor = query["cursor"]?.string else { return PageRequest(limit: limit) }
        guard let after = APICursor.place(in: cursor, of: operation) else { throw .badCursor }
        return PageRequest(limit: limit, after: after)
    }

    /// The answer with a page of things.
    func answer<Item>(_ page: Page<Item>, _ json: (Item) -> JSONValue) -> APIAnswer {
        let next = page.next.map { JSONValue.string(APICursor.text(of: $0, operation)) }
        return .json(["items": .array(page.items.map(json)), "next": next ?? .null])
    }
}

/// The cursors of lists: opaque to clients, bound to the list they came from.
enum APICursor {
    /// The cursor of a place in a list.
    static func text(of place: String, _ operation: String) -> String {
        Data("\(operation)\n\(place)".utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The place that a cursor names; `nil` for one of another list, or none at all.
    static func place(in cursor: String, of operation: String) -> String? {
        let plain = cursor.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: plain + padding),
            let text = String(data: data, encoding: .utf8),
            text.hasPrefix(operation + "\n")
        else { return nil }
        return String(text.dropFirst(operation.count + 1))
    }
}
