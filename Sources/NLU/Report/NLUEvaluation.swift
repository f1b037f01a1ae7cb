// Runs a model over test data and gathers what `rasa test nlu` reports.

public import TrainingData
public import Vocabulary

/// The evaluation of a model on test data.
public struct NLUEvaluation: Sendable {
    /// Intents; `nil` when the data has fewer than two.
    public let intents: LabelEvaluation?
    /// Responses of retrieval intents; `nil` when the data has fewer than two.
    public let responses: LabelEvaluation?
    /// One evaluation per extractor that found something; `nil` when no entity is marked.
    public let entities: [EntityEvaluation]?

    /// An evaluation of outcomes.
    public init(_ outcomes: NLUOutcomes) {
        intents = outcomes.intents.map { LabelEvaluation(.intent, $0) }
        responses = outcomes.responses.map { LabelEvaluation(.response, $0) }
        entities = outcomes.entities.map(EntityEvaluation.all)
    }

    /// Parses every example and compares.
    ///
    /// - Parameters:
    ///   - examples: the test data.
    ///   - parser: the model.
    ///   - progress: called after each example with how many are done.
    public static func evaluate(
        _ examples: [TrainingExample], parser: any MessageParser,
        progress: (Int) -> Void = { _ in }
    ) async -> NLUEvaluation {
        NLUEvaluation(await NLUOutcomes(examples, parser: parser, progress: progress))
    }

    /// The evaluation as `POST /model/test/intents` answers it: parts without data are `null`.
    public var json: JSONValue {
        let extractors = entities.map { evaluations in
            JSONValue.object(
                JSONObject(distinct: evaluations.map { ($0.extractor, $0.json) }))
        }
        return .object(
            JSONObject(distinct: [
                ("intent_evaluation", intents?.json ?? .null),
                ("entity_evaluation", extractors ?? .null),
                ("response_selection_evaluation", responses?.json ?? .null),
            ]))
    }
}

/// What the examples of test data are and what a model says about them.
public struct NLUOutcomes: Sendable {
    /// Examples with an intent; `nil` when the data has fewer than two intents.
    public private(set) var intents: [LabelOutcome]?
    /// Examples with a response key; `nil` when the data has fewer than two responses.
    public private(set) var responses: [LabelOutcome]?
    /// All examples; `nil` when no entity is marked.
    public private(set) var entities: [EntityOutcome]?

    /// Outcomes that are known already.
    public init(
        intents: [LabelOutcome]? = nil, responses: [LabelOutcome]? = nil,
        entities: [EntityOutcome]? = nil
    ) {
        self.intents = intents
        self.responses = responses
        self.entities = entities
    }

    /// Parses every example.
    ///
    /// - Parameters:
    ///   - examples: the test data.
    ///   - parser: the model.
    ///   - progress: called after each example with how many are done.
    public init(
        _ examples: [TrainingExample], parser: any MessageParser, progress: (Int) -> Void
    ) async {
        let labels = Set(examples.compactMap(\.intent))
        let keys = Set(examples.filter { $0.responseKey != nil }.map(\.fullIntent))
        if labels.count >= 2 { intents = [] }
        if keys.count >= 2 { responses = [] }
        if examples.contains(where: { !$0.entities.isEmpty }) { entities = [] }
        for (index, example) in examples.enumerated() {
            add(example, parsed: await parser.parse(example.text))
            progress(index + 1)
        }
    }

    private mutating func add(_ example: TrainingExample, parsed: ParsedMessage) {
        if let outcome = LabelOutcome(intentOf: example, parsed: parsed) {
            intents?.append(outcome)
        }
        if let outcome = LabelOutcome(responseOf: example, parsed: parsed) {
            responses?.append(outcome)
        }
        entities?.append(
            EntityOutcome(
                text: parsed.text, targets: example.entities, predictions: parsed.entities,
                tokens: parsed.tokens ?? []))
    }

    /// Adds the outcomes of other examples.
    mutating func append(_ other: NLUOutcomes) {
        intents = Self.joined(intents, other.intents)
        responses = Self.joined(responses, other.responses)
        entities = Self.joined(entities, other.entities)
    }

    private static func joined<Outcome>(_ left: [Outcome]?, _ right: [Outcome]?) -> [Outcome]? {
        guard let left, let right else { return left ?? right }
        return left + right
    }
}
