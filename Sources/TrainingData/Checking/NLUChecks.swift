// What can be wrong between the NLU data and the domain.

/// Checks of NLU data against a domain.
///
/// - Note: follows `Validator.verify_intents` in rasa/validator.py and `TrainingData.validate`
///   (3.6.21); what concerns examples alone stands in `ExampleChecks`.
public enum NLUChecks {
    /// Warnings about intents that only one side knows.
    ///
    /// - Parameter domain: the domain joined with the NLU data (`Domain.joined(with:)`), so that it
    ///   knows the retrieval intents.
    public static func intents(in training: TrainingSet, domain: Domain) -> [Diagnostic] {
        let known = Set(domain.intentNames)
        let defaults = Set(Domain.defaultIntents)
        let taught = Set(training.intents)
        var findings = domain.intents.filter {
            !taught.contains($0.name) && !defaults.contains($0.name)
        }.map {
            Diagnostic(
                .warning, "intent-without-examples",
                "The intent '\($0.name)' of the domain has no examples in the NLU data.",
                hint: "Add examples, or remove the intent from the domain.", at: $0.place)
        }
        var seen: Set<String> = []
        for example in training.examples {
            guard let intent = example.intent, !known.contains(intent), seen.insert(intent).inserted
            else { continue }
            findings.append(
                Diagnostic(
                    .warning, "intent-not-in-domain",
                    "The intent '\(intent)' has examples and does not stand in the domain.",
                    hint: "Add it under 'intents' of the domain.", at: example.place))
        }
        return findings
    }

    /// Warnings about marked entities that the domain does not know; one an entity.
    public static func entities(in training: TrainingSet, domain: Domain) -> [Diagnostic] {
        let known = Set(domain.entityNames)
        var seen: Set<String> = []
        var findings: [Diagnostic] = []
        for example in training.examples {
            for entity in example.entities
            where !known.contains(entity.name) && seen.insert(entity.name).inserted {
                findings.append(
                    Diagnostic(
                        .warning, "entity-not-in-domain",
                        "The entity '\(entity.name)' is marked in examples and does not stand in"
                            + " the domain.",
                        hint: "Add it under 'entities' of the domain.", at: example.place))
            }
        }
        return findings
    }

    /// Warnings about response keys of retrieval intents for which nothing can be said; one a key.
    public static func responses(in training: TrainingSet, domain: Domain) -> [Diagnostic] {
        let known = Set(domain.responses.map(\.name))
        var seen: Set<String> = []
        var findings: [Diagnostic] = []
        for example in training.examples {
            guard example.responseKey != nil, let intent = example.fullIntent,
                !known.contains("utter_\(intent)"), seen.insert(intent).inserted
            else { continue }
            findings.append(
                Diagnostic(
                    .warning, "retrieval-without-response",
                    "There is no response 'utter_\(intent)' for the examples of '\(intent)'.",
                    hint: "Add it under 'responses'.", at: example.place))
        }
        return findings
    }
}
