// What the catalogue knows about a kind of component: its options, and how to make one.

public import Learning
public import TrainingData
public import Vocabulary

/// The options of one component of a pipeline, standards filled in.
public struct ComponentOptions: Sendable, Hashable {
    /// The component's name.
    public let name: String
    /// Every documented option with its written or standard value.
    public let values: JSONObject
    /// Where the component stands in the settings.
    public let place: SourcePlace
    /// The component's instance name, unique in the pipeline: its option `alias`, or the name with
    /// the position in the pipeline behind it (`CountVectorsFeaturizer3`).
    public let alias: String

    /// Options with standards filled in by the caller.
    public init(name: String, values: JSONObject, place: SourcePlace, alias: String? = nil) {
        self.name = name
        self.values = values
        self.place = place
        self.alias = alias ?? values["alias"]?.string ?? name
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

    /// A kind of training data; a component is trained anew when what it learns from changes.
    public enum Source: String, Sendable, Hashable, CaseIterable {
        case examples, synonyms, patterns, lookups, responses
    }

    /// Rasa's name.
    public let name: String
    /// What must stand before it.
    public let needs: Set<Part>
    /// What it gives to those behind it.
    public let gives: Set<Part>
    /// Its documented options.
    public let options: [ComponentOption]
    /// What data a component with these options is trained from.
    public let learnsFrom: @Sendable (ComponentOptions) -> Set<Source>
    /// Which of the features before it a component with these options looks at, in training or in
    /// service; features that nobody looks at are not computed.
    public let reads: @Sendable (ComponentOptions) -> Set<FeaturePart>
    /// Trains a component; the examples in `input` already carry what the components before found.
    public let train: @Sendable (TrainingInput, ComponentOptions) throws -> any Component
    /// Reads back what `save` wrote.
    public let load: @Sendable (ModelSections, ComponentOptions) throws -> any Component

    /// A kind of component. Without `reads` it looks at all features when it needs any; with
    /// `learnsAlso` its options decide about more data than `learnsFrom`.
    public init(
        name: String, needs: Set<Part> = [], gives: Set<Part> = [], options: [ComponentOption],
        learnsFrom: Set<Source> = Set(Source.allCases),
        learnsAlso: (@Sendable (ComponentOptions) -> Set<Source>)? = nil,
        reads: (@Sendable (ComponentOptions) -> Set<FeaturePart>)? = nil,
        train: @escaping @Sendable (TrainingInput, ComponentOptions) throws -> any Component,
        load: @escaping @Sendable (ModelSections, ComponentOptions) throws -> any Component
    ) {
        self.name = name
        self.needs = needs
        self.gives = gives
        self.options = options
        self.learnsFrom = { options in learnsFrom.union(learnsAlso?(options) ?? []) }
        let all: Set<FeaturePart> = needs.contains(.features) ? [.tokens, .sentence] : []
        self.reads = reads ?? { _ in all }
        self.train = train
        self.load = load
    }
}
