// Replies as lines of JSON, written while the turn runs.

public import Vocabulary

/// Writes what the assistant says as lines of JSON, as soon as it is said.
public struct ReplyLines: ReplySink {
    /// The media type of the answer.
    public static let contentType = "text/event-stream"
    /// `queue`.
    public let outputChannel = "queue"
    private let write: @Sendable ([UInt8]) async -> Void

    /// A sink.
    ///
    /// - Parameter write: takes one line, its end included; returns when more may come.
    public init(write: @escaping @Sendable ([UInt8]) async -> Void) { self.write = write }

    /// Writes a reply.
    public func say(_ reply: BotReply) async {
        for message in reply.restMessages {
            await write(JSONValue.object(message).bytes() + [UInt8(ascii: "\n")])
        }
    }
}
