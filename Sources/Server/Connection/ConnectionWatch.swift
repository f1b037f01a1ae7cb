// Watches one connection: nobody may hold it by sending slowly, or by never asking.

import NIOCore
import NIOHTTP1

/// Closes a connection that takes too long for a header, a body or an answer; closes it as well
/// after an answer that says so.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Stage {
        case waiting, receiving, answering, closing
    }

    private let limits: ConnectionLimits
    private var stage = Stage.waiting
    private var deadline = NIODeadline.distantFuture
    private var ticking: RepeatedTask?
    private var closesAfterAnswer = false
    private var discardedBytes = 0

    init(limits: ConnectionLimits) { self.limits = limits }

    func handlerAdded(context: ChannelHandlerContext) {
        deadline = .now() + .milliseconds(Int64(limits.headMs))
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let period = TimeAmount.milliseconds(Int64(limits.periodMs))
        ticking = context.eventLoop.scheduleRepeatedTask(
            initialDelay: period, delay: period
        ) { _ in
            let (watch, context) = bound.value
            if NIODeadline.now() >= watch.deadline { watch.end(context) }
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if stage == .closing {
            discard(unwrapInboundIn(data), context)
            return
        }
        switch unwrapInboundIn(data) {
        case .head(let head):
            enter(.receiving, withinMs: limits.requestMs)
            if head.headers.first(name: "expect")?.lowercased() == "100-continue" {
                welcomeBody(head, context)
            }
        case .body: break
        case .end:
            if stage == .receiving { enter(.answering, withinMs: limits.responseMs) }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if head.status == .payloadTooLarge, !closesAfterAnswer {
                // The rest of the body is not worth reading.
                closesAfterAnswer = true
                head.headers.replaceOrAdd(name: "connection", value: "close")
                context.write(wrapOutboundOut(.head(head)), promise: promise)
                return
            }
            context.write(data, promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            context.write(data, promise: promise)
            if closesAfterAnswer {
                linger(context)
            } else if stage != .receiving {
                enter(.waiting, withinMs: limits.idleMs)
            }
        }
    }

    /// Sends the answer out, then reads for a moment what is still coming: closing at once would
    /// make the system drop the answer.
    private func linger(_ context: ChannelHandlerContext) {
        stage = .closing
        context.flush()
        context.close(mode: .output, promise: nil)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(Int64(ConnectionLimits.lingerMs))) {
            let (watch, context) = bound.value
            watch.end(context)
        }
    }

    /// Reads on without keeping anything, up to a bound.
    private func discard(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        guard case .body(let piece) = part else { return }
        discardedBytes += piece.readableBytes
        if discardedBytes > ConnectionLimits.discardedBytesMax { end(context) }
    }

    private func enter(_ stage: Stage, withinMs time: Int) {
        self.stage = stage
        deadline = .now() + .milliseconds(Int64(time))
    }

    private func welcomeBody(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let answer = HTTPResponseHead(version: head.version, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(answer)), promise: nil)
    }

    private func end(_ context: ChannelHandlerContext) {
        guard ticking != nil else { return }
        stop()
        context.close(promise: nil)
    }

    private func stop() {
        ticking?.cancel()
        ticking = nil
    }
}
