// Pulls models from the model server of endpoints.yml for as long as the server runs.

import Assistant
import Logging
import ServiceLifecycle
import Vocabulary

/// Asks a model server again and again.
struct ModelPolling: Service {
    let server: ModelServer
    let shelf: ModelShelf
    let fetching: any HTTPFetching
    let logger: Logger

    /// Pulls until the server stops; a pull that fails is told and tried again later.
    func run() async throws {
        var tag: String?
        repeat {
            do throws(Fault) {
                if let pulled = try await pull(known: tag) {
                    tag = pulled.tag
                    logger.info(
                        "A model came from the model server.",
                        metadata: ["model": "\(pulled.served.fileName)"])
                }
            } catch {
                logger.warning(
                    "No model came from the model server; the one in service stays.",
                    metadata: ["error": "\(error)"])
            }
            guard server.secondsBetweenPulls > 0 else { break }
            try? await Task.sleep(for: .seconds(server.secondsBetweenPulls))
        } while !Task.isCancelled && !Task.isShuttingDownGracefully
        try? await gracefulShutdown()
    }

    /// Pulls once; a model is opened on threads that may be busy for a while.
    private func pull(known: String?) async throws(Fault) -> ModelServer.Pulled? {
        try await WorkThreads.aside.run { () async throws(Fault) in
            try await server.pull(into: shelf, fetching: fetching, known: known)
        }
    }
}
