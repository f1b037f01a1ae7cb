// The command `martlet`: its verbs, its version, and what an exit code means.

import ArgumentParser
import Foundation
import Vocabulary

/// The root command.
struct Martlet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "martlet",
        abstract: "Trains and serves conversational assistants; opens Rasa 3.x projects unchanged.",
        discussion: """
            A first tour: `martlet init`, `martlet train`, `martlet shell`, \
            `martlet run --enable-api`.

            Completion: `martlet --generate-completion-script bash | zsh | fish`.
            """,
        version: Martlet.versionText,
        subcommands: [
            Initialise.self, Train.self, Run.self, Shell.self, Interactive.self, Test.self,
            DataCommand.self, Visualize.self, Evaluate.self, Export.self, Import.self,
            Backup.self, Restore.self, Verify.self, People.self, KnowledgeCommand.self,
            Telemetry.self, RasaX.self,
        ])

    /// The version of this program, and of the Rasa whose behaviour it has.
    static let versionText = """
        Martlet Version   :         \(ProgramVersion.martlet)
        Rasa Compatibility:         \(ProgramVersion.rasa)
        """

    func run() throws {
        Terminal.standard.error("No command specified.")
        Terminal.standard.write(Self.helpMessage())
        throw ExitCode(1)
    }
}

/// Starts the program and turns what happened into an exit code: 0 done, 1 failed (a fault, or
/// findings that are errors), 2 a command line that makes no sense, 130 stopped with Ctrl-C.
@main
enum Start {
    static func main() async {
        do {
            var command = try Martlet.parseAsRoot(Array(CommandLine.arguments.dropFirst()))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(Failure.report(error))
        }
    }
}
