// One message on its way through the pipeline: each component adds what it knows.

public import Vocabulary

/// A word of a message.
public struct Token: Sendable, Hashable {
    /// The word as the tokenizer gives it; may differ from the text at its span (never with the
    /// whitespace tokenizer).
    public var text: String
    /// Where it stands in the message, in Unicode scalars.
    public var span: TextSpan

    /// A word.
    public init(text: String, span: TextSpan) {
        self.text = text
        self.span = span
    }
}

/// Sparse features that one featurizer gives: for each token and for the whole sentence.
public struct FeatureBlock: Sendable, Hashable {
    /// The featurizer's alias, unique in the pipeline (`CountVectorsFeaturizer1`).
    public var origin: String
    /// How many columns the featurizer's vocabulary has.
    public var width: Int
    /// One sparse row per token; empty when the featurizer gives no sequence features.
    public var tokens: [SparseVector]
    /// The sentence's sparse row; `nil` when the featurizer gives none.
    public var sentence: SparseVector?

    /// Features of one featurizer.
    public init(
        origin: String, width: Int, tokens: [SparseVector], sentence: SparseVector? = nil
    ) {
        self.origin = origin
        self.width = width
        self.tokens = tokens
        self.sentence = sentence
    }
}

/// Columns and their values; columns ascend and are distinct.
public struct SparseVector: Sendable, Hashable {
    /// Which columns are not zero, ascending.
    public var columns: [Int32]
    /// Their values, one per column.
    public var values: [Float]

    /// A sparse row.
    public init(columns: [Int32] = [], values: [Float] = []) {
        precondition(columns.count == values.count, "a value per column")
        self.columns = columns
        self.values = values
    }
}

/// Something that kept a component from doing its work on a message.
public struct MessageNote: Sendable, Hashable {
    /// A stable code in kebab case, for example `pattern-steps`.
    public let code: String
    /// What happened, one sentence. The same trouble gives the same sentence.
    public let sentence: String

    /// A note.
    public init(_ code: String, _ sentence: String) {
        self.code = code
        self.sentence = sentence
    }
}

/// A message with everything the components so far have found.
public struct Message: Sendable {
    /// The text as received.
    public let text: String
    /// The text's Unicode scalars, at most `Limits.messageScalars`; all spans index into them.
    public let scalars: [Unicode.Scalar]
    /// The words.
    public var tokens: [Token] = []
    /// Features, one block per featurizer in pipeline order.
    public var features: [FeatureBlock] = []
    /// The best intent so far.
    public var intent = ScoredIntent(name: nil, confidence: 0)
    /// Intents by falling confidence.
    public var ranking: [ScoredIntent] = []
    /// Entities in the order the components added them.
    public var entities: [Entity] = []
    /// What response selectors say; `nil` without one.
    public var responseSelector: JSONObject?
    /// What went wrong on the way and the operator should know.
    public var notes: [MessageNote] = []

    /// A message nothing is known about yet.
    public init(text: String) {
        self.text = text
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(min(text.utf8.count, Limits.messageScalars))
        for scalar in text.unicodeScalars {
            guard scalars.count < Limits.messageScalars else { break }
            scalars.append(scalar)
        }
        self.scalars = scalars
    }

    /// The full name (`faq/hours`) when the intent is a retrieval intent whose own selector chose a
    /// response (rasa/core/processor.py `_update_full_retrieval_intent`).
    public var fullRetrievalIntent: String? {
        guard let name = intent.name, let selectors = responseSelector,
            selectors["all_retrieval_intents"]?.array?.contains(.string(name)) == true
        else { return nil }
        return selectors[name]?["response"]?["intent_response_key"]?.string
    }

    /// The text at a span.
    public func text(at span: TextSpan) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[span.start..<span.end])
        return String(view)
    }

    /// The message as the server answers it.
    public var parsed: ParsedMessage {
        ParsedMessage(
            text: text, intent: intent, ranking: ranking, entities: entities,
            tokens: tokens.isEmpty ? nil : tokens.map(\.span),
            responseSelector: responseSelector.map(JSONValue.object),
            fullRetrievalIntent: fullRetrievalIntent)
    }
}
