// What a connection of Socket.IO wants done.

public import Vocabulary

/// What a connection wants done.
public enum SocketOutput: Sendable, Hashable {
    /// Send this to the client.
    case send(EnginePacket)
    /// Check this token, then call `admit`.
    case check(token: String)
    /// From now on what is emitted to this room goes to this connection.
    case join(room: String)
    /// The connection leaves all rooms: the client left the namespace.
    case leave
    /// Run a turn; then send the acknowledgement, if the client wants one. A message that is not
    /// taken is told by `SocketConnection.refusal`, with the number of the event.
    case turn(ChannelMessage, acknowledgement: EnginePacket?, event: Int?)
    /// The connection is over.
    case close
}
