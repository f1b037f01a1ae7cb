// Reminders and messages as JSON in a column.

import Vocabulary

/// Writes and reads what `RecordTables` keeps.
enum RecordCoding {
    /// A reminder with the keys of Rasa's event.
    static func json(_ reminder: Reminder) -> JSONValue {
        [
            "intent": .string(reminder.intent), "entities": reminder.entities,
            "date_time": .string(reminder.dateTime), "name": .string(reminder.name),
            "kill_on_user_msg": .bool(reminder.endsWithUserMessage),
        ]
    }

    /// A reminder as `json` wrote it; `nil` when it is none.
    static func reminder(_ json: JSONValue) -> Reminder? {
        guard let intent = json["intent"]?.string, let time = json["date_time"]?.string,
            let name = json["name"]?.string
        else { return nil }
        return Reminder(
            intent: intent, entities: json["entities"] ?? .null, dateTime: time, name: name,
            endsWithUserMessage: json["kill_on_user_msg"]?.bool ?? true)
    }

    /// A message of a user.
    static func json(_ message: UserMessage) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("text", .string(message.text)), ("conversation", .string(message.conversation)),
            ("input_channel", .string(message.inputChannel)),
        ]
        if let id = message.id { members.append(("id", .string(id))) }
        if let metadata = message.metadata { members.append(("metadata", .object(metadata))) }
        if let parse = message.parse { members.append(("parse", .object(parse))) }
        return .object(JSONObject(distinct: members))
    }

    /// A message as `json` wrote it; `nil` when it is none.
    static func message(_ json: JSONValue) -> UserMessage? {
        guard let text = json["text"]?.string, let conversation = json["conversation"]?.string,
            let channel = json["input_channel"]?.string
        else { return nil }
        return UserMessage(
            text: text, conversation: conversation, inputChannel: channel,
            id: json["id"]?.string, metadata: json["metadata"]?.object,
            parse: json["parse"]?.object)
    }

    /// Replies that are to be posted.
    static func json(_ replies: [BotReply]) -> JSONValue {
        .array(
            replies.map { reply in
                [
                    "conversation": .string(reply.conversation),
                    "text": reply.text.map(JSONValue.string) ?? .null,
                    "data": .object(reply.data), "metadata": .object(reply.metadata),
                ]
            })
    }

    /// Replies as `json` wrote them; `nil` when they are none.
    static func replies(_ json: JSONValue) -> [BotReply]? {
        guard let list = json.array else { return nil }
        let replies = list.compactMap { item -> BotReply? in
            guard let conversation = item["conversation"]?.string else { return nil }
            return BotReply(
                conversation: conversation, text: item["text"]?.string,
                data: item["data"]?.object ?? [:], metadata: item["metadata"]?.object ?? [:])
        }
        return replies.count == list.count ? replies : nil
    }
}
