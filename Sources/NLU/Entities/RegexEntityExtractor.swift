// Finds entities by the regular expressions and lookup tables named like them.

public import Learning
import TrainingData
import Vocabulary

/// The extractor of rasa/nlu/extractors/regex_entity_extractor.py (3.6.21): an entity for each
/// match of each expression or table whose name is the type of an entity in the examples; matches
/// of different patterns may overlap.
public struct RegexEntityExtractor: Component {
    private let patterns: PatternSet

    /// Adds the entities in the order of patterns, then of the text.
    public func process(_ message: inout Message) {
        for entry in patterns.entries {
            for span in patterns.spans(of: entry, in: &message) {
                message.entities.append(
                    Entity(
                        name: entry.name, span: span, value: .string(message.text(at: span)),
                        extractor: Self.kind.name))
            }
        }
    }

    /// Writes what `load` of the entry in the catalogue reads.
    public func save(to file: inout ModelSections) { patterns.save(to: &file) }
}

extension RegexEntityExtractor {
    /// The entry of the catalogue.
    public static let kind = ComponentKind(
        name: "RegexEntityExtractor", gives: [.entities],
        options: [
            ComponentOption("case_sensitive", false),
            ComponentOption("use_lookup_tables", true),
            ComponentOption("use_regexes", true),
            ComponentOption("use_word_boundaries", true),
        ],
        learnsFrom: [.examples, .patterns, .lookups], train: train,
        load: { sections, options in
            RegexEntityExtractor(
                patterns: try PatternSet(sections, PatternSet.Choice(options)))
        })

    private static func train(
        _ input: TrainingInput, _ options: ComponentOptions
    ) throws -> any Component {
        let types = input.data.examples.flatMap(\.entities).map { Array($0.name.utf8) }
        let patterns = try PatternSet(
            input.data, PatternSet.Choice(options), names: Set(types), note: input.watch.note)
        if patterns.entries.isEmpty {
            input.watch.note(
                Diagnostic(
                    .warning, "extractor-without-patterns",
                    "RegexEntityExtractor has nothing to look for: no regex and no lookup table"
                        + " is named like an entity of the examples.",
                    hint: "Name a regex or lookup table like the entity, and mark the entity in"
                        + " an example.",
                    at: options.place))
        }
        return RegexEntityExtractor(patterns: patterns)
    }
}
