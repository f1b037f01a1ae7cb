// An assistant in this process, without a server: for the shell and for learning by talking.

import Assistant
import Dialogue
import Foundation
import Storage
import TrainingData
import Vocabulary

/// Makes assistants that run in this process.
enum LocalAssistant {
    /// An agent over a model, with the project's action server and store.
    ///
    /// - Parameters:
    ///   - endpoints: the file with endpoints; `nil` for `endpoints.yml` if it is there.
    ///   - isKept: whether conversations go into the project's store, or are forgotten.
    /// - Throws: `DiagnosticFailure`, `Fault`.
    static func open(
        _ served: ServedModel, endpoints: String?, isKept: Bool
    ) async throws -> Agent {
        let files = try ProjectLoading.serverFiles(endpoints: endpoints, credentials: nil)
        let shelf = ModelShelf(opener: ModelOpener(fetching: ProjectLoading.fetcher))
        shelf.put(served)
        return Agent(
            store: try await store(files.endpoints, isKept: isKept), shelf: shelf,
            world: world(files.endpoints),
            remote: RemoteUnderstanding(
                set(files.endpoints, "nlu") ?? .null, fetching: ProjectLoading.fetcher,
                warn: { Terminal.standard.warning($0) }))
    }

    /// What endpoints.yml says about stores.
    static func storeSettings(_ endpoints: JSONValue) -> StoreSettings {
        StoreSettings(
            trackerStore: set(endpoints, "tracker_store"), lockStore: set(endpoints, "lock_store"),
            eventBroker: set(endpoints, "event_broker"))
    }

    private static func store(
        _ endpoints: JSONValue, isKept: Bool
    ) async throws(Fault) -> any EventStore & InboxStore {
        guard isKept || set(endpoints, "tracker_store") != nil else { return MemoryStore() }
        return try await StoreCatalog.open(
            storeSettings(endpoints), warn: { Terminal.standard.warning($0) }
        ).store
    }

    private static func world(_ endpoints: JSONValue) -> ActionWorld {
        let variable = ProcessInfo.processInfo.environment["COMPRESS_ACTION_SERVER_REQUEST"]
        return ActionWorld(
            fetching: ProjectLoading.fetcher, actionEndpoint: endpoints["action_endpoint"] ?? .null,
            responseEndpoint: endpoints["nlg"] ?? .null,
            compressesActionCalls: variable?.lowercased() == "true",
            now: { Date().timeIntervalSince1970 }, random: { Int.random(in: 0..<max(1, $0)) },
            warn: { Terminal.standard.warning($0) })
    }

    /// A section that says something.
    private static func set(_ endpoints: JSONValue, _ name: String) -> JSONValue? {
        endpoints[name].flatMap { $0.isNull ? nil : $0 }
    }
}
