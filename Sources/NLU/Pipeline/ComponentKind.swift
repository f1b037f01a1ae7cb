// What the catalogue knows about a kind of component: its options, and how to make one.

public import Learning
public import TrainingData
public import Vocabulary

/// One documented option of a component.
public struct ComponentOption: Sendable {
    /// What becomes of the option here.
    public enum Support: Sendable, Hashable {
        /// It does what Rasa's documentation says.
        case honoured
        /// It has no meaning here; using it gives one warning with this reason.
        case withoutEffect(String)
    }

    /// Rasa's name of the option.
    public let name: String
    /// The value when it is not written.
    public let standard: JSONValue
    /// What becomes of it here.
    public let support: Support

    /// An option.
    public init(_ name: String, _ standard: JSONValue, _ support: Support = .honoured) {
        self.name = name
        self.standard = standard
        self.support = support
    }
}

/// The options of one component of a pipeline, standards filled in.
public struct ComponentOptions: Sendable, Hashable {
    /// The component's name.
    public let name: String
    /// Every documented option with its written or standard value.
    public let values: JSONObject
    /// Where the component stands in the settings.
    public let place: SourcePlace

    /// Options with standards filled in by the caller.
    public init(name: String, values: JSONObject, place: SourcePlace) {
        self.name = name
        self.values = values
        self.place = place
    }

    /// An option's value; `.null` when there is none.
    public subscript(name: String) -> JSONValue { values[name] ?? .null }

    /// An option that is a whole number.
    public func int(_ name: String) -> Int? { self[name].int }
    /// An option that is a number.
    public func double(_ name: String) -> Double? { self[name].double }
    /// An option that is a truth value; `false` when it is none.
    public func flag(_ name: String) -> Bool { self[name].bool ?? false }
    /// An option that is text.
    public func text(_ name: String) -> String? { self[name].string }
}

/// A kind of component: one entry of the catalogue.
public struct ComponentKind: Sendable {
    /// What a component needs or gives, to check the order of a pipeline.
    public enum Part: String, Sendable, Hashable {
        case tokens, features, intents, entities
    }

    /// Rasa's name.
    public let name: String
    /// What must stand before it.
    public let needs: Set<Part>
    /// What it gives to those behind it.
    public let gives: Set<Part>
    /// Its documented options.
    public let options: [ComponentOption]
    /// Trains a component; the examples in `input` already carry what the components before found.
    public let train: @Sendable (TrainingInput, ComponentOptions) throws -> any Component
    /// Reads back what `save` wrote.
    public let load: @Sendable (ModelSections, ComponentOptions) throws -> any Component

    /// A kind of component.
    public init(
        name: String, needs: Set<Part> = [], gives: Set<Part> = [], options: [ComponentOption],
        train: @escaping @Sendable (TrainingInput, ComponentOptions) throws -> any Component,
        load: @escaping @Sendable (ModelSections, ComponentOptions) throws -> any Component
    ) {
        self.name = name
        self.needs = needs
        self.gives = gives
        self.options = options
        self.train = train
        self.load = load
    }
}
