// The named things of a domain that need little of their own: intents, entities, actions, forms.

public import Vocabulary

/// One intent of a domain.
public struct DomainIntent: Sendable, Hashable {
    /// Which entities an intent lets the dialogue see.
    public enum EntityChoice: Sendable, Hashable {
        /// Every entity of the domain but those that do not influence the conversation.
        case all
        /// Only these.
        case only([String])
    }

    /// The intent's name, without a response key.
    public let name: String
    /// Its options as written; `nil` when only the name was written.
    public let options: JSONObject?
    /// Where its name stands.
    public let place: SourcePlace

    /// An intent.
    public init(name: String, options: JSONObject? = nil, place: SourcePlace) {
        self.name = name
        self.options = options
        self.place = place
    }

    /// `use_entities:`; `.all` when it is missing or `true`.
    public var useEntities: EntityChoice {
        guard let written = options?["use_entities"], written != true else { return .all }
        return .only(written.array?.compactMap(\.string) ?? [])
    }

    /// `ignore_entities:`; `nil` when it is missing, so that entities which do not influence the
    /// conversation are ignored.
    public var ignoreEntities: [String]? {
        options?["ignore_entities"].map { $0.array?.compactMap(\.string) ?? [] }
    }

    /// Whether the intent has response keys (`faq/ask_hours`).
    public var isRetrieval: Bool { options?["is_retrieval_intent"] == true }
}

/// One entity of a domain.
public struct DomainEntity: Sendable, Hashable {
    /// The entity's type.
    public let name: String
    /// Its options as written; `nil` when only the name was written.
    public let options: JSONObject?
    /// Where its name stands.
    public let place: SourcePlace

    /// An entity.
    public init(name: String, options: JSONObject? = nil, place: SourcePlace) {
        self.name = name
        self.options = options
        self.place = place
    }

    /// `roles:` in the order written.
    public var roles: [String] { options?["roles"]?.array?.compactMap(\.string) ?? [] }

    /// `groups:` in the order written.
    public var groups: [String] { options?["groups"]?.array?.compactMap(\.string) ?? [] }

    /// `influence_conversation:`; only a written `false` keeps an entity from the dialogue.
    public var influencesConversation: Bool { options?["influence_conversation"] != false }
}

/// One action of a domain.
public struct DomainAction: Sendable, Hashable {
    /// The action's name.
    public let name: String
    /// Its options as written; `nil` when only the name was written.
    public let options: JSONObject?
    /// Where its name stands.
    public let place: SourcePlace

    /// An action.
    public init(name: String, options: JSONObject? = nil, place: SourcePlace) {
        self.name = name
        self.options = options
        self.place = place
    }

    /// Whether the action server gets the domain with a call although it answered that it knows it:
    /// `send_domain: true`, or a plain name that starts with `validate_`, as in Rasa.
    public var needsDomain: Bool {
        guard let options else { return name.hasPrefix("validate_") }
        return options["send_domain"] == true
    }
}

/// One form of a domain.
public struct DomainForm: Sendable, Hashable {
    /// The form's name.
    public let name: String
    /// Its options as written; `nil` when nothing stands behind the name.
    public let options: JSONObject?
    /// Where its name stands.
    public let place: SourcePlace
    /// Where each of `requiredSlots` stands; empty when that is not known.
    public let slotPlaces: [SourcePlace]

    /// A form.
    public init(
        name: String, options: JSONObject?, place: SourcePlace, slotPlaces: [SourcePlace] = []
    ) {
        self.name = name
        self.options = options
        self.place = place
        self.slotPlaces = slotPlaces
    }

    /// `required_slots:` in the order in which they are asked for.
    public var requiredSlots: [String] {
        options?["required_slots"]?.array?.compactMap(\.string) ?? []
    }

    /// `ignored_intents:`; one name counts as a list of one.
    public var ignoredIntents: [String] { options?["ignored_intents"]?.namesOrName ?? [] }
}

extension JSONValue {
    /// The strings of a list, or the one string this is; other values give nothing.
    var namesOrName: [String] { string.map { [$0] } ?? array?.compactMap(\.string) ?? [] }
}

/// A text that the bot says in an end-to-end story, listed as an action.
public struct BotText: Sendable, Hashable {
    /// The text.
    public let text: String
    /// Where it stands.
    public let place: SourcePlace

    /// A text of the bot.
    public init(text: String, place: SourcePlace) {
        self.text = text
        self.place = place
    }
}
