// A domain with everything looked up that the engine asks for at every turn.

public import TrainingData

/// A domain prepared for conversations: actions and slots by name and by number.
public struct DialogueDomain: Sendable {
    /// What the project says.
    public let domain: Domain
    /// All actions in Rasa's order: default actions, custom ones, responses by name, forms, texts.
    public let actionNames: [String]
    /// All slots in domain order, the engine's own last.
    public let slots: [DomainSlot]
    private let actionNumbers: [String: Int]
    private let slotNumbers: [String: Int]
    private let formsByName: [String: DomainForm]
    private let intentsByName: [String: DomainIntent]
    private let responsesByName: [String: DomainResponse]
    private let botTexts: Set<String>
    private let usedEntityNames: [String: Set<String>]
    /// The state of a conversation before its first event.
    let initialState: TrackerState

    /// Prepares a domain (one that is joined with its training data).
    public init(_ domain: Domain) {
        self.domain = domain
        actionNames = domain.actionNames
        slots = domain.allSlots
        actionNumbers = Self.numbers(actionNames)
        slotNumbers = Self.numbers(slots.map(\.name))
        formsByName = Self.named(domain.forms, by: \.name)
        intentsByName = Self.named(domain.intents, by: \.name)
        responsesByName = Self.named(domain.responses, by: \.name)
        botTexts = Set(domain.botTexts.map(\.text))
        let place = SourcePlace(file: "")
        let intents = Domain.defaultIntents.map { DomainIntent(name: $0, place: place) }
        usedEntityNames = Dictionary(
            (intents + domain.intents).map { ($0.name, Set(domain.usedEntities(of: $0))) }
        ) { $1 }
        initialState = TrackerState(initial: slots)
    }

    /// The entities that policies see beside an intent, as `entity`, `entity#role` and
    /// `entity#group`; `nil`, which means all, for an unknown intent.
    public func usedEntities(_ intent: String) -> Set<String>? { usedEntityNames[intent] }

    /// The number of an action in `actionNames`.
    public func actionNumber(_ name: String) -> Int? { actionNumbers[name] }

    /// The number of a slot in `slots`.
    public func slotNumber(_ name: String) -> Int? { slotNumbers[name] }

    /// A form by its name.
    public func form(_ name: String) -> DomainForm? { formsByName[name] }

    /// An intent by its name; default intents that the domain does not list are not found.
    public func intent(_ name: String) -> DomainIntent? { intentsByName[name] }

    /// A response by its name.
    public func response(_ name: String) -> DomainResponse? { responsesByName[name] }

    /// Whether an action is a text of an end-to-end story.
    public func isBotText(_ action: String) -> Bool { botTexts.contains(action) }

    private static func numbers(_ names: [String]) -> [String: Int] {
        Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    private static func named<Item>(
        _ items: [Item], by name: KeyPath<Item, String>
    ) -> [String: Item] {
        Dictionary(items.map { ($0[keyPath: name], $0) }) { first, _ in first }
    }
}
