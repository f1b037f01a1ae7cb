// All clients of Socket.IO: who is in which room, who still lives, whose message runs which turn.

import Channels
import Logging
import ServiceLifecycle
import Synchronization
import Vocabulary

/// The clients, by id and by room.
final class SocketHub: SocketEmitting, Service {
    /// How many clients there may be at a time.
    static let clientsMax = 20_000
    /// How often the clients' heartbeats are looked at, in seconds.
    static let periodSeconds = 1.0

    private struct State {
        var clients: [String: SocketClient] = [:]
        var rooms: [String: Set<String>] = [:]
        var serving: (channel: SocketIOChannel, turns: any TurnRunner)?
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> Double
    private let limiter: RateLimiter
    private let logger: Logger

    /// No clients.
    ///
    /// - Parameter limiter: counts their messages, as those of REST.
    init(now: @escaping @Sendable () -> Double, limiter: RateLimiter, logger: Logger) {
        self.now = now
        self.limiter = limiter
        self.logger = logger
    }

    /// Says what the clients talk to; until then nobody is let in.
    func serve(_ channel: SocketIOChannel, turns: any TurnRunner) {
        state.withLock { $0.serving = (channel, turns) }
    }

    /// Lets a client in; `nil` when there are too many.
    func open(_ transport: SocketClient.Transport, peer: Peer) -> SocketClient? {
        let time = now()
        return state.withLock { state in
            guard let serving = state.serving, state.clients.count < Self.clientsMax else {
                return nil
            }
            let connection = SocketConnection(
                id: SocketID.make(), client: SocketID.make(), settings: serving.channel.settings,
                now: time)
            let client = SocketClient(connection, transport: transport, peer: peer)
            _ = client.send([connection.handshake(canUpgrade: transport == .polling)])
            state.clients[client.id] = client
            return client
        }
    }

    /// The client of an id.
    func client(_ id: String) -> SocketClient? { state.withLock { $0.clients[id] } }

    /// How many clients there are.
    var count: Int { state.withLock { $0.clients.count } }

    /// Sends a packet to all who are in a room.
    func emit(_ packet: EnginePacket, room: String) async {
        let clients = state.withLock { state in
            (state.rooms[room] ?? []).compactMap { state.clients[$0] }
        }
        for client in clients { send([packet], to: client) }
    }

    /// Takes packets of a client, one after another, each when there is room for what it leads to.
    func receive(_ packets: [EnginePacket], from client: SocketClient) async {
        for packet in packets {
            await client.room()
            await perform(client.step { $0.receive(packet) }, for: client)
        }
    }

    /// Ends a client.
    func close(_ client: SocketClient) {
        guard client.close() else { return }
        state.withLock { state in
            state.clients[client.id] = nil
            Self.leave(client, &state)
        }
    }

    /// Looks after the heartbeats until the server stops; then ends all clients.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(Self.periodSeconds))
                await self.tick()
            }
        }
        for client in state.withLock({ Array($0.clients.values) }) { close(client) }
    }

    private func tick() async {
        let time = now()
        for client in state.withLock({ Array($0.clients.values) }) {
            let outputs = client.step { $0.nextTick <= time ? $0.tick(now: time) : [] }
            if !outputs.isEmpty { await perform(outputs, for: client) }
        }
    }

    private func perform(_ outputs: [SocketOutput], for client: SocketClient) async {
        for output in outputs {
            switch output {
            case .send(let packet): send([packet], to: client)
            case .join(let room): join(room, client)
            case .leave: state.withLock { Self.leave(client, &$0) }
            case .close: close(client)
            case .check(let token):
                let channel = state.withLock { $0.serving?.channel }
                let isGood = await channel?.accepts(token: token) ?? false
                await perform(client.step { $0.admit(isGood) }, for: client)
            case .turn(let message, let acknowledgement, let event):
                begin(message, acknowledgement, event, of: client)
            }
        }
    }

    /// Takes the turn's place in the line before the client's next packet is read.
    private func begin(
        _ message: ChannelMessage, _ acknowledgement: EnginePacket?, _ event: Int?,
        of client: SocketClient
    ) {
        guard let (channel, turns) = state.withLock({ $0.serving }),
            let sink = channel.sink(message.reply, conversation: message.message.conversation)
        else { return }
        do {
            try limiter.count(client.peer)
            try limiter.count(sender: message.message.conversation, from: client.peer)
            let turn = try turns.prepare(message.message, sink: sink, asSaid: true)
            client.beginTurn()
            Task {
                do throws(Fault) {
                    try await turn.run()
                } catch {
                    logger.error("socketio: a turn failed: \(error)")
                }
                if let acknowledgement { send([acknowledgement], to: client) }
                client.endTurn()
            }
        } catch {
            let problem = (error as? APIProblem) ?? .tooManyRequests("\(error)")
            logger.debug("socketio: a message is refused: \(problem.message)")
            send(client.step { [.send($0.refusal(event: event, reason: problem.json))] }, client)
        }
    }

    private func send(_ outputs: [SocketOutput], _ client: SocketClient) {
        for case .send(let packet) in outputs { send([packet], to: client) }
    }

    private func send(_ packets: [EnginePacket], to client: SocketClient) {
        guard !client.send(packets) else { return }
        logger.warning("socketio: a client does not read; it is given up.")
        close(client)
    }

    private func join(_ room: String, _ client: SocketClient) {
        client.join(room)
        state.withLock { state in
            guard state.clients[client.id] != nil else { return }
            _ = state.rooms[room, default: []].insert(client.id)
        }
    }

    private static func leave(_ client: SocketClient, _ state: inout State) {
        for room in client.rooms {
            state.rooms[room]?.remove(client.id)
            if state.rooms[room]?.isEmpty ?? false { state.rooms[room] = nil }
        }
    }
}
