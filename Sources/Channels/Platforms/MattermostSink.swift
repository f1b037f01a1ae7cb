// Replies as Mattermost's posts, with attachments that hold buttons.

import Vocabulary

/// Posts to one channel.
struct MattermostSink: PlatformSink {
    let outputChannel = "mattermost"
    let target: String
    let url: String
    let token: String
    let webhook: String?
    let webhookToken: String?
    let call: PlatformCall

    func send(paragraph: String) async {
        await post(["channel_id": .string(target), "message": .string(paragraph)])
    }

    func send(image: String) async {
        await post([
            "channel_id": .string(target),
            "props": ["attachments": [["image_url": .string(image)]]],
        ])
    }

    func send(text: String, buttons: [JSONValue], settings: JSONObject) async {
        let actions = buttons.compactMap(ButtonFace.init).map { button -> JSONValue in
            var context: JSONObject = ["action": .string(button.payload)]
            if let webhookToken { context["token"] = .string(webhookToken) }
            return [
                "name": .string(button.title),
                "integration": [
                    "url": webhook.map(JSONValue.string) ?? .null, "context": .object(context),
                ],
            ]
        }
        await post([
            "channel_id": .string(target), "message": .string(text),
            "props": ["attachments": [["actions": .array(actions)]]],
        ])
    }

    func send(custom: JSONValue) async {
        guard var message = custom.object else { return await send(text: custom.pythonJSON()) }
        if message["channel_id"] == nil { message["channel_id"] = .string(target) }
        if message["message"] == nil { message["message"] = "" }
        await post(message)
    }

    private func post(_ message: JSONObject) async {
        await call.post(
            .object(message), to: url + "/posts", headers: [("Authorization", "Bearer " + token)],
            purpose: "posting a message")
    }
}
