// Precision, recall and F1 of every label and their averages, as scikit-learn's report has them.

public import Vocabulary

/// How well one label, or an average of labels, was predicted.
public struct LabelScores: Sendable, Hashable {
    /// Of the examples predicted to be this, the share that were; 0 when none was predicted.
    public let precision: Double
    /// Of the examples that are this, the share that was found; 0 when there are none.
    public let recall: Double
    /// The harmonic mean of both; 0 when both are 0.
    public let f1: Double
    /// How many examples are this.
    public let support: Int

    /// Scores from counts.
    ///
    /// - Parameters:
    ///   - hits: examples of the label that were predicted as such.
    ///   - predicted: examples predicted to be the label.
    ///   - support: examples of the label.
    init(hits: Int, predicted: Int, support: Int) {
        precision = predicted > 0 ? Double(hits) / Double(predicted) : 0
        recall = support > 0 ? Double(hits) / Double(support) : 0
        f1 = Self.harmonicMean(precision, recall)
        self.support = support
    }

    /// Scores that are known already.
    init(precision: Double, recall: Double, f1: Double, support: Int) {
        self.precision = precision
        self.recall = recall
        self.f1 = f1
        self.support = support
    }

    private static func harmonicMean(_ left: Double, _ right: Double) -> Double {
        left + right > 0 ? 2 * left * right / (left + right) : 0
    }

    /// The scores under scikit-learn's names.
    public var json: JSONObject {
        JSONObject(distinct: [
            ("precision", .number(precision)), ("recall", .number(recall)),
            ("f1-score", .number(f1)), ("support", .integer(support)),
        ])
    }
}

/// The scores of all labels that occur as targets, with averages and the labels they are confused
/// with. Follows scikit-learn's `classification_report` as rasa/model_testing.py
/// `get_evaluation_metrics` calls it: labels that are only predicted have no row.
public struct ClassificationReport: Sendable {
    /// The label's scores, labels sorted; without the excluded label.
    public let labels: [(name: String, scores: LabelScores)]
    private let rows: [Int]
    /// Over all decisions; equals the accuracy unless labels are excluded or only predicted.
    public let microAverage: LabelScores
    /// The plain mean over the labels.
    public let macroAverage: LabelScores
    /// The mean over the labels, each counted by its support.
    public let weightedAverage: LabelScores
    /// The share of examples predicted as they are, the excluded label's included.
    public let accuracy: Double
    /// Whether the micro average is the accuracy, which decides the order of the JSON's keys.
    let microIsAccuracy: Bool
    /// Who was taken for whom.
    public let confusion: ConfusionMatrix
    private let excluded: String?

    /// The report of pairs of what is and what was predicted.
    ///
    /// - Parameters:
    ///   - targets: what each example is.
    ///   - predictions: what each was predicted to be; as many as `targets`.
    ///   - excluded: a label that counts as nothing, such as `no_entity`.
    public init(targets: [String], predictions: [String], excluding excluded: String? = nil) {
        let matrix = ConfusionMatrix(targets: targets, predictions: predictions)
        let rows = matrix.labels.indices.filter {
            matrix.rowSums[$0] > 0 && matrix.labels[$0] != excluded
        }
        let scores = rows.map {
            LabelScores(
                hits: matrix[$0, $0], predicted: matrix.columnSums[$0], support: matrix.rowSums[$0])
        }
        let total = scores.reduce(0) { $0 + $1.support }
        self.rows = rows
        labels = zip(rows, scores).map { (matrix.labels[$0], $1) }
        macroAverage = Self.mean(scores, weights: scores.map { _ in 1 }, support: total)
        weightedAverage = Self.mean(
            scores, weights: scores.map { Double($0.support) }, support: total)
        microAverage = LabelScores(
            hits: rows.reduce(0) { $0 + matrix[$1, $1] },
            predicted: rows.reduce(0) { $0 + matrix.columnSums[$1] }, support: total)
        microIsAccuracy = rows.count == matrix.labels.count
        accuracy =
            targets.isEmpty || rows.isEmpty ? 0 : Double(matrix.hits) / Double(targets.count)
        confusion = matrix
        self.excluded = excluded
    }

    private static func mean(_ scores: [LabelScores], weights: [Double], support: Int)
        -> LabelScores
    {
        let total = max(weights.reduce(0, +), 1)
        func mean(_ part: (LabelScores) -> Double) -> Double {
            zip(scores, weights).reduce(0) { $0 + part($1.0) * $1.1 } / total
        }
        return LabelScores(
            precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1), support: support)
    }

    /// The report as Rasa's `…_report.json` has it; `{}` when there is no label to score.
    public var json: JSONValue {
        guard !labels.isEmpty else { return [:] }
        let scored = zip(rows, labels).filter { !Self.averages.contains($0.1.name) }
        var members = scored.map { row, label -> (key: String, value: JSONValue) in
            var scores = label.scores.json
            scores["confused_with"] = .object(confusions(ofRow: row))
            return (label.name, .object(scores))
        }
        let micro = (key: "micro avg", value: JSONValue.object(microAverage.json))
        let all = (key: "accuracy", value: JSONValue.number(accuracy))
        members.append(microIsAccuracy ? all : micro)
        members.append(("macro avg", .object(macroAverage.json)))
        members.append(("weighted avg", .object(weightedAverage.json)))
        members.append(microIsAccuracy ? micro : all)
        return .object(JSONObject(distinct: members))
    }

    /// Names of averages; a label of such a name has no place of its own in the JSON.
    private static let averages = ["accuracy", "micro avg", "macro avg", "weighted avg"]

    private func confusions(ofRow row: Int) -> JSONObject {
        JSONObject(
            distinct: confusion.confusions(ofRow: row, excluding: excluded).map {
                ($0.label, .integer($0.count))
            })
    }
}
