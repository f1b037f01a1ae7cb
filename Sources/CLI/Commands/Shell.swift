// `martlet shell nlu`: understands what is typed, line by line.

import ArgumentParser
import Assistant
import Foundation
import Vocabulary

/// Talks to a model.
struct Shell: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell", abstract: "Talk to a model on the command line.",
        subcommands: [ShellNLU.self], defaultSubcommand: ShellNLU.self)
}

/// Shows how a model understands what is typed.
struct ShellNLU: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nlu", abstract: "Type messages and see how they are understood.",
        discussion: "Reads lines from standard input; /stop or Ctrl-D ends.")

    @Option(name: .shortAndLong, help: "A model file, or a folder whose newest model is meant.")
    var model = "models"

    @Argument(help: "The same as --model.")
    var modelPath: String?

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let terminal = Terminal.standard
        guard let served = try open() else { return }
        terminal.success("NLU model loaded. Type a message and press enter to parse it.")
        terminal.success("Next message:")
        while let line = readLine() {
            let text = line.trimmingCharacters(in: .whitespaces)
            if text == "/stop" { break }
            terminal.write(await served.parse(text).json.text(indent: 2))
            terminal.success("Next message:")
        }
    }

    /// The model; `nil`, after a word about it, when there is none.
    private func open() throws -> ServedModel? {
        do throws(Fault) {
            return try ModelOpener(fetching: ProjectLoading.fetcher).open(path: modelPath ?? model)
        } catch {
            guard error.code == .notFound else { throw error }
            Terminal.standard.error(
                "No model found. Train a model before talking to it with `martlet train nlu`.")
            return nil
        }
    }
}
