// What training a pipeline gives: components, with what they were trained from.

public import Learning
import TrainingData
public import Vocabulary

/// One trained step.
public struct TrainedStep: Sendable {
    /// What the step is.
    public let plan: PipelinePlan.Step
    /// What was trained.
    public let component: any Component
    /// Of everything the component was trained from.
    public let fingerprint: Fingerprint

    /// A trained step.
    public init(plan: PipelinePlan.Step, component: any Component, fingerprint: Fingerprint) {
        self.plan = plan
        self.component = component
        self.fingerprint = fingerprint
    }
}

/// All trained steps of a pipeline, as they are written into a model file and read from it.
public struct TrainedPipeline: Sendable {
    /// The steps in order.
    public let steps: [TrainedStep]
    /// The language of the settings.
    public let language: String
    /// Aliases of the steps that were taken from an earlier model unchanged.
    public let reused: [String]

    /// The version of what is written; a model of another version is trained anew.
    static let format = 1
    private static let manifest = "pipeline"

    init(steps: [TrainedStep], language: String, reused: [String] = []) {
        self.steps = steps
        self.language = language
        self.reused = reused
    }

    /// The pipeline, ready to understand messages.
    public func pipeline(
        fetching: (any HTTPFetching)? = nil,
        heed: @escaping @Sendable (MessageNote) -> Void = { _ in }
    ) -> Pipeline {
        Pipeline(steps, fetching: fetching, heed: heed)
    }

    /// The sections of a model file: `pipeline`, which says what the steps are, and each
    /// component's own sections under its number.
    public var sections: ModelSections {
        var file = ModelSections()
        let entries = steps.map { step -> JSONValue in
            [
                "name": .string(step.plan.kind.name), "alias": .string(step.plan.alias),
                "options": .object(step.plan.options.values),
                "fingerprint": .string(step.fingerprint.text),
            ]
        }
        let manifest: JSONValue = [
            "format": .integer(Self.format), "language": .string(language),
            "components": .array(entries),
        ]
        file.add(Self.manifest, manifest.bytes())
        for (number, step) in steps.enumerated() {
            var own = ModelSections()
            step.component.save(to: &own)
            file.add(own, prefix: Self.prefix(number))
        }
        return file
    }

    private static func prefix(_ number: Int) -> String { "component.\(number)/" }
}

extension TrainedPipeline {
    /// One step of a model file that is not loaded yet.
    struct StoredStep {
        let plan: PipelinePlan.Step
        let fingerprint: String
        let sections: ModelSections

        func load() throws -> TrainedStep {
            guard let fingerprint = Fingerprint(text: fingerprint) else {
                throw SectionProblem("the fingerprint of \(plan.alias) is none")
            }
            return TrainedStep(
                plan: plan, component: try plan.kind.load(sections, plan.options),
                fingerprint: fingerprint)
        }
    }

    /// Reads what `sections` gave.
    ///
    /// - Throws: `SectionProblem` or `DiagnosticFailure` when the sections are damaged, `Fault`
    ///   `.modelVersion` when another version of Martlet wrote them.
    public init(sections: ModelSections) throws {
        let (language, stored) = try Self.stored(in: sections)
        self.init(steps: try stored.map { try $0.load() }, language: language)
    }

    /// The steps of a model file.
    static func stored(in file: ModelSections) throws -> (language: String, steps: [StoredStep]) {
        guard let bytes = file[manifest] else {
            throw SectionProblem("section \(manifest) is missing")
        }
        guard let manifest = try? JSONValue(parsing: bytes),
            let entries = manifest["components"]?.array
        else { throw SectionProblem("section pipeline holds no list of components") }
        guard manifest["format"]?.int == format else {
            throw Fault(
                .modelVersion, "The model's pipeline was written by another version of Martlet.",
                remedy: "Train it again.")
        }
        var steps: [StoredStep] = []
        for (number, entry) in entries.enumerated() {
            steps.append(try storedStep(entry, file.under(prefix(number))))
        }
        return (manifest["language"]?.string ?? "en", steps)
    }

    private static func storedStep(
        _ entry: JSONValue, _ sections: ModelSections
    ) throws -> StoredStep {
        guard let name = entry["name"]?.string, let alias = entry["alias"]?.string,
            let values = entry["options"]?.object
        else { throw SectionProblem("section pipeline names a component without options") }
        guard let kind = ComponentCatalog.any(named: name) else {
            throw Fault(
                .modelVersion, "The model needs the component \(name), which is not known here.",
                remedy: "Train it again, or run the version of Martlet that trained it.")
        }
        for option in kind.options {
            let value = values[option.name] ?? .null
            guard value == option.standard || option.shape.accepts(value) else {
                throw SectionProblem("the option \(option.name) of \(alias) has no sense")
            }
        }
        let options = ComponentOptions(
            name: name, values: values, place: SourcePlace(file: "model"), alias: alias)
        return StoredStep(
            plan: PipelinePlan.Step(kind: kind, options: options),
            fingerprint: entry["fingerprint"]?.string ?? "", sections: sections)
    }
}
