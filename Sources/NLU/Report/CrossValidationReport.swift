// What a cross-validation answers over HTTP and prints on a terminal.

public import TrainingData
public import Vocabulary

extension CrossValidation {
    /// The results as `POST /model/test/intents?cross_validation_folds=` answers them.
    ///
    /// Rasa's answer has its gaps, and clients know it so (rasa/server.py `_get_evaluation_results`,
    /// 3.6.21): `f1_score` is always `null`, because a misspelt key is read, and the report of the
    /// entities is always empty, because it lies one level deeper, under the extractors' names.
    public var json: JSONValue {
        let nothing = Self.part(report: [:], precision: nil, errors: [])
        return .object(
            JSONObject(distinct: [
                ("intent_evaluation", evaluation.intents.map(Self.part) ?? nothing),
                ("entity_evaluation", nothing),
                (
                    "response_selection_evaluation",
                    evaluation.responses.map(Self.part) ?? nothing
                ),
            ]))
    }

    private static func part(_ evaluation: LabelEvaluation) -> JSONValue {
        part(
            report: evaluation.report.json, precision: evaluation.precision,
            errors: evaluation.errors)
    }

    private static func part(report: JSONValue, precision: Double?, errors: JSONValue)
        -> JSONValue
    {
        .object(
            JSONObject(distinct: [
                ("report", report), ("precision", precision.map(JSONValue.number) ?? .null),
                ("f1_score", .null), ("errors", errors),
            ]))
    }

    /// The scores as lines: mean and, in brackets, standard deviation over the folds, under the
    /// headings Rasa logs.
    public var lines: [String] {
        var lines = ["CV evaluation (n=\(folds))"]
        lines.append("Intent evaluation results")
        lines += Self.lines(train.intents, on: "train") + Self.lines(test.intents, on: "test")
        if !train.entities.isEmpty || !test.entities.isEmpty {
            lines.append("Entity evaluation results")
            for (scores, name) in [(train, "train"), (test, "test")] {
                for extractor in scores.entities {
                    lines.append("Entity extractor: \(extractor.name)")
                    lines += Self.lines(extractor.scores, on: name)
                }
            }
        }
        if !train.responses.accuracy.isEmpty || !test.responses.accuracy.isEmpty {
            lines.append("Response Selection evaluation results")
            lines += Self.lines(train.responses, on: "train")
            lines += Self.lines(test.responses, on: "test")
        }
        return lines
    }

    private static func lines(_ scores: FoldScores, on data: String) -> [String] {
        scores.named.filter { !$0.values.isEmpty }.map { name, values in
            let spread = Spread(values)
            let mean = ThreeDecimals.text(spread.mean)
            let deviation = ThreeDecimals.text(spread.deviation)
            return
                "\(data) \(name): \(mean) (\(deviation))"
        }
    }
}

/// Writes numbers with three decimals.
enum ThreeDecimals {
    /// The number, rounded.
    static func text(_ value: Double) -> String {
        let digits = String(Int((abs(value) * 1000).rounded()) + 1000)
        let whole = Int(digits.dropLast(3)) ?? 1
        return "\(value < 0 ? "-" : "")\(whole - 1).\(digits.suffix(3))"
    }
}

/// Mean and standard deviation of some values.
struct Spread: Sendable, Hashable {
    /// The mean; 0 without values.
    let mean: Double
    /// The root of the mean square distance from the mean.
    let deviation: Double

    /// Of values.
    init(_ values: [Double]) {
        let count = Double(max(values.count, 1))
        let mean = values.reduce(0, +) / count
        self.mean = mean
        deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    }
}

extension TrainingSet {
    /// The data without the examples of intents that have fewer than so many, and without those
    /// that have no intent; how `rasa test nlu` prepares data for cross-validation (as many as
    /// folds) and for comparing (5).
    public func droppingIntents(below examplesMin: Int) -> TrainingSet {
        var counts: [String: Int] = [:]
        for example in examples {
            if let intent = example.intent { counts[intent, default: 0] += 1 }
        }
        var kept = self
        kept.examples = examples.filter { example in
            example.intent.map { counts[$0, default: 0] >= examplesMin } ?? false
        }
        return kept
    }
}
