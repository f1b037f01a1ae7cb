// Replies as Messenger's texts, templates and quick replies.

import Vocabulary

/// Sends to one person, and shows that the assistant types.
struct FacebookSink: PlatformSink {
    /// How many buttons Messenger takes; with more, only the text is sent.
    static let buttonsMax = 3

    let outputChannel = "facebook"
    let recipient: String
    let pageToken: String
    let call: PlatformCall

    func open() async {
        await act("mark_seen")
        await act("typing_on")
    }

    func close() async { await act("typing_off") }

    func send(paragraph: String) async { await post(["text": .string(paragraph)]) }

    func send(image: String) async {
        await post(["attachment": ["type": "image", "payload": ["url": .string(image)]]])
    }

    func send(text: String, buttons: [JSONValue], settings: JSONObject) async {
        guard buttons.count <= Self.buttonsMax else {
            call.world.report("facebook: more than \(Self.buttonsMax) buttons; none is sent.")
            return await send(text: text)
        }
        await post([
            "attachment": [
                "type": "template",
                "payload": [
                    "template_type": "button", "text": .string(text),
                    "buttons": .array(buttons.map(Self.postback)),
                ],
            ]
        ])
    }

    func send(text: String, quickReplies: [JSONValue]) async {
        let choices = quickReplies.compactMap { choice -> JSONValue? in
            guard let face = ButtonFace(choice) else { return nil }
            return [
                "content_type": choice["content_type"] ?? "text", "title": .string(face.title),
                "payload": .string(face.payload),
            ]
        }
        await post(["text": .string(text), "quick_replies": .array(choices)])
    }

    func send(elements: [JSONValue]) async {
        let cards = elements.map { card -> JSONValue in
            guard var object = card.object, let buttons = object["buttons"]?.array else {
                return card
            }
            object["buttons"] = .array(buttons.map(Self.postback))
            return .object(object)
        }
        await post([
            "attachment": [
                "type": "template",
                "payload": ["template_type": "generic", "elements": .array(cards)],
            ]
        ])
    }

    func send(custom: JSONValue) async {
        var custom = custom
        var target = recipient
        if var object = custom.object, let sender = object["sender"] {
            target = sender["id"]?.pythonText ?? recipient
            object["sender"] = nil
            custom = .object(object)
        }
        await post(custom, to: target)
    }

    /// A button with its type, which is `postback` unless it says another.
    private static func postback(_ button: JSONValue) -> JSONValue {
        guard var object = button.object, object["type"] == nil else { return button }
        object["type"] = "postback"
        return .object(object)
    }

    private func post(_ message: JSONValue, to target: String? = nil) async {
        await deliver(
            [
                "messaging_type": "RESPONSE", "notification_type": "REGULAR",
                "recipient": ["id": .string(target ?? recipient)], "message": message,
            ], purpose: "sending a message")
    }

    private func act(_ action: JSONValue) async {
        await deliver(
            ["recipient": ["id": .string(recipient)], "sender_action": action],
            purpose: "a sender action")
    }

    private func deliver(_ body: JSONValue, purpose: String) async {
        let token = FormFields([("access_token", pageToken)]).encoded
        await call.post(
            body, to: "https://graph.facebook.com/v2.12/me/messages?\(token)", purpose: purpose)
    }
}
