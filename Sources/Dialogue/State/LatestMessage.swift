// The last message of a conversation, with what policies see of it.

public import Vocabulary

/// A message as the state of a conversation refers to it. An object, so that the many states that
/// share it cost one reference each.
public final class LatestMessage: Sendable {
    /// The `user` event.
    public let event: Event
    /// What the event knows.
    public let user: UserEvent
    /// Whether policies used its text rather than its intent; `nil` before they chose.
    public let usesText: Bool?
    /// The entities of the message and those that policies added.
    public let entities: [JSONValue]
    /// What policies see.
    public let features: UserFeatures

    /// A message that has just come.
    ///
    /// A text without an intent counts as text, an intent without a text as intent.
    init(_ event: Event, _ user: UserEvent, _ domain: DialogueDomain) {
        self.event = event
        self.user = user
        let hasText = !(user.text ?? "").isEmpty
        let hasIntent = !(user.intentName ?? "").isEmpty
        usesText = hasText == hasIntent ? nil : hasText
        entities = user.entities
        features = UserFeatures(
            text: user.text, intent: user.intentName, entities: entities, usesText: usesText, domain
        )
    }

    private init(
        _ other: LatestMessage, usesText: Bool?, entities: [JSONValue], _ domain: DialogueDomain
    ) {
        event = other.event
        user = other.user
        self.usesText = usesText
        self.entities = entities
        features = UserFeatures(
            text: user.text, intent: user.intentName, entities: entities, usesText: usesText, domain
        )
    }

    /// The message after policies chose between its text and its intent.
    func using(text: Bool, _ domain: DialogueDomain) -> LatestMessage {
        text == usesText ? self : LatestMessage(self, usesText: text, entities: entities, domain)
    }

    /// The message with entities that policies found.
    func adding(_ found: [JSONValue], _ domain: DialogueDomain) -> LatestMessage {
        var all = entities
        for entity in found where !all.contains(entity) { all.append(entity) }
        guard all.count > entities.count else { return self }
        return LatestMessage(self, usesText: usesText, entities: all, domain)
    }

    /// Rasa's `latest_message`: the parse data with all entities.
    public var json: JSONObject {
        var parse = user.parse
        parse["entities"] = .array(entities)
        return parse
    }
}

/// What policies see of a message.
public struct UserFeatures: Sendable, Hashable {
    /// The intent; `nil` when there is none or the text counts.
    public var intent: String?
    /// The text; `nil` when there is none or the intent counts.
    public var text: String?
    /// Names of the entities the intent uses, as `city`, `city#from` and `city#group`, sorted.
    public var entities: [String] = []

    /// Nothing.
    init() {}

    /// - Note: follows `UserUttered.as_sub_state` (rasa/shared/core/events.py) and
    ///   `Domain._get_featurized_entities` (rasa/shared/core/domain.py, 3.6.21).
    init(
        text: String?, intent: String?, entities: [JSONValue], usesText: Bool?,
        _ domain: DialogueDomain
    ) {
        if let text, !text.isEmpty, usesText != false { self.text = text }
        guard usesText != true else { return }
        if let intent, !intent.isEmpty { self.intent = intent }
        guard !entities.isEmpty else { return }
        var labels: Set<String> = []
        for case .object(let entity) in entities {
            guard let name = entity["entity"]?.string else { continue }
            labels.insert(name)
            for key in ["role", "group"] {
                guard let part = entity[key] else { continue }
                labels.insert("\(name)#\(part.string ?? "None")")
            }
        }
        if let used = intent.flatMap(domain.usedEntities) { labels.formIntersection(used) }
        self.entities = labels.sorted()
    }

    /// Whether there is nothing to see.
    public var isEmpty: Bool { intent == nil && text == nil && entities.isEmpty }
}
