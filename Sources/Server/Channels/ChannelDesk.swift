// Does what a channel wants done with a request: runs turns, keeps messages, answers.

import Channels
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Vocabulary

/// Serves the channels' requests.
struct ChannelDesk: Sendable {
    let turns: any TurnRunner
    let limiter: RateLimiter
    let logger: Logger

    /// Answers one request of a channel.
    ///
    /// - Throws: `FrameworkProblem`, `APIProblem`.
    func answer(_ exchange: Exchange, route: ChannelRoute, of channel: any ChatChannel) async throws
        -> Response
    {
        let request = ChannelRequest(
            method: route.method, path: route.path, query: exchange.query.pairs,
            headers: exchange.headers.map { ($0.name.rawName, $0.value) }, body: exchange.bytes)
        let reception = await channel.receive(request)
        for message in reception.messages {
            try limiter.count(sender: message.message.conversation, from: exchange.peer)
        }
        switch reception {
        case .answer(let answer): return Response(answer)
        case .failure(let status, let message):
            throw FrameworkProblem(status: .init(code: status), message: message)
        case .turns(let messages, let answer):
            for message in messages { try await run(message, of: channel) }
            return Response(answer)
        case .inbox(let messages, let answer):
            for message in messages { try await keep(message, of: channel) }
            return Response(answer)
        case .composed(let messages, let composer):
            for message in messages { try await compose(message, composer) }
            return Response(await composer.answer())
        case .stream(let message): return try stream(message)
        case .repetition(let conversation, let composer):
            if let words = await turns.lastWords(in: conversation) {
                await composer.say(BotReply(conversation: conversation, text: words))
            }
            return Response(await composer.answer())
        }
    }

    /// Answers a message that was kept.
    func answer(_ waiting: InboxMessage, of channel: any ChatChannel) throws {
        let sink = sink(waiting.reply, waiting.message.conversation, of: channel)
        let turn = try within { () throws(Fault) in try turns.prepare(waiting, sink: sink) }
        Task { await attempt(turn, sink, channel.name) }
    }

    private func run(_ message: ChannelMessage, of channel: any ChatChannel) async throws {
        let sink = sink(message.reply, message.message.conversation, of: channel)
        let turn = try within { () throws(Fault) in
            try turns.prepare(message.message, sink: sink, asSaid: false)
        }
        let fault = await attempt(turn, sink, channel.name)
        if let fault, fault.code != Fault.Code.noModel {
            // The platform will come again.
            throw FrameworkProblem.defect
        }
    }

    private func keep(_ message: ChannelMessage, of channel: any ChatChannel) async throws {
        guard let kept = try await turns.accept(message, channel: channel.name) else { return }
        do {
            try answer(kept, of: channel)
        } catch {
            logger.warning("\(channel.name): a message waits in the inbox: \(error)")
        }
    }

    private func compose(_ message: ChannelMessage, _ composer: any AnswerComposer) async throws {
        let turn = try within { () throws(Fault) in
            try turns.prepare(message.message, sink: composer, asSaid: false)
        }
        await attempt(turn, nil, message.message.inputChannel)
    }

    private func stream(_ message: ChannelMessage) throws -> Response {
        let (lines, writer) = AsyncStream.makeStream(of: [UInt8].self)
        let sink = ReplyLines { writer.yield($0) }
        let turn = try within { () throws(Fault) in
            try turns.prepare(message.message, sink: sink, asSaid: true)
        }
        Task {
            await attempt(turn, nil, message.message.inputChannel)
            writer.finish()
        }
        let body = ResponseBody { response in
            for await line in lines { try await response.write(ByteBuffer(bytes: line)) }
            try await response.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: ReplyLines.contentType], body: body)
    }

    /// Runs a turn to its end; what goes wrong is told to the log.
    @discardableResult
    private func attempt(_ turn: PreparedTurn, _ sink: (any ChannelSink)?, _ channel: String)
        async -> Fault?
    {
        await sink?.open()
        var fault: Fault?
        do throws(Fault) {
            try await turn.run()
        } catch {
            logger.error("\(channel): a turn failed: \(error)")
            fault = error
        }
        await sink?.close()
        return fault
    }

    private func sink(_ reply: JSONObject, _ conversation: String, of channel: any ChatChannel)
        -> any ChannelSink
    {
        channel.sink(reply, conversation: conversation) ?? SilentSink(outputChannel: channel.name)
    }

    /// A line that is too long is answered 429.
    private func within<Value>(_ work: () throws(Fault) -> Value) throws -> Value {
        do throws(Fault) {
            return try work()
        } catch {
            guard error.code == .busy else { throw error }
            throw APIProblem.tooManyRequests(error.message)
        }
    }
}

extension ChannelReception {
    /// The messages that a request brought.
    fileprivate var messages: [ChannelMessage] {
        switch self {
        case .turns(let messages, _), .inbox(let messages, _), .composed(let messages, _): messages
        case .stream(let message): [message]
        case .answer, .failure, .repetition: []
        }
    }
}

/// Hears replies nobody can be told.
struct SilentSink: ChannelSink {
    let outputChannel: String
    func say(_ reply: BotReply) async {}
}

extension Response {
    /// A channel's answer.
    init(_ answer: ChannelAnswer) {
        var fields = HTTPFields()
        if let type = answer.contentType { fields[.contentType] = type }
        for (name, value) in answer.headers.sorted(by: { $0.key < $1.key }) {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        self.init(
            status: .init(code: answer.status), headers: fields,
            body: answer.contentType == nil
                ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
