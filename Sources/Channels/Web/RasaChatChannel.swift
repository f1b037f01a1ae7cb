// The channel of Rasa Enterprise's chat: REST for users whom a token names.

import Vocabulary

/// `rasa`.
struct RasaChatChannel: ChatChannel {
    /// The scope that lets a user speak in any conversation.
    static let anyConversation = "clientEvents:create"

    let name = "rasa"
    private let keys: SigningKeys
    private let world: ChannelWorld

    init(_ credentials: JSONValue, world: ChannelWorld) throws(Fault) {
        var options = Credentials(name, credentials)
        let url = options.required("url")
        try options.check()
        let call = PlatformCall(channel: name, world: world)
        self.world = world
        keys = SigningKeys(now: world.now) {
            let found = await call.get(url + "/version", purpose: "fetching the key")
            guard let first = found?["keys"]?.array?.first, let key = first["key"]?.string,
                let algorithm = first["alg"]?.string
            else { return nil }
            return [Self.current: .pem(key), Self.algorithm: .secret(algorithm)]
        }
    }

    func receive(_ request: ChannelRequest) async -> ChannelReception {
        do throws(ChannelRefusal) {
            var claims = await self.claims(request.bearer)
            if claims == nil { claims = await self.claims(request.parameter("token")) }
            guard let claims else { throw .unauthorized }
            var payload = try RestPayload(request, channel: name)
            payload.sender = try Self.sender(of: payload.body, claims)
            return payload.reception
        } catch {
            return error.reception
        }
    }

    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? { nil }

    private static let current = "key"
    private static let algorithm = "alg"

    /// The claims of a token; a signature that is not good may mean that the key is a new one.
    private func claims(_ token: String?) async -> JSONObject? {
        guard let token, world.tokens.header(of: token) != nil else { return nil }
        if let claims = await check(token) { return claims }
        await keys.renew()
        return await check(token)
    }

    private func check(_ token: String) async -> JSONObject? {
        guard let key = await keys.key(Self.current),
            case .secret(let algorithm)? = await keys.key(Self.algorithm)
        else { return nil }
        return await world.tokens.claims(
            of: token, key: key, algorithms: [algorithm], audience: nil)
    }

    private static func sender(of body: JSONObject, _ claims: JSONObject)
        throws(ChannelRefusal) -> String
    {
        let user = claims["username"]
        guard let wanted = body["conversation_id"] else {
            guard let user, !user.isNull else { throw .unauthorized }
            return user.conversationID
        }
        let scopes = claims["scopes"]?.array ?? []
        guard wanted == user || scopes.contains(.string(anyConversation)) else {
            throw .unauthorized
        }
        return wanted.conversationID
    }
}
