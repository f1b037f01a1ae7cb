// `martlet evaluate markers`: where stored conversations reach the points a project cares about.

import ArgumentParser
import Dialogue
import Foundation
import Storage
import TrainingData
import Vocabulary

/// Evaluates stored conversations.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Evaluate stored conversations.",
        subcommands: [EvaluateMarkers.self])
}

/// Looks for markers in stored conversations.
struct EvaluateMarkers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "markers", abstract: "Find markers in stored conversations, as CSV.",
        subcommands: [FirstMarkers.self, SampleMarkers.self, AllMarkers.self])
}

/// `evaluate markers first_n N FILE`
struct FirstMarkers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "first_n", abstract: "Take the first N conversations.")

    @Argument(help: "How many conversations.")
    var count: Int

    @OptionGroup var options: MarkerOptions

    func run() async throws {
        let count = try MarkerOptions.positive(count)
        try await options.run { Array($0.prefix(count)) }
    }
}

/// `evaluate markers sample_n N FILE`
struct SampleMarkers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample_n", abstract: "Take N conversations at random.")

    @Argument(help: "How many conversations.")
    var count: Int

    @Option(name: .long, help: "The same seed gives the same sample.")
    var seed: UInt64?

    @OptionGroup var options: MarkerOptions

    func run() async throws {
        let count = try MarkerOptions.positive(count)
        try await options.run { all in
            let order = DataSplitting.shuffle(Array(all.indices), seed: seed)
            return order.prefix(count).map { all[$0] }
        }
    }
}

/// `evaluate markers all FILE`
struct AllMarkers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all", abstract: "Take all conversations.")

    @OptionGroup var options: MarkerOptions

    func run() async throws { try await options.run { $0 } }
}

/// What all three have in common.
struct MarkerOptions: ParsableArguments {
    @Argument(help: "The CSV file to write; it must not exist.")
    var outputFilename: String

    @Option(name: .long, help: "A file with markers, or a folder of them.")
    var config = "markers.yml"

    @Flag(name: .long, inversion: .prefixedNo, help: "Write statistics as well.")
    var stats = true

    @Option(name: .long, help: "What the names of the two files of statistics begin with.")
    var statsFilePrefix = "stats"

    @Option(name: .shortAndLong, help: "A domain file, or a folder of them.")
    var domain = "domain.yml"

    @OptionGroup var place: StorePlace
    @OptionGroup var verbosity: Verbosity

    /// Looks for the markers in the conversations that `choose` takes.
    ///
    /// - Throws: `DiagnosticFailure`, `Fault`.
    func run(choosing choose: ([String]) throws -> [String]) async throws {
        verbosity.apply()
        let files =
            [outputFilename]
            + (stats
                ? ["\(statsFilePrefix)-overall.csv", "\(statsFilePrefix)-per-session.csv"] : [])
        for file in files where FileManager.default.fileExists(atPath: file) {
            throw Fault(.cannotSave, "There is a file '\(file)' already.")
        }
        let markers = try MarkerFiles.read(config, domain: try dialogueDomain())
        let store = try DatabaseFile(try place.path())
        var table = MarkerTable(markers.map(\.name))
        for conversation in try choose(try await Self.all(in: store)) {
            let events = try await store.events(of: conversation, .all) ?? []
            table.add(conversation, MarkerEvaluation.evaluate(markers, in: events))
        }
        let texts = [table.results, table.overall, table.perSession]
        for (file, text) in zip(files, texts) {
            try MarkerFiles.write(text, to: file)
        }
        Terminal.standard.success("\(table.sessionCount) sessions written to '\(outputFilename)'.")
    }

    /// A number of conversations to take.
    ///
    /// - Throws: `Fault` `.badRequest` for none, as Rasa refuses it.
    static func positive(_ count: Int) throws(Fault) -> Int {
        guard count > 0 else {
            throw Fault(.badRequest, "Parameter 'count' must be greater than 0.")
        }
        return count
    }

    private func dialogueDomain() throws -> DialogueDomain? {
        guard FileManager.default.fileExists(atPath: domain) else { return nil }
        let project = try ProjectLoading.project(
            folder: ".", config: "config.yml", domain: domain, data: [], parts: .domain)
        return DialogueDomain(project.domain)
    }

    private static func all(in store: DatabaseFile) async throws(Fault) -> [String] {
        var names: [String] = []
        while true {
            let page = try await store.conversations(after: names.last, limit: 1_000)
            if page.isEmpty { return names }
            names += page
        }
    }
}
