// Replies as activities with hero cards.

import Vocabulary

/// Sends into one conversation of the Bot Framework.
struct BotFrameworkSink: PlatformSink {
    let outputChannel = "botframework"
    let recipient: String
    let address: String
    let assistant: JSONValue
    let access: BotFrameworkAccess

    /// Where activities are posted to; `nil` when the message did not say.
    static func address(_ reply: JSONObject) -> String? {
        guard let service = reply["service"]?.string, let id = reply["conversation"]?.string else {
            return nil
        }
        let base = service.hasSuffix("/") ? service : service + "/"
        return "\(base)v3/conversations/\(PercentEncoding.segment(id))/activities"
    }

    func send(paragraph: String) async { await post(["text": .string(paragraph)]) }

    func send(image: String) async {
        await post(card: ["images": [["url": .string(image)]]])
    }

    func send(text: String, buttons: [JSONValue], settings: JSONObject) async {
        await post(card: ["subtitle": .string(text), "buttons": .array(buttons)])
    }

    func send(elements: [JSONValue]) async {
        for element in elements { await post(element.object ?? [:]) }
    }

    func send(custom: JSONValue) async {
        guard var activity = custom.object else { return await send(text: custom.pythonJSON()) }
        for (key, value) in frame.members {
            activity[key] = Self.merged(activity[key], over: value)
        }
        await deliver(activity)
    }

    private var frame: JSONObject {
        [
            "type": "message", "recipient": ["id": .string(recipient)], "from": assistant,
            "channelData": ["notification": ["alert": "true"]], "text": "",
        ]
    }

    /// A value with what it lacks, at any depth of objects.
    private static func merged(_ value: JSONValue?, over basis: JSONValue) -> JSONValue {
        guard let value else { return basis }
        guard var object = value.object, let other = basis.object else { return value }
        for (key, inner) in other.members { object[key] = merged(object[key], over: inner) }
        return .object(object)
    }

    private func post(card: JSONValue) async {
        await post([
            "attachments": [
                ["contentType": "application/vnd.microsoft.card.hero", "content": card]
            ]
        ])
    }

    private func post(_ members: JSONObject) async {
        var activity = frame
        for (key, value) in members.members { activity[key] = value }
        await deliver(activity)
    }

    private func deliver(_ activity: JSONObject) async {
        guard let token = await access.current() else { return }
        await access.call.post(
            .object(activity), to: address, headers: [("Authorization", "Bearer " + token)],
            purpose: "sending an activity")
    }
}
