// Trains what DIETClassifier builds from the examples of a project.

import Learning
import TrainingData
import Vocabulary

extension EmbeddingClassifier {
    /// Trains as the options say.
    ///
    /// - Throws: `Fault` `.cancelled`.
    static func train(_ input: TrainingInput, _ options: ComponentOptions) throws
        -> EmbeddingClassifier
    {
        let training = EmbeddingClassifierTraining(input: input, options: options)
        let intents = try training.intents()
        let tagger = try training.tagger(intents)
        training.noteEarlyStop()
        return EmbeddingClassifier(intents: intents, tagger: tagger, serving: Serving(options))
    }
}

/// One training of the component.
private struct EmbeddingClassifierTraining {
    let input: TrainingInput
    let options: ComponentOptions
    private let seed: UInt64
    private let epochsMax: Int
    private let messages: [LabelledMessage]
    private let origins: [String]

    init(input: TrainingInput, options: ComponentOptions) {
        self.input = input
        self.options = options
        seed = UInt64(bitPattern: Int64(options.int("random_seed") ?? 1))
        epochsMax = max(1, options.int("epochs") ?? 300)
        messages = input.messages.filter {
            !$0.message.scalars.isEmpty && !$0.message.tokens.isEmpty
        }
        let wanted = (options["featurizers"].array ?? []).compactMap(\.string)
        origins = input.before.compactMap { alias, component in
            guard component is RegexFeaturizer, wanted.isEmpty || wanted.contains(alias) else {
                return nil
            }
            return alias
        }
    }

    private var withIntent: [LabelledMessage] {
        messages.filter { $0.example.intent?.isEmpty == false }
    }

    func intents() throws -> EmbeddingTextClassifier? {
        guard options.flag("intent_classification") else { return nil }
        let examples = withIntent
        let labels = examples.compactMap(\.example.intent)
        guard Set(labels).count >= 2 else {
            if !labels.isEmpty { note(Self.tooFewIntents(at: options.place)) }
            return nil
        }
        var settings = EmbeddingTextSettings()
        settings.seed = seed
        settings.epochsMax = epochsMax
        settings.origins = origins
        return try EmbeddingTextClassifier.train(
            examples.map(\.message), labels: labels, settings: settings,
            step: "\(options.alias) intents", watch: input.watch)
    }

    func tagger(_ intents: EmbeddingTextClassifier?) throws -> SequenceTagger? {
        guard options.flag("entity_recognition"),
            messages.contains(where: { !$0.example.entities.isEmpty })
        else { return nil }
        var settings = SequenceTaggerSettings()
        settings.isBILOU = options.flag("BILOU_flag")
        settings.epochsMax = epochsMax
        settings.seed = seed
        settings.origins = origins
        guard let intents else {
            return try train(messages, [], settings)
        }
        settings.intents = intents.labels
        let numbers = Dictionary(
            uniqueKeysWithValues: intents.labels.enumerated().map { ($1, $0) })
        let guesses = try EmbeddingIntentGuess.outOfFold(
            withIntent.map(\.message),
            labels: withIntent.compactMap { $0.example.intent.flatMap { numbers[$0] } },
            count: intents.labels.count, seed: seed, watch: input.watch)
        var next = guesses.makeIterator()
        let probabilities = messages.map { message in
            message.example.intent?.isEmpty == false ? next.next() ?? [] : []
        }
        return try train(messages, probabilities, settings)
    }

    private func train(
        _ messages: [LabelledMessage], _ probabilities: [[Float]],
        _ settings: SequenceTaggerSettings
    ) throws -> SequenceTagger {
        try SequenceTagger.train(
            messages, probabilities: probabilities, settings: settings,
            step: "\(options.alias) entities", watch: input.watch)
    }

    private func note(_ diagnostic: Diagnostic) { input.watch.note(diagnostic) }

    /// Says once that fewer epochs than allowed were needed.
    func noteEarlyStop() {
        let needed = SparseNetworkSettings.epochs(for: messages.count)
        guard !messages.isEmpty, needed < epochsMax else { return }
        note(
            Diagnostic(
                .warning, "training-ends-early",
                "\(options.name) ends its training after \(needed) of at most \(epochsMax)"
                    + " epochs: more do not make it better.",
                at: options.place))
    }

    private static func tooFewIntents(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .warning, "too-few-intents",
            "DIETClassifier finds no intents: it needs examples of at least two.",
            hint: "Add examples of another intent.", at: place)
    }
}
