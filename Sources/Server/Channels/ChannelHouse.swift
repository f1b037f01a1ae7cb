// Builds the channels of credentials.yml and joins them to the server.

import Accounts
import Channels
import Foundation
import Logging
import Vocabulary

/// All channels of a server, with what they need.
struct ChannelHouse: Sendable {
    let channels: [any ChatChannel]
    let hub: SocketHub
    let desk: ChannelDesk
    /// What whoever runs the server should know, one sentence each.
    let warnings: [String]
    /// Where WebSockets are let in; `nil` without Socket.IO.
    let door: SocketDoor?

    /// The channels that the settings name.
    ///
    /// - Throws: `Fault` `.badRequest` for channels that can't be.
    init(
        _ settings: ServerSettings, turns: any TurnRunner, limiter: RateLimiter,
        fetching: any HTTPFetching, logger: Logger
    ) throws(Fault) {
        let now: @Sendable () -> Double = { Date().timeIntervalSince1970 }
        hub = SocketHub(now: now, limiter: limiter, logger: logger)
        var warnings: [String] = []
        var fetching = fetching
        let base = ProcessInfo.processInfo.environment[CloudRedirection.variable]
        if let base, !base.isEmpty {
            let redirection = CloudRedirection(base: base, around: fetching)
            warnings.append(redirection.warning)
            fetching = redirection
        }
        let world = ChannelWorld(
            fetching: fetching, tokens: SignedTokenChecker(now: now), sockets: hub, now: now,
            report: { logger.error("\($0)") })
        channels = try ChannelCatalog.channels(
            settings.credentials, only: settings.connector, world: world)
        if settings.connector == nil, settings.credentials.object?.members.isEmpty ?? true {
            warnings.append(ChannelCatalog.fallbackWarning)
        }
        self.warnings = warnings + channels.flatMap(\.warnings)
        desk = ChannelDesk(turns: turns, limiter: limiter, logger: logger)
        let sockets = channels.lazy.compactMap { $0 as? SocketIOChannel }.first
        if let sockets { hub.serve(sockets, turns: turns) }
        door = sockets.map { [hub] in
            SocketDoor(hub: hub, path: $0.settings.path, proxies: settings.trustedProxies)
        }
    }

    /// The channels' routes.
    var routes: [Route] {
        ChannelRoutes(
            channels: channels, desk: desk,
            polling: door.map { PollingRoutes(hub: hub, path: $0.path) }
        ).routes
    }

    /// Prepares every channel: what a platform refuses stops the start.
    ///
    /// - Throws: `Fault` `.peerFailed`.
    func start() async throws(Fault) {
        for channel in channels { try await channel.start() }
    }

    /// Where replies go that no request of this moment asked for.
    ///
    /// - Parameters:
    ///   - name: a channel's name; `nil` or an unknown one has no place to go.
    ///   - reply: that of a stored message; empty for a reminder.
    func sink(_ name: String?, _ reply: JSONObject = [:], conversation: String)
        -> (any ChannelSink)?
    {
        channels.first { $0.name == name }?.sink(reply, conversation: conversation)
    }
}
