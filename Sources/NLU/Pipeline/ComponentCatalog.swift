// The table of all components a pipeline may name.

/// Rasa's names and what they build here. A new component is one file and one line in this table.
public enum ComponentCatalog {
    /// All kinds, in the order in which they usually stand in a pipeline.
    public static let kinds: [ComponentKind] = [
        WhitespaceTokenizer.kind,
        RegexFeaturizer.kind,
        LexicalSyntacticFeaturizer.kind,
        CountVectorsFeaturizer.kind,
        KeywordIntentClassifier.kind,
        LogisticClassifier.kind,
        EmbeddingClassifier.kind,
        CRFEntityExtractor.kind,
        RegexEntityExtractor.kind,
        DucklingEntityExtractor.kind,
        EntitySynonymMapper.kind,
        ResponseSelector.kind,
        FallbackClassifier.kind,
    ]

    /// Martlet's own kinds, which `config.yml` cannot name because Rasa would refuse them;
    /// `martlet.yml` can.
    public static let own: [ComponentKind] = [NativeEntityExtractor.kind]

    /// The kind of a name, short (`WhitespaceTokenizer`) or as Rasa's Python class
    /// (`rasa.nlu.tokenizers.whitespace_tokenizer.WhitespaceTokenizer`).
    public static func kind(named name: String) -> ComponentKind? {
        let short = shortName(name)
        return kinds.first { $0.name == short }
    }

    /// The kind of a name in a model file, Martlet's own kinds included.
    static func any(named name: String) -> ComponentKind? {
        (kinds + own).first { $0.name == name }
    }

    /// The name without the module in front of it, when the module is Rasa's.
    static func shortName(_ name: String) -> String {
        guard name.hasPrefix("rasa."), let dot = name.lastIndex(of: ".") else { return name }
        return String(name[name.index(after: dot)...])
    }
}
