// A pipeline as the settings ask for it, checked, before anything is trained.

public import TrainingData
import Vocabulary

/// The steps of a pipeline in order.
public struct PipelinePlan: Sendable {
    /// One step: a kind of component and its options.
    public struct Step: Sendable {
        /// The catalogue's entry.
        public let kind: ComponentKind
        /// Its options, complete.
        public let options: ComponentOptions

        /// A step.
        public init(kind: ComponentKind, options: ComponentOptions) {
            self.kind = kind
            self.options = options
        }

        /// The step's name, unique in the pipeline.
        public var alias: String { options.alias }
    }

    /// The steps.
    public let steps: [Step]
    /// `language:` of the settings, `en` when missing.
    public let language: String
    /// Whether the settings name no pipeline, so that these are the standard steps.
    public let isDefault: Bool

    /// A plan of given steps.
    public init(steps: [Step], language: String = "en", isDefault: Bool = false) {
        self.steps = steps
        self.language = language
        self.isDefault = isDefault
    }

    /// Reads a pipeline.
    ///
    /// - Parameters:
    ///   - settings: what `config.yml` says.
    ///   - replacement: `pipeline:` of `martlet.yml`, which takes the place of the one in
    ///     `config.yml` and may name Martlet's own components too.
    ///   - additions: components that `martlet.yml` switches on beside the pipeline; they come last.
    ///   - data: the training data, to choose a default and to see what is left unused.
    /// - Returns: the plan, and everything there is to say about it; with an error among the
    ///   findings the plan must not be trained.
    public static func read(
        _ settings: Settings, replacement: [ComponentSettings]? = nil,
        additions: [ComponentSettings] = [], data: TrainingSet
    ) -> (plan: PipelinePlan, findings: [Diagnostic]) {
        let written = replacement ?? settings.pipeline ?? []
        let isDefault = written.isEmpty
        let standard =
            isDefault ? DefaultPipeline.components(for: data, at: settings.place) : written
        var reading = OptionReading()
        var names = NameReading(allowsOwn: replacement != nil)
        var steps: [Step] = []
        for (position, entry) in standard.enumerated() {
            guard let kind = names.kind(of: entry) else { continue }
            let options = reading.read(entry, kind, position: position, isWritten: !isDefault)
            steps.append(Step(kind: kind, options: options))
        }
        names.allowsOwn = true
        for entry in additions {
            guard let kind = names.kind(of: entry) else { continue }
            let options = reading.read(entry, kind, position: steps.count, isWritten: true)
            steps.append(Step(kind: kind, options: options))
        }
        let plan = PipelinePlan(
            steps: steps, language: settings.language ?? "en", isDefault: isDefault)
        var findings = names.findings + reading.findings
        // An order with holes says nothing about the order that was meant.
        if names.findings.isEmpty {
            findings += PipelineOrderCheck(plan, place: settings.place).findings
            findings += PipelineDataCheck(plan, data, place: settings.place).findings
        }
        return (plan, findings)
    }
}

/// Finds the kinds of named components.
private struct NameReading {
    var allowsOwn: Bool
    private(set) var findings: [Diagnostic] = []

    init(allowsOwn: Bool) { self.allowsOwn = allowsOwn }

    mutating func kind(of entry: ComponentSettings) -> ComponentKind? {
        if let kind = ComponentCatalog.kind(named: entry.name) { return kind }
        if allowsOwn, let kind = ComponentCatalog.own.first(where: { $0.name == entry.name }) {
            return kind
        }
        findings.append(problem(with: entry))
        return nil
    }

    private func problem(with entry: ComponentSettings) -> Diagnostic {
        let name = entry.name
        let short = ComponentCatalog.shortName(name)
        if let reason = UnavailableComponents.reason(name) {
            return Diagnostic(
                .error, "component-unavailable", "\(short) \(reason.why).", hint: reason.instead,
                at: entry.place)
        }
        if short.hasSuffix("Policy") {
            return Diagnostic(
                .error, "component-is-policy", "\(short) is a policy and stands in the pipeline.",
                hint: "Move it to policies:.", at: entry.place)
        }
        let known = ComponentCatalog.kinds.map(\.name) + (allowsOwn ? ownNames : [])
        if name.contains("."), !name.hasPrefix("rasa.") {
            return Diagnostic(
                .error, "component-custom",
                "\(name) is a component of your own in Python, which Martlet does not run.",
                hint: "Put one of these in its place, or name a pipeline for Martlet alone in"
                    + " martlet.yml: \(known.joined(separator: ", ")).", at: entry.place)
        }
        let hint =
            NearestName.of(short, among: known).map { "Did you mean \($0)?" }
            ?? "Known components: \(known.joined(separator: ", "))."
        return Diagnostic(
            .error, "component-unknown", "There is no component \(name).", hint: hint,
            at: entry.place)
    }

    private var ownNames: [String] { ComponentCatalog.own.map(\.name) }
}
