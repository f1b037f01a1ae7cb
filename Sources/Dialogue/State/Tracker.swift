// One conversation: its events and what they add up to.

public import Vocabulary

/// One conversation. A value: a copy is a snapshot that costs a few references.
///
/// Three layers grow with each event, all at their ends, so that a long conversation costs no more
/// per turn than a short one: `events` (the log), `applied` (what still counts after undo, rewind,
/// restart and the folding of happy loops), and `state` (the fold).
public struct Tracker: Sendable {
    /// An event that counts, with the state right after it.
    public struct Applied: Sendable {
        /// The event.
        public let event: Event
        /// The fold of all applied events up to and including this one.
        public let state: TrackerState
    }

    /// The conversation's id.
    public let conversation: String
    /// The domain that gives slots their kinds and initial values.
    public let domain: DialogueDomain
    /// The events that were given, in order.
    public private(set) var events: [Event] = []
    /// The events that count.
    public private(set) var applied: [Applied] = []
    /// The present state, as the running turn sees it.
    public private(set) var state: TrackerState
    /// How many events the log held before `events` (earlier sessions that were not read).
    public var eventsBefore = 0

    /// An empty conversation.
    public init(_ conversation: String, domain: DialogueDomain) {
        self.conversation = conversation
        self.domain = domain
        state = TrackerState(domain)
    }
}
