// Engine.IO's polling transport: a GET waits for packets, a POST brings some.

import Channels
import HTTPTypes
import Hummingbird
import Vocabulary

/// The routes of Engine.IO at the channel's path.
struct PollingRoutes: Sendable {
    let hub: SocketHub
    let path: String

    var routes: [Route] {
        [
            .get(.exact(path), .nothing, marked(poll)),
            .post(.exact(path), .nothing, marked(take)),
        ]
    }

    /// Any origin may talk here, as in Rasa: a page that may not is refused by its token.
    private func marked(_ handler: @escaping Route.Handler) -> Route.Handler {
        { exchange in
            var response = try await handler(exchange)
            if let origin = exchange.headers[.origin] {
                response.headers[.accessControlAllowOrigin] = origin
                response.headers[.accessControlAllowCredentials] = "true"
                response.headers[.vary] = "Origin"
            }
            return response
        }
    }

    @Sendable private func poll(_ exchange: Exchange) async throws -> Response {
        guard exchange.query["transport"] == "polling", exchange.query["EIO"] == "4" else {
            return Self.refusal("The client is using an unsupported version or transport")
        }
        guard let id = exchange.query["sid"] else {
            guard let client = hub.open(.polling, peer: exchange.peer) else {
                throw APIProblem(503, "ServiceUnavailable", "Too many clients are connected.")
            }
            return .text(EnginePacket.payload(await client.packets()))
        }
        guard let client = hub.client(id), client.transport == .polling else {
            return Self.refusal("Invalid session")
        }
        let packets = await client.packets()
        return packets.isEmpty
            ? Self.refusal("Invalid session") : .text(EnginePacket.payload(packets))
    }

    @Sendable private func take(_ exchange: Exchange) async throws -> Response {
        guard let id = exchange.query["sid"], let client = hub.client(id) else {
            return Self.refusal("Invalid session")
        }
        guard exchange.body.readableBytes <= SocketConnection.messageBytesMax,
            let packets = EnginePacket.packets(of: String(buffer: exchange.body))
        else {
            hub.close(client)
            return Self.refusal("Invalid payload")
        }
        await hub.receive(packets, from: client)
        return .text("OK")
    }

    private static func refusal(_ reason: String) -> Response {
        .json(.string(reason), status: .badRequest)
    }
}
