// Google Chat, once called Hangouts: events in, the answer is the reply.

import Vocabulary

/// `hangouts`. With the credential `project_id` its requests are verified by Google's token.
struct HangoutsChannel: ChatChannel {
    /// Who signs the tokens.
    static let issuer = "chat@system.gserviceaccount.com"
    /// Where the certificates are.
    static let certificates =
        "https://www.googleapis.com/service_accounts/v1/metadata/x509/" + issuer

    let name = "hangouts"
    let warnings: [String]
    private let project: String?
    private let keys: SigningKeys
    private let world: ChannelWorld

    init(_ credentials: JSONValue, world: ChannelWorld) throws(Fault) {
        let options = Credentials(name, credentials)
        try options.check()
        project = options.filled("project_id")
        self.world = world
        warnings = options.unverified(without: "project_id")
        let call = PlatformCall(channel: name, world: world)
        keys = SigningKeys(now: world.now) {
            let found = await call.get(Self.certificates, purpose: "fetching the certificates")
            guard let members = found?.object?.members else { return nil }
            let pairs = members.compactMap { member in
                member.value.string.map { (member.key, TokenKey.certificate($0)) }
            }
            return Dictionary(pairs, uniquingKeysWith: { $1 })
        }
    }

    func receive(_ request: ChannelRequest) async -> ChannelReception {
        do throws(ChannelRefusal) {
            if let project { try await authorise(request, project) }
            let event = try HangoutsEvent(try request.object())
            let message = UserMessage(
                channel: name, text: event.text, sender: event.sender,
                metadata: ["room": event.room])
            return .composed([ChannelMessage(message)], HangoutsComposer(report: world.report))
        } catch {
            return error.reception
        }
    }

    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? { nil }

    private func authorise(_ request: ChannelRequest, _ project: String)
        async
        throws(ChannelRefusal)
    {
        guard let token = request.bearer, let id = world.tokens.header(of: token)?["kid"]?.string,
            let key = await keys.key(id),
            let claims = await world.tokens.claims(
                of: token, key: key, algorithms: ["RS256"], audience: project),
            claims["iss"]?.string == Self.issuer
        else { throw .unauthorized }
    }
}
