// One connection of Socket.IO as a state machine: packets and moments in, things to do out.

public import Vocabulary

/// The protocol of one client: Engine.IO's heartbeats, Socket.IO's connecting, and the events of
/// Rasa's channel. It knows neither transports nor clocks.
public struct SocketConnection: Sendable {
    /// How often the client is asked whether it lives, in seconds.
    public static let pingIntervalSeconds = 25.0
    /// How long it may take to answer, in seconds.
    public static let pingTimeoutSeconds = 20.0
    /// How long a client may take until it connects to the namespace, in seconds.
    public static let connectSeconds = 45.0
    /// The event that tells a client of a message that was not taken, when it wants no
    /// acknowledgement.
    public static let refusalEvent = "message_refused"
    /// The largest message of a client, in bytes.
    public static let messageBytesMax = 1_000_000
    /// How many sessions one connection may take part in.
    public static let roomsMax = 16

    private enum State: Sendable, Equatable {
        case waiting
        case checking
        case connected
    }

    /// The connection's id for the transports; also in the handshake.
    public let id: String
    /// The client's id in the namespace: its conversation unless sessions persist.
    public let client: String
    private let settings: SocketSettings
    private let opened: Double
    private var state = State.waiting
    private var lastPing: Double
    private var isAnswerDue = false
    private var rooms: Set<String> = []
    private var bytesToSkip = 0

    /// A connection.
    ///
    /// - Parameters:
    ///   - id: its own id, 32 hexadecimal digits.
    ///   - client: the client's id, another one.
    ///   - now: seconds since any fixed moment; also of all other functions.
    public init(id: String, client: String, settings: SocketSettings, now: Double) {
        self.id = id
        self.client = client
        self.settings = settings
        opened = now
        lastPing = now
    }

    /// The first packet to send.
    ///
    /// - Parameter canUpgrade: whether the client polls and may change to a WebSocket.
    public func handshake(canUpgrade: Bool) -> EnginePacket {
        let upgrades: [JSONValue] = canUpgrade ? ["websocket"] : []
        let handshake: JSONValue = [
            "sid": .string(id), "upgrades": .array(upgrades),
            "pingInterval": .integer(Int(Self.pingIntervalSeconds * 1000)),
            "pingTimeout": .integer(Int(Self.pingTimeoutSeconds * 1000)),
            "maxPayload": .integer(Self.messageBytesMax),
        ]
        return .open(handshake.text())
    }

    /// When `tick` must be called next.
    public var nextTick: Double {
        let heartbeat =
            lastPing + (isAnswerDue ? Self.pingTimeoutSeconds : Self.pingIntervalSeconds)
        return state == .connected ? heartbeat : min(heartbeat, opened + Self.connectSeconds)
    }

    /// Does what time asks for.
    public mutating func tick(now: Double) -> [SocketOutput] {
        if state != .connected, now >= opened + Self.connectSeconds { return [.close] }
        if isAnswerDue {
            return now >= lastPing + Self.pingTimeoutSeconds ? [.close] : []
        }
        guard now >= lastPing + Self.pingIntervalSeconds else { return [] }
        lastPing = now
        isAnswerDue = true
        return [.send(.ping(""))]
    }

    /// Takes one packet of the client.
    public mutating func receive(_ packet: EnginePacket) -> [SocketOutput] {
        isAnswerDue = false
        switch packet {
        case .close: return [.close]
        case .ping(let words): return [.send(.pong(words))]
        case .message(let text):
            guard text.utf8.count <= Self.messageBytesMax, let packet = SocketPacket(text) else {
                return [.close]
            }
            return receive(packet)
        case .binary:
            bytesToSkip = max(0, bytesToSkip - 1)
            return []
        case .open, .pong, .upgrade, .noop: return []
        }
    }

    /// Tells the client that a message was not taken.
    ///
    /// - Parameters:
    ///   - event: the number of its event, when it wants an acknowledgement: the reason is that.
    ///   - reason: an object for programs and people, as REST answers it.
    public func refusal(event: Int?, reason: JSONValue) -> EnginePacket {
        guard let event else {
            return message(
                SocketPacket.event(Self.refusalEvent, [reason], namespace: settings.namespace))
        }
        return message(
            SocketPacket(
                .acknowledgement, namespace: settings.namespace, id: event, data: [reason]))
    }

