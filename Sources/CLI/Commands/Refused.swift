// Verbs of Rasa that have no work to do here, each with a word about it.

import ArgumentParser
import Foundation

/// Rasa's switch for its usage statistics.
struct Telemetry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "telemetry", abstract: "Say that nothing is reported to anybody.",
        subcommands: [Enable.self, Disable.self])

    /// `telemetry enable`
    struct Enable: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Refused: there is none.")

        func run() throws {
            Terminal.standard.error("Martlet has no telemetry that could be enabled.")
            throw ExitCode(1)
        }
    }

    /// `telemetry disable`
    struct Disable: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Done already.")

        func run() { Terminal.standard.success("Martlet reports nothing to anybody.") }
    }

    func run() { Terminal.standard.write("Martlet reports nothing to anybody.") }
}

/// Rasa's server for its commercial edition.
struct RasaX: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "x", abstract: "Refused: Rasa X and Rasa Enterprise are not served.",
        shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough, help: "Accepted, to be refused by name.")
    var rest: [String] = []

    func run() throws {
        Terminal.standard.error(
            "Rasa X and Rasa Enterprise are not served.",
            hint: "`martlet run --enable-api` serves the assistant and its HTTP API.")
        throw ExitCode(1)
    }
}
