// Rocket.Chat: outgoing webhooks and livechat in, chat.postMessage out.

import Vocabulary

/// `rocketchat`. With our own credential `webhook_token` its requests are verified by the token of
/// the outgoing webhook, or of livechat.
struct RocketChatChannel: ChatChannel {
    let name = "rocketchat"
    let routes = [ChannelRoute("GET"), ChannelRoute("POST")]
    let warnings: [String]
    private let user: String
    private let webhookToken: String?
    private let account: RocketChatAccount

    init(_ credentials: JSONValue, world: ChannelWorld) throws(Fault) {
        var options = Credentials(name, credentials)
        user = options.required("user")
        account = RocketChatAccount(
            user: user, password: options.required("password"),
            server: options.required("server_url"),
            call: PlatformCall(channel: name, world: world))
        webhookToken = options.filled("webhook_token")
        warnings = options.unverified(without: "webhook_token")
        try options.check()
    }

    func receive(_ request: ChannelRequest) async -> ChannelReception {
        let done = ChannelReception.answer(.text(""))
        switch request.json {
        case .bad: return ChannelRefusal.badJSON.reception
        case .none: return done
        case .value(let body):
            guard isOurs(request, body) else { return ChannelRefusal.unsigned.reception }
            guard let (text, sender, room) = Self.words(of: body), sender != user else {
                return done
            }
            let message = UserMessage(channel: name, text: text, sender: room)
            return .turns([ChannelMessage(message)], .text(""))
        }
    }

    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? {
        RocketChatSink(room: conversation, account: account)
    }

    private func isOurs(_ request: ChannelRequest, _ body: JSONValue) -> Bool {
        guard let webhookToken else { return true }
        let given = body["token"]?.string ?? request.header("x-rocketchat-livechat-token") ?? ""
        return Signatures.areEqual(given, webhookToken)
    }

    private static func words(of body: JSONValue)
        -> (text: String, sender: String?, room: JSONValue)?
    {
        if body["visitor"] != nil {
            guard let first = body["messages"]?.array?.first, let text = first["msg"]?.string
            else { return nil }
            return (text, first["username"]?.string, body["_id"] ?? .null)
        }
        guard let text = body["text"]?.string else { return nil }
        return (text, body["user_name"]?.string, body["channel_id"] ?? .null)
    }
}
