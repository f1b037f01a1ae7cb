// `martlet test nlu --config A B …`: trains each settings file on less and less data and compares.

import Assistant
import Foundation
import NLU
import TrainingData
import Vocabulary

extension NLUTesting {
    /// Compares settings files, as Rasa does: see `ModelComparison`.
    func compare() async throws {
        let projects = try options.config.map {
            try ProjectLoading.project(
                folder: ".", config: $0, domain: options.domain, data: [options.nlu])
        }
        let findings = Diagnostic.sorted(projects.flatMap { ProjectTrainer.findings(of: $0) })
        guard !findings.contains(where: { $0.severity == .error }) else {
            throw DiagnosticFailure(findings)
        }
        let names = ModelComparison.Plan.names(ofFiles: options.config)
        let plan = ModelComparison.Plan(
            names: names, runs: options.runs, percentages: options.percentages,
            folder: reports.out, options: reports.folder)
        let result = try await ModelComparison.run(
            data: projects[0].training.droppingIntents(below: Self.examplesMin), plan: plan
        ) { training in
            Terminal.standard.note(
                "run \(training.run + 1) of \(options.runs), \(names[training.configuration]), "
                    + "\(training.percentage) % left out")
            return try await Self.train(projects[training.configuration], training)
        }
        for failure in result.failures { Terminal.standard.warning(failure) }
        Terminal.standard.success("The comparison is written to '\(reports.out)'.")
    }

    /// An intent with fewer examples takes no part in a comparison.
    private static let examplesMin = 5

    private static func train(
        _ project: Project, _ training: ModelComparison.Training
    ) async throws -> any MessageParser {
        var part = project
        part.training = training.data
        let shared = part
        let model = try await WorkThreads.heavy.run { try ProjectTrainer.train(shared, .nlu) }
        try ModelFolder.write(model.bytes, to: training.modelPath)
        return try ModelOpener(fetching: ProjectLoading.fetcher).open(
            bytes: model.bytes, name: (training.modelPath as NSString).lastPathComponent)
    }
}
