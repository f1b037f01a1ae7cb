// `martlet shell`: a conversation with the assistant on the command line.

import ArgumentParser
import Assistant
import Foundation
import Logging
import Vocabulary

/// Talks to an assistant, or to what understands messages.
struct Shell: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell", abstract: "Talk to the assistant on the command line.",
        discussion: "`martlet shell chat -h` lists the flags.",
        subcommands: [ShellChat.self, ShellNLU.self], defaultSubcommand: ShellChat.self)
}

/// Talks to an assistant.
struct ShellChat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat", abstract: "Talk to the assistant (without a subcommand).",
        discussion: """
            Reads lines from standard input. /stop or Ctrl-D ends, a number chooses a button, \
            /intent{"entity": "value"} stands for a message that is understood so, :help says what \
            else can be typed.
            """)

    @Argument(help: "The same as --model.")
    var modelPath: String?

    @Option(name: .shortAndLong, help: "A model file, or a folder whose newest model is meant.")
    var model = "models"

    @Option(
        name: .long,
        help: "Go on with this conversation of the store (default: a new one that is not kept).")
    var conversationId: String?

    @Flag(name: .long, help: "Accepted; the shell needs no server.")
    var enableApi = false

    @OptionGroup(title: "Accepted, without effect in the shell") var address: ListenOptions
    @OptionGroup(title: "Accepted, without effect in the shell") var guards: GuardOptions
    @OptionGroup(title: "Rasa's other flags") var others: OtherRunOptions
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        let level = verbosity.apply()
        guard let served = try ModelChoice.open(modelPath ?? model) else { return }
        guard served.dialogue != nil else { return await ShellNLU.talk(to: served) }
        let chat = try await Chat.open(
            served, endpoints: others.endpoints, conversation: conversationId,
            showsTurns: level == .debug || level == .info)
        await chat.run()
    }
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
        guard let served = try ModelChoice.open(modelPath ?? model) else { return }
        await Self.talk(to: served)
    }

    /// Parses lines until there are no more.
    static func talk(to served: ServedModel) async {
        let terminal = Terminal.standard
        terminal.success("NLU model loaded. Type a message and press enter to parse it.")
        terminal.success("Next message:")
        while let line = readLine() {
            let text = line.trimmingCharacters(in: .whitespaces)
            if text == "/stop" { break }
            terminal.write(await served.parse(text).json.text(indent: 2))
            terminal.success("Next message:")
        }
    }
}

/// The model that somebody wants to talk to.
enum ModelChoice {
    /// Opens a model; `nil`, after Rasa's word about it, when there is none.
    ///
    /// - Throws: `Fault` for a model that cannot be used.
    static func open(_ path: String) throws(Fault) -> ServedModel? {
        do throws(Fault) {
            return try ModelOpener(
                fetching: ProjectLoading.fetcher, predictionsMax: predictionsMax
            ).open(path: path)
        } catch {
            guard error.code == .notFound else { throw error }
            Terminal.standard.error(
                "No model found. Train a model before running the server using `martlet train`.")
            return nil
        }
    }

    /// How many actions may follow one message: `MAX_NUMBER_OF_PREDICTIONS`, if it is a number.
    private static var predictionsMax: Int {
        let text = ProcessInfo.processInfo.environment["MAX_NUMBER_OF_PREDICTIONS"]
        return text.flatMap { Int($0) }.map { max(1, $0) } ?? ModelOpener.predictionsMax
    }
}
