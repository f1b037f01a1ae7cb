// What one reply becomes: its parts in the order every channel sends them, and REST's messages.

/// One piece of a reply; a channel sends each in its own way.
public enum ReplyPart: Sendable, Hashable {
    /// Text with quick replies, each an object with `title` and `payload`.
    case quickReplies(text: String?, [JSONValue])
    /// Text with buttons, each an object with `title` and `payload`.
    case buttons(text: String?, [JSONValue])
    /// Words, not empty; blank lines are still in it.
    case text(String)
    /// The payload of a `custom` response.
    case custom(JSONValue)
    /// The address of a picture.
    case image(String)
    /// A file or whatever a client takes as such.
    case attachment(JSONValue)
    /// Cards, each an object with `title`, `subtitle`, `buttons`, ….
    case elements([JSONValue])
}

extension BotReply {
    /// The parts of the reply in Rasa's order: quick replies or buttons or text (only the first of
    /// the three that is there), custom, image, attachment, elements.
    ///
    /// - Note: Rasa's `OutputChannel.send_response`; an attachment equal to the image is not said
    ///   a second time.
    public var parts: [ReplyPart] {
        var parts: [ReplyPart] = []
        let quickReplies = data["quick_replies"]?.array ?? []
        let buttons = data["buttons"]?.array ?? []
        if !quickReplies.isEmpty {
            parts.append(.quickReplies(text: text, quickReplies))
        } else if !buttons.isEmpty {
            parts.append(.buttons(text: text, buttons))
        } else if let text, !text.isEmpty {
            parts.append(.text(text))
        }
        if let custom = data["custom"], custom.isTruthy { parts.append(.custom(custom)) }
        let image = data["image"]
        if let image, image.isTruthy { parts.append(.image(image.pythonText)) }
        if let attachment = data["attachment"], attachment.isTruthy, attachment != image {
            parts.append(.attachment(attachment))
        }
        if let elements = data["elements"]?.array, !elements.isEmpty {
            parts.append(.elements(elements))
        }
        return parts
    }

    /// The reply as the messages that REST, callback and `/conversations/…/messages` give:
    /// `recipient_id` and what is set of `text`, `image`, `buttons`, `attachment`, `custom`.
    ///
    /// - Note: Rasa's `CollectingOutputChannel`. Text without buttons is cut at blank lines.
    public var restMessages: [JSONObject] {
        parts.flatMap { part -> [JSONObject] in
            switch part {
            case .quickReplies(let text, let choices), .buttons(let text, let choices):
                [message(text: text, ("buttons", .array(choices)))]
            case .text(let text): text.paragraphs.map { message(text: $0) }
            case .custom(let payload): [message(("custom", payload))]
            case .image(let address): [message(("image", .string(address)))]
            case .attachment(let file): [message(("attachment", file))]
            case .elements(let cards):
                cards.map { card in
                    message(
                        text: Self.caption(of: card),
                        ("buttons", .array(card["buttons"]?.array ?? [])))
                }
            }
        }
    }

    /// What a channel without cards says for one: `title : subtitle`.
    public static func caption(of card: JSONValue) -> String {
        let title = card["title"] ?? ""
        let subtitle = card["subtitle"] ?? ""
        return "\(title.pythonText) : \(subtitle.pythonText)"
    }

    private func message(text: String? = nil, _ members: (key: String, value: JSONValue)...)
        -> JSONObject
    {
        var all: [(key: String, value: JSONValue)] = [("recipient_id", .string(conversation))]
        if let text { all.append(("text", .string(text))) }
        return JSONObject(distinct: all + members)
    }
}
