// Flags that several verbs have, with Rasa's names.

import ArgumentParser
import Foundation
import Logging

/// How much is told while a command works.
struct Verbosity: ParsableArguments {
    @Flag(
        name: [.customShort("v"), .customLong("verbose")],
        help: "Tell more; twice (-vv) tells everything.")
    var verbose: Int

    @Flag(name: .long, help: "Tell everything.")
    var debug = false

    @Flag(name: .long, help: "Tell only warnings and errors.")
    var quiet = false

    @Option(
        name: .customLong("logging-config-file"),
        help: "Accepted for compatibility; Python logging settings have no meaning here.")
    var loggingConfigFile: String?

    /// Applies the flags to the terminal and gives the level for the log; `nil` when no flag says
    /// one.
    @discardableResult
    func apply() -> Logger.Level? {
        Terminal.standard.isQuiet = quiet
        if loggingConfigFile != nil {
            Terminal.standard.warning(
                "--logging-config-file is ignored; use -v, --debug, --quiet or LOG_LEVEL")
        }
        if quiet { return .warning }
        if debug || verbose > 1 { return .debug }
        return verbose == 1 ? .info : nil
    }
}

/// Where a project's files are.
struct ProjectOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .upToNextOption,
        help: "Files or folders with NLU data, stories and rules.")
    var data: [String] = ["data"]

    @Option(name: .shortAndLong, help: "The settings of pipeline and policies.")
    var config = "config.yml"

    @Option(name: .shortAndLong, help: "A domain file, or a folder of them.")
    var domain = "domain.yml"
}
