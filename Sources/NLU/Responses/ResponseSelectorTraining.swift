// Trains a response selector.

import TrainingData
import Vocabulary

extension ResponseSelector {
    /// Trains on the examples that have a response key, of one retrieval intent or of all; with
    /// fewer than two responses there is nothing to choose: the component says so and knows none.
    ///
    /// - Throws: `Fault` `.cancelled`.
    static func train(_ input: TrainingInput, _ options: ComponentOptions) throws
        -> ResponseSelector
    {
        let intent = options.text("retrieval_intent")
        let usesText = options.flag("use_text_as_label")
        var messages: [Message] = []
        var labels: [String] = []
        var keys: [String: String] = [:]
        for labelled in input.messages {
            guard labelled.example.responseKey != nil, let key = labelled.example.fullIntent,
                intent == nil || labelled.example.intent == intent
            else { continue }
            guard let label = usesText ? text(of: key, in: input.data) : key else { continue }
            messages.append(labelled.message)
            labels.append(label)
            // Responses that say the same cannot be told apart: the first by name stands for all.
            if usesText { keys[label] = min(keys[label] ?? key, key) }
        }
        guard Set(labels).count >= 2 else {
            if let note = tooFew(labels, intent: intent, input, options) { input.watch.note(note) }
            return ResponseSelector(nil, options: options)
        }
        let classifier = try EmbeddingTextClassifier.train(
            messages, labels: labels, settings: settings(options), step: input.alias,
            watch: input.watch)
        return ResponseSelector(
            Trained(
                classifier: classifier,
                retrievalIntents: input.data.retrievalIntents,
                responses: input.data.responses, keys: keys),
            options: options)
    }

    /// The text that stands for a response: that of its last variation with one, its name when no
    /// variation has one; `nil` when there is no such response.
    private static func text(of key: String, in data: TrainingSet) -> String? {
        guard let variations = data.responses[key], !variations.isEmpty else { return nil }
        let texts = variations.compactMap { $0["text"]?.string }.filter { !$0.isEmpty }
        return texts.last ?? key
    }

    private static func settings(_ options: ComponentOptions) -> EmbeddingTextSettings {
        var settings = EmbeddingTextSettings()
        if let epochs = options.int("epochs") { settings.epochsMax = max(1, epochs) }
        if let seed = options.int("random_seed") { settings.seed = UInt64(bitPattern: Int64(seed)) }
        settings.origins = origins(options)
        return settings
    }

    /// The featurizers whose features are taken besides the text's own.
    static func origins(_ options: ComponentOptions) -> [String] {
        (options["featurizers"].array ?? []).compactMap(\.string)
    }

    /// What to say when there are too few responses; nothing when the data has no retrieval
    /// intents at all, as most projects that leave the component in their pipeline.
    private static func tooFew(
        _ labels: [String], intent: String?, _ input: TrainingInput, _ options: ComponentOptions
    ) -> Diagnostic? {
        let known = input.data.retrievalIntents
        if known.isEmpty, intent == nil { return nil }
        if let intent, !known.contains(intent) {
            return Diagnostic(
                .warning, "retrieval-intent-unknown",
                "ResponseSelector has no examples of the retrieval intent \(intent).",
                hint: known.isEmpty
                    ? "Name examples \(intent)/… in the NLU data."
                    : "The data has: \(known.joined(separator: ", ")).", at: options.place)
        }
        return Diagnostic(
            .warning, "too-few-responses",
            "ResponseSelector chooses no response"
                + (intent.map { " of \($0)" } ?? "") + ": it needs at least two.",
            hint: "Add examples of another response.", at: options.place)
    }
}
