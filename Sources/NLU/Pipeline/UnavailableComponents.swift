// Components of Rasa that are not built here, and what takes their place.

/// What to put instead of a component that cannot be had.
enum UnavailableComponents {
    /// What a person is told.
    struct Reason: Sendable {
        /// Why it cannot be had, the end of a sentence after the component's name.
        let why: String
        /// What to do.
        let instead: String
    }

    private static let ownWords = "Martlet's own features from words and characters do its work:"

    /// The reason for a name; `nil` for names nobody knows.
    static func reason(_ name: String) -> Reason? {
        table.first { $0.names.contains(ComponentCatalog.shortName(name)) }?.reason
    }

    /// Every name in the table.
    static var names: [String] { table.flatMap(\.names) }

    private static let table: [(names: [String], reason: Reason)] = [
        (
            ["SpacyNLP", "MitieNLP", "HFTransformersNLP"],
            Reason(
                why: "loads a Python language model, which Martlet does not run",
                instead: "Remove it, and put a WhitespaceTokenizer and CountVectorsFeaturizers"
                    + " where components use its model.")
        ),
        (
            ["SpacyTokenizer", "MitieTokenizer", "ConveRTTokenizer", "LanguageModelTokenizer"],
            Reason(
                why: "needs a Python language model, which Martlet does not run",
                instead: "Put WhitespaceTokenizer in its place.")
        ),
        (
            ["JiebaTokenizer"],
            Reason(
                why: "splits Chinese by a Python library, which Martlet does not run",
                instead: "Put WhitespaceTokenizer in its place, with"
                    + " `token_pattern: \".\"` so that each character is a word, and a"
                    + " CountVectorsFeaturizer with `analyzer: char`.")
        ),
        (
            [
                "SpacyFeaturizer", "MitieFeaturizer", "ConveRTFeaturizer",
                "LanguageModelFeaturizer",
            ],
            Reason(
                why: "needs a Python language model, which Martlet does not run",
                instead: "\(ownWords) put a CountVectorsFeaturizer in its place, and another one"
                    + " with `analyzer: char_wb`, `min_ngram: 1`, `max_ngram: 4`.")
        ),
        (
            ["SklearnIntentClassifier", "MitieIntentClassifier", "EmbeddingIntentClassifier"],
            Reason(
                why: "belongs to a Python library, which Martlet does not run",
                instead: "Put DIETClassifier in its place, or LogisticRegressionClassifier for a"
                    + " plain linear model; both need a featurizer before them.")
        ),
        (
            ["SpacyEntityExtractor", "MitieEntityExtractor"],
            Reason(
                why: "needs a Python language model, which Martlet does not run",
                instead: "Mark the entities in your examples and let DIETClassifier or"
                    + " CRFEntityExtractor find them; for dates, numbers and amounts use"
                    + " DucklingEntityExtractor or the extractors of martlet.yml.")
        ),
        (
            ["DucklingHTTPExtractor"],
            Reason(
                why: "was renamed in Rasa 2",
                instead: "Write DucklingEntityExtractor.")
        ),
        (
            ["RegexMessageHandler", "RegexInterpreter"],
            Reason(
                why: "is part of Rasa's inside",
                instead: "Remove it; messages such as /greet are understood without it.")
        ),
    ]
}
