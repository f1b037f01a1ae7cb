// The catalogue's entry of the count vectors featurizer.

import Learning
import TrainingData
import Vocabulary

extension CountVectorsFeaturizer {
    /// The entry of the catalogue.
    public static let kind = ComponentKind(
        name: "CountVectorsFeaturizer", needs: [.tokens], gives: [.features], options: options,
        learnsFrom: [.examples],
        learnsAlso: { $0.flag("use_shared_vocab") ? [.responses] : [] }, train: train, load: load)

    private static let options: [ComponentOption] = [
        ComponentOption("alias", .null, accepts: .text),
        ComponentOption("use_shared_vocab", false),
        ComponentOption("analyzer", "word", accepts: .oneOf(["word", "char", "char_wb"])),
        ComponentOption("strip_accents", .null, accepts: .oneOf(["ascii", "unicode"])),
        ComponentOption("stop_words", .null, accepts: .textOrTexts),
        ComponentOption("min_df", 1, accepts: .number(0...Double(Int32.max))),
        ComponentOption("max_df", 1.0, accepts: .number(0...Double(Int32.max))),
        ComponentOption("min_ngram", 1, accepts: .whole(1...ngramMax)),
        ComponentOption("max_ngram", 1, accepts: .whole(1...ngramMax)),
        ComponentOption("max_features", .null, accepts: .whole(0...Int(Int32.max))),
        ComponentOption("lowercase", true),
        ComponentOption("OOV_token", .null, accepts: .text),
        ComponentOption("OOV_words", [], accepts: .textOrTexts),
        ComponentOption(
            "use_lemma", true, .withoutEffect("lemmas would come from spaCy's tokenizer")),
        ComponentOption(
            "additional_vocabulary_size", .null,
            .withoutEffect("a vocabulary is always learned anew, without room to spare")),
    ]

    /// The longest n-gram, in words or characters.
    static let ngramMax = 32

    private static func train(
        _ input: TrainingInput, _ options: ComponentOptions
    ) throws -> any Component {
        try check(options)
        let settings = CountVectorsSettings(options)
        warn(settings, options, input.watch)
        var trainer = CountVectorsTrainer(settings)
        for example in input.messages {
            trainer.count(settings.text.joined(example.message, unknown: .listed).scalars[...])
        }
        if settings.sharesVocabulary {
            for document in LabelDocuments(input, unit: settings.analyzer.unit).all() {
                trainer.count(settings.text.joined(document, unknown: .none).scalars[...])
            }
        }
        let vocabulary = trainer.vocabulary()
        warn(vocabulary, settings, options, input)
        return CountVectorsFeaturizer(
            alias: input.alias, settings: settings, vocabulary: vocabulary)
    }

    private static func warn(
        _ vocabulary: CountVectorsVocabulary, _ settings: CountVectorsSettings,
        _ options: ComponentOptions, _ input: TrainingInput
    ) {
        if vocabulary.count == 0 {
            input.watch.note(
                Diagnostic(
                    .warning, "vocabulary-empty",
                    "\(input.alias) found nothing to count and adds no features.",
                    hint: "Look at its min_df, max_df and stop_words, and at the examples.",
                    at: options.place))
        }
        guard let word = settings.unknownWord, options["OOV_words"] == [] else { return }
        let hash = NgramHash.of(word.unicodeScalars.lazy.map(\.value))
        guard vocabulary.table.number(of: hash) < 0 else { return }
        input.watch.note(
            Diagnostic(
                .warning, "oov-token-missing",
                "The OOV_token \(word) stands in no example, so that unknown words are ignored.",
                hint: "Put it into an example, or list words in OOV_words.", at: options.place))
    }

    private static func check(_ options: ComponentOptions) throws {
        var problems: [Diagnostic] = []
        let shortest = options.int("min_ngram") ?? 1
        let longest = options.int("max_ngram") ?? 1
        if shortest > longest {
            problems.append(
                Diagnostic(
                    .error, "option-value",
                    "min_ngram (\(shortest)) is larger than max_ngram (\(longest)).",
                    hint: "Set max_ngram to at least \(shortest).", at: options.place))
        }
        for name in ["min_df", "max_df"] {
            guard case .number(let share) = options[name], share > 1 else { continue }
            problems.append(
                Diagnostic(
                    .error, "option-value",
                    "\(name) (\(share)) is neither a share from 0.0 to 1.0 nor a whole number.",
                    hint: "Write a whole number for a number of examples.", at: options.place))
        }
        guard problems.isEmpty else { throw DiagnosticFailure(problems) }
    }

    private static func warn(
        _ settings: CountVectorsSettings, _ options: ComponentOptions, _ watch: TrainingWatch
    ) {
        func note(_ message: String) {
            watch.note(Diagnostic(.warning, "option-without-effect", message, at: options.place))
        }
        if settings.analyzer.unit != .word {
            for name in ["OOV_token", "stop_words"] where !options[name].isNull {
                note("\(name) has no effect with n-grams of characters.")
            }
            if settings.analyzer.lengths.upperBound == 1 {
                note("With max_ngram 1, n-grams of characters are single letters.")
            }
        } else if settings.unknownWord == nil, options["OOV_words"] != [] {
            note("OOV_words has no effect without OOV_token.")
        }
        if options["stop_words"] == "english" {
            note(
                "stop_words: english takes Martlet's own list of English stop words, which is"
                    + " not exactly scikit-learn's.")
        }
    }

    private static func load(
        _ sections: ModelSections, _ options: ComponentOptions
    ) throws -> any Component {
        var reader = try SectionReader(sections, "vocabulary")
        return CountVectorsFeaturizer(
            alias: options.alias, settings: CountVectorsSettings(options),
            vocabulary: try CountVectorsVocabulary(from: &reader))
    }
}

/// What besides the examples' texts gives n-grams to a shared vocabulary.
private struct LabelDocuments {
    private let input: TrainingInput
    private let unit: NgramAnalyzer.Unit

    init(_ input: TrainingInput, unit: NgramAnalyzer.Unit) {
        self.input = input
        self.unit = unit
    }

    /// One document per example and attribute, empty ones too, because shares of documents count
    /// them. Intents and response keys count for n-grams of words only.
    func all() -> [Message] {
        input.messages.flatMap { message -> [Message] in
            let example = message.example
            var texts = [response(to: example), ""]
            if unit == .word {
                texts += [example.intent ?? "", ""]
                texts.append(example.responseKey.map { "\(example.intent ?? "") \($0)" } ?? "")
            }
            return texts.map { text in
                var document = Message(text: text)
                if !text.isEmpty {
                    document.tokens = WhitespaceTokenizer().tokens(of: document.scalars)
                }
                return document
            }
        }
    }

    private func response(to example: TrainingExample) -> String {
        guard example.responseKey != nil, let name = example.fullIntent else { return "" }
        let texts = input.data.responses[name]?.compactMap { $0["text"]?.string } ?? []
        return texts.last { !$0.isEmpty } ?? ""
    }
}
