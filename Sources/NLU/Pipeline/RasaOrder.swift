// The training data in the form Rasa keeps it in before it trains.

import Learning
public import TrainingData
import Vocabulary

extension TrainingSet {
    /// The data without examples that repeat an earlier one in every respect, and with patterns by
    /// name and expression, as rasa/shared/nlu/training_data/training_data.py does
    /// (`sanitize_examples`, `sort_regex_features`).
    public var asRasaKeepsIt: TrainingSet {
        var data = self
        var seen: Set<Fingerprint> = []
        data.examples = examples.filter { seen.insert(Fingerprint(of: $0)).inserted }
        data.patterns = patterns.enumerated().sorted { left, right in
            let keys = [left, right].map { Array("\($0.element.name)+\($0.element.pattern)".utf8) }
            if keys[0] == keys[1] { return left.offset < right.offset }
            return keys[0].lexicographicallyPrecedes(keys[1])
        }.map(\.element)
        return data
    }
}
