// Replies as messages to a room of Webex.

import Vocabulary

/// Sends to one room.
struct WebexTeamsSink: PlatformSink {
    let outputChannel = "webexteams"
    let room: String
    let sender: String
    let token: String
    let call: PlatformCall

    func send(paragraph: String) async {
        await post(["roomId": .string(room), "text": .string(paragraph)])
    }

    func send(image: String) async {
        await post(["roomId": .string(room), "files": [.string(image)]])
    }

    func send(custom: JSONValue) async {
        guard var message = custom.object else { return await send(text: custom.pythonJSON()) }
        if message["roomId"] == nil { message["roomId"] = .string(sender) }
        await post(message)
    }

    private func post(_ message: JSONObject) async {
        await call.post(
            .object(message.withoutNulls), to: WebexTeamsChannel.api + "/messages",
            headers: [
                ("Authorization", "Bearer " + token),
                ("Content-Type", "application/json;charset=utf-8"),
            ], purpose: "sending a message")
    }
}
