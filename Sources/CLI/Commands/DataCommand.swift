// `martlet data …`: checks and changes training data.

import ArgumentParser
import Dialogue
import Foundation
import TrainingData
import Vocabulary

/// Works on training data.
struct DataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "Check, convert, split and migrate training data.",
        subcommands: [Validate.self, Convert.self, Split.self, Migrate.self])
}

/// Checks a project.
struct Validate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Find everything that is wrong with a project.",
        discussion: "Exit code 1 when there are errors, or warnings with --fail-on-warnings.",
        subcommands: [ValidateStories.self])

    @OptionGroup var project: ProjectOptions
    @OptionGroup var verbosity: Verbosity

    @Flag(name: .long, help: "Warnings fail as well.")
    var failOnWarnings = false

    @Option(
        name: .long, help: "How many steps back stories are compared; all of them without it.")
    var maxHistory: Int?

    func run() async throws {
        verbosity.apply()
        let findings = try ProjectLoading.findings(
            folder: ".", config: project.config, domain: project.domain, data: project.data,
            historyMax: maxHistory.flatMap { $0 > 0 ? $0 : nil })
        try tell(findings)
    }

    /// Tells findings; the exit code says whether they fail.
    fileprivate func tell(_ findings: [Diagnostic]) throws {
        Terminal.standard.report(findings)
        guard !DataValidation.fails(findings, onWarnings: failOnWarnings) else {
            Terminal.standard.error("Project validation completed with errors.")
            throw ExitCode(1)
        }
        Terminal.standard.success("The project's data is valid.")
    }
}

/// Checks the stories of a project.
struct ValidateStories: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stories", abstract: "Find what is wrong with stories and rules.")

    @OptionGroup var validate: Validate

    func run() async throws {
        validate.verbosity.apply()
        let project = try ProjectLoading.project(
            folder: ".", config: validate.project.config, domain: validate.project.domain,
            data: validate.project.data, parts: [.nlu, .domain, .stories])
        let historyMax = validate.maxHistory.flatMap { $0 > 0 ? $0 : nil }
        try validate.tell(
            Diagnostic.sorted(
                project.diagnostics.filter { $0.severity == .error }
                    + DialogueValidation.check(project, historyMax: historyMax)))
    }
}
