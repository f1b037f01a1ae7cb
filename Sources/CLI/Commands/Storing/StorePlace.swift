// Where the conversations of a project are kept, for commands that work on them.

import ArgumentParser
import Foundation
import Storage
import Vocabulary

/// The flag that names the endpoints, and the stores they mean.
struct StorePlace: ParsableArguments {
    @Option(name: .long, help: "The file with endpoints (default: endpoints.yml if present).")
    var endpoints: String?

    /// What the endpoints ask for.
    ///
    /// - Throws: `DiagnosticFailure`, `Fault` `.badRequest` for what cannot be served.
    func settings() throws -> StoreSettings {
        let files = try ProjectLoading.serverFiles(endpoints: endpoints, credentials: nil)
        let settings = LocalAssistant.storeSettings(files.endpoints)
        if let problem = settings.problems.first { throw problem.fault }
        return settings
    }

    /// The stores, opened.
    ///
    /// - Throws: as `settings`, and `Fault` `.notFound` when conversations are kept in memory only.
    func open() async throws -> OpenStores {
        let settings = try settings()
        _ = try Self.path(settings)
        return try await StoreCatalog.open(settings, warn: { Terminal.standard.warning($0) })
    }

    /// The file of the database.
    ///
    /// - Throws: as `open`.
    func path() throws -> String { try Self.path(try settings()) }

    private static func path(_ settings: StoreSettings) throws(Fault) -> String {
        switch settings.tracker {
        case .martlet: return StoreCatalog.databasePath
        case .rasa(let path): return path
        case .memory:
            throw Fault(
                .notFound, "endpoints.yml keeps conversations in memory: there is no store.",
                remedy: "Leave tracker_store out to keep them in \(StoreCatalog.databasePath).")
        }
    }
}
