// What happened in a space of Google Chat.

import Vocabulary

/// What happened in a space.
struct HangoutsEvent {
    let text: String
    let sender: JSONValue
    let room: JSONValue

    /// Reads an event.
    ///
    /// - Throws: `ChannelRefusal` 400 when it lacks what its type has.
    init(_ body: JSONObject) throws(ChannelRefusal) {
        guard let type = body["type"]?.string, let space = body["space"]?["type"]?.string else {
            throw .malformed
        }
        let isMessage = type == "MESSAGE"
        let person = isMessage ? body["message"]?["sender"] : body["user"]
        guard let sender = person?["displayName"] else { throw .malformed }
        self.sender = sender
        let isRoom = space == "ROOM"
        room = isRoom ? body["space"]?["displayName"] ?? .null : .null
        switch type {
        case "MESSAGE":
            guard let words = body["message"]?["text"]?.string else { throw .malformed }
            text = words
        case "CARD_CLICKED":
            guard let method = body["action"]?["actionMethodName"]?.string else {
                throw .malformed
            }
            text = method
        // Rasa says `/bot_removed` to one person who adds the assistant as well; clients know it.
        case "ADDED_TO_SPACE": text = isRoom && room.isTruthy ? "/room_added" : "/bot_removed"
        case "REMOVED_FROM_SPACE": text = "/bot_removed"
        default: text = ""
        }
    }
}
