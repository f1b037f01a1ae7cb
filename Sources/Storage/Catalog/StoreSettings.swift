// Which stores the sections of endpoints.yml mean.

public import Vocabulary

/// The stores that a project asks for.
public struct StoreSettings: Sendable, Hashable {
    /// Where conversations are kept.
    public enum Tracker: Sendable, Hashable {
        /// Martlet's own file, `.martlet/martlet.db` in the project.
        case martlet
        /// In memory.
        case memory
        /// Rasa's table in a SQLite file.
        case rasa(path: String)
    }

    /// Where events are published.
    public enum Broker: Sendable, Hashable {
        /// A file of JSON lines.
        case file(path: String)
        /// A table in a SQLite file.
        case sql(path: String)
    }

    /// Where conversations are kept.
    public var tracker = Tracker.martlet
    /// Where events are published; `nil` for nowhere.
    public var broker: Broker?
    /// How safe a commit is.
    public var durability = Durability.process
    /// What cannot be served, and what to write instead.
    public private(set) var problems: [StoreProblem] = []

    /// Reads the sections of endpoints.yml.
    ///
    /// - Parameters: each section as JSON; `nil` when it is missing.
    /// - Note: names and defaults as in rasa/core/tracker_store.py, lock_store.py and brokers/
    ///   (3.6.21), except that without `tracker_store` conversations are kept on disk.
    public init(
        trackerStore: JSONValue? = nil, lockStore: JSONValue? = nil, eventBroker: JSONValue? = nil
    ) {
        if let trackerStore { readTracker(trackerStore) }
        if let lockStore { readLock(lockStore) }
        if let eventBroker { readBroker(eventBroker) }
    }

    private mutating func readTracker(_ section: JSONValue) {
        readDurability(section)
        let standard = section["synchronous"] == nil ? "in_memory" : "martlet"
        let type = section["type"]?.string ?? standard
        switch type.lowercased() {
        case "in_memory": tracker = .memory
        case "martlet": tracker = .martlet
        case "sql":
            if let path = sqlitePath(section, "tracker_store", standard: "rasa.db") {
                tracker = path == ":memory:" ? .memory : .rasa(path: path)
            }
        case "redis", "mongod", "dynamo":
            refuse(
                "tracker_store", "type", "the tracker store '\(type)' is not built yet.",
                "Leave tracker_store out to keep conversations in .martlet/martlet.db, or use "
                    + "type: SQL with dialect: sqlite for Rasa's own table.")
        default:
            refuse(
                "tracker_store", "type",
                "'\(type)' is no tracker store that can be used: Python classes cannot be run.",
                "Leave tracker_store out to keep conversations in .martlet/martlet.db, or use "
                    + "type: SQL with dialect: sqlite for Rasa's own table.")
        }
    }

    private mutating func readDurability(_ section: JSONValue) {
        guard let value = section["synchronous"] else { return }
        if let text = value.string, let read = Durability(rawValue: text.lowercased()) {
            durability = read
        } else {
            refuse(
                "tracker_store", "synchronous",
                "'synchronous' is 'normal' (commits survive the process) or 'full' (the machine).",
                "Write synchronous: full, or leave it out.")
        }
    }

    private mutating func readLock(_ section: JSONValue) {
        let type = section["type"]?.string ?? "in_memory"
        guard type.lowercased() != "in_memory" else { return }
        refuse(
            "lock_store", "type",
            "the lock store '\(type)' is not built: one process answers all conversations.",
            "Leave lock_store out, or use type: in_memory.")
    }

    private mutating func readBroker(_ section: JSONValue) {
        let type = section["type"]?.string ?? "pika"
        let instead =
            "Use type: file with a path for a file of JSON lines, or type: sql with dialect: sqlite."
        switch type.lowercased() {
        case "file": broker = .file(path: section["path"]?.string ?? FileBroker.defaultPath)
        case "sql":
            broker = sqlitePath(section, "event_broker", standard: SQLBroker.defaultPath)
                .map(Broker.sql)
        case "pika", "kafka":
            refuse(
                "event_broker", "type", "the event broker '\(type)' is not built yet.", instead)
        default:
            refuse(
                "event_broker", "type",
                "'\(type)' is no event broker that can be used: Python classes cannot be run.",
                instead)
        }
    }

    /// The file of a section with a SQL dialect; `nil` when it is no SQLite file.
    private mutating func sqlitePath(
        _ section: JSONValue, _ name: String, standard: String
    ) -> String? {
        let url = section["url"]?.string ?? ""
        if url.contains("://") {
            if url.hasPrefix("sqlite:///") { return String(url.dropFirst("sqlite:///".count)) }
            if url == "sqlite://" { return ":memory:" }
        }
        let dialect =
            url.contains("://")
            ? String(url.prefix { $0 != ":" }) : section["dialect"]?.string ?? "sqlite"
        guard dialect.split(separator: "+").first == "sqlite", !url.contains("://") else {
            refuse(
                name, url.contains("://") ? "url" : "dialect",
                "the SQL dialect '\(dialect)' is not built yet.",
                "Use dialect: sqlite with db: FILE.")
            return nil
        }
        return section["db"]?.string ?? standard
    }

    private mutating func refuse(
        _ section: String, _ key: String, _ message: String, _ hint: String
    ) {
        problems.append(
            StoreProblem(section: section, key: key, message: message, hint: hint))
    }
}
