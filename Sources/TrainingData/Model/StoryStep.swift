// One step of a story: what the user means, what the bot does, what is remembered.

public import Vocabulary

/// One step of a story.
public struct StoryStep: Sendable, Hashable {
    /// What a step says.
    public enum Content: Sendable, Hashable {
        /// The user says something.
        case user(UserStep)
        /// The bot does something, by an action's name.
        case action(String)
        /// The bot says a text of an end-to-end story.
        case bot(String)
        /// Something happens to the conversation that Rasa names like an action: `restart`,
        /// `rewind`, `undo`, `pause`, `resume`, `reset_slots`, …
        case event(String)
        /// Slots are set, in order.
        case slots([SlotAssignment])
        /// A form begins, or with `nil` ends.
        case activeLoop(String?)
        /// Stories meet here. Conditions count at the beginning of a story only.
        case checkpoint(String?, conditions: [SlotAssignment])
        /// One of several: steps that are `.user`, or `.slots` with a single slot.
        case either([StoryStep])
    }

    /// What the step says.
    public var content: Content
    /// Where it stands.
    public var place: SourcePlace

    /// A step.
    public init(_ content: Content, place: SourcePlace) {
        self.content = content
        self.place = place
    }
}

/// What a user says in a story.
public struct UserStep: Sendable, Hashable {
    /// The intent without its response key; `nil` in an end-to-end story that gives only a text.
    public var intent: String?
    /// The response key of a retrieval intent (`ask_hours` of `faq/ask_hours`).
    public var responseKey: String?
    /// The plain text, without markup; `nil` when only the intent was written.
    public var text: String?
    /// The text as written, with the markup of entities.
    public var markedText: String?
    /// The entities, from the markup or from `entities:`.
    public var entities: [StoryEntity]

    /// What a user says.
    public init(
        intent: String?, responseKey: String? = nil, text: String? = nil,
        markedText: String? = nil, entities: [StoryEntity] = []
    ) {
        self.intent = intent
        self.responseKey = responseKey
        self.text = text
        self.markedText = markedText
        self.entities = entities
    }

    /// `intent/response_key` for a retrieval intent, the intent otherwise.
    public var fullIntent: String? {
        guard let intent else { return nil }
        return responseKey.map { "\(intent)/\($0)" } ?? intent
    }
}

/// An entity that a story's user mentions.
public struct StoryEntity: Sendable, Hashable {
    /// The entity's type.
    public var name: String
    /// What it means: text, or anything for stories without text; `nil` when nothing was given.
    public var value: JSONValue?
    /// The role, if given.
    public var role: String?
    /// The group, if given.
    public var group: String?
    /// Where it stands in the plain text, in Unicode scalars; `nil` without a text.
    public var span: TextSpan?

    /// An entity of a story.
    public init(
        name: String, value: JSONValue?, role: String? = nil, group: String? = nil,
        span: TextSpan? = nil
    ) {
        self.name = name
        self.value = value
        self.role = role
        self.group = group
        self.span = span
    }
}

/// A slot and what it is set to.
public struct SlotAssignment: Sendable, Hashable {
    /// The slot's name.
    public var slot: String
    /// The value; `nil` when only the name was written.
    public var value: JSONValue?
    /// Where the slot's name stands.
    public var place: SourcePlace

    /// A slot and what it is set to.
    public init(slot: String, value: JSONValue?, place: SourcePlace) {
        self.slot = slot
        self.value = value
        self.place = place
    }

    /// The value the slot gets: the written one; without one `filled` for a text slot, `["filled"]`
    /// for a list, nothing for others (yaml_story_reader.py `_slot_default_value`).
    public func value(in domain: Domain) -> JSONValue {
        if let value { return value }
        switch domain.allSlots.first(where: { $0.name == slot })?.kind {
        case .text: return "filled"
        case .list: return ["filled"]
        default: return .null
        }
    }
}
