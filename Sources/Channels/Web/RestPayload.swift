// The body of a message to the REST channel and those built like it.

import Vocabulary

/// What `POST /webhooks/rest/webhook` and its kin take.
struct RestPayload {
    /// Who speaks; `default` when the body does not say.
    var sender: String
    /// What was said; `nil` when it is missing or no text.
    let text: String?
    /// The channel's name for the conversation.
    let inputChannel: String
    /// What the client adds.
    let metadata: JSONObject?
    /// Whether the replies are to be streamed.
    let streams: Bool
    /// The whole body.
    let body: JSONObject

    /// Reads a request.
    ///
    /// - Throws: `ChannelRefusal`: 400 for what is no JSON, 500 for what is no object, as Rasa.
    init(_ request: ChannelRequest, channel: String) throws(ChannelRefusal) {
        body = try request.object(otherwise: .defect)
        sender = (body["sender"] ?? .null).conversationID
        text =
            switch body["message"] {
            case .string(let text): text.pythonStripped
            case .bool(false), .integer(0): ""
            default: nil
            }
        if let named = body["input_channel"], named.isTruthy {
            inputChannel = named.pythonText
        } else {
            inputChannel = channel
        }
        metadata = body["metadata"]?.object
        streams = request.parameter("stream")?.lowercased() == "true"
    }

    /// The message, if there is one.
    var message: UserMessage? {
        text.map {
            UserMessage(
                text: $0, conversation: sender, inputChannel: inputChannel, metadata: metadata)
        }
    }

    /// What a channel that answers with the replies makes of it; without a message an empty list.
    var reception: ChannelReception {
        guard let message else { return streams ? .answer(Self.emptyStream) : .answer(.json([])) }
        return streams
            ? .stream(ChannelMessage(message))
            : .composed([ChannelMessage(message)], ReplyCollector())
    }

    private static let emptyStream = ChannelAnswer(contentType: ReplyLines.contentType)
}
