// What goes into a conversation and what comes out of it, whatever the channel.

/// A message of a user, as a channel hands it over.
public struct UserMessage: Sendable, Hashable {
    /// What was said; a payload such as `/greet{"name": "Ida"}` included.
    public var text: String
    /// The conversation it belongs to.
    public var conversation: String
    /// The input channel's name, written into the `user` event; empty when it came by none.
    public var inputChannel: String
    /// The message's own id; the platform's where it gives one, else `nil` (one is made).
    public var id: String?
    /// What the channel knows besides; `nil` is none, which differs from an empty object.
    public var metadata: JSONObject?
    /// What is understood already (the body of `/conversations/…/messages`); `nil` to parse.
    public var parse: JSONObject?

    /// A message.
    public init(
        text: String, conversation: String, inputChannel: String, id: String? = nil,
        metadata: JSONObject? = nil, parse: JSONObject? = nil
    ) {
        self.text = text
        self.conversation = conversation
        self.inputChannel = inputChannel
        self.id = id
        self.metadata = metadata
        self.parse = parse
    }
}

/// One response of the assistant before a channel renders it: the content of a `bot` event.
public struct BotReply: Sendable, Hashable {
    /// The conversation it belongs to.
    public var conversation: String
    /// Text; `nil` when it is not words.
    public var text: String?
    /// `elements`, `quick_replies`, `buttons`, `attachment`, `image`, `custom`: those that are set.
    public var data: JSONObject
    /// The metadata of the `bot` event (`utter_action` and others).
    public var metadata: JSONObject

    /// A response.
    public init(
        conversation: String, text: String?, data: JSONObject = [:], metadata: JSONObject = [:]
    ) {
        self.conversation = conversation
        self.text = text
        self.data = data
        self.metadata = metadata
    }
}

/// What became of a reply that was sent to a platform.
public enum Delivery: Sendable, Hashable {
    /// It was taken.
    case delivered
    /// It will not be taken, now or later; the reason in a sentence's end.
    case refused(String)
    /// It was not taken, and may be another time; the reason in a sentence's end.
    case failed(String)
}

/// Takes the replies of a turn as soon as they are said.
public protocol ReplySink: Sendable {
    /// The name that responses with a `channel:` are chosen by: `collector` for REST, `callback`,
    /// `slack`, …
    var outputChannel: String { get }

    /// Takes one reply. Called in order, one at a time; failures are the sink's own to log.
    func say(_ reply: BotReply) async

    /// Takes one reply and tells what became of it, for replies that are owed until they arrive.
    func deliver(_ reply: BotReply) async -> Delivery
}

extension ReplySink {
    /// Says it; whoever does not know better counts it as delivered.
    public func deliver(_ reply: BotReply) async -> Delivery {
        await say(reply)
        return .delivered
    }
}