    /// Goes on after the check of a token.
    public mutating func admit(_ isGood: Bool) -> [SocketOutput] {
        guard state == .checking else { return [] }
        state = isGood ? .connected : .waiting
        return isGood ? welcome() : [.send(refusal("Connection rejected by server"))]
    }

    private mutating func receive(_ packet: SocketPacket) -> [SocketOutput] {
        switch packet.kind {
        case .connect: return connect(packet)
        case .disconnect:
            guard packet.namespace == settings.namespace, state == .connected else { return [] }
            state = .waiting
            rooms = []
            return [.leave, .close]
        case .event:
            guard packet.namespace == settings.namespace, state == .connected else { return [] }
            return event(packet)
        case .binaryEvent, .binaryAcknowledgement:
            // Nothing of this channel is bytes.
            bytesToSkip = packet.attachments
            return []
        case .acknowledgement, .connectError: return []
        }
    }

    private mutating func connect(_ packet: SocketPacket) -> [SocketOutput] {
        guard packet.namespace == settings.namespace else {
            return [.send(refusal("Unable to connect", namespace: packet.namespace))]
        }
        guard state == .waiting else { return [] }
        guard settings.needsToken else {
            state = .connected
            return welcome()
        }
        guard let token = packet.data?["token"]?.string, !token.isEmpty else {
            return [.send(refusal("Connection rejected by server"))]
        }
        state = .checking
        return [.check(token: token)]
    }

    private func welcome() -> [SocketOutput] {
        [
            .send(
                message(
                    SocketPacket(
                        .connect, namespace: settings.namespace, data: ["sid": .string(client)]))),
            .join(room: client),
        ]
    }

    private mutating func event(_ packet: SocketPacket) -> [SocketOutput] {
        guard let items = packet.data?.array, let name = items.first?.string else { return [] }
        let acknowledgement = packet.id.map {
            message(
                SocketPacket(.acknowledgement, namespace: settings.namespace, id: $0, data: []))
        }
        let argument = items.count > 1 ? items[1] : .null
        if name == settings.userEvent {
            return [turn(argument, acknowledgement, event: packet.id)].compactMap { $0 }
        }
        let outputs = name == "session_request" ? session(argument) : []
        return outputs + (acknowledgement.map { [.send($0)] } ?? [])
    }

    /// Confirms a session, a new one when the client has none.
    private mutating func session(_ argument: JSONValue) -> [SocketOutput] {
        guard argument.isNull || argument.object != nil else { return [] }
        var id = argument["session_id"] ?? .null
        if id.isNull { id = .string(SocketID.make()) }
        var outputs: [SocketOutput] = []
        if settings.persistsSessions {
            let room = id.pythonText
            guard rooms.contains(room) || rooms.count < Self.roomsMax else { return [] }
            rooms.insert(room)
            outputs.append(.join(room: room))
        }
        let confirmation = SocketPacket.event(
            "session_confirm", [id], namespace: settings.namespace)
        return outputs + [.send(message(confirmation))]
    }

    /// A message; `nil` when it is none, or lacks its session.
    private func turn(
        _ argument: JSONValue, _ acknowledgement: EnginePacket?, event: Int?
    ) -> SocketOutput? {
        guard let body = argument.object else { return nil }
        var sender = JSONValue.string(client)
        if settings.persistsSessions {
            guard let session = body["session_id"], session.isTruthy else { return nil }
            sender = session
        }
        guard case .string(let text) = body["message"] ?? "",
            let metadata = metadata(body[settings.metadataKey] ?? [:])
        else { return nil }
        let message = UserMessage(
            channel: SocketIOChannel.channelName, text: text, sender: sender, metadata: metadata)
        return .turn(ChannelMessage(message), acknowledgement: acknowledgement, event: event)
    }

    private func metadata(_ value: JSONValue) -> JSONObject? {
        switch value {
        case .string(let text): (try? JSONValue(parsing: text))?.object
        case .null: [:]
        default: value.object
        }
    }

    private func refusal(_ reason: JSONValue, namespace: String? = nil) -> EnginePacket {
        message(
            SocketPacket(
                .connectError, namespace: namespace ?? settings.namespace,
                data: ["message": reason]))
    }

    private func message(_ packet: SocketPacket) -> EnginePacket { .message(packet.text) }
}
