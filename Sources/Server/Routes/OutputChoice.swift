// Where replies go that a request of the HTTP API brings about: into its answer, or to a channel.

import Assistant
import Channels
import Vocabulary

/// Takes the replies of a request of the HTTP API.
struct ReplyOutput: ReplySink {
    let outputChannel: String
    /// A channel that can send by itself.
    private let channel: (any ChannelSink)?
    private let collector: ReplyCollector?

    /// Into the answer.
    init() {
        let collector = ReplyCollector()
        outputChannel = collector.outputChannel
        self.collector = collector
        channel = nil
    }

    /// To a channel.
    ///
    /// - Parameter collects: whether they stand in the answer, too.
    init(_ channel: any ChannelSink, collects: Bool) {
        outputChannel = channel.outputChannel
        self.channel = channel
        collector = collects ? ReplyCollector() : nil
    }

    func say(_ reply: BotReply) async {
        await channel?.say(reply)
        await collector?.say(reply)
    }

    /// What the answer shows of the replies; `nil` when it does not show them.
    var messages: JSONValue? {
        collector.map { .array($0.messages.map(JSONValue.object)) }
    }
}

/// Reads `output_channel`.
///
/// - Note: `_get_output_channel` of rasa/server.py (3.6.21): what names no channel that can send by
///   itself collects.
struct OutputChoice: Sendable {
    let agent: Agent
    let channels: ChannelHouse

    /// The output that a request asks for.
    ///
    /// - Throws: `Fault` `.storage` when the latest channel can't be read.
    func output(_ exchange: Exchange) async throws(Fault) -> ReplyOutput {
        guard var name = exchange.query["output_channel"] else { return ReplyOutput() }
        let conversation = exchange.conversation
        if name == "latest" {
            guard let latest = try await agent.latestInputChannel(of: conversation) else {
                return ReplyOutput()
            }
            name = latest
        }
        guard let sink = channels.sink(name, conversation: conversation) else {
            return ReplyOutput()
        }
        // Rasa's callback channel is a collecting one.
        return ReplyOutput(sink, collects: name == "callback")
    }
}
