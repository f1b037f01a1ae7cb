// `martlet train`: trains understanding and dialogue, whatever the project has data for.

import ArgumentParser
import Assistant
import Foundation
import Vocabulary

/// Trains a project. The flags stand in the subcommands: those of a command that has subcommands
/// would be taken from their flags of the same names.
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a model from the project in this folder.",
        discussion: "Without nlu or core both are trained; `martlet train all -h` lists the flags.",
        subcommands: [TrainAll.self, TrainNLU.self, TrainCore.self],
        defaultSubcommand: TrainAll.self)
}

/// Trains understanding and dialogue.
struct TrainAll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all", abstract: "Train understanding and dialogue (without a subcommand).",
        discussion: """
            What there is data for is trained. What did not change since the last model in --out \
            is taken from it; --force trains everything.
            """)

    @OptionGroup var project: ProjectOptions
    @OptionGroup var output: TrainingOutput
    @OptionGroup var dialogue: DialogueTrainingOptions
    @OptionGroup var verbosity: Verbosity

    @Flag(
        name: .long,
        help:
            "Only tell whether a training is needed; the exit code is 1 when it is, 8 with --force."
    )
    var dryRun = false

    @Flag(name: .long, help: "Do not check the project before it is trained.")
    var skipValidation = false

    @Flag(name: .long, help: "Stop when the check of the project finds warnings that matter.")
    var failOnValidationWarnings = false

    @Option(
        name: .long, help: "How many steps back the check compares stories; all without it.")
    var validationMaxHistory: Int?

    @Option(name: .long, help: "Accepted; no endpoint is called while training.")
    var endpoints: String?

    func validate() throws {
        guard validationMaxHistory ?? 1 > 0 else {
            throw ValidationError("--validation-max-history must be a positive number.")
        }
    }

    func run() async throws {
        verbosity.apply()
        var options = output.options(dialogue)
        options.config = project.config
        options.domain = project.domain
        options.data = project.data
        options.isDryRun = dryRun
        if !skipValidation {
            options.validation = ProjectTraining.Validation(
                failsOnWarnings: failOnValidationWarnings, historyMax: validationMaxHistory)
        }
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
        var options = output.options()
        options.parts = .nlu
        options.config = config
        options.domain = domain
        options.data = [nlu]
        try await ProjectTraining(folder: ".", options: options).run()
    }
}

/// Trains the part that leads conversations.
struct TrainCore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "core", abstract: "Train a model that leads conversations.",
        discussion: """
            The policies are taken from the last model in --out when nothing changed. Several \
            --config are compared: each is trained --runs times without each of --percentages of \
            the stories; `martlet test core -m OUT --evaluate-model-directory` tells the result.
            """)

    @Option(name: .shortAndLong, help: "A file or folder with stories and rules.")
    var stories = "data"

    @Option(
        name: .shortAndLong, parsing: .upToNextOption,
        help: "The settings of the policies; several are compared.")
    var config: [String] = ["config.yml"]

    @Option(name: .shortAndLong, help: "A domain file, or a folder of them.")
    var domain = "domain.yml"

    @Option(
        name: .long, parsing: .upToNextOption,
        help: "Which shares of the stories are left out when settings are compared.")
    var percentages: [Int] = [0, 25, 50, 75]

    @Option(name: .long, help: "How often settings are compared.")
    var runs = 3

    @OptionGroup var output: TrainingOutput
    @OptionGroup var dialogue: DialogueTrainingOptions
    @OptionGroup var verbosity: Verbosity

    func validate() throws {
        guard (1...100).contains(runs) else {
            throw ValidationError("--runs must lie between 1 and 100.")
        }
        guard percentages.allSatisfy({ (0..<100).contains($0) }), !percentages.isEmpty else {
            throw ValidationError("--percentages are whole numbers from 0 to 99.")
        }
    }

    func run() async throws {
        verbosity.apply()
        var options = output.options(dialogue)
        options.parts = .core
        options.config = config.first ?? "config.yml"
        options.domain = domain
        options.data = [stories]
        guard config.count < 2 else {
            try await PolicyComparison(
                folder: ".", options: options, configs: config, percentages: percentages,
                runs: runs
            ).run()
            return
        }
        try await ProjectTraining(folder: ".", options: options).run()
    }
}
