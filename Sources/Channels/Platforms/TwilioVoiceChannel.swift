// Twilio's telephone calls: what was understood comes as a form, the answer is TwiML.

import Vocabulary

/// `twilio_voice`.
struct TwilioVoiceChannel: ChatChannel {
    /// The models of speech that Twilio offers.
    static let speechModels = ["default", "numbers_and_commands", "phone_call"]

    let name = "twilio_voice"
    let warnings: [String]
    private let initialPrompt: String
    private let settings: VoiceSettings
    private let webhook: String?
    private let token: String?

    init(_ credentials: JSONValue) throws(Fault) {
        var options = Credentials(name, credentials)
        initialPrompt = options.text("initial_prompt") ?? "hello"
        settings = VoiceSettings(&options)
        webhook = options.filled("webhook_url")
        token = options.filled("auth_token")
        warnings = webhook == nil || token == nil ? [TwilioSignature.warning(name)] : []
        try options.check()
    }

    func receive(_ request: ChannelRequest) async -> ChannelReception {
        if let webhook, let token,
            !TwilioSignature.isValid(request, url: webhook, token: token)
        {
            return ChannelRefusal.unsigned.reception
        }
        let form = request.form
        var text = form["SpeechResult"]
        if text == nil, form["CallStatus"] == "ringing" { text = initialPrompt }
        let sender = form["From"].map(JSONValue.string) ?? .null
        guard let text else {
            return .repetition(
                conversation: sender.conversationID,
                VoiceComposer(settings, ifSilent: settings.fallbackPhrase))
        }
        let message = UserMessage(channel: name, text: text, sender: sender)
        return .composed([ChannelMessage(message)], VoiceComposer(settings))
    }

    func sink(_ reply: JSONObject, conversation: String) -> (any ChannelSink)? { nil }
}
