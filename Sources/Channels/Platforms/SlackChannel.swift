// Slack: signed events and interactions in, chat.postMessage out.

import Vocabulary

/// `slack`. Its messages go to the inbox: Slack wants its answer within three seconds.
struct SlackChannel: ChatChannel {
    /// How old a signed request may be, in seconds.
    static let signatureSeconds = 300.0

    /// What keeps two conversations apart.
    enum Granularity: String {
        case sender, channel, thread
    }

    let name = "slack"
    let routes = [ChannelRoute("GET"), ChannelRoute("POST")]
    private let token: String
    private let route: FetchRoute
    private let secret: String
    private let channel: String?
    private let retryReasonHeader: String
    private let retryNumberHeader: String
    private let ignoredRetries: [String]
    private let usesThreads: Bool
    private let granularity: Granularity
    private let world: ChannelWorld

    init(_ credentials: JSONValue, world: ChannelWorld) throws(Fault) {
        var options = Credentials(name, credentials)
        token = options.required("slack_token")
        secret = options.required("slack_signing_secret")
        channel = options.text("slack_channel")
        retryReasonHeader = options.text("slack_retry_reason_header") ?? "x-slack-retry-reason"
        retryNumberHeader = options.text("slack_retry_number_header") ?? "x-slack-retry-num"
        let ignored = options.list("errors_ignore_retry") ?? []
        ignoredRetries = ignored.isEmpty ? ["http_timeout"] : ignored
        usesThreads = options.flag("use_threads")
        let granularity = options.text("conversation_granularity") ?? "sender"
        self.granularity = Granularity(rawValue: granularity) ?? .sender
        route = FetchRoute(proxy: options.filled("proxy"))
        self.world = world
        try options.check()
    }

    func receive(_ request: ChannelRequest) async -> ChannelReception {
        guard isSigned(request) else {
            return .answer(
                .text(
                    "Message is not properly signed with a valid X-Slack-Signature header",
                    status: 400))
        }
        switch request.mediaType {
        case "application/json": return event(request)
        case "application/x-www-form-urlencoded": return interaction(request)
        default: return .answer(.text("Bot message delivered."))
        }
    }

    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? {
        let target = reply["out_channel"]?.string ?? channel ?? conversation
        return SlackSink(
            target: target, thread: usesThreads ? reply["thread_id"]?.string : nil, token: token,
            call: PlatformCall(channel: name, world: world, route: route))
    }

    private func isSigned(_ request: ChannelRequest) -> Bool {
        let stamp = request.header("x-slack-request-timestamp") ?? "0"
        guard let seconds = Double(stamp), abs(world.now() - seconds) <= Self.signatureSeconds,
            let signature = request.header("x-slack-signature"), signature.hasPrefix("v0=")
        else { return false }
        return Signatures.isValid(
            hexadecimal: signature.dropFirst(3), method: "sha256",
            of: Array("v0:\(stamp):".utf8) + request.body, secret: secret)
    }

    private func event(_ request: ChannelRequest) -> ChannelReception {
        let body: JSONObject
        do throws(ChannelRefusal) {
            body = try request.object()
        } catch {
            return error.reception
        }
        if let challenge = body["challenge"] { return .answer(.json(challenge)) }
        guard let event = SlackEvent(body) else {
            return .answer(.text("Bot message delivered."))
        }
        guard event.isForUs || (channel != nil && event.place.channel == channel) else {
            return .answer(.text("channel not supported."))
        }
        return take(
            event.text, by: event.user, in: event.place, platformID: event.id, request)
    }

    private func interaction(_ request: ChannelRequest) -> ChannelReception {
        let unusable = ChannelAnswer.text(
            "The input message could not be processed.", status: 500)
        guard let payload = request.form["payload"],
            let value = try? JSONValue(parsing: payload),
            let interaction = SlackInteraction(value)
        else { return .answer(unusable) }
        guard let text = interaction.text else {
            return .answer(
                interaction.isButton ? .text("User clicked link button") : unusable)
        }
        return take(
            text, by: interaction.user, in: interaction.place, platformID: interaction.id, request)
    }

    private func take(
        _ text: String, by user: String, in place: SlackPlace, platformID: String?,
        _ request: ChannelRequest
    ) -> ChannelReception {
        if request.header(retryNumberHeader) != nil,
            let reason = request.header(retryReasonHeader), ignoredRetries.contains(reason)
        {
            return .answer(.text("", status: 201, headers: ["X-Slack-No-Retry": "1"]))
        }
        let message = UserMessage(
            channel: name, text: text, sender: .string(conversation(of: user, in: place)),
            metadata: place.metadata)
        return .inbox(
            [ChannelMessage(message, reply: place.metadata, platformID: platformID)], .text(""))
    }

    private func conversation(of user: String, in place: SlackPlace) -> String {
        guard granularity != .sender, !user.isEmpty, let channel = place.channel else {
            return user
        }
        if granularity == .channel { return "\(user)_\(channel)" }
        guard let thread = place.thread else { return user }
        return "\(user)_\(channel)_\(thread)"
    }
}
