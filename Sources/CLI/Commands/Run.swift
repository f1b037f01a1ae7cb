// `martlet run`: serves a model over HTTP.

import ArgumentParser
import Assistant
import Foundation
import Logging
import NLU
import Server
import TrainingData
import Vocabulary

/// Serves a model.
struct RunServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server", abstract: "Serve a model over HTTP (without a subcommand).",
        discussion: """
            Without --enable-api only / and the channels under /webhooks/ are served; with it \
            Rasa's whole HTTP API and /metrics.
            """)

    @Argument(help: "The same as --model.")
    var modelPath: String?

    @Option(name: .shortAndLong, help: "A model file, or a folder whose newest model is meant.")
    var model = "models"

    @Flag(name: .long, help: "Serve the HTTP API.")
    var enableApi = false

    @OptionGroup(title: "Address") var address: ListenOptions
    @OptionGroup(title: "Credentials") var guards: GuardOptions
    @OptionGroup(title: "Rasa's other flags") var others: OtherRunOptions
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        var log = LogSettings(
            flag: verbosity.apply(), environment: ProcessInfo.processInfo.environment)
        log.sinks = try others.logSinks()
        log.install()
        let logger = Logger(label: "martlet")
        for warning in others.warnings { logger.warning("\(warning)") }
        logger.info("Arithmetic by OpenBLAS, kernel \(ArithmeticKernel.name).")
        if let warning = ArithmeticKernel.warning() { logger.warning("\(warning)") }
        var settings = try serverSettings()
        settings.environment = try ServerEnvironment(ProcessInfo.processInfo.environment)
        let fetcher = HTTPFetcher(access: OutboundGuard(settings))
        let shelf = ModelShelf(
            opener: ModelOpener(
                fetching: fetcher, heed: { note in logger.warning("\(note.sentence)") },
                predictionsMax: settings.environment.predictionsMax))
        guard try load(settings, shelf, logger) else { return }
        let desk = TrainingDesk(fetching: fetcher, modelsFolder: settings.modelsFolder)
        let server = try await MartletServer(
            settings, shelf: shelf, workshop: desk, fetching: fetcher, logger: logger)
        try await server.run(onFirstOwner: FirstOwnerNote.show)
    }

    /// Puts the model on the shelf. Without a model the server starts only with the API, or when a
    /// model server is named; otherwise it is told what can be done, and the exit code is 0 as
    /// with Rasa.
    private func load(
        _ settings: ServerSettings, _ shelf: ModelShelf, _ logger: Logger
    ) throws -> Bool {
        do {
            let served = try shelf.load(path: settings.modelPath ?? model)
            logger.info("Serving \(served.fileName), model \(served.modelID).")
            return true
        } catch let fault {
            let mayStart = enableApi || !settings.endpoints["models", default: .null].isNull
            if mayStart {
                logger.warning("No model is served yet: \(fault)")
                return true
            }
            guard fault.code == .notFound else { throw fault }
            Terminal.standard.error(
                """
                No model found. There are three ways to serve one:
                1. train one in this folder with `martlet train`;
                2. name one with --model;
                3. start with --enable-api and put one with `PUT /model`, or name a model server \
                under `models:` in endpoints.yml.
                """)
            return false
        }
    }

    private func serverSettings() throws -> ServerSettings {
        var settings = ServerSettings()
        address.apply(to: &settings)
        try guards.apply(to: &settings)
        settings.isAPIEnabled = enableApi
        settings.modelPath = modelPath ?? model
        settings.connector = others.connector
        let files = try ProjectLoading.serverFiles(
            endpoints: others.endpoints, credentials: others.credentials)
        settings.endpoints = files.endpoints
        settings.credentials = files.credentials
        settings.network = files.network
        settings.rateLimits = files.rateLimits
        settings.knowledge = files.knowledge
        settings.hasWorkspace = ProjectWorkspace.exists
        return settings
    }
}

extension JSONValue {
    /// A member, or another value where there is none.
    subscript(key: String, default standard: JSONValue) -> JSONValue { self[key] ?? standard }
}
