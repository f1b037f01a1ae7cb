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
    /// What the flags say.
    struct Options {
        var config = "config.yml"
        var domain = "domain.yml"
        var data = ["data"]
        var out = "models"
        var fixedName: String?
        var isForced = false
        var isDryRun = false
        var failsOnWarnings = false
    }

    let folder: String
    let options: Options

    /// Reads the project, trains it and saves the model.
    ///
    /// - Throws: `DiagnosticFailure`, `Fault`, `ExitCode`.
    func run() async throws {
        let terminal = Terminal.standard
        let project = try ProjectLoading.project(
            folder: folder, config: options.config, domain: options.domain, data: options.data)
        let out = path(options.out)
        let previous = options.isForced ? nil : ProjectTrainer.lastModel(in: out)
        let model = try await train(project, previous: previous)
        terminal.report(model.findings)
        if options.failsOnWarnings, !model.findings.isEmpty { throw ExitCode(1) }
        if options.isDryRun {
            try tellWhetherNeeded(model, out: out)
            return
        }
        let file = "\(out)/\(name(for: model))"
        try ModelFolder.write(model.bytes, to: file)
        if !model.reused.isEmpty {
            let names = model.reused.joined(separator: ", ")
            terminal.note("unchanged, taken from the last model: \(names)")
        }
        terminal.success("Your Martlet model is trained and saved at '\(file)'.")
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
        return try await WorkThreads.heavy.run {
            try ProjectTrainer.train(project, .nlu, previous: previous, watch: watch)
        }
    }

    /// Rasa's answer to `--dry-run`: a bit mask as the exit code, 1 for a training that is needed
    /// and 8 for one that is forced.
    private func tellWhetherNeeded(_ model: TrainedModel, out: String) throws {
        let last = (try? ModelFolder.newest(in: out)).flatMap { try? ModelFolder.read($0) }
        if options.isForced {
            Terminal.standard.write("The training was forced.")
            throw ExitCode(8)
        }
        guard last != model.bytes else {
            Terminal.standard.write("No training of components required.")
            return
        }
        Terminal.standard.write("A training is needed: the data or the settings have changed.")
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
