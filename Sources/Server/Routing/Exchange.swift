// What a route gets to see of a request, and the model that is in service while it is answered.

import Assistant
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Vocabulary

/// One request on its way through a route.
struct Exchange: Sendable {
    /// The target's query.
    let query: QueryParameters
    /// The request's header fields.
    let headers: HTTPFields
    /// The whole body; empty when there is none.
    let body: ByteBuffer
    /// The conversation a route under `/conversations/` is about.
    let conversationID: String?
    /// The model in service when the request came; routes that need one always have one.
    let model: ServedModel?
    /// Who sent the request.
    let peer: Peer
    /// Where to tell what happens.
    let logger: Logger

    /// The conversation; empty for routes that are about none.
    var conversation: String { conversationID ?? "" }

    /// The body as bytes.
    var bytes: [UInt8] { Array(body.readableBytesView) }

    /// The body as JSON, whatever its content type says; `null` when there is none.
    ///
    /// - Throws: `FrameworkProblem` with status 400.
    func json() throws(FrameworkProblem) -> JSONValue {
        guard body.readableBytes > 0 else { return .null }
        do {
            return try JSONValue(parsing: body.readableBytesView)
        } catch {
            throw .badJSON
        }
    }

    /// The model in service.
    ///
    /// - Throws: `APIProblem` with status 409 when there is none.
    func servedModel() throws(APIProblem) -> ServedModel {
        guard let model else { throw .noModel }
        return model
    }
}
