// A slot of a domain and the mappings that fill it.

public import Vocabulary

/// One slot of a domain.
public struct DomainSlot: Sendable, Hashable {
    /// What a slot may hold.
    public enum Kind: Sendable, Hashable {
        /// Text.
        case text
        /// A truth value.
        case bool
        /// One of these values, in lower case; what is not among them counts as `__other__`.
        case categorical(values: [String])
        /// A number that is featurized between two bounds.
        case float(min: Double, max: Double)
        /// A list.
        case list
        /// Anything; never featurized.
        case any
        /// A Python class of the project, by its path.
        case custom(String)
    }

    /// The slot's name.
    public let name: String
    /// Its options as written.
    public let options: JSONObject
    /// What it may hold.
    public let kind: Kind
    /// How it is filled, in the order written.
    public let mappings: [SlotMapping]
    /// Where its name stands.
    public let place: SourcePlace

    /// A slot, understood from its options.
    ///
    /// - Parameter mappingPlaces: where each mapping stands; missing ones stand at `place`.
    public init(
        name: String, options: JSONObject, place: SourcePlace, mappingPlaces: [SourcePlace] = []
    ) {
        self.name = name
        self.options = options
        self.place = place
        kind = Kind(options: options)
        let written = options["mappings"]?.array ?? []
        mappings = written.enumerated().compactMap { index, mapping in
            guard let mapping = mapping.object else { return nil }
            let place = mappingPlaces.indices.contains(index) ? mappingPlaces[index] : place
            return SlotMapping(options: mapping, place: place)
        }
    }

    /// `initial_value:`; `.null` when it is missing.
    public var initialValue: JSONValue { options["initial_value"] ?? .null }

    /// Whether the slot is featurized: `influence_conversation:`, which is `true` unless written,
    /// but `false` for slots of type `any` and for classes we cannot run.
    public var influencesConversation: Bool {
        switch kind {
        case .any, .custom: false
        default: options["influence_conversation"]?.bool ?? true
        }
    }
}

extension DomainSlot.Kind {
    /// The value that stands for all values a categorical slot does not list.
    public static let otherValue = "__other__"

    init(options: JSONObject) {
        let type = options["type"]?.string ?? ""
        switch Self.classNames[type] ?? type {
        case "text": self = .text
        case "bool": self = .bool
        case "list": self = .list
        case "any": self = .any
        case "float":
            self = .float(
                min: options["min_value"]?.double ?? 0, max: options["max_value"]?.double ?? 1)
        case "categorical":
            let values = options["values"]?.array ?? []
            self = .categorical(
                values: values.filter { !$0.isNull }.map { $0.pythonText.lowercased() })
        case let other: self = .custom(other)
        }
    }

    /// Rasa's own classes, by which a domain may name a type as well.
    private static let classNames = [
        "rasa.shared.core.slots.TextSlot": "text", "rasa.shared.core.slots.BooleanSlot": "bool",
        "rasa.shared.core.slots.CategoricalSlot": "categorical",
        "rasa.shared.core.slots.FloatSlot": "float", "rasa.shared.core.slots.ListSlot": "list",
        "rasa.shared.core.slots.AnySlot": "any",
    ]

    /// The name of the type as a domain writes it.
    public var name: String {
        switch self {
        case .text: "text"
        case .bool: "bool"
        case .categorical: "categorical"
        case .float: "float"
        case .list: "list"
        case .any: "any"
        case .custom(let path): path
        }
    }
}

/// One way to fill a slot.
public struct SlotMapping: Sendable, Hashable {
    /// Where the value comes from.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// An entity of the message.
        case fromEntity = "from_entity"
        /// A fixed value, when the message has one of some intents.
        case fromIntent = "from_intent"
        /// A fixed value, when the intent of the message activates a form.
        case fromTriggerIntent = "from_trigger_intent"
        /// The text of the message.
        case fromText = "from_text"
        /// An action of the project.
        case custom
    }

    /// When a mapping applies.
    public struct Condition: Sendable, Hashable {
        /// The form that must be active; `nil` for none.
        public let activeLoop: String?
        /// The slot that must be asked for; `nil` when it does not matter.
        public let requestedSlot: String?
    }

    /// The options as written.
    public let options: JSONObject
    /// Where the value comes from; `nil` when the type is unknown.
    public let kind: Kind?
    /// Where the mapping stands.
    public let place: SourcePlace

    /// A mapping.
    public init(options: JSONObject, place: SourcePlace) {
        self.options = options
        self.place = place
        kind = options["type"]?.string.flatMap(Kind.init(rawValue:))
    }

    /// `entity:`.
    public var entity: String? { options["entity"]?.string }
    /// `role:`.
    public var role: String? { options["role"]?.string }
    /// `group:`.
    public var group: String? { options["group"]?.string }
    /// `intent:`, one or several; empty for any.
    public var intents: [String] { options["intent"]?.namesOrName ?? [] }
    /// `not_intent:`, one or several.
    public var notIntents: [String] { options["not_intent"]?.namesOrName ?? [] }
    /// `value:`; `.null` when it is missing.
    public var value: JSONValue { options["value"] ?? .null }
    /// `action:` of a custom mapping.
    public var action: String? { options["action"]?.string }

    /// `conditions:`; the mapping applies when one of them holds, always when there are none.
    public var conditions: [Condition] {
        (options["conditions"]?.array ?? []).map {
            Condition(
                activeLoop: $0["active_loop"]?.string, requestedSlot: $0["requested_slot"]?.string)
        }
    }
}
