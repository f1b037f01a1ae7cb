// Mattermost: outgoing webhooks and button clicks in, posts out.

import Vocabulary

/// `mattermost`. With our own credential `webhook_token` its requests are verified by the token
/// Mattermost gives an outgoing webhook.
struct MattermostChannel: ChatChannel {
    let name = "mattermost"
    let warnings: [String]
    private let url: String
    private let token: String
    private let webhook: String?
    private let webhookToken: String?
    private let world: ChannelWorld

    init(_ credentials: JSONValue, world: ChannelWorld) throws(Fault) {
        var options = Credentials(name, credentials)
        url = options.required("url")
        token = options.required("token")
        webhook = options.text("webhook_url")
        webhookToken = options.filled("webhook_token")
        self.world = world
        warnings = options.unverified(without: "webhook_token")
        try options.check()
    }

    func receive(_ request: ChannelRequest) async -> ChannelReception {
        switch request.json {
        case .bad: return ChannelRefusal.badJSON.reception
        case .none: return .answer(.text(""))
        case .value(let body) where !body.isTruthy: return .answer(.text(""))
        case .value(let body): return take(body)
        }
    }

    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? {
        guard let channel = reply["channel_id"], !channel.isNull else { return nil }
        return MattermostSink(
            target: channel.pythonText, url: url, token: token, webhook: webhook,
            webhookToken: webhookToken, call: PlatformCall(channel: name, world: world))
    }

    private func take(_ body: JSONValue) -> ChannelReception {
        if let webhookToken {
            let given = (body["token"] ?? body["context"]?["token"])?.string ?? ""
            guard Signatures.areEqual(given, webhookToken) else {
                return ChannelRefusal.unsigned.reception
            }
        }
        let text: String?
        if body["trigger_word"] != nil {
            text = body["text"]?.string.map(Self.withoutTrigger)
        } else if let context = body["context"] {
            text = context["action"]?.string
        } else {
            return .answer(.text("success"))
        }
        guard let text, let user = body["user_id"], let channel = body["channel_id"] else {
            return ChannelRefusal.malformed.reception
        }
        let message = UserMessage(channel: name, text: text, sender: user)
        return .turns(
            [ChannelMessage(message, reply: ["channel_id": channel])], .text("success"))
    }

    /// What follows the first blank; all of it when there is none.
    private static func withoutTrigger(_ text: String) -> String {
        guard let blank = text.firstIndex(of: " ") else { return text }
        return String(text[text.index(after: blank)...])
    }
}
