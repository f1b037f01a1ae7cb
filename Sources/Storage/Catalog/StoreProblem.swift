// What is wrong with a section of endpoints.yml that names a store.

public import Vocabulary

/// A setting that cannot be served.
public struct StoreProblem: Sendable, Hashable {
    /// The section: `tracker_store`, `lock_store`, `event_broker`.
    public let section: String
    /// The key in the section.
    public let key: String
    /// What is wrong, one sentence.
    public let message: String
    /// What to write instead.
    public let hint: String

    /// The problem as a fault, for callers without a place in a file.
    public var fault: Fault { Fault(.badRequest, "endpoints.yml: \(message)", remedy: hint) }
}
