// Whether the steps of a pipeline can work together in their order.

import TrainingData
import Vocabulary

/// The checks of rasa/engine/validation.py `_validate_required_components` and
/// rasa/graph_components/validators/default_recipe_validator.py (3.6.21), and a few of our own.
struct PipelineOrderCheck {
    private(set) var findings: [Diagnostic] = []

    init(_ plan: PipelinePlan, place: SourcePlace) {
        checkNeeds(plan.steps)
        checkTokenizers(plan.steps)
        checkAliases(plan.steps)
        checkLanguage(plan)
        checkRivals(plan.steps)
    }

    private mutating func checkNeeds(_ steps: [PipelinePlan.Step]) {
        for (position, step) in steps.enumerated() {
            let given = steps[..<position].reduce(into: Set()) { $0.formUnion($1.kind.gives) }
            for part in step.kind.needs.subtracting(given).sorted(by: { $0.rawValue < $1.rawValue })
            {
                let givers = ComponentCatalog.kinds.filter { $0.gives.contains(part) }
                let comesLater = steps[position...].contains { $0.kind.gives.contains(part) }
                findings.append(
                    Diagnostic(
                        .error, "component-order",
                        "\(step.kind.name) needs \(part.words), and nothing before it gives any.",
                        hint: comesLater
                            ? "Move it behind the component that does."
                            : "Put one of these before it: "
                                + givers.map(\.name).joined(separator: ", ") + ".",
                        at: step.options.place))
            }
        }
    }

    private mutating func checkTokenizers(_ steps: [PipelinePlan.Step]) {
        for step in steps.filter({ $0.kind.gives.contains(.tokens) }).dropFirst() {
            findings.append(
                Diagnostic(
                    .error, "component-tokenizers",
                    "\(step.kind.name) is a second tokenizer; a pipeline has one.",
                    hint: "Remove one of them.", at: step.options.place))
        }
    }

    private mutating func checkAliases(_ steps: [PipelinePlan.Step]) {
        var seen: Set<String> = []
        for step in steps where !seen.insert(step.alias).inserted {
            findings.append(
                Diagnostic(
                    .error, "component-alias",
                    "Two components are called \(step.alias).",
                    hint: "Give each featurizer an alias of its own.", at: step.options.place))
        }
    }

    /// Languages that are written without blanks between words.
    private static let withoutBlanks = ["zh", "ja", "th"]

    private mutating func checkLanguage(_ plan: PipelinePlan) {
        guard Self.withoutBlanks.contains(plan.language) else { return }
        for step in plan.steps where step.kind.name == WhitespaceTokenizer.kind.name {
            if step.options.text("token_pattern") != nil { continue }
            findings.append(
                Diagnostic(
                    .error, "component-language",
                    "WhitespaceTokenizer cannot split the language \(plan.language) into words.",
                    hint: "Set its option token_pattern, for example to \".\", so that each"
                        + " character is a word.", at: step.options.place))
        }
    }

    private mutating func checkRivals(_ steps: [PipelinePlan.Step]) {
        let classifiers = steps.filter { $0.learns(.intents) && $0.kind.needs.contains(.features) }
        for step in classifiers.dropFirst() {
            findings.append(
                Diagnostic(
                    .warning, "component-rivals",
                    "\(step.kind.name) replaces the intents that \(classifiers[0].kind.name)"
                        + " recognises.",
                    hint: "Keep one classifier of intents.", at: step.options.place))
        }
        let extractors = steps.filter { $0.learns(.entities) && $0.kind.needs.contains(.tokens) }
        for step in extractors.dropFirst() {
            findings.append(
                Diagnostic(
                    .warning, "component-rivals",
                    "\(step.kind.name) and \(extractors[0].kind.name) both learn entities from"
                        + " the examples, so that entities may be found twice.",
                    hint: "Keep one of them, or set entity_recognition: false for DIETClassifier.",
                    at: step.options.place))
        }
    }
}

extension PipelinePlan.Step {
    /// Whether the step, with its options, gives a part that it learned from examples.
    func learns(_ part: ComponentKind.Part) -> Bool {
        switch part {
        case .intents where options["intent_classification"] == false: false
        case .entities where options["entity_recognition"] == false: false
        default: kind.gives.contains(part)
        }
    }
}

extension ComponentKind.Part {
    /// The part in the middle of a sentence.
    fileprivate var words: String {
        switch self {
        case .tokens: "tokens"
        case .features: "features"
        case .intents: "an intent"
        case .entities: "entities"
        }
    }
}
