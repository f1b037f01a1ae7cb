// Telegram: updates in, the Bot API out.

import Synchronization
import Vocabulary

/// `telegram`. With our own credential `secret_token` Telegram's requests are verified by it.
final class TelegramChannel: ChatChannel {
    let name = "telegram"
    let routes = [
        ChannelRoute("POST"), ChannelRoute("GET", "set_webhook"),
        ChannelRoute("POST", "set_webhook"),
    ]
    let warnings: [String]
    private let api: TelegramAPI
    private let verify: String
    private let webhook: String
    private let secret: String?
    /// Whether the platform has said that the token is that of the bot `verify`.
    private let isVerified = Mutex(false)

    init(_ credentials: JSONValue, world: ChannelWorld) throws(Fault) {
        var options = Credentials("telegram", credentials)
        api = TelegramAPI(
            token: options.required("access_token"),
            call: PlatformCall(channel: "telegram", world: world))
        verify = options.required("verify")
        webhook = options.required("webhook_url")
        secret = options.filled("secret_token")
        warnings = options.unverified(without: "secret_token")
        try options.check()
    }

    func start() async throws(Fault) {
        guard await registerWebhook() else {
            throw Fault(
                .peerFailed, "Failed to set channel webhook: Telegram did not accept it.",
                remedy: "Check 'access_token' and 'webhook_url' of 'telegram' in the credentials.")
        }
    }

    func receive(_ request: ChannelRequest) async -> ChannelReception {
        if request.path == "set_webhook" {
            let done = await registerWebhook()
            return .answer(.text(done ? "Webhook setup successful" : "Invalid webhook"))
        }
        if let secret {
            let given = request.header("x-telegram-bot-api-secret-token") ?? ""
            guard Signatures.areEqual(given, secret) else {
                return ChannelRefusal.unsigned.reception
            }
        }
        do throws(ChannelRefusal) {
            let update = try Self.update(request)
            guard try await isOurBot() else { return .answer(.text("failed")) }
            return take(update)
        } catch {
            return error.reception
        }
    }

    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? {
        TelegramSink(chat: conversation, api: api)
    }

    private func take(_ update: JSONObject) -> ChannelReception {
        let done = ChannelAnswer.text("success")
        guard let (text, chat) = Self.words(of: update) else { return .answer(done) }
        // A restart is followed by a greeting, as Telegram's own /start is.
        let texts = text == "/restart" ? [text, "/start"] : [text]
        return .turns(
            texts.map {
                ChannelMessage(UserMessage(channel: name, text: $0, sender: chat))
            }, done)
    }

    private static func update(_ request: ChannelRequest) throws(ChannelRefusal) -> JSONObject {
        guard case .value(.string(let text)) = request.json else { return try request.object() }
        guard let object = (try? JSONValue(parsing: text))?.object else { throw .malformed }
        return object
    }

    /// What an update says and in which chat; `nil` for what is not taken.
    static func words(of update: JSONObject) -> (text: String, chat: JSONValue)? {
        let message: JSONValue?
        let text: String?
        if let press = update["callback_query"], !press.isNull {
            message = press["message"]
            text = press["data"]?.string
        } else if let edited = update["edited_message"], !edited.isNull {
            message = edited
            text = edited["text"]?.string
        } else {
            message = update["message"]
            text = message.flatMap(spoken)
        }
        guard let text, let chat = message?["chat"]?["id"], !chat.isNull else { return nil }
        return (text, chat)
    }

    private static func spoken(_ message: JSONValue) -> String? {
        if let text = message["text"]?.string { return text.replacing("/bot", with: "") }
        guard let place = message["location"], let longitude = place["longitude"],
            let latitude = place["latitude"]
        else { return nil }
        return "{\"lng\":\(longitude.pythonText), \"lat\":\(latitude.pythonText)}"
    }

    private func isOurBot() async throws(ChannelRefusal) -> Bool {
        if isVerified.withLock({ $0 }) { return true }
        guard let answer = await api.call("getMe", []) else { throw .peer }
        let isOurs = answer["username"]?.string == verify
        if isOurs { isVerified.withLock { $0 = true } }
        return isOurs
    }

    private func registerWebhook() async -> Bool {
        var fields = [("url", webhook)]
        if let secret { fields.append(("secret_token", secret)) }
        return await api.call("setWebhook", fields)?.bool ?? false
    }
}
