// Answers short requests where their bytes arrive, without the streams that long ones need.

import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes

/// What a connection needs to know to answer short requests itself.
struct ShortDoor: Sendable {
    /// Whether a request is short by its head: a route that needs no long work, and a small body
    /// whose length is known.
    let accepts: @Sendable (HTTPRequest) -> Bool
    /// The answer to a whole request.
    let respond: @Sendable (Request, any Channel) async -> Response
}

/// Sits before the streams of a connection and takes the short requests out.
///
/// A short request is collected, answered in a task that begins at once on the connection's own
/// loop, and written in one piece. When such a task has to wait, what comes next on the connection
/// waits with it. Requests of other kinds pass; while one of them is under way, all do.
final class ShortAnswers: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let door: ShortDoor
    private var clock = DateField()
    private var head: HTTPRequest?
    private var body = ByteBuffer()
    /// How many requests passed and are not answered yet.
    private var passed = 0
    private var isAnswering = false
    private var wantsToRead = false
    /// What came while an answer was waited for; reading stops meanwhile, so that this is at most
    /// what one read of the socket brings.
    private var waiting: [HTTPRequestPart] = []

    init(door: ShortDoor) { self.door = door }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if isAnswering { waiting.append(part) } else { take(part, context) }
    }

    func read(context: ChannelHandlerContext) {
        if isAnswering { wantsToRead = true } else { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { passed -= 1 }
        context.write(data, promise: promise)
    }

    private func take(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        switch part {
        case .head(let request):
            if passed == 0, door.accepts(request) {
                head = request
                body.clear()
                return
            }
            passed += 1
        case .body(var piece):
            guard head != nil else { break }
            if body.readableBytes == 0 { body = piece } else { body.writeBuffer(&piece) }
            return
        case .end:
            guard let request = head else { break }
            head = nil
            answer(Request(head: request, body: RequestBody(buffer: body)), context)
            return
        }
        context.fireChannelRead(wrapInboundOut(part))
    }

    /// Goes on with what came while an answer was waited for.
    private func takeWaiting(_ context: ChannelHandlerContext) {
        let before = passed
        while !isAnswering, !waiting.isEmpty { take(waiting.removeFirst(), context) }
        // The streams hand on what they were given when a read is over; that one was over long ago.
        if passed > before { context.fireChannelReadComplete() }
    }

    private func answer(_ request: Request, _ context: ChannelHandlerContext) {
        isAnswering = true
        let respond = door.respond
        let channel = context.channel
        let loop = context.eventLoop
        let bound = NIOLoopBound((self, context), eventLoop: loop)
        Task.immediate {
            var response = await respond(request, channel)
            let collected = CollectedBody()
            try? await response.body.write(collected)
            let body = collected.buffer
            if loop.inEventLoop {
                let (handler, context) = bound.value
                handler.send(&response, body, context)
            } else {
                let head = response
                loop.execute {
                    let (handler, context) = bound.value
                    var response = head
                    handler.send(&response, body, context)
                }
            }
        }
    }

    private func send(
        _ response: inout Response, _ body: ByteBuffer, _ context: ChannelHandlerContext
    ) {
        response.headers.append(HTTPField(name: .date, value: clock.now()))
        context.write(wrapOutboundOut(.head(response.head)), promise: nil)
        if body.readableBytes > 0 { context.write(wrapOutboundOut(.body(body)), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        isAnswering = false
        if !waiting.isEmpty { takeWaiting(context) }
        if wantsToRead, !isAnswering {
            wantsToRead = false
            context.read()
        }
    }
}

/// Keeps the body of a short answer.
private final class CollectedBody: ResponseBodyWriter, @unchecked Sendable {
    // Written by one task, read by it afterwards.
    private(set) var buffer = ByteBuffer()

    func write(_ piece: ByteBuffer) async throws {
        var piece = piece
        if buffer.readableBytes == 0 { buffer = piece } else { buffer.writeBuffer(&piece) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
