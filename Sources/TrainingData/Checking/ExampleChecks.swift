// What can be wrong with NLU examples taken together: too few, or the same in two intents.

/// Checks over all examples of a project.
public enum ExampleChecks {
    /// How many examples an intent needs to be learnt, as Rasa counts.
    public static let examplesMin = 2

    /// Warnings about examples that stand in two intents and intents with too few examples, in the
    /// order of the examples.
    ///
    /// - Complexity: O(n).
    /// - Note: follows `TrainingData.validate` and `Validator.verify_example_repetition_in_intents`
    ///   of Rasa 3.6.21.
    public static func findings(in training: TrainingSet) -> [Diagnostic] {
        repeated(in: training.examples) + few(in: training.examples)
    }

    private static func repeated(in examples: [TrainingExample]) -> [Diagnostic] {
        var first: [String: TrainingExample] = [:]
        var findings: [Diagnostic] = []
        for example in examples {
            guard let intent = example.fullIntent else { continue }
            guard let other = first[example.text] else {
                first[example.text] = example
                continue
            }
            guard let otherIntent = other.fullIntent, otherIntent != intent else { continue }
            findings.append(
                Diagnostic(
                    .warning, "example-in-two-intents",
                    "The example '\(example.text)' of '\(intent)' is also one of "
                        + "'\(otherIntent)', at \(other.place).",
                    hint: "Keep it in one of the two intents.", at: example.place))
        }
        return findings
    }

    private static func few(in examples: [TrainingExample]) -> [Diagnostic] {
        var counts: [String: Int] = [:]
        for example in examples {
            if let intent = example.intent { counts[intent, default: 0] += 1 }
        }
        return examples.compactMap { example in
            guard let intent = example.intent, counts[intent] == 1 else { return nil }
            return Diagnostic(
                .warning, "intent-with-few-examples",
                "The intent '\(intent)' has only one example.",
                hint: "Add at least \(examplesMin - 1) more; ten or more make it reliable.",
                at: example.place)
        }
    }
}
