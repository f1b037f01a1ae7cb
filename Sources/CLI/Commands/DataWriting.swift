// `martlet data convert nlu` and `migrate`: write training data in another form.

import ArgumentParser
import Foundation
import TrainingData
import Vocabulary

/// Converts training data.
struct Convert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Convert training data between formats.",
        subcommands: [ConvertNLU.self])
}

/// Converts NLU data.
struct ConvertNLU: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nlu", abstract: "Convert NLU data between YAML and JSON.")

    /// The formats that can be written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case yaml, json
    }

    @Option(name: [.customShort("f"), .long], help: "The format to write.")
    var format = Format.yaml

    @Option(name: .long, parsing: .upToNextOption, help: "Files or folders with NLU data.")
    var data: [String] = ["data"]

    @Option(name: .long, help: "The file to write, or for YAML a folder.")
    var out = "converted_data"

    @Option(name: [.customShort("l"), .long], help: "Accepted; the data says no language.")
    var language = "en"

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let training = try ProjectLoading.trainingSet(data)
        let file = target
        try DataConverting.convert(training, to: file, as: format == .yaml ? .yaml : .json)
        Terminal.standard.success(
            "\(training.examples.count) examples written to '\(file.relativePath)'.")
    }

    /// The named file; in a folder that exists, a file named after the format.
    private var target: URL {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: out, isDirectory: &isFolder)
        let url = URL(filePath: out)
        if exists, isFolder.boolValue {
            return url.appending(path: format == .yaml ? "nlu.yml" : "nlu.json")
        }
        if format == .yaml, url.pathExtension.isEmpty { return url.appending(path: "nlu.yml") }
        return url
    }
}

/// Brings a domain from Rasa 2 to Rasa 3.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring a domain from Rasa 2 to Rasa 3.",
        discussion: "The old domain is kept beside the new one as original_domain.")

    @Option(name: .shortAndLong, help: "A domain file, or a folder of them.")
    var domain = "domain.yml"

    @Option(
        name: .long, help: "Where to write the new domain (default: new_domain beside the old one)."
    )
    var out: String?

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let files = try MigrationFiles.migrate(
            URL(filePath: domain), to: out.map { URL(filePath: $0) })
        Terminal.standard.report(files.warnings)
        Terminal.standard.success(
            "The migrated domain is written to '\(files.migrated.relativePath)'; the old one is kept "
                + "as '\(files.backup.relativePath)'.")
    }
}
