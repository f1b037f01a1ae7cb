// Says that a message was not understood when the classifiers before are not sure.

public import Learning
import TrainingData
import Vocabulary

/// The classifier of rasa/nlu/classifiers/fallback_classifier.py (3.6.21): puts `nlu_fallback` on
/// top, with the threshold as its confidence, when the best intent is below the threshold or the
/// two best ones lie too near to each other.
public struct FallbackClassifier: Component {
    /// The intent of messages that were not understood.
    public static let intent = "nlu_fallback"

    private let threshold: Double
    private let ambiguityThreshold: Double

    init(_ options: ComponentOptions) {
        threshold = options.double("threshold") ?? 0.3
        ambiguityThreshold = options.double("ambiguity_threshold") ?? 0.1
    }

    /// Replaces the intent and puts the fallback before the ranking, or leaves both as they are.
    public func process(_ message: inout Message) {
        guard message.intent.confidence < threshold || isAmbiguous(message.ranking) else { return }
        let fallback = ScoredIntent(name: Self.intent, confidence: threshold)
        message.intent = fallback
        message.ranking.insert(fallback, at: 0)
    }

    private func isAmbiguous(_ ranking: [ScoredIntent]) -> Bool {
        ranking.count >= 2
            && ranking[0].confidence - ranking[1].confidence < ambiguityThreshold
    }

    /// Writes nothing: the options are all there is.
    public func save(to file: inout ModelSections) {}
}

extension FallbackClassifier {
    /// The entry of the catalogue.
    public static let kind = ComponentKind(
        name: "FallbackClassifier", needs: [.intents],
        options: [
            ComponentOption("threshold", 0.3, accepts: .number(0...1)),
            ComponentOption("ambiguity_threshold", 0.1, accepts: .number(0...1)),
        ],
        learnsFrom: [], train: { _, options in FallbackClassifier(options) },
        load: { _, options in FallbackClassifier(options) })
}
