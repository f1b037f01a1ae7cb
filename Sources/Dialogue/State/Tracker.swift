// One conversation: its events and what they add up to.

public import Vocabulary

/// One conversation. A value: a copy is a snapshot that costs a few references, and appending to a
/// copy costs next to nothing.
///
/// Three layers grow with each event, all at their ends, so that a long conversation costs no more
/// per turn than a short one: `events` (the log), `applied` (what still counts after undo, rewind,
/// restart and the folding of happy loops), and `state` (the fold).
///
/// `state` and `appliedState` are the same until a loop runs on its happy path: the running turn
/// sees the message that the loop just heard, a tracker that was read from a store sees the one
/// that started the loop. `reload()` goes from the one to the other.
public struct Tracker: Sendable {
    /// The conversation's id.
    public let conversation: String
    /// The domain that gives slots their kinds and initial values.
    public let domain: DialogueDomain
    /// The events that were given, in order.
    public private(set) var events = GrowingList<Event>()
    /// The present state, as the running turn sees it.
    public private(set) var state: TrackerState
    /// How many events the log held before `events` (earlier sessions that were not read).
    public var eventsBefore = 0
    /// The channel of the last message of `events`, whether it counts or not; `nil` when there was
    /// no message or it had no channel.
    public private(set) var latestInputChannel: String?
    /// Where in `events` the part after the last `restart` begins.
    private(set) var restartEnd = 0
    /// Where in `events` the part begins that `applied` was made of.
    private var appliedStart = 0
    private var folding: AppliedEvents
    private var isLikeReloaded = true

    /// An empty conversation.
    public init(_ conversation: String, domain: DialogueDomain) {
        self.conversation = conversation
        self.domain = domain
        state = domain.initialState
        folding = AppliedEvents(domain)
    }

    /// A conversation whose events are read from a store.
    ///
    /// The state is that of Rasa's default store: the fold of the events that count.
    ///
    /// - Parameter eventsBefore: how many events of earlier sessions the log holds before these.
    /// - Complexity: O(n).
    public init(
        _ conversation: String, domain: DialogueDomain, replaying events: some Sequence<Event>,
        eventsBefore: Int = 0
    ) {
        self.init(conversation, domain: domain)
        self.eventsBefore = eventsBefore
        for event in events { append(event) }
        reload()
    }

    /// The events that count, each with the state right after it.
    public var applied: GrowingList<Applied> { folding.entries }

    /// The fold of the events that count.
    public var appliedState: TrackerState { folding.state }

    /// Adds an event and folds it in.
    ///
    /// - Complexity: O(1) amortised: `undo` and `rewind` cost as much as what they take back. The
    ///   first `active_loop` of a name reads the log when that action ran twice before it.
    public mutating func append(_ event: Event) {
        events.append(event)
        switch event.content {
        case .restart, .sessionStarted:
            if case .restart = event.content { restartEnd = events.count }
            appliedStart = events.count
            folding.forget()
            state.apply(event, domain)
            isLikeReloaded = event.content == .sessionStarted
            return
        case .undo, .rewind:
            folding.takeBack(event)
            reload()
            return
        case .user(let user): latestInputChannel = user.inputChannel
        case .activeLoop(let name?) where folding.begins(loop: name): refold(since: name)
        default: break
        }
        if folding.fold(event), isLikeReloaded {
            state = folding.state
        } else {
            isLikeReloaded = false
            state.apply(event, domain)
        }
    }

    /// Makes the present state what it is when the conversation is read from a store, as at the
    /// beginning of each turn.
    ///
    /// - Complexity: O(1).
    public mutating func reload() {
        state = folding.state
        isLikeReloaded = true
    }

    /// Folds anew what counts when an action turned out to be a loop after it ran twice.
    private mutating func refold(since loop: String) {
        let known = events[appliedStart...]
        guard known.count(where: { $0.actionName == loop }) > 1 else { return }
        isLikeReloaded = false
        folding.forget()
        for index in appliedStart..<events.count - 1 {
            switch events[index].content {
            case .undo, .rewind: folding.takeBack(events[index])
            default: _ = folding.fold(events[index])
            }
        }
    }
}

extension Tracker {
    /// The conversation up to a moment in seconds since 1970: the events before the first later
    /// one, folded as they came.
    ///
    /// - Complexity: O(n).
    public func until(_ time: Double) -> Tracker {
        var tracker = Tracker(conversation, domain: domain)
        tracker.eventsBefore = eventsBefore
        for event in events {
            guard event.timestamp <= time else { break }
            tracker.append(event)
        }
        return tracker
    }

    /// A conversation that knows only the events that count from `index` of `applied` on; slots
    /// set before have their initial values.
    ///
    /// - Complexity: O(n) for n events kept.
    public func remembering(from index: Int) -> Tracker {
        var tracker = Tracker(conversation, domain: domain)
        for place in index..<applied.count { tracker.append(applied[place].event) }
        return tracker
    }

    /// The value of a slot; `nil` for a slot the domain does not have.
    public func slot(_ name: String) -> JSONValue? {
        domain.slotNumber(name).map { state.slots.values[$0] }
    }

    /// The last message; `nil` before the first.
    public var latestUser: UserEvent? { state.latestMessage?.user }

    /// The loop that runs.
    public var activeLoop: TrackerState.Loop? { state.loop }

    /// The name, or text, of the last action; `nil` before the first.
    public var latestActionName: String? { state.latestAction?.name }

    /// The action that refused to run last, if none ran since; of the events that count.
    public var lastRejection: String? { appliedState.lastRejection }
}
