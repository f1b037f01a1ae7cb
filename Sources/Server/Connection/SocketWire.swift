// The WebSocket transport of Engine.IO: frames to packets and back.

import Channels
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Which requests for a WebSocket are served.
struct SocketDoor: Sendable {
    let hub: SocketHub
    /// The path of Engine.IO, without a slash at its end.
    let path: String
    /// The proxies that are believed about their clients.
    let proxies: TrustedProxies

    /// What a request leads to; `nil` when it is not served.
    ///
    /// - Parameter address: where it comes from.
    func wire(for head: HTTPRequestHead, from address: String? = nil) -> SocketWire? {
        let target = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var place = target.first ?? ""
        if place.last == "/" { place = place.dropLast() }
        guard head.method == .GET, place == path[...] else { return nil }
        let query = QueryParameters(target.count > 1 ? target[1] : "")
        guard query["transport"] == "websocket", query["EIO"] == "4" else { return nil }
        var forwarded = HTTPFields()
        let hops = head.headers["X-Forwarded-For"]
        if !hops.isEmpty { forwarded[.forwardedFor] = hops.joined(separator: ",") }
        let peer = Peer(address: address, headers: forwarded, proxies: proxies)
        guard let id = query["sid"] else { return SocketWire(hub: hub, peer: peer, known: nil) }
        guard let client = hub.client(id), client.transport == .polling else { return nil }
        return SocketWire(hub: hub, peer: peer, known: client)
    }
}

/// One WebSocket.
struct SocketWire: Sendable {
    /// How large a message may be, in bytes.
    static let frameBytesMax = SocketConnection.messageBytesMax + 1
    /// In how many pieces a message may come.
    static let fragmentsMax = 1_024

    /// How much the system keeps for a client that does not read, in bytes; without a bound it takes
    /// megabytes, which are the answers to tens of thousands of messages.
    static let unreadBytesMax = 64 << 10

    /// How long a client has to read that it was ended, in seconds.
    static let farewellSeconds: Int64 = 2

    let hub: SocketHub
    /// Who asked for it.
    let peer: Peer
    /// The client that polls so far; `nil` for one that begins with the WebSocket.
    let known: SocketClient?

    /// Carries packets until either side ends.
    func run(_ channel: NIOAsyncChannel<WebSocketFrame, WebSocketFrame>) async throws {
        guard let client = known ?? hub.open(.webSocket, peer: peer) else {
            try await channel.channel.close()
            return
        }
        defer { if client.transport == .webSocket { hub.close(client) } }
        let connection = channel.channel
        client.whenClosed {
            // Who does not read does not see the farewell either.
            connection.eventLoop.scheduleTask(in: .seconds(Self.farewellSeconds)) {
                connection.close(promise: nil)
            }
        }
        try await channel.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Void.self) { group in
                if known == nil { group.addTask { try await write(client, outbound) } }
                for try await frame in inbound {
                    switch frame.opcode {
                    case .text:
                        guard let packet = EnginePacket(String(buffer: frame.unmaskedData)) else {
                            hub.close(client)
                            continue
                        }
                        if client.transport == .webSocket {
                            await hub.receive([packet], from: client)
                        } else if case .ping(let words) = packet {
                            try await outbound.write(Self.frame(.pong(words)))
                            client.releasePoll()
                        } else if packet == .upgrade {
                            client.upgrade()
                            group.addTask { try await write(client, outbound) }
                        }
                    case .binary:
                        let packet = EnginePacket.binary(
                            Array(frame.unmaskedData.readableBytesView))
                        await hub.receive([packet], from: client)
                    case .ping:
                        try await outbound.write(
                            WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData))
                    case .connectionClose:
                        try await outbound.write(
                            WebSocketFrame(
                                fin: true, opcode: .connectionClose, data: frame.unmaskedData))
                        hub.close(client)
                    default: break
                    }
                    if client.isClosed { break }
                }
                group.cancelAll()
            }
        }
    }

    /// Sends what waits for the client until it is over; then ends the connection.
    private func write(
        _ client: SocketClient, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async throws {
        while !Task.isCancelled {
            let packets = await client.packets()
            if packets.isEmpty || packets == [.close] { break }
            try await outbound.write(contentsOf: packets.map(Self.frame))
        }
        var code = ByteBuffer()
        code.write(webSocketErrorCode: .normalClosure)
        try await outbound.write(
            WebSocketFrame(fin: true, opcode: .connectionClose, data: code))
        outbound.finish()
    }

    private static func frame(_ packet: EnginePacket) -> WebSocketFrame {
        if case .binary(let bytes) = packet {
            return WebSocketFrame(fin: true, opcode: .binary, data: ByteBuffer(bytes: bytes))
        }
        return WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: packet.text))
    }
}
