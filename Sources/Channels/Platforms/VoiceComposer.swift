// All replies of a turn as TwiML.

import Synchronization
import Vocabulary

/// Makes TwiML of what the assistant says: all but the last message with a pause behind it, the
/// last one where the caller may speak.
final class VoiceComposer: AnswerComposer {
    let outputChannel = "twilio_voice"
    private let settings: VoiceSettings
    private let silence: String?
    private let spoken = Mutex<[String]>([])

    /// A composer.
    ///
    /// - Parameter ifSilent: what is said when the assistant says nothing.
    init(_ settings: VoiceSettings, ifSilent silence: String? = nil) {
        self.settings = settings
        self.silence = silence
    }

    func say(_ reply: BotReply) async {
        var texts: [String] = []
        for part in reply.parts {
            switch part {
            case .text(let text): texts += text.paragraphs
            case .buttons(let text, let choices), .quickReplies(let text, let choices):
                if let text { texts.append(text) }
                texts += choices.compactMap { $0["title"]?.pythonText }
            case .elements(let cards): texts += cards.map(BotReply.caption)
            case .image, .attachment, .custom: break
            }
        }
        spoken.withLock { $0 += texts }
    }

    func answer() async -> ChannelAnswer {
        var texts = spoken.withLock { $0 }
        if texts.isEmpty, let silence { texts = [silence] }
        var document = #"<?xml version="1.0" encoding="UTF-8"?>"#
        guard let last = texts.popLast() else {
            return Self.xml(document + "<Response />")
        }
        document += "<Response>"
        for text in texts { document += say(text) + #"<Pause length="1" />"# }
        document +=
            #"<Gather action="/webhooks/twilio_voice/webhook" actionOnEmptyResult="true" "#
            + "enhanced=\"\(settings.isEnhanced.markupEscaped)\" input=\"speech\" "
            + "speechModel=\"\(settings.speechModel.markupEscaped)\" "
            + "speechTimeout=\"\(settings.speechTimeout.markupEscaped)\">"
        return Self.xml(document + say(last) + "</Gather></Response>")
    }

    private func say(_ text: String) -> String {
        "<Say voice=\"\(settings.voice.markupEscaped)\">\(text.markupEscaped)</Say>"
    }

    private static func xml(_ text: String) -> ChannelAnswer {
        ChannelAnswer(contentType: "text/xml; charset=utf-8", body: Array(text.utf8))
    }
}
