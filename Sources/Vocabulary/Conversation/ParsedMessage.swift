// What understanding says about one message: Rasa's parse result as a value.

/// An intent and how sure we are of it.
public struct ScoredIntent: Sendable, Hashable {
    /// The intent's name as the training data spells it; `nil` when nothing was recognised.
    public var name: String?
    /// Between 0 and 1.
    public var confidence: Double

    /// A scored intent.
    public init(name: String?, confidence: Double) {
        self.name = name
        self.confidence = confidence
    }
}

/// A piece of the text that names a thing.
public struct Entity: Sendable, Hashable {
    /// The entity's type.
    public var name: String
    /// Where it stands in the text, in Unicode scalars.
    public var span: TextSpan
    /// What it means: the text itself, a synonym's name, or a structured value.
    public var value: JSONValue
    /// The component that found it.
    public var extractor: String
    /// How sure the extractor is of the type, if it says.
    public var confidence: Double?
    /// The entity's role, for example `departure`.
    public var role: String?
    /// How sure the extractor is of the role.
    public var roleConfidence: Double?
    /// The entity's group.
    public var group: String?
    /// How sure the extractor is of the group.
    public var groupConfidence: Double?
    /// Components that changed the value afterwards, in order.
    public var processors: [String]
    /// Further keys an extractor adds to Rasa's own (`additional_info`, `text` of Duckling).
    public var extra: JSONObject

    /// An entity as an extractor found it.
    public init(
        name: String, span: TextSpan, value: JSONValue, extractor: String,
        confidence: Double? = nil, role: String? = nil, roleConfidence: Double? = nil,
        group: String? = nil, groupConfidence: Double? = nil, processors: [String] = [],
        extra: JSONObject = [:]
    ) {
        self.name = name
        self.span = span
        self.value = value
        self.extractor = extractor
        self.confidence = confidence
        self.role = role
        self.roleConfidence = roleConfidence
        self.group = group
        self.groupConfidence = groupConfidence
        self.processors = processors
        self.extra = extra
    }

    /// The entity in Rasa's JSON (`entity`, `start`, `end`, `value`, `extractor`, …).
    public var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("entity", .string(name)), ("start", .integer(span.start)), ("end", .integer(span.end)),
        ]
        if let confidence { members.append(("confidence_entity", .number(confidence))) }
        if let role { members.append(("role", .string(role))) }
        if let roleConfidence { members.append(("confidence_role", .number(roleConfidence))) }
        if let group { members.append(("group", .string(group))) }
        if let groupConfidence { members.append(("confidence_group", .number(groupConfidence))) }
        members.append(("value", value))
        members.append(("extractor", .string(extractor)))
        members.append(contentsOf: extra.members)
        if !processors.isEmpty {
            members.append(("processors", .array(processors.map(JSONValue.string))))
        }
        return .object(JSONObject(distinct: members))
    }
}

/// One understood message.
public struct ParsedMessage: Sendable, Hashable {
    /// The text as it was received.
    public var text: String
    /// The best intent.
    public var intent: ScoredIntent
    /// Intents by falling confidence.
    public var ranking: [ScoredIntent]
    /// Entities in the order the pipeline added them.
    public var entities: [Entity]
    /// Where the tokens stand; `nil` when the text was not tokenised.
    public var tokens: [TextSpan]?
    /// Rasa's `response_selector` object; `nil` without a selector in the pipeline.
    public var responseSelector: JSONValue?
    /// The full name of a retrieval intent (`faq/hours`), when the intent is one.
    public var fullRetrievalIntent: String?

    /// An understood message.
    public init(
        text: String, intent: ScoredIntent = ScoredIntent(name: nil, confidence: 0),
        ranking: [ScoredIntent] = [], entities: [Entity] = [], tokens: [TextSpan]? = nil,
        responseSelector: JSONValue? = nil, fullRetrievalIntent: String? = nil
    ) {
        self.text = text
        self.intent = intent
        self.ranking = ranking
        self.entities = entities
        self.tokens = tokens
        self.responseSelector = responseSelector
        self.fullRetrievalIntent = fullRetrievalIntent
    }

    /// The message in Rasa's JSON, as `/model/parse` answers it.
    public var json: JSONValue {
        var best: [(key: String, value: JSONValue)] = [
            ("name", intent.name.map(JSONValue.string) ?? .null),
            ("confidence", .number(intent.confidence)),
        ]
        if let fullRetrievalIntent {
            best.append(("full_retrieval_intent_name", .string(fullRetrievalIntent)))
        }
        var members: [(key: String, value: JSONValue)] = [
            ("text", .string(text)),
            ("intent", .object(JSONObject(distinct: best))),
            ("entities", .array(entities.map(\.json))),
        ]
        if let tokens {
            let spans = tokens.map { JSONValue.array([.integer($0.start), .integer($0.end)]) }
            members.append(("text_tokens", .array(spans)))
        }
        members.append(("intent_ranking", .array(ranking.map(\.json))))
        if let responseSelector { members.append(("response_selector", responseSelector)) }
        return .object(JSONObject(distinct: members))
    }
}

extension ScoredIntent {
    /// The intent in Rasa's JSON.
    public var json: JSONValue {
        .object(
            JSONObject(distinct: [
                ("name", name.map(JSONValue.string) ?? .null), ("confidence", .number(confidence)),
            ]))
    }
}
