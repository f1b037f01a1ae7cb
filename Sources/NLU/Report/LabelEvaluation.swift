// How well intents, or responses, were predicted over many examples.

public import Vocabulary

/// The evaluation of predictions that give one label per example.
public struct LabelEvaluation: Sendable {
    /// What the labels are, which decides the names in the JSON.
    public enum Subject: String, Sendable, Hashable {
        /// Intents.
        case intent
        /// Responses of retrieval intents (`faq/hours`).
        case response = "response_selection"

        var targetKey: String { self == .intent ? "intent" : "intent_response_key_target" }
        var nestedKey: String {
            self == .intent ? "intent_prediction" : "intent_response_key_prediction"
        }
        var flatKey: String {
            self == .intent ? "predicted" : "intent_response_key_prediction"
        }
    }

    /// What the labels are.
    public let subject: Subject
    /// Every example in the order of the data.
    public let outcomes: [LabelOutcome]
    /// Scores of the labels.
    public let report: ClassificationReport

    /// Evaluates outcomes.
    public init(_ subject: Subject, _ outcomes: [LabelOutcome]) {
        self.subject = subject
        self.outcomes = outcomes
        report = ClassificationReport(
            targets: outcomes.map(\.target), predictions: outcomes.map(\.predicted))
    }

    /// The average precision, labels weighted by their support.
    public var precision: Double { report.weightedAverage.precision }
    /// The average F1, labels weighted by their support.
    public var f1: Double { report.weightedAverage.f1 }
    /// The share of examples predicted rightly.
    public var accuracy: Double { report.accuracy }

    /// The examples predicted wrongly, as `intent_errors.json` has them.
    public var errors: JSONValue { nested { !$0.isHit } }

    /// The examples predicted rightly, as `intent_successes.json` has them.
    public var successes: JSONValue { nested { $0.isHit } }

    /// Every example with its prediction, as the server's answer lists them.
    public var predictions: JSONValue {
        .array(
            outcomes.map { outcome in
                .object(
                    JSONObject(distinct: [
                        ("text", .string(outcome.text)),
                        (subject.targetKey, .string(outcome.target)),
                        (subject.flatKey, .string(outcome.predicted)),
                        ("confidence", .number(outcome.confidence)),
                    ]))
            })
    }

    /// The evaluation as `POST /model/test/intents` answers it.
    public var json: JSONValue {
        .object(
            JSONObject(distinct: [
                ("predictions", predictions), ("report", report.json),
                ("precision", .number(precision)), ("f1_score", .number(f1)),
                ("accuracy", .number(accuracy)), ("errors", errors),
            ]))
    }

    private func nested(_ isMeant: (LabelOutcome) -> Bool) -> JSONValue {
        .array(
            outcomes.filter(isMeant).map { outcome in
                .object(
                    JSONObject(distinct: [
                        ("text", .string(outcome.text)),
                        (subject.targetKey, .string(outcome.target)),
                        (
                            subject.nestedKey,
                            [
                                "name": .string(outcome.predicted),
                                "confidence": .number(outcome.confidence),
                            ]
                        ),
                    ]))
            })
    }
}
