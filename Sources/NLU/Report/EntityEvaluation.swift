// How well each extractor found the entities of many examples, counted word by word.

public import Vocabulary

/// The evaluation of one extractor. A word is right when the entity the extractor puts on it has
/// the type, group and role of the marked one; words outside entities are `no_entity`.
public struct EntityEvaluation: Sendable {
    /// The extractor's name.
    public let extractor: String
    /// Scores of the entity labels; `no_entity` is left out except in the accuracy.
    public let report: ClassificationReport
    /// The examples with at least one word labelled wrongly.
    public let wrong: [EntityOutcome]
    /// The examples with at least one word of an entity labelled rightly.
    public let right: [EntityOutcome]
    /// How sure the extractor was of every word it put an entity on, and whether rightly; `nil`
    /// for extractors that do not say how sure they are.
    public let confidences: ConfidenceSample?

    /// Evaluates one extractor.
    public init(extractor: String, outcomes: [EntityOutcome]) {
        self.extractor = extractor
        var targets: [String] = []
        var predictions: [String] = []
        var sample = ConfidenceSample()
        var wrong: [EntityOutcome] = []
        var right: [EntityOutcome] = []
        for outcome in outcomes {
            let truth = outcome.targetLabels
            let found = outcome.labels(of: extractor)
            if truth != found.labels { wrong.append(outcome) }
            var isRight = false
            for (index, label) in found.labels.enumerated() where label != EntityOutcome.noEntity {
                let isHit = truth[index] == label
                isRight = isRight || isHit
                sample.add(found.confidences[index], isHit: isHit)
            }
            if isRight { right.append(outcome) }
            targets += truth
            predictions += found.labels
        }
        report = ClassificationReport(
            targets: targets, predictions: predictions, excluding: EntityOutcome.noEntity)
        self.wrong = wrong
        self.right = right
        confidences = EntityOutcome.confidentExtractors.contains(extractor) ? sample : nil
    }

    /// Evaluates every extractor that found something.
    ///
    /// - Returns: an evaluation per extractor, sorted by name.
    public static func all(_ outcomes: [EntityOutcome]) -> [EntityEvaluation] {
        Set(outcomes.flatMap { $0.predictions.map(\.extractor) }).sorted().map {
            EntityEvaluation(extractor: $0, outcomes: outcomes)
        }
    }

    /// The average precision, labels weighted by their support.
    public var precision: Double { report.weightedAverage.precision }
    /// The average F1, labels weighted by their support.
    public var f1: Double { report.weightedAverage.f1 }
    /// The share of words labelled rightly; 0 when no entity is marked anywhere.
    public var accuracy: Double { report.accuracy }

    /// The examples with a wrong word, as `…_errors.json` has them.
    public var errors: JSONValue { .array(wrong.map(\.json)) }

    /// The examples with a right word, as `…_successes.json` has them.
    public var successes: JSONValue { .array(right.map(\.json)) }

    /// The evaluation as `POST /model/test/intents` answers it.
    public var json: JSONValue {
        .object(
            JSONObject(distinct: [
                ("report", report.json), ("precision", .number(precision)),
                ("f1_score", .number(f1)), ("accuracy", .number(accuracy)),
                ("errors", errors),
            ]))
    }
}
