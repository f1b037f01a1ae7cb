// Hummingbird's HTTP/1.1 connection with our watch in it.

import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// An HTTP/1.1 connection that is watched from its first byte.
struct WatchedChannel: ServerChildChannel {
    typealias Value = HeldChannel<HTTPRequestPart, HTTPResponsePart>

    private let base: HTTP1Channel
    private let limits: ConnectionLimits
    private let short: ShortDoor

    init(
        responder: @escaping HTTPChannelHandler.Responder, limits: ConnectionLimits,
        short: ShortDoor
    ) {
        base = HTTP1Channel(
            responder: responder,
            configuration: .init(httpDecoderConfiguration: ConnectionLimits.decoder))
        self.limits = limits
        self.short = short
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let limits = limits
        let short = short
        return base.setup(channel: channel, logger: logger).map(HeldChannel.init).flatMapThrowing {
            held in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(ConnectionWatch(limits: limits), position: .after(decoder))
            let state = try pipeline.handler(type: HTTPConnectionStateHandler.self)
            try pipeline.addHandler(ShortAnswers(door: short), position: .after(state))
            return held
        }
    }

    func handle(value: Value, logger: Logger) async {
        let executor = LoopExecutor(value.channel.eventLoop)
        await withTaskExecutorPreference(executor) {
            await base.handle(value: value.take(), logger: logger)
        }
    }
}
