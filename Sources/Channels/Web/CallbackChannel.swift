// The callback channel: messages come as to REST, replies go to an address of the operator's.

import Vocabulary

/// `callback`.
struct CallbackChannel: ChatChannel {
    /// How long the receiver may take for one reply, in milliseconds.
    static let timeoutMs = 60_000

    let name = "callback"
    let warnings: [String]
    private let target: CallbackTarget?
    private let call: PlatformCall

    init(_ credentials: JSONValue, world: ChannelWorld) throws(Fault) {
        let options = Credentials(name, credentials)
        try options.check()
        target = CallbackTarget(options)
        call = PlatformCall(
            channel: name, world: world, timeoutMs: Self.timeoutMs,
            route: FetchRoute(authorityFile: options.filled("cafile")))
        var warnings: [String] = []
        if target == nil {
            warnings.append("callback: no 'url' is given, so that its replies go nowhere.")
        }
        self.warnings = warnings
    }

    func receive(_ request: ChannelRequest) async -> ChannelReception {
        do throws(ChannelRefusal) {
            let payload = try RestPayload(request, channel: name)
            guard let text = payload.text else { throw .defect }
            let message = UserMessage(
                text: text, conversation: payload.sender, inputChannel: name)
            return .turns([ChannelMessage(message)], .text("success"))
        } catch {
            return error.reception
        }
    }

    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? {
        CallbackSink(target: target, call: call)
    }
}

/// Posts each message as REST gives it.
struct CallbackSink: ChannelSink {
    let outputChannel = "callback"
    let target: CallbackTarget?
    let call: PlatformCall

    func say(_ reply: BotReply) async {
        guard let target else { return }
        for message in reply.restMessages {
            await call.post(
                .object(message), to: target.url, headers: target.headers,
                purpose: "sending a reply")
        }
    }
}
