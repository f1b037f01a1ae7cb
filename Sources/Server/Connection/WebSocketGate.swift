// Decides, at a connection's first request, whether it becomes a WebSocket.

import NIOCore
import NIOHTTP1

/// Sits before NIO's handler of upgrades for the first request's head. A request for a WebSocket
/// that nothing serves loses its `Upgrade`, so that the routes answer it; for one that is served
/// the watch of HTTP requests leaves, before bytes come that are no requests.
final class WebSocketGate: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private let watch: ConnectionWatch
    private let accepts: (HTTPRequestHead) -> Bool

    init(watch: ConnectionWatch, accepts: @escaping (HTTPRequestHead) -> Bool) {
        self.watch = watch
        self.accepts = accepts
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // NIO upgrades only the first request of a connection.
        defer { context.pipeline.syncOperations.removeHandler(self, promise: nil) }
        guard case .head(var head) = unwrapInboundIn(data), head.headers.contains(name: "upgrade")
        else { return context.fireChannelRead(data) }
        if accepts(head) {
            context.pipeline.syncOperations.removeHandler(watch, promise: nil)
            return context.fireChannelRead(data)
        }
        head.headers.remove(name: "upgrade")
        head.headers.replaceOrAdd(name: "connection", value: "close")
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}
