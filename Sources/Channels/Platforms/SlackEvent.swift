// What Slack sends: events with a person's words, and clicks on what the assistant sent.

import Vocabulary

/// Where in Slack something was said.
struct SlackPlace {
    var channel: String?
    var thread: String?
    var users: JSONValue

    /// The metadata of the message, which also says where the replies go.
    var metadata: JSONObject {
        [
            "out_channel": channel.map(JSONValue.string) ?? .null,
            "thread_id": thread.map(JSONValue.string) ?? .null, "users": users,
        ]
    }
}

/// An event with words of a person.
struct SlackEvent {
    let text: String
    let user: String
    let place: SlackPlace
    /// The event's id, unique in the workspace.
    let id: String
    /// Whether it is a direct message or mentions the assistant.
    let isForUs: Bool

    /// Reads an event; `nil` when it is nothing a person said.
    init?(_ body: JSONObject) {
        guard let event = body["event"]?.object, let type = event["type"]?.string,
            type == "message" || type == "app_mention",
            let words = event["text"]?.string, !words.isEmpty,
            !(event["bot_id"]?.isTruthy ?? false)
        else { return nil }
        let users = Self.users(of: body)
        user = event["user"]?.string ?? ""
        place = SlackPlace(
            channel: event["channel"]?.string, thread: (event["thread_ts"] ?? event["ts"])?.string,
            users: .array(users))
        text = Self.clean(words, of: users.compactMap(\.string))
        isForUs = type == "app_mention" || event["channel_type"]?.string == "im"
        // Old workspaces give no id; channel, person, time and words are as good.
        id =
            body["event_id"]?.string
            ?? [place.channel ?? "", user, event["ts"]?.pythonText ?? "", words]
            .joined(separator: "\u{1F}")
    }

    private static func users(of body: JSONObject) -> [JSONValue] {
        if let users = body["authed_users"] { return users.array ?? [] }
        guard let first = body["authorizations"]?.array?.first else { return [] }
        return [first["user_id"] ?? .null]
    }

    /// The words without mentions of the assistant and with links as they were typed.
    ///
    /// - Note: Rasa's `_sanitize_user_message`.
    static func clean(_ text: String, of users: [String]) -> String {
        var text = text
        for user in users {
            let mention = "<@\(user)>"
            text = removed(mention, withSpace: .after, from: text)
            text = removed(mention, withSpace: .before, from: text)
            text = text.replacing(mention, with: " ")
        }
        return unlinked(text).pythonStripped
    }

    private enum Side { case before, after }

    /// Takes out a mention together with one white space beside it.
    private static func removed(_ mention: String, withSpace side: Side, from text: String)
        -> String
    {
        let scalars = Array(text.unicodeScalars)
        let wanted = Array(mention.unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let start = side == .before ? index + 1 : index
            let end = start + wanted.count
            let space = side == .before ? index : end
            if space < scalars.count, end <= scalars.count,
                scalars[space].properties.isWhitespace,
                scalars[start..<end].elementsEqual(wanted)
            {
                index = max(end, space + 1)
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return String(result)
    }

    /// `<http://a.b|a.b>` and `<mailto:x|x>` become what stands behind the bar.
    private static func unlinked(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "<") {
            result += rest[..<open]
            rest = rest[open...]
            if ["<mailto:", "<http://", "<https://"].contains(where: rest.hasPrefix),
                let close = rest.firstIndex(of: ">"),
                let bar = rest[..<close].firstIndex(of: "|")
            {
                let words = rest[rest.index(after: bar)..<close]
                result += words.prefix { $0 != "|" }
                rest = rest[rest.index(after: close)...]
            } else {
                result += "<"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}
