// The catalogue's entry of the lexical featurizer.

import Learning
import TrainingData
import Vocabulary

extension LexicalSyntacticFeaturizer {
    /// The entry of the catalogue.
    public static let kind = ComponentKind(
        name: "LexicalSyntacticFeaturizer", needs: [.tokens], gives: [.features],
        options: [
            ComponentOption("alias", .null, accepts: .text),
            ComponentOption("features", standardFeatures),
        ],
        learnsFrom: [.examples], train: train, load: load)

    private static let standardFeatures: JSONValue = [
        ["low", "title", "upper"],
        ["BOS", "EOS", "low", "upper", "title", "digit"],
        ["low", "title", "upper"],
    ]

    private static func train(
        _ input: TrainingInput, _ options: ComponentOptions
    ) throws -> any Component {
        var slots = slots(try windows(options, note: input.watch.note))
        // Values by their UTF-8, so that texts which look alike stay apart and order is Rasa's.
        var seen = [Set<[UInt8]>](repeating: [], count: slots.count)
        for example in input.messages {
            for index in example.message.tokens.indices {
                for (number, slot) in slots.enumerated() {
                    guard let word = word(example.message, index + slot.offset) else { continue }
                    seen[number].insert(Array(slot.feature.value(of: word).text.utf8))
                }
            }
        }
        for number in slots.indices {
            slots[number].values = seen[number].sorted { $0.lexicographicallyPrecedes($1) }
                .map { String(decoding: $0, as: UTF8.self) }
        }
        return LexicalSyntacticFeaturizer(alias: input.alias, slots: slots)
    }

    private static func windows(
        _ options: ComponentOptions, note: (Diagnostic) -> Void
    ) throws -> [[String]] {
        let windows = options["features"].array?.map { $0.array?.map(\.string) ?? [nil] } ?? []
        let known = LexicalFeature.allCases.map(\.rawValue)
        let names = windows.flatMap { $0 }
        if let wrong = names.first(where: {
            guard let name = $0 else { return true }
            return !known.contains(name) && !LexicalFeature.partsOfSpeech.contains(name)
        }) {
            throw DiagnosticFailure([
                Diagnostic(
                    .error, "option-value",
                    "features must be a list of lists of feature names; "
                        + (wrong.map { "\($0) is none." } ?? "an entry is no list of texts."),
                    hint: "Known names: \(known.joined(separator: ", ")).", at: options.place)
            ])
        }
        if names.contains(where: { LexicalFeature.partsOfSpeech.contains($0 ?? "") }) {
            note(
                Diagnostic(
                    .warning, "option-without-effect",
                    "pos and pos2 in features have no effect: no tokenizer tags parts of speech.",
                    at: options.place))
        }
        return windows.map { $0.compactMap { $0 } }
    }

    private static func load(
        _ sections: ModelSections, _ options: ComponentOptions
    ) throws -> any Component {
        var slots = slots(try windows(options, note: { _ in }))
        var reader = try SectionReader(sections, "values")
        guard try reader.integer(UInt32.self) == UInt32(slots.count) else {
            throw SectionProblem("the lexical features do not fit the options")
        }
        for number in slots.indices { slots[number].values = try reader.texts() }
        return LexicalSyntacticFeaturizer(alias: options.alias, slots: slots)
    }
}
