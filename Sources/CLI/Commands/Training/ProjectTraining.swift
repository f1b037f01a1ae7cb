// One training from the command line: read, check, train with progress, save.

import ArgumentParser
import Assistant
import Foundation
import Learning
import NLU
import TrainingData
import Vocabulary

/// Trains the project of a folder.
struct ProjectTraining {
    /// How the project is checked before.
    struct Validation {
        var failsOnWarnings = false
        /// How many states stories are compared by; `nil` for all.
        var historyMax: Int?
    }

    /// How much is left out, to see how much settings need.
    struct Exclusion {
        /// How many per cent of the stories and rules, 0...99.
        var percentage: Int
        /// Decides which.
        var seed: UInt64
    }

    /// What the flags say.
    struct Options {
        var parts = ModelParts.all
        var config = "config.yml"
        var domain = "domain.yml"
        var data = ["data"]
        var out = "models"
        var fixedName: String?
        var isForced = false
        var isDryRun = false
        var augmentation = 50
        /// `nil` trains without a check of the whole project before.
        var validation: Validation?
        /// `nil` trains on everything.
        var exclusion: Exclusion?
    }

    let folder: String
    let options: Options

    /// Reads the project, trains it and saves the model.
    ///
    /// - Throws: `DiagnosticFailure`, `Fault`, `ExitCode`.
    func run() async throws {
        let terminal = Terminal.standard
        let project = try project()
        let told = try check(project)
        let out = path(options.out)
        let last = ProjectTrainer.lastModel(in: out)
        if options.isDryRun { return try await tellWhetherNeeded(project, last) }
        let model = try await train(project, previous: options.isForced ? nil : last)
        terminal.report(model.findings.filter { !told.contains($0) })
        let file = "\(out)/\(name(for: model))"
        try ModelFolder.write(model.bytes, to: file)
        if !model.reused.isEmpty {
            let names = model.reused.joined(separator: ", ")
            terminal.note("unchanged, taken from the last model: \(names)")
        }
        terminal.success("Your Martlet model is trained and saved at '\(file)'.")
    }

    private func project() throws -> Project {
        let parts: ProjectLayout.Parts =
            switch options.parts {
            case .all: [.nlu, .domain, .stories]
            case .nlu: .trainingNLU
            case .core: [.nlu, .domain, .stories]
            }
        var project = try ProjectLoading.project(
            folder: folder, config: options.config, domain: options.domain, data: options.data,
            parts: parts)
        if let exclusion = options.exclusion { exclusion.apply(to: &project.stories) }
        return project
    }

    /// Checks the whole project, tells what there is to say and returns it.
    ///
    /// - Throws: `DiagnosticFailure` when it has errors, `ExitCode` 1 for warnings that shall fail.
    private func check(_ project: Project) throws -> Set<Diagnostic> {
        if options.parts == .all { tellWhatIsMissing(project) }
        guard let validation = options.validation, !isNLUOnly(project) else { return [] }
        let findings = ProjectLoading.findings(of: project, historyMax: validation.historyMax)
        let fails = DataValidation.fails(findings, onWarnings: validation.failsOnWarnings)
        Terminal.standard.report(findings)
        guard !fails else {
            Terminal.standard.error("Project validation completed with errors.")
            throw ExitCode(1)
        }
        return Set(findings)
    }

    private func isNLUOnly(_ project: Project) -> Bool {
        project.stories.stories.allSatisfy(\.isTest)
    }

    private func tellWhatIsMissing(_ project: Project) {
        let terminal = Terminal.standard
        if isNLUOnly(project) {
            terminal.warning("No stories present. Just an NLU model will be trained.")
        } else if project.training.examples.isEmpty {
            terminal.warning("No NLU data present. Just a dialogue model will be trained.")
        }
    }

    /// Trains on a thread of its own; Ctrl-C stops between two batches, and nothing is written.
    private func train(_ project: Project, previous: ModelSections?) async throws -> TrainedModel {
        let reporter = ProgressReporter()
        let interruption = Interruption()
        let terminal = Terminal.standard
        let watch = TrainingWatch(
            progress: { reporter.report(step: $0, done: $1, remark: $2) },
            note: { finding in
                reporter.finish()
                terminal.report([finding], counted: false)
            },
            isCancelled: { interruption.isRequested })
        defer { reporter.finish() }
        let (parts, augmentation) = (options.parts, options.augmentation)
        return try await WorkThreads.heavy.run {
            try ProjectTrainer.train(
                project, parts, previous: previous, augmentation: augmentation, watch: watch)
        }
    }

    /// Rasa's answer to `--dry-run`: a bit mask as the exit code, 1 for a training that is needed
    /// and 8 for one that is forced.
    private func tellWhetherNeeded(_ project: Project, _ last: ModelSections?) async throws {
        let terminal = Terminal.standard
        if options.isForced {
            terminal.write("The training was forced.")
            throw ExitCode(8)
        }
        let (parts, augmentation) = (options.parts, options.augmentation)
        let isNeeded = try await WorkThreads.heavy.run {
            try ProjectTrainer.needsTraining(
                project, parts, previous: last, augmentation: augmentation)
        }
        guard isNeeded else {
            terminal.write(
                "No training of components required (the responses might still need updating!).")
            return
        }
        terminal.write("A training is needed: the data or the settings have changed.")
        throw ExitCode(1)
    }

    private func path(_ text: String) -> String {
        text.hasPrefix("/") || folder == "." ? text : "\(folder)/\(text)"
    }

    /// The file's name: a given one gets the ending, as with Rasa without a prefix.
    private func name(for model: TrainedModel) -> String {
        guard let fixed = options.fixedName else {
            return ModelFolder.freshName(prefix: model.manifest.kind.prefix)
        }
        let base = (fixed as NSString).lastPathComponent
        if base.hasSuffix(ModelFolder.ending) { return base }
        return (base as NSString).deletingPathExtension + ModelFolder.ending
    }
}
