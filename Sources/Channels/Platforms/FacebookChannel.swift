// Facebook Messenger: signed webhooks in, the Send API out.

import Vocabulary

/// `facebook`.
struct FacebookChannel: ChatChannel {
    let name = "facebook"
    let routes = [ChannelRoute("GET"), ChannelRoute("POST")]
    private let verify: String
    private let secret: String
    private let pageToken: String
    private let world: ChannelWorld

    init(_ credentials: JSONValue, world: ChannelWorld) throws(Fault) {
        var options = Credentials(name, credentials)
        verify = options.required("verify")
        secret = options.required("secret")
        pageToken = options.required("page-access-token")
        self.world = world
        try options.check()
    }

    func receive(_ request: ChannelRequest) async -> ChannelReception {
        if request.method == "GET" { return .answer(handshake(request)) }
        guard isSigned(request) else { return .answer(.text("not validated")) }
        do throws(ChannelRefusal) {
            let body = try request.object()
            guard let entries = body["entry"]?.array else { throw .malformed }
            let done = ChannelAnswer.text("success")
            let messaging = entries.flatMap { $0["messaging"]?.array ?? [] }
            let first = messaging.first {
                ($0["message"]?.isTruthy ?? false) || ($0["postback"]?.isTruthy ?? false)
            }
            guard let first, let text = Self.text(of: first) else { return .answer(done) }
            let message = UserMessage(
                channel: name, text: text, sender: first["sender"]?["id"] ?? "")
            return .turns([ChannelMessage(message)], done)
        } catch {
            return error.reception
        }
    }

    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? {
        FacebookSink(
            recipient: conversation, pageToken: pageToken,
            call: PlatformCall(channel: name, world: world))
    }

    private func handshake(_ request: ChannelRequest) -> ChannelAnswer {
        guard let token = request.parameter("hub.verify_token"),
            Signatures.areEqual(token, verify)
        else { return .text("failure, invalid token") }
        return .text(request.parameter("hub.challenge") ?? "")
    }

    private func isSigned(_ request: ChannelRequest) -> Bool {
        let parts = (request.header("x-hub-signature") ?? "").split(
            separator: "=", omittingEmptySubsequences: false)
        return parts.count == 2
            && Signatures.isValid(
                hexadecimal: parts[1], method: parts[0], of: request.body, secret: secret)
    }

    /// What a message says: a chosen quick reply, words, or the address of what was sent along.
    static func text(of messaging: JSONValue) -> String? {
        guard let message = messaging["message"], message.isTruthy else {
            return messaging["postback"]?["payload"]?.string
        }
        if let payload = message["quick_reply"]?["payload"]?.string, !payload.isEmpty {
            return payload
        }
        if let text = message["text"]?.string, !(message["is_echo"]?.isTruthy ?? false) {
            return text
        }
        guard let attachment = message["attachments"]?.array?.first,
            let type = attachment["type"]?.string,
            ["audio", "image", "video", "file"].contains(type)
        else { return nil }
        return attachment["payload"]?["url"]?.string
    }
}
