// Replies that wait for their turn to be committed.

import Synchronization
public import Vocabulary

/// Collects the replies of a turn.
public final class HeldReplies: ReplySink {
    /// The name that responses with a `channel:` are chosen by.
    public let outputChannel: String
    private let held = Mutex<[BotReply]>([])

    /// No replies.
    ///
    /// - Parameter outputChannel: the name responses are chosen by; Rasa's collecting channel
    ///   unless said otherwise.
    public init(outputChannel: String = "collector") { self.outputChannel = outputChannel }

    /// Keeps a reply.
    public func say(_ reply: BotReply) async { held.withLock { $0.append(reply) } }

    /// Everything that was said so far, in order.
    public var replies: [BotReply] { held.withLock { $0 } }
}
