// Replies as events of Socket.IO.

import Vocabulary

/// Emits replies as the channel's event.
struct SocketSink: PlatformSink {
    let outputChannel = SocketIOChannel.channelName
    let room: String
    let settings: SocketSettings
    let sockets: any SocketEmitting

    func send(paragraph: String) async { await emit(["text": .string(paragraph)]) }

    func send(image: String) async {
        await emit(["attachment": ["type": "image", "payload": ["src": .string(image)]]])
    }

    func send(attachment: JSONValue) async { await emit(["attachment": attachment]) }

    func send(text: String, buttons: [JSONValue], settings: JSONObject) async {
        let replies = buttons.compactMap(ButtonFace.init).map { button -> JSONValue in
            [
                "content_type": "text", "title": .string(button.title),
                "payload": .string(button.payload),
            ]
        }
        let paragraphs = text.paragraphs
        for (index, paragraph) in paragraphs.enumerated() {
            let isLast = index == paragraphs.count - 1
            await emit([
                "text": .string(paragraph), "quick_replies": .array(isLast ? replies : []),
            ])
        }
    }

    func send(elements: [JSONValue]) async {
        for element in elements {
            await emit([
                "attachment": [
                    "type": "template",
                    "payload": ["template_type": "generic", "elements": element],
                ]
            ])
        }
    }

    /// Rasa passes the payload's members on as arguments: `data` is what is emitted, `room` where.
    /// A payload without either is emitted as it is.
    func send(custom: JSONValue) async {
        let target = custom["room"]?.pythonText ?? room
        guard custom["data"] != nil || custom["room"] != nil else { return await emit(custom) }
        let data = custom["data"].map { $0.array ?? [$0] } ?? []
        await emit(arguments: data, room: target)
    }

    private func emit(_ data: JSONValue) async { await emit(arguments: [data], room: room) }

    private func emit(arguments: [JSONValue], room: String) async {
        let packet = SocketPacket.event(
            settings.botEvent, arguments, namespace: settings.namespace)
        await sockets.emit(.message(packet.text), room: room)
    }
}
