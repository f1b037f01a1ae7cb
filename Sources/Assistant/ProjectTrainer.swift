// From a project to a model.

public import Dialogue
public import Learning
public import NLU
public import TrainingData
public import Vocabulary

/// A model that was trained.
public struct TrainedModel: Sendable {
    /// What the model says about itself.
    public let manifest: ModelManifest
    /// The whole file.
    public let bytes: [UInt8]
    /// Parts that were taken from the last model unchanged.
    public let reused: [String]
    /// Warnings about the project.
    public let findings: [Diagnostic]
}

/// Trains what a project describes.
public enum ProjectTrainer {
    /// Where the sections of understanding stand in a model file.
    static let prefix = "nlu/"

    /// Trains a project.
    ///
    /// - Parameters:
    ///   - parts: which parts; without data for a part that was asked for by name nothing is
    ///     trained.
    ///   - previous: the last model's sections; its unchanged parts are taken over. `nil` trains
    ///     everything.
    ///   - augmentation: `--augmentation`, how many stories are glued for policies that learn by
    ///     example.
    ///   - watch: told how far the training is, and asked whether to stop.
    /// - Returns: the model; the same project and seed give the same bytes.
    /// - Throws: `DiagnosticFailure` with everything that is wrong with the project, `Fault`
    ///   `.badRequest` when there is nothing to learn, `.cancelled` when the watch says so.
    public static func train(
        _ project: Project, _ parts: ModelParts = .all, previous: ModelSections? = nil,
        augmentation: Int = DialogueTrainer.augmentationFactor,
        watch: TrainingWatch = TrainingWatch()
    ) throws -> TrainedModel {
        let trainsNLU = parts.trainsNLU(project)
        let trainsCore = parts.trainsCore(project)
        let (plan, planFindings) = plan(of: project)
        var findings = project.diagnostics + (trainsCore && !trainsNLU ? [] : planFindings)
        guard !findings.contains(where: { $0.severity == .error }) else {
            throw DiagnosticFailure(Diagnostic.sorted(findings))
        }
        guard trainsCore || !project.training.examples.isEmpty else { throw nothingToLearn }
        var reused: [String] = []
        var trained = ModelSections()
        if trainsCore {
            let dialogue = try DialogueSections.train(
                project, augmentation: augmentation,
                previous: previous?.under(DialogueSections.prefix), watch: watch)
            trained.add(dialogue.sections, prefix: DialogueSections.prefix)
            findings += dialogue.findings
            if dialogue.isReused { reused.append("dialogue") }
        }
        if trainsNLU {
            var trainer = PipelineTrainer(
                plan, data: project.training, previous: previous?.under(prefix), watch: watch)
            let pipeline = try trainer.train()
            trained.add(pipeline.sections, prefix: prefix)
            reused = pipeline.reused + reused
        }
        let manifest = ModelManifest(
            kind: trainsNLU ? (trainsCore ? .whole : .nlu) : .core,
            assistantID: project.settings.assistantID,
            language: project.settings.language ?? "en")
        var sections = ModelSections()
        sections.add(ModelManifest.section, manifest.bytes)
        sections.add(trained, prefix: "")
        return TrainedModel(
            manifest: manifest, bytes: ModelFile.encode(sections), reused: reused,
            findings: Diagnostic.sorted(findings))
    }

    /// Everything that there is to say about a project before it is trained.
    public static func findings(of project: Project) -> [Diagnostic] {
        Diagnostic.sorted(project.diagnostics + plan(of: project).findings)
    }

    /// Everything that a training of the dialogue would say about stories and rules.
    public static func dialogueFindings(of project: Project) -> [Diagnostic] {
        Diagnostic.sorted(DialogueTrainer.check(DialogueSections.material(of: project)))
    }

    /// The pipeline a project asks for, and what there is to say about it.
    public static func plan(of project: Project) -> (plan: PipelinePlan, findings: [Diagnostic]) {
        var additions: [ComponentSettings] = []
        if var extract = project.martlet.extract {
            extract.name = NativeEntityExtractor.kind.name
            additions.append(extract)
        }
        return PipelinePlan.read(
            project.settings, replacement: project.martlet.pipeline, additions: additions,
            data: project.training)
    }

    /// Trains a pipeline on other data than the project's, for cross-validation.
    ///
    /// - Throws: as `train`.
    public static func parser(
        _ plan: PipelinePlan, data: TrainingSet, fetching: any HTTPFetching,
        watch: TrainingWatch = TrainingWatch()
    ) throws -> any MessageParser {
        var trainer = PipelineTrainer(plan, data: data, watch: watch)
        return try trainer.train().pipeline(fetching: fetching)
    }

    /// The sections of the last model, for what did not change since; `nil` when there is none
    /// that can be read.
    public static func lastModel(in folder: String) -> ModelSections? {
        guard let path = try? ModelFolder.newest(in: folder),
            let bytes = try? ModelFolder.read(path)
        else { return nil }
        return try? ModelFile.decode(bytes)
    }

    private static var nothingToLearn: Fault {
        Fault(
            .badRequest, "No NLU data given: there are no examples to learn from.",
            remedy: "Name files or folders with `nlu:` data, for example with --nlu.")
    }
}
