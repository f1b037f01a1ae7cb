// Webex: a webhook names a message, which is fetched; answers are messages to its room.

import Synchronization
import Vocabulary

/// `webexteams`. With our own credential `webhook_secret` its requests are verified by their
/// signature.
final class WebexTeamsChannel: ChatChannel {
    /// Where the platform's API lives.
    static let api = "https://webexapis.com/v1"

    let name = "webexteams"
    let warnings: [String]
    private let token: String
    private let room: String?
    private let secret: String?
    private let call: PlatformCall
    /// The assistant's own id, once it is known.
    private let ownID = Mutex<String?>(nil)

    init(_ credentials: JSONValue, world: ChannelWorld) throws(Fault) {
        var options = Credentials("webexteams", credentials)
        token = options.required("access_token")
        room = options.text("room")
        secret = options.filled("webhook_secret")
        call = PlatformCall(channel: "webexteams", world: world)
        warnings = options.unverified(without: "webhook_secret")
        try options.check()
    }

    func receive(_ request: ChannelRequest) async -> ChannelReception {
        if let secret {
            let signature = request.header("x-spark-signature") ?? ""
            guard
                Signatures.isValid(
                    hexadecimal: signature, method: "sha1", of: request.body, secret: secret)
            else { return ChannelRefusal.unsigned.reception }
        }
        do throws(ChannelRefusal) {
            let body = try request.object()
            guard let id = body["data"]?["id"]?.string, !id.isEmpty else { throw .malformed }
            guard let message = await get("/messages/" + PercentEncoding.segment(id)),
                let own = await me()
            else { throw .peer }
            // Without this the assistant would answer itself for ever.
            if message["personId"]?.string == own { return .answer(.text("OK")) }
            guard let text = message["text"]?.string else { return .answer(.text("")) }
            let user = UserMessage(
                channel: name, text: text, sender: message["roomId"] ?? .null)
            return .turns([ChannelMessage(user)], .text(""))
        } catch {
            return error.reception
        }
    }

    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? {
        WebexTeamsSink(room: room ?? conversation, sender: conversation, token: token, call: call)
    }

    private func get(_ path: String) async -> JSONValue? {
        await call.get(
            Self.api + path, headers: [("Authorization", "Bearer " + token)],
            purpose: "fetching a message or a person")
    }

    private func me() async -> String? {
        if let known = ownID.withLock({ $0 }) { return known }
        guard let id = await get("/people/me")?["id"]?.string else { return nil }
        ownID.withLock { $0 = id }
        return id
    }
}
