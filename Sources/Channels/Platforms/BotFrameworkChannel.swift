// Microsoft's Bot Framework: activities with a signed token in, activities out.

import Vocabulary

/// `botframework`.
struct BotFrameworkChannel: ChatChannel {
    /// Where the platform says which keys it signs with.
    static let configuration = "https://login.botframework.com/v1/.well-known/openidconfiguration"

    let name = "botframework"
    private let appID: String
    private let keys: SigningKeys
    private let access: BotFrameworkAccess
    private let world: ChannelWorld

    init(_ credentials: JSONValue, world: ChannelWorld) throws(Fault) {
        var options = Credentials(name, credentials)
        appID = options.required("app_id")
        let password = options.required("app_password")
        try options.check()
        let call = PlatformCall(channel: name, world: world)
        self.world = world
        access = BotFrameworkAccess(appID: appID, password: password, call: call)
        keys = SigningKeys(now: world.now) {
            let settings = await call.get(Self.configuration, purpose: "fetching the settings")
            guard let address = settings?["jwks_uri"]?.string else { return nil }
            let found = await call.get(address, purpose: "fetching the keys")
            guard let list = found?["keys"]?.array else { return nil }
            let pairs = list.compactMap { key in
                key["kid"]?.string.map { ($0, TokenKey.webKey(key)) }
            }
            return Dictionary(pairs, uniquingKeysWith: { $1 })
        }
    }

    func start() async throws(Fault) {
        guard await keys.fetch() else {
            throw Fault(
                .peerFailed, "The keys of the Bot Framework can't be fetched.",
                remedy: "Let this server reach login.botframework.com, or drop 'botframework'.")
        }
    }

    func receive(_ request: ChannelRequest) async -> ChannelReception {
        let claims: JSONObject
        switch await authorise(request.header("authorization")) {
        case .success(let found): claims = found
        case .failure(let refusal):
            return .answer(.text(refusal.message, status: refusal.status))
        }
        do throws(ChannelRefusal) {
            let body = try request.object()
            let done = ChannelAnswer.text("success")
            guard let activity = BotFrameworkActivity(body) else { return .answer(done) }
            if let named = claims["serviceurl"]?.string, named != activity.service {
                throw ChannelRefusal.unauthorized
            }
            let attachments = body["attachments"]
            let metadata: JSONObject? =
                attachments?.isTruthy ?? false ? ["attachments": attachments ?? []] : nil
            let message = UserMessage(
                channel: name, text: activity.text, sender: activity.sender, metadata: metadata)
            return .turns([ChannelMessage(message, reply: activity.reply)], done)
        } catch {
            return error.reception
        }
    }

    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? {
        guard let address = BotFrameworkSink.address(reply) else { return nil }
        return BotFrameworkSink(
            recipient: conversation, address: address, assistant: reply["bot"] ?? [:],
            access: access)
    }

    private func authorise(_ header: String?) async -> Result<JSONObject, ChannelRefusal> {
        guard let header, !header.isEmpty else {
            return Self.refused("No authorization header provided.")
        }
        guard header.hasPrefix("Bearer"), let next = header.dropFirst(6).first, next.isWhitespace
        else { return Self.refused("No Bearer token provided in Authorization header.") }
        let token = String(header.dropFirst(6)).pythonStripped
        guard let id = world.tokens.header(of: token)?["kid"]?.string,
            let key = await keys.key(id),
            let claims = await world.tokens.claims(
                of: token, key: key, algorithms: ["RS256"], audience: appID)
        else { return Self.refused("Could not validate JWT token.") }
        return .success(claims)
    }

    private static func refused(_ message: String) -> Result<JSONObject, ChannelRefusal> {
        .failure(ChannelRefusal(status: 401, message: message))
    }
}
