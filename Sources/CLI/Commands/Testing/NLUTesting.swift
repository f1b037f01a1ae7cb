// How well a model understands messages: one test, or a cross-validation.

import ArgumentParser
import Assistant
import Foundation
import NLU
import TrainingData
import Vocabulary

/// Tests understanding.
struct NLUTesting {
    let model: String
    let options: NLUTestOptions
    let reports: ReportOptions

    /// Tests as the flags say, tells the figures and writes the report files.
    ///
    /// - Throws: `DiagnosticFailure`, `Fault`, `ExitCode`.
    func run() async throws {
        if options.config.count > 1 {
            try await compare()
        } else if options.crossValidation {
            try await crossValidate()
        } else {
            try await testModel()
        }
    }

    private var reportFolder: ReportFolder {
        ReportFolder(path: reports.out, options: reports.folder)
    }

    private func testModel() async throws {
        let data = try ProjectLoading.trainingSet([options.nlu])
        let served = try ModelOpener(fetching: ProjectLoading.fetcher).open(path: model)
        let reporter = ProgressReporter()
        let total = Double(max(1, data.examples.count))
        let evaluation = await NLUEvaluation.evaluate(data.examples, parser: served) { done in
            reporter.report(step: "testing", done: Double(done) / total, remark: "")
        }
        reporter.finish()
        tell(evaluation)
        reports.tellFiles(try reportFolder.write(evaluation))
    }

    private func crossValidate() async throws {
        let project = try ProjectLoading.project(
            folder: ".", config: options.config.first ?? "config.yml", domain: options.domain,
            data: [options.nlu])
        let (plan, findings) = ProjectTrainer.plan(of: project)
        Terminal.standard.report(findings)
        guard !findings.contains(where: { $0.severity == .error }) else { throw ExitCode(1) }
        let folds = options.folds
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
        reports.tellFiles(try reportFolder.write(result.evaluation))
    }

    /// The figures in a few lines.
    private func tell(_ evaluation: NLUEvaluation) {
        let terminal = Terminal.standard
        if let intents = evaluation.intents {
            terminal.write(
                "intents: \(Percentage.figures(intents.accuracy, intents.f1, intents.precision)), "
                    + "calibration error \(Percentage.text(intents.calibrationError()))")
        }
        for part in evaluation.entities ?? [] {
            terminal.write(
                "\(part.extractor): "
                    + Percentage.figures(part.accuracy, part.f1, part.precision))
        }
        if let responses = evaluation.responses {
            terminal.write(
                "responses: "
                    + Percentage.figures(responses.accuracy, responses.f1, responses.precision))
        }
    }
}

/// Figures for a person.
enum Percentage {
    /// Three figures of a report.
    static func figures(_ accuracy: Double, _ f1: Double, _ precision: Double) -> String {
        "accuracy \(text(accuracy)), F1 \(text(f1)), precision \(text(precision))"
    }

    /// A share of one, with one decimal.
    static func text(_ value: Double) -> String { "\((value * 1000).rounded() / 10) %" }
}
