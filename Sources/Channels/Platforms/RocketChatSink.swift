// Replies as messages and attachments of Rocket.Chat.

import Vocabulary

/// Posts to one room.
struct RocketChatSink: PlatformSink {
    let outputChannel = "rocketchat"
    let room: String
    let account: RocketChatAccount

    func send(paragraph: String) async {
        await post(["text": .string(paragraph)])
    }

    func send(image: String) async {
        await post(["attachments": [["image_url": .string(image), "collapsed": false]]])
    }

    func send(attachment: JSONValue) async { await post(["attachments": [attachment]]) }

    func send(elements: [JSONValue]) async { await post(["attachments": .array(elements)]) }

    func send(text: String, buttons: [JSONValue], settings: JSONObject) async {
        let actions = buttons.compactMap(ButtonFace.init).map { button -> JSONValue in
            [
                "text": .string(button.title), "msg": .string(button.payload), "type": "button",
                "msg_in_chat_window": true,
            ]
        }
        await post(["text": .string(text), "attachments": [["actions": .array(actions)]]])
    }

    func send(custom: JSONValue) async {
        guard var message = custom.object else { return await send(text: custom.pythonJSON()) }
        let other = message["room_id"]
        message["room_id"] = nil
        if message["channel"]?.isTruthy ?? false {
            await account.post(message)
        } else {
            message["channel"] = nil
            await post(message, to: other)
        }
    }

    private func post(_ message: JSONObject, to other: JSONValue? = nil) async {
        var whole: JSONObject = ["roomId": other ?? .string(room)]
        for (key, value) in message.members where !(key == "text" && !value.isTruthy) {
            whole[key] = value
        }
        await account.post(whole)
    }
}
