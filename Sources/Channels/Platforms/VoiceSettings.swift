// How the assistant speaks and listens on the telephone.

/// How the assistant speaks and listens.
struct VoiceSettings: Sendable {
    let fallbackPhrase: String
    let voice: String
    let speechTimeout: String
    let speechModel: String
    let isEnhanced: String

    /// Reads and checks the options as Rasa does: bad combinations stop the server.
    init(_ options: inout Credentials) {
        fallbackPhrase =
            options.text("reprompt_fallback_phrase")
            ?? "I'm sorry I didn't get that could you rephrase."
        voice = options.text("assistant_voice") ?? "woman"
        speechTimeout = options.text("speech_timeout") ?? "5"
        speechModel = options.text("speech_model") ?? "default"
        isEnhanced = options.text("enhanced") ?? "false"
        if !["man", "woman", "alice"].contains(voice), !voice.hasPrefix("Polly.") {
            options.complain("'\(voice)' is no assistant_voice")
        }
        let waits = speechTimeout.lowercased() == "auto"
        if Int(speechTimeout) == nil, !waits {
            options.complain("speech_timeout must be whole seconds or 'auto'")
        }
        if !TwilioVoiceChannel.speechModels.contains(speechModel) {
            options.complain(
                "speech_model must be one of "
                    + TwilioVoiceChannel.speechModels.joined(separator: ", "))
        }
        if !["true", "false"].contains(isEnhanced.lowercased()) {
            options.complain("enhanced must be true or false")
        }
        if isEnhanced.lowercased() == "true", speechModel != "phone_call" {
            options.complain("enhanced needs the speech_model 'phone_call'")
        }
        if waits, speechModel != "numbers_and_commands" {
            options.complain("speech_timeout 'auto' needs the speech_model 'numbers_and_commands'")
        }
    }
}
