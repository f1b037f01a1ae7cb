// Collects the messages of a turn until it is over.

import Synchronization
public import Vocabulary

/// Keeps what the assistant says as REST's messages; the answer is their list.
public final class ReplyCollector: AnswerComposer {
    /// `collector`.
    public let outputChannel: String
    private let collected = Mutex<[JSONObject]>([])

    /// A collector.
    ///
    /// - Parameter outputChannel: the name that responses with a `channel:` are chosen by.
    public init(outputChannel: String = "collector") { self.outputChannel = outputChannel }

    /// What was said so far.
    public var messages: [JSONObject] { collected.withLock { $0 } }

    /// Keeps a reply.
    public func say(_ reply: BotReply) async {
        let messages = reply.restMessages
        collected.withLock { $0 += messages }
    }

    /// The list of messages.
    public func answer() async -> ChannelAnswer {
        .json(.array(messages.map(JSONValue.object)))
    }
}
