// What the NLU data of a project says, with the place of every piece.

public import Vocabulary

/// An entity marked in an example.
public struct MarkedEntity: Sendable, Hashable {
    /// The entity's type.
    public var name: String
    /// Where it stands in the example's plain text, in Unicode scalars.
    public var span: TextSpan
    /// What it means; the marked text unless the markup gives a value.
    public var value: String
    /// The role, if marked.
    public var role: String?
    /// The group, if marked.
    public var group: String?

    /// A marked entity.
    public init(
        name: String, span: TextSpan, value: String, role: String? = nil, group: String? = nil
    ) {
        self.name = name
        self.span = span
        self.value = value
        self.role = role
        self.group = group
    }
}

/// One example of the NLU data.
public struct TrainingExample: Sendable, Hashable {
    /// The plain text, without markup.
    public var text: String
    /// The intent without its response key (`faq` of `faq/ask_hours`); `nil` for none.
    public var intent: String?
    /// The response key (`ask_hours` of `faq/ask_hours`), for retrieval intents.
    public var responseKey: String?
    /// The entities marked in the text, in order; those of one `[text][{…}, {…}]` share a span, no
    /// others overlap.
    public var entities: [MarkedEntity]
    /// The example's own metadata.
    public var metadata: JSONValue?
    /// The metadata of the whole intent block.
    public var intentMetadata: JSONValue?
    /// Where the example stands.
    public var place: SourcePlace

    /// An example.
    public init(
        text: String, intent: String?, responseKey: String? = nil, entities: [MarkedEntity] = [],
        metadata: JSONValue? = nil, intentMetadata: JSONValue? = nil, place: SourcePlace
    ) {
        self.text = text
        self.intent = intent
        self.responseKey = responseKey
        self.entities = entities
        self.metadata = metadata
        self.intentMetadata = intentMetadata
        self.place = place
    }

    /// `intent/response_key` for a retrieval intent, the intent otherwise.
    public var fullIntent: String? {
        guard let intent else { return nil }
        return responseKey.map { "\(intent)/\($0)" } ?? intent
    }
}

/// A named regular expression of the NLU data.
public struct NamedPattern: Sendable, Hashable {
    /// The name; for entity extraction the entity's type.
    public var name: String
    /// The expression in the syntax of Python's `re`.
    public var pattern: String
    /// Where it stands.
    public var place: SourcePlace

    /// A named expression.
    public init(name: String, pattern: String, place: SourcePlace) {
        self.name = name
        self.pattern = pattern
        self.place = place
    }
}

/// A named list of phrases of the NLU data.
public struct LookupTable: Sendable, Hashable {
    /// The name; for entity extraction the entity's type.
    public var name: String
    /// The phrases, from the block itself or from the file it names.
    public var elements: [String]
    /// Where it stands.
    public var place: SourcePlace

    /// A list of phrases.
    public init(name: String, elements: [String], place: SourcePlace) {
        self.name = name
        self.elements = elements
        self.place = place
    }
}

/// A phrase and what it means.
public struct Synonym: Sendable, Hashable {
    /// The phrase as a user may write it.
    public var phrase: String
    /// The value it stands for.
    public var value: String
    /// Where it stands.
    public var place: SourcePlace

    /// A phrase and what it means.
    public init(phrase: String, value: String, place: SourcePlace) {
        self.phrase = phrase
        self.value = value
        self.place = place
    }
}

/// All NLU data of a project.
public struct TrainingSet: Sendable, Hashable {
    /// Examples in the order of files and lines.
    public var examples: [TrainingExample]
    /// Synonyms from `synonym:` blocks and from entities marked with another value.
    public var synonyms: [Synonym]
    /// Regular expressions.
    public var patterns: [NamedPattern]
    /// Lookup tables.
    public var lookups: [LookupTable]
    /// Responses of retrieval intents by their full name (`faq/ask_hours`): the list of variations
    /// as the domain or the data files hold it.
    public var responses: [String: [JSONValue]]

    /// NLU data.
    public init(
        examples: [TrainingExample] = [], synonyms: [Synonym] = [], patterns: [NamedPattern] = [],
        lookups: [LookupTable] = [], responses: [String: [JSONValue]] = [:]
    ) {
        self.examples = examples
        self.synonyms = synonyms
        self.patterns = patterns
        self.lookups = lookups
        self.responses = responses
    }

    /// Names of all intents with examples, without response keys, sorted.
    public var intents: [String] { Set(examples.compactMap(\.intent)).sorted() }

    /// Names of all retrieval intents, sorted.
    public var retrievalIntents: [String] {
        Set(examples.filter { $0.responseKey != nil }.compactMap(\.intent)).sorted()
    }

    /// Types of all marked entities, sorted.
    public var entityTypes: [String] {
        Set(examples.flatMap { $0.entities.map(\.name) }).sorted()
    }
}
