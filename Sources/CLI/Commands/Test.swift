// `martlet test nlu`: how good a model is, with Rasa's report files.

import ArgumentParser
import Assistant
import Foundation
import NLU
import Server
import TrainingData
import Vocabulary

/// Tests a model.
struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Test a model on data it should understand.",
        subcommands: [TestNLU.self], defaultSubcommand: TestNLU.self)
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

    @Option(name: [.customShort("u"), .long], help: "A file or folder with NLU data.")
    var nlu = "data"

    @Option(name: .long, help: "The folder for reports.")
    var out = "results"

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

    @Flag(name: .long, help: "Draw no pictures.")
    var noPlot = false

    @Flag(name: .long, help: "Write the right predictions to a file too.")
    var successes = false

    @Flag(name: .long, help: "Do not write the wrong predictions to a file.")
    var noErrors = false

    @Flag(name: .long, help: "Accepted; there are no warnings to write for understanding.")
    var noWarnings = false

    @OptionGroup var verbosity: Verbosity

    /// What the report folders hold.
    var reportOptions: ReportFolder.Options {
        ReportFolder.Options(successes: successes, errors: !noErrors, plots: !noPlot)
    }

    private var reportFolder: ReportFolder { ReportFolder(path: out, options: reportOptions) }

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

    func run() async throws {
        verbosity.apply()
        if config.count > 1 {
            try await compare()
        } else if crossValidation {
            try await crossValidate()
        } else {
            try await testModel()
        }
    }

    private func testModel() async throws {
        let data = try ProjectLoading.trainingSet([nlu])
        let served = try ModelOpener(fetching: ProjectLoading.fetcher).open(path: model)
        let reporter = ProgressReporter()
        let total = Double(max(1, data.examples.count))
        let evaluation = await NLUEvaluation.evaluate(data.examples, parser: served) { done in
            reporter.report(step: "testing", done: Double(done) / total, remark: "")
        }
        reporter.finish()
        tell(evaluation)
        tellFiles(try reportFolder.write(evaluation))
    }

    private func crossValidate() async throws {
        let project = try ProjectLoading.project(
            folder: ".", config: config.first ?? "config.yml", domain: domain, data: [nlu])
        let (plan, findings) = ProjectTrainer.plan(of: project)
        Terminal.standard.report(findings)
        guard !findings.contains(where: { $0.severity == .error }) else { throw ExitCode(1) }
        let folds = folds
        let result = try await CrossValidation.run(
            data: project.training.droppingIntents(below: folds), folds: folds,
            progress: { fold, stage in
                if stage == .training { Terminal.standard.note("fold \(fold + 1) of \(folds)") }
            },
            train: { data in
                try await WorkThreads.heavy.run {
                    try ProjectTrainer.parser(plan, data: data, fetching: ProjectLoading.fetcher)
                }
            })
        for line in result.lines { Terminal.standard.write(line) }
        tellFiles(try reportFolder.write(result.evaluation))
    }

    /// The figures in a few lines.
    private func tell(_ evaluation: NLUEvaluation) {
        let terminal = Terminal.standard
        if let intents = evaluation.intents {
            terminal.write(
                "intents: \(Self.figures(intents.accuracy, intents.f1, intents.precision)), "
                    + "calibration error \(Self.percent(intents.calibrationError()))")
        }
        for part in evaluation.entities ?? [] {
            terminal.write(
                "\(part.extractor): \(Self.figures(part.accuracy, part.f1, part.precision))")
        }
        if let responses = evaluation.responses {
            terminal.write(
                "responses: "
                    + Self.figures(responses.accuracy, responses.f1, responses.precision))
        }
    }

    private func tellFiles(_ names: [String]) {
        Terminal.standard.success("\(names.count) files written to '\(out)'.")
    }

    private static func figures(_ accuracy: Double, _ f1: Double, _ precision: Double) -> String {
        "accuracy \(percent(accuracy)), F1 \(percent(f1)), precision \(percent(precision))"
    }

    private static func percent(_ value: Double) -> String {
        "\((value * 1000).rounded() / 10) %"
    }
}
