// `martlet interactive`: talk to the assistant, correct it, keep what was learned as stories.

import ArgumentParser
import Assistant
import Foundation
import Vocabulary

/// Learns by talking.
struct Interactive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interactive",
        abstract: "Talk to the assistant and correct what it understands and does.",
        discussion: "`martlet interactive all -h` lists the flags.",
        subcommands: [InteractiveAll.self, InteractiveCore.self],
        defaultSubcommand: InteractiveAll.self)
}

/// Learns by talking in words.
struct InteractiveAll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all", abstract: "Talk to the whole assistant (without a subcommand).",
        discussion: """
            Trains the project first, unless a model is named. After each message the intent, then \
            each action is shown: press enter when it is right, or n to choose another. :undo takes \
            the last message back, /stop ends. New intents and actions are made by the number 0. \
            The conversation is then added to the stories, the messages to the NLU data, new \
            names to the domain.
            """)

    @Argument(help: "The same as --model.")
    var modelPath: String?

    @Option(name: .shortAndLong, help: "A model file or folder (default: train one first).")
    var model: String?

    @OptionGroup var options: InteractiveOptions
    @OptionGroup var project: ProjectOptions
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        try await options.run(
            model: modelPath ?? model, parts: .all, config: project.config, domain: project.domain,
            data: project.data)
    }
}

/// Learns by talking in intents: `/greet`, `/inform{"city": "Oslo"}`.
struct InteractiveCore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "core", abstract: "The same with a model that only leads conversations.")

    @Argument(help: "The same as --model.")
    var modelPath: String?

    @Option(name: .shortAndLong, help: "A model file or folder (default: train one first).")
    var model: String?

    @Option(name: .shortAndLong, help: "A file or folder with stories.")
    var stories = "data"

    @Option(name: .shortAndLong, help: "The settings of the policies.")
    var config = "config.yml"

    @Option(name: .shortAndLong, help: "A domain file, or a folder of them.")
    var domain = "domain.yml"

    @OptionGroup var options: InteractiveOptions
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        try await options.run(
            model: modelPath ?? model, parts: .core, config: config, domain: domain,
            data: [stories])
    }
}

/// What both have in common.
struct InteractiveOptions: ParsableArguments {
    @Flag(name: .long, help: "Keep what was said in the stories, not only the intents.")
    var e2e = false

    @Option(name: .long, help: "The conversation's id.")
    var conversationId: String?

    @Option(name: .long, help: "The file with endpoints (default: endpoints.yml if present).")
    var endpoints: String?

    @Flag(name: .long, help: "Accepted; `martlet visualize` draws the stories.")
    var skipVisualization = false

    @Option(name: .shortAndLong, help: "Accepted; no server is started.")
    var port: Int?

    @OptionGroup var output: TrainingOutput
    @OptionGroup var dialogue: DialogueTrainingOptions

    /// Trains where no model is named, then talks.
    func run(
        model: String?, parts: ModelParts, config: String, domain: String, data: [String]
    ) async throws {
        if model == nil {
            var options = output.options(dialogue)
            options.parts = parts
            options.config = config
            options.domain = domain
            options.data = data
            try await ProjectTraining(folder: ".", options: options).run()
        }
        guard let served = try ModelChoice.open(model ?? output.out) else { return }
        guard served.dialogue != nil else {
            throw Fault(
                .badRequest, "The model '\(served.fileName)' leads no conversations.",
                remedy: "Train one with stories: `martlet train`.")
        }
        let agent = try await LocalAssistant.open(served, endpoints: endpoints, isKept: false)
        var lesson = Lesson(
            agent: agent, served: served, conversation: conversationId ?? "interactive")
        try await lesson.run()
        let folder = Self.folder(of: data)
        let hasFile = FileManager.default.fileExists(atPath: domain)
        var files = LearnedFiles(
            stories: "\(folder)/stories.yml", nlu: "\(folder)/nlu.yml",
            domain: !hasFile && FileManager.default.fileExists(atPath: "domain")
                ? "domain" : domain, keepsTexts: e2e)
        if lesson.hasBegun { lesson.ask(&files) }
        try await files.write(lesson)
    }

    /// Where files may be written: the first of the data folders.
    private static func folder(of data: [String]) -> String {
        let first = data.first ?? "data"
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: first, isDirectory: &isFolder)
        return exists && !isFolder.boolValue
            ? (first as NSString).deletingLastPathComponent : first
    }
}
