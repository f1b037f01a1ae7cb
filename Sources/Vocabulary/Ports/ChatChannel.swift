// What every channel is: requests in, messages and answers out; replies in, calls out.

/// One HTTP request below `/webhooks/`.
public struct ChannelRequest: Sendable {
    /// `GET` or `POST`.
    public var method: String
    /// What follows `/webhooks/<prefix>/`, without slashes at its ends: `webhook`.
    public var path: String
    /// The query's names and values, percent-decoded, in order.
    public var query: [(name: String, value: String)]
    /// Header names and values.
    public var headers: [(name: String, value: String)]
    /// The body, as received.
    public var body: [UInt8]

    /// A request.
    public init(
        method: String = "POST", path: String = "webhook",
        query: [(name: String, value: String)] = [],
        headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The first value of a header, by its name in any case.
    public func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }

    /// The first value of a query parameter.
    public func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }
}

/// What a channel answers to a request.
public struct ChannelAnswer: Sendable, Hashable {
    /// The HTTP status.
    public var status: Int
    /// The media type; `nil` for an answer without a body.
    public var contentType: String?
    /// Further header names and values.
    public var headers: [String: String]
    /// The body.
    public var body: [UInt8]

    /// An answer.
    public init(
        status: Int = 200, contentType: String? = nil, headers: [String: String] = [:],
        body: [UInt8] = []
    ) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.body = body
    }

    /// Plain text.
    public static func text(
        _ text: String, status: Int = 200, headers: [String: String] = [:]
    ) -> ChannelAnswer {
        ChannelAnswer(
            status: status, contentType: "text/plain; charset=utf-8", headers: headers,
            body: Array(text.utf8))
    }

    /// JSON.
    public static func json(_ value: JSONValue, status: Int = 200) -> ChannelAnswer {
        ChannelAnswer(status: status, contentType: "application/json", body: value.bytes())
    }
}

/// A message a channel took, with all that is needed to answer it later.
public struct ChannelMessage: Sendable, Hashable {
    /// What was said.
    public var message: UserMessage
    /// Where the replies go, for `ChatChannel.sink`; kept with the message when it waits.
    public var reply: JSONObject
    /// The platform's id of the message, unique per channel; `nil` when it gives none.
    public var platformID: String?

    /// A message.
    public init(_ message: UserMessage, reply: JSONObject = [:], platformID: String? = nil) {
        self.message = message
        self.reply = reply
        self.platformID = platformID
    }
}

/// Takes the replies of turns and makes the answer of their request.
public protocol AnswerComposer: ReplySink {
    /// The answer, once every turn is over.
    func answer() async -> ChannelAnswer
}

/// Sends replies to a platform.
public protocol ChannelSink: ReplySink {
    /// Called before the turn: marks the message as seen and such. Failures are reported, not
    /// thrown.
    func open() async
    /// Called after the turn, also when it failed.
    func close() async
}

/// What is to be done with a request.
public enum ChannelReception: Sendable {
    /// Only the answer: handshakes, refusals, what is no message.
    case answer(ChannelAnswer)
    /// An error of the framework's family, which is a page, or JSON to those who want JSON.
    case failure(status: Int, message: String)
    /// The turns run in order, their replies go to `ChatChannel.sink`; then comes the answer.
    case turns([ChannelMessage], ChannelAnswer)
    /// The messages are stored, the answer is given, then the turns run.
    case inbox([ChannelMessage], ChannelAnswer)
    /// The turns run, their replies make the answer.
    case composed([ChannelMessage], any AnswerComposer)
    /// The replies of the turn are written to the answer while it runs, one JSON object a line,
    /// as `text/event-stream`; the sink's name is `queue`.
    case stream(ChannelMessage)
    /// Nothing was said: the composer is given the last thing the assistant said in this
    /// conversation (the text of its last `bot` event), if there is one, and makes the answer.
    case repetition(conversation: String, any AnswerComposer)
}

/// A route of a channel.
public struct ChannelRoute: Sendable, Hashable {
    /// `GET` or `POST`.
    public var method: String
    /// The path below `/webhooks/<prefix>/`.
    public var path: String

    /// A route.
    public init(_ method: String, _ path: String = "webhook") {
        self.method = method
        self.path = path
    }
}

/// A way between people and the assistant. It translates; it holds no connection and runs no turn.
public protocol ChatChannel: Sendable {
    /// The name in credentials.yml; also the input channel of its messages.
    var name: String { get }

    /// The part of the path behind `/webhooks/`; the name except for `cmdline`, which is `rest`.
    /// `GET /webhooks/<prefix>/` is its health, which the server answers.
    var prefix: String { get }

    /// The routes it serves besides its health.
    var routes: [ChannelRoute] { get }

    /// What whoever runs the server should know of this channel's settings, one sentence each.
    var warnings: [String] { get }

    /// Prepares the channel: registers its address, fetches keys. Called once, before it serves.
    ///
    /// - Throws: `Fault` `.peerFailed` when the platform refuses; the server then does not start.
    func start() async throws(Fault)

    /// Reads one request. Never fails: what is malformed is answered.
    func receive(_ request: ChannelRequest) async -> ChannelReception

    /// Where replies to a conversation go; `nil` when the channel answers requests only.
    ///
    /// - Parameters:
    ///   - reply: that of the message, also out of a store; empty for what nobody asked for
    ///     (reminders, `output_channel=`), then the channel's defaults hold.
    ///   - conversation: the conversation's id.
    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)?
}

extension ChatChannel {
    /// The name.
    public var prefix: String { name }
    /// `POST webhook`.
    public var routes: [ChannelRoute] { [ChannelRoute("POST")] }
    /// Nothing.
    public var warnings: [String] { [] }
    /// Does nothing.
    public func start() async throws(Fault) {}
}

extension ChannelSink {
    /// Does nothing.
    public func open() async {}
    /// Does nothing.
    public func close() async {}
}
