// Socket.IO's settings, and replies as its events. Connections are the server's.

public import Vocabulary

/// Reaches open connections.
public protocol SocketEmitting: Sendable {
    /// Sends a packet to every connection in a room; nothing when there is none.
    func emit(_ packet: EnginePacket, room: String) async
}

/// `socketio`.
public struct SocketIOChannel: ChatChannel {
    /// Its name.
    public static let channelName = "socketio"

    /// `socketio`.
    public let name = Self.channelName
    /// None besides its health; clients use `settings.path`.
    public let routes: [ChannelRoute] = []
    /// How it is set.
    public let settings: SocketSettings
    private let key: String?
    private let method: String
    private let world: ChannelWorld

    /// The channel.
    ///
    /// - Throws: `Fault` `.badRequest` when an option can't be read.
    public init(_ credentials: JSONValue, world: ChannelWorld) throws(Fault) {
        var options = Credentials(Self.channelName, credentials)
        key = options.text("jwt_key")
        method = options.text("jwt_method") ?? "HS256"
        self.world = world
        var settings = SocketSettings()
        settings.userEvent = options.text("user_message_evt") ?? settings.userEvent
        settings.botEvent = options.text("bot_message_evt") ?? settings.botEvent
        let namespace = options.text("namespace") ?? "/"
        settings.namespace = namespace.hasPrefix("/") ? namespace : "/" + namespace
        settings.persistsSessions = options.flag("session_persistence")
        let path = options.text("socketio_path") ?? settings.path
        settings.path = "/" + path.split(separator: "/").joined(separator: "/")
        settings.metadataKey = options.text("metadata_key") ?? settings.metadataKey
        settings.needsToken = !(key ?? "").isEmpty
        self.settings = settings
        try options.check()
    }

    /// Whether a client's token is good; always when none is asked for.
    public func accepts(token: String) async -> Bool {
        guard let key, settings.needsToken else { return true }
        let bare = token.replacing("Bearer ", with: "")
        let tokenKey = method.hasPrefix("HS") ? TokenKey.secret(key) : .pem(key)
        let claims = await world.tokens.claims(
            of: bare, key: tokenKey, algorithms: [method], audience: nil)
        return claims.map { !$0.members.isEmpty } ?? false
    }

    /// Nothing is received this way.
    public func receive(_ request: ChannelRequest) async -> ChannelReception {
        .failure(status: 404, message: "Requested URL not found")
    }

    /// Speaks to every connection of a session.
    public func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? {
        SocketSink(room: conversation, settings: settings, sockets: world.sockets)
    }
}
