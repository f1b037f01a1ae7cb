// Opens the stores of endpoints.yml and puts the assistant to work over them.

import Assistant
import Dialogue
import Foundation
import Logging
import Storage
import Vocabulary

/// The assistant of a server, with what publishes its events.
struct AgentHouse: Sendable {
    let agent: Agent
    /// Publishes what was committed; `nil` without a broker.
    let publisher: EventPublisher?

    /// Opens what the settings ask for.
    ///
    /// - Parameter knowledge: the knowledge base that conversations ask; `nil` for none.
    /// - Throws: `Fault` `.badRequest` for a store that is not there, `.storage` for one that can't
    ///   be opened.
    init(
        _ settings: ServerSettings, shelf: ModelShelf, fetching: any HTTPFetching,
        knowledge: KnowledgeService?, logger: Logger
    ) async throws(Fault) {
        let warn: @Sendable (String) -> Void = { logger.warning("\($0)") }
        let endpoints = settings.endpoints
        func section(_ name: String) -> JSONValue? {
            endpoints[name].flatMap { $0.isNull ? nil : $0 }
        }
        let stores = try await StoreCatalog.open(
            StoreSettings(
                trackerStore: section("tracker_store"), lockStore: section("lock_store"),
                eventBroker: section("event_broker")),
            folder: settings.workingFolder, warn: warn)
        publisher = stores.publisher
        let world = ActionWorld(
            fetching: fetching, actionEndpoint: section("action_endpoint") ?? .null,
            responseEndpoint: section("nlg") ?? .null,
            compressesActionCalls: settings.environment.compressesActionCalls,
            now: { Date().timeIntervalSince1970 }, random: { Int.random(in: 0..<max(1, $0)) },
            knowledge: knowledge, warn: warn)
        let locks = ConversationLocks(
            lifetimeSeconds: settings.environment.ticketLifetimeSeconds)
        agent = Agent(
            store: stores.store, shelf: shelf, world: world,
            remote: RemoteUnderstanding(
                section("nlu") ?? .null, fetching: fetching, warn: warn),
            locks: locks, committed: { [publisher] in await publisher?.published() })
    }
}
