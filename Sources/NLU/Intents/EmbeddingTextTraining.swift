// Trains an EmbeddingTextClassifier: vocabulary, nets, calibration.

import Learning
import Vocabulary

extension EmbeddingTextClassifier {
    /// Labels that say “none of the others”; their names describe no message.
    private static let nameless: Set<String> = ["oos", "out_of_scope", "nlu_fallback"]

    /// Learns from messages and their labels.
    ///
    /// - Parameters:
    ///   - messages: with the features of the components before.
    ///   - labels: one per message; at least two different.
    ///   - step: the name under which progress is told.
    /// - Throws: `Fault` `.cancelled`.
    /// - Complexity: about 15 CPU s for 15,000 messages in 150 labels.
    public static func train(
        _ messages: [Message], labels: [String], settings: EmbeddingTextSettings,
        step: String, watch: TrainingWatch
    ) throws -> EmbeddingTextClassifier {
        precondition(messages.count == labels.count && !messages.isEmpty, "a label per message")
        let names = Set(labels).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        var messages = messages
        var targets = labels.map { Int32(numbers[$0]!) }
        if settings.learnsNames {
            for (number, name) in names.enumerated() where !nameless.contains(name) {
                messages.append(Message(text: LabelName.words(name)))
                targets.append(Int32(number))
            }
        }
        var vectorizer = EmbeddingVectorizer(origins: settings.origins)
        for message in messages { vectorizer.learn(message) }
        var rows = EmbeddingView.allCases.map { _ in SparseRows() }
        for message in messages {
            for (view, row) in vectorizer.rows(message).enumerated() {
                rows[view].append(columns: row.columns, values: row.values)
            }
        }
        let training = EmbeddingNetworkTraining(
            rows: rows, targets: targets, examples: labels.count,
            inputs: EmbeddingView.allCases.map(vectorizer.inputs), labels: names.count,
            settings: settings)
        let (networks, calibration) = try training.run(step: step, watch: watch)
        return EmbeddingTextClassifier(
            labels: names, vectorizer: vectorizer, networks: networks, calibration: calibration)
    }
}

/// A label's name as words: `check_balance`, `checkBalance` and `check/balance` are two.
enum LabelName {
    /// The words, separated by one blank.
    static func words(_ name: String) -> String {
        var words = String.UnicodeScalarView()
        var last: Unicode.Scalar = " "
        for scalar in name.unicodeScalars {
            let isBreak = "_/-+. ".unicodeScalars.contains(scalar)
            let isHump = last.properties.isLowercase && scalar.properties.isUppercase
            if !isBreak {
                if !words.isEmpty, isHump || last == " " { words.append(" ") }
                words.append(scalar)
            }
            last = isBreak ? " " : scalar
        }
        return String(words)
    }
}
