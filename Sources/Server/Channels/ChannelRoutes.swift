// The channels' routes below /webhooks/, and those of Socket.IO.

import Channels
import HTTPTypes
import Hummingbird
import Vocabulary

/// The routes of all channels.
struct ChannelRoutes: Sendable {
    let channels: [any ChatChannel]
    let desk: ChannelDesk
    let polling: PollingRoutes?

    /// All routes; of two channels with the same route the first has it.
    var routes: [Route] {
        var routes: [Route] = []
        var taken: Set<String> = []
        for channel in channels {
            let base = "/webhooks/\(channel.prefix)"
            if taken.insert("GET " + base).inserted {
                routes.append(.get(.exact(base), .nothing) { _ in .json(["status": "ok"]) })
            }
            for route in channel.routes {
                let path = base + "/" + route.path
                guard taken.insert("\(route.method) \(path)").inserted,
                    let method = HTTPRequest.Method(route.method)
                else { continue }
                routes.append(
                    Route(method: method, path: .exact(path), need: .nothing) { [desk] exchange in
                        try await desk.answer(exchange, route: route, of: channel)
                    }.counted)
            }
        }
        return routes + (polling?.routes ?? [])
    }
}
