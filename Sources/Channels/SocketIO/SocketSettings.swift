// How the Socket.IO channel is set.

/// What credentials.yml says of the channel.
public struct SocketSettings: Sendable, Hashable {
    /// The event a client speaks with.
    public var userEvent: String
    /// The event the assistant speaks with.
    public var botEvent: String
    /// The namespace clients connect to.
    public var namespace: String
    /// Whether a session outlives its connection.
    public var persistsSessions: Bool
    /// The path of Engine.IO, with a slash before and none behind.
    public var path: String
    /// Where in a message its metadata stands.
    public var metadataKey: String
    /// Whether a client must show a token.
    public var needsToken: Bool

    /// Settings; as Rasa's when nothing is said.
    public init(
        userEvent: String = "user_uttered", botEvent: String = "bot_uttered",
        namespace: String = "/", persistsSessions: Bool = false, path: String = "/socket.io",
        metadataKey: String = "metadata", needsToken: Bool = false
    ) {
        self.userEvent = userEvent
        self.botEvent = botEvent
        self.namespace = namespace
        self.persistsSessions = persistsSessions
        self.path = path
        self.metadataKey = metadataKey
        self.needsToken = needsToken
    }
}
