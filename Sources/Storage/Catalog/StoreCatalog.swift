// Opens the stores that a project asks for.

public import Vocabulary

/// The open stores of a running server.
public struct OpenStores: Sendable {
    /// Conversations, reminders and the inbox.
    public let store: any EventStore & InboxStore
    /// Publishes what was committed; `nil` when nothing is published.
    public let publisher: EventPublisher?
}

/// Opens stores by their settings.
public enum StoreCatalog {
    /// Where Martlet keeps conversations unless the settings say another place, in a project.
    public static let databasePath = ".martlet/martlet.db"

    /// Opens what the settings ask for.
    ///
    /// - Parameters:
    ///   - settings: the sections of endpoints.yml.
    ///   - folder: what relative paths are relative to; empty for the working folder.
    ///   - warn: takes a sentence when publishing fails later on.
    /// - Throws: `Fault` `.badRequest` for a setting that can't be served, `.storage`.
    public static func open(
        _ settings: StoreSettings, folder: String = "",
        warn: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws(Fault) -> OpenStores {
        if let problem = settings.problems.first { throw problem.fault }
        let store = try tracker(settings, folder)
        guard let broker = try broker(settings, folder: folder) else {
            return OpenStores(store: store, publisher: nil)
        }
        let publisher = EventPublisher(from: store, to: broker, warn: warn)
        try await publisher.prepare()
        return OpenStores(store: store, publisher: publisher)
    }

    private static func tracker(
        _ settings: StoreSettings, _ folder: String
    ) throws(Fault) -> any EventStore & InboxStore {
        switch settings.tracker {
        case .memory: return MemoryStore(keepsLog: settings.broker != nil)
        case .martlet:
            return try SQLiteStore(
                SQLiteSettings(
                    path: placed(databasePath, folder), durability: settings.durability))
        case .rasa(let path):
            return try SQLiteStore(
                SQLiteSettings(path: placed(path, folder), durability: settings.durability),
                layout: .rasa)
        }
    }

    /// Opens the broker alone.
    ///
    /// - Parameter folder: what relative paths are relative to; empty for the working folder.
    /// - Returns: `nil` when nothing is published.
    /// - Throws: `Fault` `.storage`.
    public static func broker(
        _ settings: StoreSettings, folder: String = ""
    ) throws(Fault) -> (any EventBroker)? {
        switch settings.broker {
        case .file(let path): return FileBroker(path: placed(path, folder))
        case .sql(let path): return try SQLBroker(path: placed(path, folder))
        case nil: return nil
        }
    }

    private static func placed(_ path: String, _ folder: String) -> String {
        path.hasPrefix("/") || folder.isEmpty ? path : "\(folder)/\(path)"
    }
}
