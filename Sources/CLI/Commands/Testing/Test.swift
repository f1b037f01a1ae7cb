// `martlet test`, `test core` and `test nlu`: how good a model is, with Rasa's report files.

import ArgumentParser
import Foundation
import NLU
import Vocabulary

/// Tests a model.
struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Test a model with test stories and NLU data.",
        discussion: "Without nlu or core both are tested; `martlet test all -h` lists the flags.",
        subcommands: [TestAll.self, TestNLU.self, TestCore.self, TestKnowledge.self],
        defaultSubcommand: TestAll.self)
}

/// Tests stories end to end, then the NLU data.
struct TestAll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all", abstract: "Test stories and NLU data (without a subcommand).",
        discussion: """
            Plays the stories of files named test_… end to end, as `test core --e2e` does, then \
            tests how the NLU data is understood, as `test nlu` does.
            """)

    @Option(name: .shortAndLong, help: "A model file, or a folder whose newest model is meant.")
    var model = "models"

    @Option(name: .shortAndLong, help: "A file or folder with test stories.")
    var stories = "tests"

    @OptionGroup var core: StoryTestOptions
    @OptionGroup var nlu: NLUTestOptions
    @OptionGroup var reports: ReportOptions
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let testing = StoryTesting(options: core, reports: reports, isEndToEnd: true)
        let hasFailed = try await testing.run(models: [model], stories: stories)
        try await NLUTesting(model: model, options: nlu, reports: reports).run()
        if hasFailed, core.failOnPredictionErrors { throw ExitCode(1) }
    }
}

/// Tests how a model leads conversations.
struct TestCore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "core", abstract: "Test how a model leads conversations.",
        discussion: """
            Before each action of a story the policies are asked what they would do. Writes \
            story_report.json, failed_test_stories.yml, stories_with_warnings.yml and the \
            confusion matrix as SVG and text into --out.
            """)

    @Option(
        name: .shortAndLong, parsing: .upToNextOption,
        help: "A model file, or a folder whose newest model is meant; several are compared.")
    var model = ["models"]

    @Option(name: .shortAndLong, help: "A file or folder with stories.")
    var stories = "data"

    @Flag(
        name: [.customLong("e2e"), .customLong("end-to-end")],
        help: "Understand the messages too; only files named test_… count.")
    var isEndToEnd = false

    @OptionGroup var options: StoryTestOptions
    @OptionGroup var reports: ReportOptions
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let testing = StoryTesting(options: options, reports: reports, isEndToEnd: isEndToEnd)
        let hasFailed = try await testing.run(models: model, stories: stories)
        if hasFailed, options.failOnPredictionErrors { throw ExitCode(1) }
    }
}

/// Tests how a model understands messages.
struct TestNLU: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nlu", abstract: "Test how a model understands messages.",
        discussion: """
            Writes intent_report.json, intent_errors.json, the confusion matrix as SVG and text, \
            a histogram of confidences, and a report per entity extractor into --out.
            """)

    @Option(name: .shortAndLong, help: "A model file, or a folder whose newest model is meant.")
    var model = "models"

    @OptionGroup var options: NLUTestOptions
    @OptionGroup var reports: ReportOptions
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        try await NLUTesting(model: model, options: options, reports: reports).run()
    }
}

/// What is written about a test.
struct ReportOptions: ParsableArguments {
    @Option(name: .long, help: "The folder for reports.")
    var out = "results"

    @Flag(name: .long, help: "Draw no pictures.")
    var noPlot = false

    @Flag(name: .long, help: "Write the right predictions to a file too.")
    var successes = false

    @Flag(name: .long, help: "Do not write the wrong predictions to a file.")
    var noErrors = false

    @Flag(name: .long, help: "Do not write stories with warnings to a file.")
    var noWarnings = false

    /// What the report folders hold.
    var folder: ReportFolder.Options {
        ReportFolder.Options(successes: successes, errors: !noErrors, plots: !noPlot)
    }

    /// Says how many files were written.
    func tellFiles(_ names: [String]) {
        Terminal.standard.success("\(names.count) files written to '\(out)'.")
    }
}

/// How stories are played.
struct StoryTestOptions: ParsableArguments {
    @Option(name: .long, help: "Play at most so many stories.")
    var maxStories: Int?

    @Flag(name: .long, help: "End with the exit code 1 when a prediction is wrong.")
    var failOnPredictionErrors = false

    @Flag(
        name: .long,
        help: "Compare all models of the folder --model, or of the folders in it.")
    var evaluateModelDirectory = false

    @Option(name: .long, help: "Accepted; no endpoint is called while stories are played.")
    var endpoints: String?

    @Option(name: .long, help: "Fetch the stories from this address, in place of --stories.")
    var url: String?

    func validate() throws {
        guard maxStories ?? 1 > 0 else {
            throw ValidationError("--max-stories must be a positive number.")
        }
    }
}

/// How messages are tested.
struct NLUTestOptions: ParsableArguments {
    @Option(name: [.customShort("u"), .long], help: "A file or folder with NLU data.")
    var nlu = "data"

    @Option(
        name: .shortAndLong, parsing: .upToNextOption,
        help: "Settings for cross-validation; several are compared.")
    var config: [String] = []

    @Option(name: .shortAndLong, help: "A domain file, or a folder of them.")
    var domain = "domain.yml"

    @Flag(name: .long, help: "Train and test on parts of the data in turn; no model is needed.")
    var crossValidation = false

    @Option(name: .shortAndLong, help: "How many parts a cross-validation has.")
    var folds = 5

    @Option(name: .shortAndLong, help: "How often settings are compared.")
    var runs = 3

    @Option(
        name: .shortAndLong, parsing: .upToNextOption,
        help: "Which shares of the data are left out in turn when settings are compared.")
    var percentages: [Int] = [0, 25, 50, 75]

    func validate() throws {
        guard (2...1000).contains(folds) else {
            throw ValidationError("--folds must lie between 2 and 1000.")
        }
        guard (1...100).contains(runs) else {
            throw ValidationError("--runs must lie between 1 and 100.")
        }
        guard percentages.allSatisfy({ (0..<100).contains($0) }) else {
            throw ValidationError("--percentages are whole numbers from 0 to 99.")
        }
    }
}
