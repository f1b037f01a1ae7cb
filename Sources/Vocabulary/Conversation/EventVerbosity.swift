// Which events of a conversation an answer holds.

/// Rasa's `EventVerbosity`, the values of the query parameter `include_events`.
public enum EventVerbosity: String, CaseIterable, Sendable {
    /// No events.
    case none = "NONE"
    /// What counts for the state: nothing that was undone, rewound, or that a restart or a new
    /// session made forgotten.
    case applied = "APPLIED"
    /// Everything after the last `restart`.
    case afterRestart = "AFTER_RESTART"
    /// Every logged event.
    case all = "ALL"
}
