// The pipeline of a project that names none.

import TrainingData
import Vocabulary

/// What Rasa suggests to a project without `pipeline:`
/// (rasa/engine/recipes/config_files/default_config.yml, 3.6.21).
enum DefaultPipeline {
    /// The components; the response selector only where there is something to select.
    static func components(for data: TrainingSet, at place: SourcePlace) -> [ComponentSettings] {
        func entry(_ name: String, _ options: JSONObject = [:]) -> ComponentSettings {
            ComponentSettings(name: name, options: options, place: place)
        }
        let learning: JSONObject = ["epochs": 100, "constrain_similarities": true]
        var components = [
            entry("WhitespaceTokenizer"), entry("RegexFeaturizer"),
            entry("LexicalSyntacticFeaturizer"), entry("CountVectorsFeaturizer"),
            entry(
                "CountVectorsFeaturizer", ["analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4]),
            entry("DIETClassifier", learning), entry("EntitySynonymMapper"),
        ]
        if !data.retrievalIntents.isEmpty { components.append(entry("ResponseSelector", learning)) }
        components.append(
            entry("FallbackClassifier", ["threshold": 0.3, "ambiguity_threshold": 0.1]))
        return components
    }
}
