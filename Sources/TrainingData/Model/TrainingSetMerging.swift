// Joins the NLU data of several files as Rasa joins it.

extension TrainingSet {
    /// The data of several files in the order given, as one.
    ///
    /// An example that stands twice with everything it says is kept once. Of a phrase with two
    /// meanings the later one counts, with a warning. Patterns are sorted by name and pattern.
    ///
    /// - Returns: the data, and the warnings.
    /// - Complexity: O(n).
    /// - Note: follows `TrainingData.merge` and `sanitize_examples` in
    ///   rasa/shared/nlu/training_data/training_data.py (3.6.21).
    public static func merged(
        _ parts: [TrainingSet]
    ) -> (training: TrainingSet, diagnostics: [Diagnostic]) {
        var result = TrainingSet()
        var findings: [Diagnostic] = []
        var seen: Set<TrainingExample> = []
        for part in parts {
            for example in part.examples {
                var identity = example
                identity.place = SourcePlace(file: "")
                if seen.insert(identity).inserted { result.examples.append(example) }
            }
            result.patterns += part.patterns
            result.lookups += part.lookups
            result.responses.merge(part.responses) { $1 }
        }
        result.patterns.sort { ($0.name, $0.pattern) < ($1.name, $1.pattern) }
        (result.synonyms, findings) = meanings(of: parts.flatMap(\.synonyms))
        return (result, findings)
    }

    /// One synonym a phrase, at the place of the first in order, with the meaning of the last.
    private static func meanings(of synonyms: [Synonym]) -> ([Synonym], [Diagnostic]) {
        var kept: [Synonym] = []
        var findings: [Diagnostic] = []
        var indices: [String: Int] = [:]
        for synonym in synonyms {
            guard let index = indices[synonym.phrase] else {
                indices[synonym.phrase] = kept.count
                kept.append(synonym)
                continue
            }
            let former = kept[index]
            guard former.value != synonym.value else { continue }
            kept[index] = synonym
            findings.append(
                Diagnostic(
                    .warning, "synonym-conflict",
                    "'\(synonym.phrase)' means '\(synonym.value)' here and '\(former.value)' at "
                        + "\(former.place); the later one counts.",
                    hint: "Give the phrase one meaning.", at: synonym.place))
        }
        return (kept, findings)
    }
}
