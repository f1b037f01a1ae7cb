// Marks the words that regular expressions and lookup tables match.

public import Learning
import TrainingData
import Vocabulary

/// The featurizer of rasa/nlu/featurizers/sparse_featurizer/regex_featurizer.py (3.6.21): one
/// column per expression or lookup table, with a 1 for each token that a match touches and for a
/// sentence with such a token.
public struct RegexFeaturizer: Featurizer {
    private let alias: String
    private let patterns: PatternSet
    private var parts: Set<FeaturePart> = [.tokens, .sentence]

    /// The names of expressions and lookup tables in the order of columns; a name may occur twice.
    public var patternNames: [String] { patterns.entries.map(\.name) }

    /// Tells the featurizer which of its features are read.
    public func giving(_ parts: Set<FeaturePart>) -> any Featurizer {
        var other = self
        other.parts = parts.contains(.patterns) ? [.tokens, .sentence] : parts
        return other
    }

    /// Adds a block of features, unless there are no patterns or no tokens.
    public func process(_ message: inout Message) {
        guard !parts.isEmpty, !patterns.entries.isEmpty, !message.tokens.isEmpty,
            !message.scalars.isEmpty
        else { return }
        var tokens = [SparseVector](repeating: SparseVector(), count: message.tokens.count)
        var sentence = SparseVector()
        for (column, entry) in patterns.entries.enumerated() {
            let spans = patterns.spans(of: entry, in: &message)
            let touched = Self.touched(message.tokens, by: spans)
            for index in touched { tokens[index].append(Int32(column)) }
            if !touched.isEmpty { sentence.append(Int32(column)) }
        }
        message.features.append(
            FeatureBlock(
                origin: alias, width: patterns.entries.count,
                tokens: parts.contains(.tokens) ? tokens : [],
                sentence: parts.contains(.sentence) ? sentence : nil))
    }

    /// The tokens that share a scalar with a match, ascending. An empty match touches the token in
    /// whose inside it lies, as in Rasa.
    private static func touched(_ tokens: [Token], by matches: [TextSpan]) -> [Int] {
        var touched: [Int] = []
        var first = 0
        for match in matches {
            while first < tokens.count, tokens[first].span.end <= match.start { first += 1 }
            var index = max(first, (touched.last ?? -1) + 1)
            while index < tokens.count, tokens[index].span.start < match.end {
                touched.append(index)
                index += 1
            }
        }
        return touched
    }

    /// Writes what `load` of the entry in the catalogue reads.
    public func save(to file: inout ModelSections) { patterns.save(to: &file) }
}

extension RegexFeaturizer {
    /// The entry of the catalogue.
    public static let kind = ComponentKind(
        name: "RegexFeaturizer", needs: [.tokens], gives: [.features],
        options: [
            ComponentOption("alias", .null, accepts: .text),
            ComponentOption("case_sensitive", true),
            ComponentOption("use_lookup_tables", true),
            ComponentOption("use_regexes", true),
            ComponentOption("use_word_boundaries", true),
            ComponentOption(
                "number_additional_patterns", .null,
                .withoutEffect("patterns are always learned anew, without room to spare")),
        ],
        learnsFrom: [.patterns, .lookups],
        train: { input, options in
            RegexFeaturizer(
                alias: input.alias,
                patterns: try PatternSet(
                    input.data, PatternSet.Choice(options), note: input.watch.note))
        },
        load: { sections, options in
            RegexFeaturizer(
                alias: options.alias,
                patterns: try PatternSet(sections, PatternSet.Choice(options)))
        })
}

extension SparseVector {
    /// Adds a column behind all others, with the value 1.
    fileprivate mutating func append(_ column: Int32) {
        columns.append(column)
        values.append(1)
    }
}
