// Whether the steps of a pipeline use what the training data holds.

import TrainingData
import Vocabulary

/// The warnings of rasa/graph_components/validators/default_recipe_validator.py
/// `_warn_if_some_training_data_is_unused` and `_warn_of_competition_with_regex_extractor` (3.6.21).
struct PipelineDataCheck {
    private(set) var findings: [Diagnostic] = []
    private let names: Set<String>
    private let place: SourcePlace

    init(_ plan: PipelinePlan, _ data: TrainingSet, place: SourcePlace) {
        names = Set(plan.steps.map(\.kind.name))
        self.place = place
        let learners = plan.steps.filter { $0.learns(.entities) && $0.kind.needs.contains(.tokens) }
        checkResponses(data)
        checkEntities(data, learners)
        checkPatterns(data)
        checkSynonyms(data)
        checkOverlap(data, learners)
    }

    private func has(_ candidates: String...) -> Bool { !names.isDisjoint(with: candidates) }

    private mutating func warn(_ what: String, add component: String) {
        findings.append(
            Diagnostic(
                .warning, "data-unused",
                "The training data holds \(what), and nothing in the pipeline uses them.",
                hint: "Add \(component) to the pipeline.", at: place))
    }

    private mutating func checkResponses(_ data: TrainingSet) {
        guard !data.retrievalIntents.isEmpty, !has("ResponseSelector") else { return }
        warn("examples of retrieval intents", add: "ResponseSelector")
    }

    private mutating func checkEntities(_ data: TrainingSet, _ learners: [PipelinePlan.Step]) {
        let entities = data.examples.lazy.flatMap(\.entities)
        guard !entities.isEmpty, learners.isEmpty, !has("RegexEntityExtractor") else { return }
        let needsRoles = entities.contains { $0.role != nil || $0.group != nil }
        warn(
            needsRoles ? "entities with roles or groups" : "entities",
            add: "DIETClassifier or CRFEntityExtractor")
    }

    private mutating func checkPatterns(_ data: TrainingSet) {
        guard !has("RegexFeaturizer", "RegexEntityExtractor") else { return }
        if !data.patterns.isEmpty { warn("regexes", add: "RegexFeaturizer") }
        if !data.lookups.isEmpty { warn("lookup tables", add: "RegexFeaturizer") }
    }

    private mutating func checkSynonyms(_ data: TrainingSet) {
        guard !data.synonyms.isEmpty, !has("EntitySynonymMapper") else { return }
        warn("synonyms", add: "EntitySynonymMapper")
    }

    private mutating func checkOverlap(_ data: TrainingSet, _ learners: [PipelinePlan.Step]) {
        guard let learner = learners.first, has("RegexEntityExtractor") else { return }
        let shared = Set(data.entityTypes).intersection(data.patterns.map(\.name)).sorted()
        guard !shared.isEmpty else { return }
        findings.append(
            Diagnostic(
                .warning, "component-rivals",
                "RegexEntityExtractor and \(learner.kind.name) both look for"
                    + " \(shared.joined(separator: ", ")), so that these may be found twice.",
                hint: "Rename the regexes, or keep one of the two components.", at: place))
    }
}
