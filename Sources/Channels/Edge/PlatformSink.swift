// How a reply is rendered where a platform lacks a kind: one function a kind, with Rasa's defaults.

import Vocabulary

/// A sink that sends the parts of replies, each in the platform's way or, where the platform has
/// none, as text.
///
/// - Note: Rasa's `OutputChannel`. A part whose shape the platform can't take is left out.
protocol PlatformSink: ChannelSink {
    /// Sends one paragraph.
    func send(paragraph: String) async

    /// Sends text with buttons.
    ///
    /// - Parameter settings: what else the response said (`button_type`).
    func send(text: String, buttons: [JSONValue], settings: JSONObject) async

    /// Sends text with quick replies.
    func send(text: String, quickReplies: [JSONValue]) async

    /// Sends a picture.
    func send(image: String) async

    /// Sends a file.
    func send(attachment: JSONValue) async

    /// Sends cards.
    func send(elements: [JSONValue]) async

    /// Sends the payload of a `custom` response.
    func send(custom: JSONValue) async
}

extension PlatformSink {
    /// Sends the parts in order.
    func say(_ reply: BotReply) async {
        for part in reply.parts {
            switch part {
            case .text(let text): await send(text: text)
            case .buttons(let text, let buttons):
                await send(text: text ?? "", buttons: buttons, settings: reply.metadata)
            case .quickReplies(let text, let choices):
                await send(text: text ?? "", quickReplies: choices)
            case .image(let address): await send(image: address)
            case .attachment(let file): await send(attachment: file)
            case .elements(let cards): await send(elements: cards)
            case .custom(let payload): await send(custom: payload)
            }
        }
    }

    /// Sends text, one message a paragraph.
    func send(text: String) async {
        for paragraph in text.paragraphs { await send(paragraph: paragraph) }
    }

    /// The text, then each button as a text: `1: Yes (/affirm)`.
    func send(text: String, buttons: [JSONValue], settings: JSONObject) async {
        await sendAsText(text, buttons)
    }

    /// As buttons.
    func send(text: String, quickReplies: [JSONValue]) async {
        await send(text: text, buttons: quickReplies, settings: [:])
    }

    /// `Image: <address>`.
    func send(image: String) async { await send(text: "Image: \(image)") }

    /// `Attachment: <value>`.
    func send(attachment: JSONValue) async {
        await send(text: "Attachment: \(attachment.pythonText)")
    }

    /// Each card as `title : subtitle` with its buttons.
    func send(elements: [JSONValue]) async {
        for card in elements {
            await send(
                text: BotReply.caption(of: card), buttons: card["buttons"]?.array ?? [],
                settings: [:])
        }
    }

    /// The payload's JSON as text.
    func send(custom: JSONValue) async { await send(text: custom.pythonJSON()) }

    /// Text and buttons for a platform without buttons.
    func sendAsText(_ text: String, _ buttons: [JSONValue]) async {
        await send(text: text)
        for (index, button) in buttons.enumerated() {
            await send(text: Self.line(of: button, number: index + 1))
        }
    }

    /// A button as a line of text: `1: Yes (/affirm)`, and what else it holds as JSON.
    static func line(of button: JSONValue, number: Int) -> String {
        var rest = button.object ?? [:]
        let title = rest["title"] ?? ""
        var line = "\(number): \(title.pythonText)"
        if let payload = rest["payload"] { line += " (\(payload.pythonText))" }
        rest["title"] = nil
        rest["payload"] = nil
        if !rest.members.isEmpty {
            line += " - " + JSONValue.object(rest).pythonJSON(sortedKeys: true)
        }
        return line
    }
}
