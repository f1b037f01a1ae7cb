// A response of a domain: the variations among which the bot chooses.

public import Vocabulary

/// One thing the bot may say under a name.
public struct ResponseVariation: Sendable, Hashable {
    /// A button the user may press.
    public struct Button: Sendable, Hashable {
        /// What stands on the button.
        public let title: String
        /// What pressing it sends.
        public let payload: String
        /// All its members as written.
        public let options: JSONObject
    }

    /// A slot's value that a variation asks for.
    public struct Condition: Sendable, Hashable {
        /// The slot's name.
        public let slot: String
        /// The value it must have.
        public let value: JSONValue
    }

    /// The members as written.
    public let options: JSONObject
    /// Where the variation stands.
    public let place: SourcePlace

    /// A variation.
    public init(options: JSONObject, place: SourcePlace) {
        self.options = options
        self.place = place
    }

    /// `text:`.
    public var text: String? { options["text"]?.string }
    /// `image:`, an address.
    public var image: String? { options["image"]?.string }
    /// `attachment:`.
    public var attachment: JSONValue? { options["attachment"] }
    /// `custom:`, sent as it is.
    public var custom: JSONValue? { options["custom"] }
    /// `elements:`.
    public var elements: [JSONValue] { options["elements"]?.array ?? [] }
    /// `channel:`; `nil` for every channel.
    public var channel: String? { options["channel"]?.string }
    /// `id:`.
    public var id: String? { options["id"]?.string }
    /// `metadata:`.
    public var metadata: JSONValue? { options["metadata"] }
    /// `buttons:`.
    public var buttons: [Button] { buttons(under: "buttons") }
    /// `quick_replies:`.
    public var quickReplies: [Button] { buttons(under: "quick_replies") }

    /// `condition:` entries of type `slot`, all of which must hold.
    public var conditions: [Condition] {
        (options["condition"]?.array ?? []).compactMap { condition in
            guard condition["type"] == "slot", let slot = condition["name"]?.string else {
                return nil
            }
            return Condition(slot: slot, value: condition["value"] ?? .null)
        }
    }

    private func buttons(under key: String) -> [Button] {
        (options[key]?.array ?? []).compactMap { button in
            guard let options = button.object else { return nil }
            return Button(
                title: options["title"]?.string ?? "", payload: options["payload"]?.string ?? "",
                options: options)
        }
    }
}

/// A response of a domain.
public struct DomainResponse: Sendable, Hashable {
    /// The name, `utter_…`; with a response key for a retrieval intent (`utter_faq/ask_hours`).
    public let name: String
    /// What the bot may say, in the order written.
    public let variations: [ResponseVariation]
    /// Where the name stands.
    public let place: SourcePlace

    /// A response.
    public init(name: String, variations: [ResponseVariation], place: SourcePlace) {
        self.name = name
        self.variations = variations
        self.place = place
    }

    /// Whether the response belongs to a retrieval intent.
    public var isRetrieval: Bool { name.contains("/") }
}
