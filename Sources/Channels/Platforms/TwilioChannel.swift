// Twilio's SMS and WhatsApp: forms in, the Messages API out.

import Vocabulary

/// `twilio`. With our own credential `webhook_url` its requests are verified by their signature.
struct TwilioChannel: ChatChannel {
    let name = "twilio"
    let warnings: [String]
    private let account: String
    private let token: String
    private let number: String
    private let webhook: String?
    private let world: ChannelWorld

    init(_ credentials: JSONValue, world: ChannelWorld) throws(Fault) {
        var options = Credentials(name, credentials)
        account = options.required("account_sid")
        token = options.required("auth_token")
        number = options.required("twilio_number")
        webhook = options.filled("webhook_url")
        self.world = world
        warnings = webhook == nil ? [TwilioSignature.warning(name)] : []
        try options.check()
    }

    func receive(_ request: ChannelRequest) async -> ChannelReception {
        if let webhook, !TwilioSignature.isValid(request, url: webhook, token: token) {
            return ChannelRefusal.unsigned.reception
        }
        let form = request.form
        let done = ChannelAnswer(status: 204)
        var text = form["Body"]
        if let latitude = form["Latitude"], let longitude = form["Longitude"] {
            text = "/locationData{'Latitude': \(latitude),'Longitude': \(longitude)}"
        }
        guard let sender = form["From"], let text else { return .answer(done) }
        // Some carriers spoil @ signs on their way.
        let message = UserMessage(
            channel: name, text: text.replacing("¡", with: "@"), sender: .string(sender))
        return .turns([ChannelMessage(message)], done)
    }

    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? {
        TwilioSink(
            recipient: conversation, account: account, token: token, number: number,
            call: PlatformCall(channel: name, world: world))
    }
}
