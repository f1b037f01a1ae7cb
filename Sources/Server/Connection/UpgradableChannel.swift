// Our watched HTTP/1.1 connection, which may become a WebSocket of Socket.IO.

import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket

/// A connection whose first request may ask for a WebSocket.
struct UpgradableChannel: ServerChildChannel, HTTPChannelHandler {
    /// What a connection became.
    enum Negotiated: Sendable {
        case http(HeldChannel<HTTPRequestPart, HTTPResponsePart>)
        case webSocket(HeldChannel<WebSocketFrame, WebSocketFrame>, SocketWire)
    }

    /// A connection on its way.
    struct Value: ServerChildChannelValue {
        let negotiated: EventLoopFuture<Negotiated>
        let channel: any Channel
    }

    let responder: HTTPChannelHandler.Responder
    let limits: ConnectionLimits
    let short: ShortDoor
    let sockets: SocketDoor

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let operations = channel.pipeline.syncOperations
            var configuration = NIOUpgradableHTTPServerPipelineConfiguration(
                upgradeConfiguration: upgrades(logger))
            configuration.enablePipelining = false
            configuration.enableErrorHandling = false
            configuration.enableResponseHeaderValidation = false
            configuration.decoderConfiguration = ConnectionLimits.decoderLimits
            let negotiated = try operations.configureUpgradableHTTPServerPipeline(
                configuration: configuration)
            let decoder = try operations.handler(
                type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let watch = ConnectionWatch(limits: limits)
            try operations.addHandler(watch, position: .after(decoder))
            let sockets = sockets
            try operations.addHandler(
                WebSocketGate(watch: watch) { sockets.wire(for: $0) != nil },
                position: .after(watch))
            return Value(negotiated: negotiated, channel: channel)
        }
    }

    func handle(value: Value, logger: Logger) async {
        do {
            switch try await value.negotiated.get() {
            case .http(let channel):
                await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) {
                    await handleHTTP(asyncChannel: channel.take(), logger: logger)
                }
            case .webSocket(let channel, let wire): try await wire.run(channel.take())
            }
        } catch {
            logger.debug("A connection ended.", metadata: ["error": "\(error)"])
        }
    }

    private func upgrades(_ logger: Logger)
        -> NIOTypedHTTPServerUpgradeConfiguration<Negotiated>
    {
        let sockets = sockets
        let short = short
        let upgrader = NIOTypedWebSocketServerUpgrader<Negotiated>(
            maxFrameSize: SocketWire.frameBytesMax,
            shouldUpgrade: { channel, head in
                let wire = sockets.wire(for: head)
                return channel.eventLoop.makeSucceededFuture(wire == nil ? nil : HTTPHeaders())
            },
            upgradePipelineHandler: { channel, head in
                channel.eventLoop.makeCompletedFuture {
                    let address = channel.remoteAddress?.ipAddress
                    guard let wire = sockets.wire(for: head, from: address) else {
                        throw ChannelError.ioOnClosedChannel
                    }
                    try channel.syncOptions?.setOption(
                        .socketOption(.so_sndbuf), value: SocketWire.unreadBytesMax)
                    try channel.pipeline.syncOperations.addHandler(
                        NIOWebSocketFrameAggregator(
                            minNonFinalFragmentSize: 1,
                            maxAccumulatedFrameCount: SocketWire.fragmentsMax,
                            maxAccumulatedFrameSize: SocketWire.frameBytesMax))
                    return try .webSocket(
                        HeldChannel(NIOAsyncChannel(wrappingChannelSynchronously: channel)), wire)
                }
            })
        return .init(upgraders: [upgrader]) { channel in
            channel.eventLoop.makeCompletedFuture {
                let operations = channel.pipeline.syncOperations
                try operations.addHandler(HTTP1ToHTTPServerCodec(secure: false))
                try operations.addHandler(
                    HTTPConnectionStateHandler(idleTimeout: nil, logger: logger))
                try operations.addHandler(ShortAnswers(door: short))
                let streams = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
                    wrappingChannelSynchronously: channel,
                    configuration: .init(isOutboundHalfClosureEnabled: true))
                return .http(HeldChannel(streams))
            }
        }
    }
}
