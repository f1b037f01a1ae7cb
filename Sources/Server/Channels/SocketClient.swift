// One client of Socket.IO on the server: its protocol, and what waits to be sent to it.

import Channels
import Synchronization
import Vocabulary

/// A client, whatever transport it uses. What it does not fetch or read piles up here, up to a
/// bound; then it is given up.
final class SocketClient: Sendable {
    /// How many bytes may wait for a client.
    static let waitingBytesMax = 2 << 20
    /// How many packets may wait for a client.
    static let waitingPacketsMax = 4_096

    /// How many bytes may wait for a client whose own packets are read on.
    static let unreadBytesMax = 64 << 10
    /// How many packets may wait for a client whose own packets are read on.
    static let unreadPacketsMax = 256
    /// How many turns of a client may run or wait while its packets are read on.
    static let turnsMax = 32

    /// How many packets one poll is answered with; python-engineio's client takes no more.
    static let pollPacketsMax = 16

    /// Which way packets go to the client.
    enum Transport: Sendable {
        case polling, webSocket
    }

    private typealias Reader = CheckedContinuation<[EnginePacket], Never>

    private struct State {
        var connection: SocketConnection
        var transport: Transport
        var waiting: [EnginePacket] = []
        var waitingBytes = 0
        var reader: Reader?
        var isClosed = false
        var rooms: Set<String> = []
        var onClose: (@Sendable () -> Void)?
        var turns = 0
        /// Those who wait until the client may be listened to again.
        var listeners: [CheckedContinuation<Void, Never>] = []

        /// Whether the client has taken enough of what it was told to be listened to.
        var hasRoom: Bool {
            isClosed
                || (turns < turnsMax && waiting.count <= unreadPacketsMax
                    && waitingBytes <= unreadBytesMax)
        }
    }

    let id: String
    /// Who it is, for the limits of messages.
    let peer: Peer
    private let state: Mutex<State>

    /// A client.
    init(_ connection: SocketConnection, transport: Transport, peer: Peer) {
        id = connection.id
        self.peer = peer
        state = Mutex(State(connection: connection, transport: transport))
    }

    /// Whether it is over.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// How packets reach it.
    var transport: Transport { state.withLock { $0.transport } }

    /// The rooms it is in.
    var rooms: Set<String> { state.withLock { $0.rooms } }

    /// Does one step of the protocol.
    func step(_ work: (inout SocketConnection) -> [SocketOutput]) -> [SocketOutput] {
        state.withLock { $0.isClosed ? [] : work(&$0.connection) }
    }

    /// Notes a room.
    func join(_ room: String) { state.withLock { _ = $0.rooms.insert(room) } }

    /// Puts packets in line.
    ///
    /// - Returns: whether there was room; if not, the client is to be given up.
    func send(_ packets: [EnginePacket]) -> Bool {
        let (reader, batch, fits) = state.withLock { state -> (Reader?, [EnginePacket], Bool) in
            guard !state.isClosed else { return (nil, [], true) }
            state.waiting += packets
            state.waitingBytes += Self.size(of: packets)
            if let reader = state.reader {
                state.reader = nil
                return (reader, Self.take(&state), true)
            }
            let fits =
                state.waitingBytes <= Self.waitingBytesMax
                && state.waiting.count <= Self.waitingPacketsMax
            return (nil, [], fits)
        }
        reader?.resume(returning: batch)
        return fits
    }

    /// Waits until the client reads what it is told and its turns get on: who sends without reading
    /// is not read any more, and then can't send. Ends at once for a client that is over.
    func room() async {
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLock { state in
                if !state.hasRoom { state.listeners.append(continuation) }
                return state.hasRoom
            }
            if hasRoom { continuation.resume() }
        }
    }

    /// Whether it is listened to.
    var hasRoom: Bool { state.withLock { $0.hasRoom } }

    /// A turn of the client begins.
    func beginTurn() { state.withLock { $0.turns += 1 } }

    /// A turn of the client is over.
    func endTurn() {
        state.withLock { $0.turns -= 1 }
        listen()
    }

    /// Wakes those who wait for room, when there is some.
    private func listen() {
        let listeners = state.withLock { state in
            guard state.hasRoom else { return [] as [CheckedContinuation<Void, Never>] }
            defer { state.listeners = [] }
            return state.listeners
        }
        for listener in listeners { listener.resume() }
    }

    /// Waits for packets and takes them; empty when the client is over or the task is cancelled.
    /// Only one reads at a time: an earlier reader gets a `noop`.
    func packets() async -> [EnginePacket] {
        defer { listen() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (old, batch) = state.withLock { state -> (Reader?, [EnginePacket]?) in
                    let old = state.reader
                    state.reader = nil
                    if !state.waiting.isEmpty { return (old, Self.take(&state)) }
                    if state.isClosed || Task.isCancelled { return (old, []) }
                    state.reader = continuation
                    return (old, nil)
                }
                old?.resume(returning: [.noop])
                if let batch { continuation.resume(returning: batch) }
            }
        } onCancel: {
            wake(with: [])
        }
    }

    /// Sends a waiting poll home, before another transport takes over.
    func releasePoll() { wake(with: [.noop]) }

    /// From now on packets go through the WebSocket.
    func upgrade() {
        state.withLock { $0.transport = .webSocket }
        wake(with: [.noop])
    }

    /// Ends the client.
    ///
    /// - Returns: whether it was still there.
    func close() -> Bool {
        let (wasOpen, onClose) = state.withLock { state -> (Bool, (@Sendable () -> Void)?) in
            defer {
                state.isClosed = true
                state.onClose = nil
            }
            return (!state.isClosed, state.onClose)
        }
        if wasOpen { wake(with: [.close]) }
        listen()
        onClose?()
        return wasOpen
    }

    /// Has something done when the client ends.
    func whenClosed(_ work: @escaping @Sendable () -> Void) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.onClose = work }
            return state.isClosed
        }
        if isClosed { work() }
    }

    private func wake(with packets: [EnginePacket]) {
        let reader = state.withLock { state in
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: packets)
    }

    private static func take(_ state: inout State) -> [EnginePacket] {
        let count =
            state.transport == .polling
            ? min(pollPacketsMax, state.waiting.count) : state.waiting.count
        let batch = Array(state.waiting.prefix(count))
        state.waiting.removeFirst(count)
        state.waitingBytes -= Self.size(of: batch)
        return batch
    }

    private static func size(of packets: [EnginePacket]) -> Int {
        packets.reduce(0) { $0 + $1.text.utf8.count }
    }
}
