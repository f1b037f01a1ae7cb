// What the catalogue knows about CRFEntityExtractor, and how it is trained.

import Learning
import TrainingData
import Vocabulary

extension CRFEntityExtractor {
    /// The entry of the catalogue.
    public static let kind = ComponentKind(
        name: name, needs: [.tokens], gives: [.entities],
        options: [
            ComponentOption("BILOU_flag", true),
            ComponentOption("split_entities_by_comma", true, accepts: .anything),
            ComponentOption("features", CRFWindow.standard.option),
            ComponentOption("max_iterations", 50, accepts: .whole(1...1_000_000)),
            ComponentOption("L1_c", 0.1, accepts: .number(0...1e6)),
            ComponentOption("L2_c", 0.1, accepts: .number(0...1e6)),
            ComponentOption("featurizers", .array([]), accepts: .textOrTexts),
        ],
        learnsFrom: [.examples], reads: { _ in [.patterns] }, train: { try train($0, $1) },
        load: { try CRFEntityExtractor($0, $1) })

    /// How Rasa's two weights, which its search adds to the loss, become shares of an epoch.
    private static let (shrinkagePerL1, decayPerL2): (Float, Float) = (0.05, 0.5)

    private static func train(
        _ input: TrainingInput, _ options: ComponentOptions
    ) throws -> CRFEntityExtractor {
        guard let window = CRFWindow(options["features"]) else {
            throw DiagnosticFailure([badFeatures(at: options.place)])
        }
        if let unavailable = window.places.joined().first(where: \.isUnavailable) {
            input.watch.note(
                Diagnostic(
                    .warning, "feature-unavailable",
                    "The feature \(unavailable.rawValue) of CRFEntityExtractor has no effect: no"
                        + " component here gives parts of speech or dense features.",
                    at: options.place))
        }
        let messages = input.messages.filter {
            !$0.message.scalars.isEmpty && !$0.message.tokens.isEmpty
        }
        guard messages.contains(where: { !$0.example.entities.isEmpty }) else {
            return CRFEntityExtractor(nil, options)
        }
        let wanted = (options["featurizers"].array ?? []).compactMap(\.string)
        let origins = input.before.compactMap { alias, component in
            component is RegexFeaturizer && (wanted.isEmpty || wanted.contains(alias))
                ? alias : nil
        }
        return CRFEntityExtractor(
            try learn(messages, window, origins, input, options), options)
    }

    private static func learn(
        _ messages: [LabelledMessage], _ window: CRFWindow, _ origins: [String],
        _ input: TrainingInput, _ options: ComponentOptions
    ) throws -> Trained {
        let labels = SequenceLabels(
            messages.map(\.example), isBILOU: options.flag("BILOU_flag"))
        var (data, vocabulary) = (TaggedSequences(), SequenceVocabulary())
        for (number, message) in messages.enumerated() {
            if number.isMultiple(of: 256) { try input.watch.check() }
            let tokens = message.message.tokens.prefix(SequenceTagger.windowTokens)
            let patterns = SequenceTagger.patterns(message.message, origins)
            let rows = window.rows(
                tokens.map { message.message.scalars[$0.span.start..<$0.span.end] },
                patterns: Array(patterns.prefix(tokens.count)))
            for row in rows { vocabulary.append(row, row.hashes.count) }
            let pieces = labels.pieces(tokens, message.example.entities)
            data.tags += labels.tags(pieces, count: tokens.count)
            data.starts.append(data.tags.count)
        }
        let (index, rows) = vocabulary.frequent(
            least: 1, most: SequenceTagger.weightsMax / labels.tags.count)
        data.rows = rows
        var settings = SparseTaggerSettings()
        settings.epochs = min(
            SparseTaggerSettings.epochs(for: data.count), options.int("max_iterations") ?? 50)
        settings.dropout = 0.2
        settings.decay = min(0.9, decayPerL2 * Float(options.double("L2_c") ?? 0.1))
        settings.shrinkage = shrinkagePerL1 * Float(options.double("L1_c") ?? 0.1)
        let tagger = try SparseTaggerTraining(
            data, inputs: index.count, tags: labels.tags, settings: settings
        ).run { done, loss in
            input.watch.progress(
                options.alias, done, "loss \((loss * 1000).rounded() / 1000)")
        } check: {
            try input.watch.check()
        }
        let used = tagger.used
        return Trained(
            labels: labels, index: try FeatureIndex(hashes: used.map { index.hashes[$0] }),
            tagger: tagger.keeping(used), origins: origins, edges: SequenceEdges(messages))
    }

    private static func badFeatures(at place: SourcePlace) -> Diagnostic {
        let known = CRFFeature.allCases.map(\.rawValue).joined(separator: ", ")
        return Diagnostic(
            .error, "crf-features",
            "The option features of CRFEntityExtractor must be an odd number of lists, at most"
                + " \(CRFWindow.placesMax): before the word, the word, behind it.",
            hint: "Each list may hold \(known).", at: place)
    }
}
