// Trains the components of a pipeline one after the other, and only those that must be trained.

public import Learning
public import TrainingData
import Vocabulary

/// Trains a pipeline.
public struct PipelineTrainer {
    private let plan: PipelinePlan
    private let data: TrainingSet
    private let watch: TrainingWatch
    /// Steps of the earlier model by fingerprint.
    private var earlier: [String: TrainedPipeline.StoredStep] = [:]
    private var steps: [TrainedStep] = []
    private var reused: [String] = []
    /// The examples as the first `processed` steps left them.
    private var messages: [LabelledMessage] = []
    private var processed = 0
    private var noted: Set<MessageNote> = []

    /// A trainer.
    ///
    /// - Parameters:
    ///   - plan: the pipeline, without errors.
    ///   - data: what to train from; repeated examples count once, as in Rasa.
    ///   - previous: the sections of an earlier model; steps whose settings and data did not change
    ///     are taken from it. `nil` trains everything.
    public init(
        _ plan: PipelinePlan, data: TrainingSet, previous: ModelSections? = nil,
        watch: TrainingWatch = TrainingWatch()
    ) {
        self.plan = plan
        self.data = data.asRasaKeepsIt
        self.watch = watch
        guard let previous, let stored = try? TrainedPipeline.stored(in: previous) else { return }
        for step in stored.steps { earlier[step.fingerprint] = step }
    }

    /// Trains the steps in order.
    ///
    /// - Throws: `DiagnosticFailure` for settings and data that a component refuses, `Fault`
    ///   `.cancelled` when the watch says so, and what components throw.
    public mutating func train() throws -> TrainedPipeline {
        messages = data.examples.map(LabelledMessage.init)
        let sources = Dictionary(
            uniqueKeysWithValues: ComponentKind.Source.allCases.map {
                ($0, Fingerprint(of: $0, in: data))
            })
        for step in plan.steps {
            try watch.check()
            let fingerprint = self.fingerprint(of: step, sources)
            if let trained = takenOver(step, fingerprint) {
                steps.append(trained)
                reused.append(step.alias)
                watch.progress(step.alias, 1, "unchanged")
            } else {
                watch.progress(step.alias, 0, "")
                let component = try train(step)
                steps.append(
                    TrainedStep(plan: step, component: component, fingerprint: fingerprint))
                watch.progress(step.alias, 1, "")
            }
        }
        return TrainedPipeline(steps: steps, language: plan.language, reused: reused)
    }

    /// A step of the earlier model that was trained from the same.
    private func takenOver(
        _ step: PipelinePlan.Step, _ fingerprint: Fingerprint
    ) -> TrainedStep? {
        guard let stored = earlier[fingerprint.text],
            let component = try? step.kind.load(stored.sections, step.options)
        else { return nil }
        return TrainedStep(plan: step, component: component, fingerprint: fingerprint)
    }

    private mutating func train(_ step: PipelinePlan.Step) throws -> any Component {
        let sources = step.kind.learnsFrom(step.options)
        let learnsFromExamples = sources.contains(.examples)
        let before = stepsThatPrepare(step)
        if learnsFromExamples, !before.isEmpty { try processMessages() }
        return try step.kind.train(
            TrainingInput(
                messages: learnsFromExamples ? messages : [],
                data: data.keeping(sources), language: plan.language,
                alias: step.alias, before: before.map { ($0.plan.alias, $0.component) },
                watch: watch),
            step.options)
    }

    /// The steps so far whose tokens or features a step is trained with.
    private func stepsThatPrepare(_ step: PipelinePlan.Step) -> [TrainedStep] {
        let usesFeatures =
            step.kind.needs.contains(.features) || !step.kind.reads(step.options).isEmpty
        return steps.filter {
            $0.plan.kind.gives.contains(.tokens) && !step.kind.needs.isEmpty
                || $0.plan.kind.gives.contains(.features) && usesFeatures
        }
    }

    /// How many messages are processed between two questions whether to stop.
    private static let messagesPerCheck = 512

    /// Sends the examples through the tokenizers and featurizers that were trained meanwhile.
    private mutating func processMessages() throws {
        for index in processed..<steps.count where steps[index].plan.preparesTraining {
            let component = limited(steps[index], at: index)
            for number in messages.indices {
                if number.isMultiple(of: Self.messagesPerCheck) { try watch.check() }
                component.process(&messages[number].message)
                if !messages[number].message.notes.isEmpty { passNotes(of: number) }
            }
        }
        processed = steps.count
    }

    /// A featurizer gives what any later step of the plan reads.
    private func limited(_ step: TrainedStep, at index: Int) -> any Component {
        guard let featurizer = step.component as? any Featurizer else { return step.component }
        let read = plan.steps[(index + 1)...].map { $0.kind.reads($0.options) }
        return featurizer.giving(read.reduce(into: []) { $0.formUnion($1) })
    }

    private mutating func passNotes(of number: Int) {
        for note in messages[number].message.notes where noted.insert(note).inserted {
            watch.note(
                Diagnostic(
                    .warning, note.code, note.sentence, at: messages[number].example.place))
        }
        messages[number].message.notes = []
    }

    /// Of everything the step is trained from: its name and options, the data it learns from, and
    /// the steps that prepare the examples for it.
    private func fingerprint(
        of step: PipelinePlan.Step, _ sources: [ComponentKind.Source: Fingerprint]
    ) -> Fingerprint {
        var writer = SectionWriter()
        writer.write(UInt32(TrainedPipeline.format))
        writer.write(
            texts: [step.kind.name, step.alias, plan.language, ProgramVersion.martlet])
        writer.write(JSONValue.object(step.options.values).text())
        let learned = step.kind.learnsFrom(step.options).sorted { $0.rawValue < $1.rawValue }
        writer.write(texts: learned.compactMap { sources[$0]?.text })
        writer.write(texts: stepsThatPrepare(step).map(\.fingerprint.text))
        return Fingerprint(of: writer.bytes)
    }
}

extension PipelinePlan.Step {
    /// Whether the examples pass through the step before later ones are trained, as in Rasa:
    /// tokenizers and featurizers only.
    var preparesTraining: Bool {
        kind.gives.contains(.tokens) || kind.gives.contains(.features)
    }
}

extension TrainingSet {
    /// The data of some kinds only, so that a component sees nothing that is not in its
    /// fingerprint.
    fileprivate func keeping(_ sources: Set<ComponentKind.Source>) -> TrainingSet {
        TrainingSet(
            examples: sources.contains(.examples) ? examples : [],
            synonyms: sources.contains(.synonyms) ? synonyms : [],
            patterns: sources.contains(.patterns) ? patterns : [],
            lookups: sources.contains(.lookups) ? lookups : [],
            responses: sources.contains(.responses) ? responses : [:])
    }
}
