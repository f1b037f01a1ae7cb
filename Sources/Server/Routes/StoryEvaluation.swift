// What came of test stories, as POST /model/test/stories answers it.

import Dialogue
import NLU
import Vocabulary

/// The answer about test stories.
///
/// - Note: `test` of rasa/core/test.py (3.6.21).
enum StoryEvaluation {
    /// The report of actions, intents and entities, its averages, and every prediction.
    static func json(_ report: StoryReport) -> JSONValue {
        let (targets, predictions) = report.labels
        let scores = ClassificationReport(targets: targets, predictions: predictions)
        return .object(
            JSONObject(distinct: [
                ("report", plain(scores.json)),
                ("precision", .number(scores.weightedAverage.precision)),
                ("f1", .number(scores.weightedAverage.f1)), ("accuracy", .number(scores.accuracy)),
                ("actions", .array(report.predictions.map(\.json))),
                ("in_training_data_fraction", .number(report.inTrainingDataFraction)),
                ("is_end_to_end_evaluation", .bool(report.isEndToEnd)),
            ]))
    }

    /// The report without who was confused with whom, which reports of stories do not tell.
    private static func plain(_ report: JSONValue) -> JSONValue {
        .object(
            JSONObject(
                distinct: (report.object?.members ?? []).map { name, value in
                    guard var scores = value.object else { return (name, value) }
                    scores["confused_with"] = nil
                    return (name, .object(scores))
                }))
    }
}
