// One example with what it is and what the model says: of intents and of responses alike.

public import TrainingData
public import Vocabulary

/// What one example is and what it was predicted to be.
public struct LabelOutcome: Sendable, Hashable {
    /// The example's text.
    public var text: String
    /// What it is.
    public var target: String
    /// What was predicted; empty when nothing was.
    public var predicted: String
    /// How sure the model was, 0...1.
    public var confidence: Double

    /// What one example is and what it was predicted to be.
    public init(text: String, target: String, predicted: String, confidence: Double) {
        self.text = text
        self.target = target
        self.predicted = predicted
        self.confidence = confidence
    }

    /// Whether the prediction is what the example is.
    public var isHit: Bool { target == predicted }
}

extension LabelOutcome {
    /// The intent outcome of an example; `nil` when the example has no intent.
    ///
    /// A fallback prediction is taken back: the intent it hides is judged, as rasa/nlu/test.py
    /// `get_eval_data` does.
    public init?(intentOf example: TrainingExample, parsed: ParsedMessage) {
        guard let target = example.intent, !target.isEmpty else { return nil }
        var intent = parsed.intent
        if intent.name == FallbackClassifier.intent, parsed.ranking.count >= 2 {
            intent = parsed.ranking[1]
        }
        self.init(
            text: parsed.text, target: target, predicted: intent.name ?? "",
            confidence: intent.confidence)
    }

    /// The response outcome of an example; `nil` when the example has no response key.
    ///
    /// The selector of the example's retrieval intent is asked, or the one for all (`default`).
    public init?(responseOf example: TrainingExample, parsed: ParsedMessage) {
        guard let intent = example.intent, example.responseKey != nil,
            let target = example.fullIntent
        else { return nil }
        let selectors = parsed.responseSelector
        let trained = selectors?["all_retrieval_intents"]?.array ?? []
        let own = trained.contains(.string(intent)) ? selectors?[intent] : nil
        let response = (own ?? selectors?["default"])?["response"]
        self.init(
            text: parsed.text, target: target,
            predicted: response?["intent_response_key"]?.string ?? "",
            confidence: response?["confidence"]?.double ?? 0)
    }
}
