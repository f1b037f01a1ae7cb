// Replies as Telegram's messages, photos and keyboards.

import Vocabulary

/// Sends to one chat.
struct TelegramSink: PlatformSink {
    let outputChannel = "telegram"
    let chat: String
    let api: TelegramAPI

    func send(paragraph: String) async {
        await api.call("sendMessage", [("chat_id", chat), ("text", paragraph)])
    }

    func send(image: String) async {
        await api.call("sendPhoto", [("chat_id", chat), ("photo", image)])
    }

    func send(text: String, buttons: [JSONValue], settings: JSONObject) async {
        let type = settings["button_type"]?.string ?? "inline"
        guard let keyboard = Self.keyboard(buttons, type: type) else {
            return api.call.world.report("telegram: the button type '\(type)' is not known.")
        }
        await api.call(
            "sendMessage",
            [("chat_id", chat), ("text", text), ("reply_markup", keyboard.text())])
    }

    func send(custom: JSONValue) async {
        guard var message = custom.object else { return await send(text: custom.pythonJSON()) }
        let target = message["chat_id"]?.pythonText ?? chat
        message["chat_id"] = nil
        for (needed, method) in Self.methods {
            guard needed.allSatisfy({ !(message[$0] ?? .null).isNull }) else { continue }
            let fields = message.members.filter { !$0.value.isNull }.map {
                ($0.key, Self.field($0.value))
            }
            for name in needed { message[name] = nil }
            await api.call(method, [("chat_id", target)] + fields)
        }
    }

    /// What a custom payload holds → what it is sent with, in the order they are tried; a payload
    /// may be sent in several ways.
    private static let methods: [(needed: [String], method: String)] = [
        (["text"], "sendMessage"), (["photo"], "sendPhoto"), (["audio"], "sendAudio"),
        (["document"], "sendDocument"), (["sticker"], "sendSticker"), (["video"], "sendVideo"),
        (["video_note"], "sendVideoNote"), (["animation"], "sendAnimation"),
        (["voice"], "sendVoice"), (["media"], "sendMediaGroup"),
        (["latitude", "longitude", "title", "address"], "sendVenue"),
        (["latitude", "longitude"], "sendLocation"),
        (["phone_number", "first_name"], "sendContact"), (["game_short_name"], "sendGame"),
        (["action"], "sendChatAction"),
        (
            ["title", "description", "payload", "provider_token", "currency", "prices"],
            "sendInvoice"
        ),
    ]

    /// A keyboard: `inline` one row, `vertical` one row each, `reply` in place of the letters.
    private static func keyboard(_ buttons: [JSONValue], type: String) -> JSONValue? {
        func key(_ button: JSONValue) -> JSONValue? {
            ButtonFace(button).map {
                ["text": .string($0.title), "callback_data": .string($0.payload)]
            }
        }
        switch type {
        case "inline": return ["inline_keyboard": [.array(buttons.compactMap(key))]]
        case "vertical":
            return ["inline_keyboard": .array(buttons.compactMap(key).map { [$0] })]
        case "reply":
            let rows = buttons.map { row -> JSONValue in
                let titles = (row.array ?? [row]).compactMap { $0["title"]?.pythonText }
                return .array(titles.map { ["text": .string($0)] })
            }
            return [
                "keyboard": .array(rows), "resize_keyboard": false, "one_time_keyboard": true,
            ]
        default: return nil
        }
    }

    private static func field(_ value: JSONValue) -> String {
        switch value {
        case .array, .object: value.text()
        default: value.pythonText
        }
    }
}
