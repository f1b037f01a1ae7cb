// Messages that are acknowledged before they are answered, and the replies that are owed to them.

/// A message that was acknowledged to its platform before its turn ran.
public struct InboxMessage: Sendable, Hashable {
    /// Its number in the inbox.
    public var id: Int64
    /// The channel that took it.
    public var channel: String
    /// The message.
    public var message: UserMessage
    /// What the channel needs to send the replies (`out_channel` and others).
    public var reply: JSONObject

    /// A message in the inbox.
    public init(id: Int64, channel: String, message: UserMessage, reply: JSONObject) {
        self.id = id
        self.channel = channel
        self.message = message
        self.reply = reply
    }
}

/// A message whose turn is kept and whose replies are to be posted.
public struct DueReplies: Sendable, Hashable {
    /// The message.
    public var message: InboxMessage
    /// What is still to be posted, in order.
    public var replies: [BotReply]
    /// How often it was tried since the turn itself.
    public var attempts: Int
    /// From when on it is to be tried, in seconds since 1970; 0 for at once.
    public var due: Double

    /// Replies that are due.
    public init(message: InboxMessage, replies: [BotReply], attempts: Int = 0, due: Double = 0) {
        self.message = message
        self.replies = replies
        self.attempts = attempts
        self.due = due
    }
}

/// What became of the replies to a message.
public enum DeliveryOutcome: Sendable, Hashable {
    /// All were posted: the message is done with.
    case delivered
    /// These are left; the next try is at `due` (seconds since 1970).
    case left([BotReply], due: Double)
    /// They are given up. Message, replies and reason stay for whoever looks after the server, as
    /// long as platform ids are remembered.
    case givenUp(reason: String)
}

/// Keeps messages that are acknowledged before they are answered.
public protocol InboxStore: Sendable {
    /// Keeps a message; when it returns, the message survives the process.
    ///
    /// - Parameter platformID: the platform's id of the message, unique per channel; `nil` if none.
    /// - Returns: its number, or `nil` when this platform id was taken before (a retry).
    /// - Throws: `Fault` `.storage`.
    func accept(
        _ message: UserMessage, channel: String, platformID: String?, reply: JSONObject
    ) async throws(Fault) -> Int64?

    /// Messages whose turn did not commit, oldest first, at most `limit`.
    ///
    /// - Throws: `Fault` `.storage`.
    func unanswered(limit: Int) async throws(Fault) -> [InboxMessage]

    /// Messages whose turn committed with `dueReplies` that are neither delivered nor given up, in
    /// rising order of their numbers, those above `after`, at most `limit`.
    ///
    /// - Throws: `Fault` `.storage`.
    func undelivered(after number: Int64, limit: Int) async throws(Fault) -> [DueReplies]

    /// Counts a try to deliver before it is made, so that a try that kills the process counts too.
    ///
    /// - Parameter attempts: how many were counted so far.
    /// - Returns: `false` when nothing is due any more, or another try was counted meanwhile.
    /// - Throws: `Fault` `.storage`.
    func claim(_ number: Int64, attempts: Int) async throws(Fault) -> Bool

    /// Notes what became of due replies; nothing happens to a message that has none.
    ///
    /// - Throws: `Fault` `.storage`; the replies stay as they were then.
    func settle(_ number: Int64, _ outcome: DeliveryOutcome) async throws(Fault)
}
