// `martlet train` and `martlet train nlu`.

import ArgumentParser
import Assistant
import Foundation
import Vocabulary

/// Trains a project.
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a model from the project in this folder.",
        discussion: """
            This version trains the part that understands messages; stories, rules and policies are \
            read and checked, and not trained yet.
            """,
        subcommands: [TrainNLU.self])

    @OptionGroup var project: ProjectOptions
    @OptionGroup var output: TrainingOutput
    @OptionGroup var verbosity: Verbosity

    @Option(name: .long, help: "Accepted; stories are not augmented in this version.")
    var augmentation: Int?

    @Flag(name: .long, help: "Only tell whether a training is needed; exit code 1 when it is.")
    var dryRun = false

    @Flag(name: .long, help: "Train even when the data has errors that do not stop it.")
    var skipValidation = false

    @Flag(name: .long, help: "Stop when the data has warnings.")
    var failOnValidationWarnings = false

    @Option(name: .long, help: "Accepted; no endpoint is called while training.")
    var endpoints: String?

    func run() async throws {
        verbosity.apply()
        Terminal.standard.warning(
            "policies are not trained by this version: the model will understand messages only")
        var options = output.options
        options.config = project.config
        options.domain = project.domain
        options.data = project.data
        options.isDryRun = dryRun
        options.failsOnWarnings = failOnValidationWarnings
        try await ProjectTraining(folder: ".", options: options).run()
    }
}

/// Trains the part that understands messages.
struct TrainNLU: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nlu", abstract: "Train a model that understands messages.",
        discussion: """
            Parts whose data and settings did not change are taken from the last model in --out; \
            --force trains everything.
            """)

    @Option(name: [.customShort("u"), .long], help: "A file or folder with NLU data.")
    var nlu = "data"

    @Option(name: .shortAndLong, help: "The settings of the pipeline.")
    var config = "config.yml"

    @Option(name: .shortAndLong, help: "A domain file, or a folder of them.")
    var domain = "domain.yml"

    @OptionGroup var output: TrainingOutput
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        var options = output.options
        options.config = config
        options.domain = domain
        options.data = [nlu]
        try await ProjectTraining(folder: ".", options: options).run()
    }
}

/// Where a model goes, and what to make of flags of Rasa that have no meaning here.
struct TrainingOutput: ParsableArguments {
    @Option(name: .long, help: "The folder for models.")
    var out = "models"

    @Option(name: .long, help: "The model's name in place of a fresh one.")
    var fixedModelName: String?

    @Flag(name: .long, help: "Train every part, changed or not.")
    var force = false

    @Option(name: .long, help: "Accepted; training uses one core.")
    var numThreads: Int?

    @Flag(name: .long, help: "Accepted; the model keeps no training data.")
    var persistNluData = false

    @Option(
        name: .long, parsing: .upToNextOption,
        help: "Accepted; every training starts afresh, unchanged parts apart.")
    var finetune: [String] = []

    @Option(name: .long, help: "Accepted; goes with --finetune.")
    var epochFraction: Double?

    /// The flags as the training takes them; flags without effect are named once.
    var options: ProjectTraining.Options {
        let unused = [
            numThreads.map { _ in "--num-threads" }, persistNluData ? "--persist-nlu-data" : nil,
            finetune.isEmpty ? nil : "--finetune", epochFraction.map { _ in "--epoch-fraction" },
        ].compactMap { $0 }
        if !unused.isEmpty {
            Terminal.standard.warning("without effect here: \(unused.joined(separator: ", "))")
        }
        var options = ProjectTraining.Options()
        options.out = out
        options.fixedName = fixedModelName
        options.isForced = force
        return options
    }
}
