// Which events of a conversation count, kept up to date event by event.

public import Vocabulary

/// An event that counts, with the state right after it. An object, so that lists of them are cheap
/// to copy.
public final class Applied: Sendable {
    /// The event.
    public let event: Event
    /// The fold of all applied events up to and including this one.
    public let state: TrackerState
    /// Where the last action up to here stands in the list; -1 for none.
    let lastAction: Int
    /// Where the last event up to here stands that decides whether a loop is on its happy path, or
    /// is taken back when it is: action, message, featurization, end of a loop, rejection; or -1.
    let lastMark: Int
    /// What rules hide, when the event is an action.
    let place: ActionPlace?

    init(
        event: Event, state: TrackerState, lastAction: Int, lastMark: Int, place: ActionPlace?
    ) {
        self.event = event
        self.state = state
        self.lastAction = lastAction
        self.lastMark = lastMark
        self.place = place
    }
}

/// The events that count. Each entry holds what depends on the ones before it, so that taking the
/// last ones back needs no other work.
///
/// - Note: gives what `applied_events` of rasa/shared/core/trackers.py (3.6.21) gives.
struct AppliedEvents: Sendable {
    private(set) var entries = GrowingList<Applied>()
    private let domain: DialogueDomain
    /// Names of all loops that ever began, which a restart does not change.
    private var loops: Set<String> = []

    init(_ domain: DialogueDomain) { self.domain = domain }

    /// The state after the last entry.
    var state: TrackerState { entries.last?.state ?? domain.initialState }

    mutating func forget() { entries = GrowingList() }

    /// Takes note of a loop, and says whether it never began before.
    mutating func begins(loop name: String) -> Bool {
        !name.isEmpty && loops.insert(name).inserted
    }

    /// Adds an event, or for a further run of a loop on its happy path takes back what came since
    /// the run before.
    ///
    /// - Returns: whether it was added.
    mutating func fold(_ event: Event) -> Bool {
        if let name = event.actionName, loops.contains(name), let first = runBefore(of: name) {
            takeBackActions(after: first)
            return false
        }
        add(event)
        return true
    }

    /// Takes back the last action (`undo`), or the last message with the action before it
    /// (`rewind`), and everything since.
    mutating func takeBack(_ event: Event) {
        if case .rewind = event.content {
            var place = entries.last?.lastMark ?? -1
            while place >= 0, !entries[place].event.isUser {
                place = place == 0 ? -1 : entries[place - 1].lastMark
            }
            entries.cut(to: max(place, 0))
        }
        entries.cut(to: max(entries.last?.lastAction ?? 0, 0))
    }

    private mutating func add(_ event: Event) {
        let last = entries.last
        var state = last?.state ?? domain.initialState
        var place: ActionPlace?
        if case .action(let action) = event.content {
            let before = last.flatMap { $0.lastAction < 0 ? nil : entries[$0.lastAction].place }
            place = ActionPlace(
                after: before, at: last?.lastAction ?? -1, state: state,
                isHidden: action.hidesRuleTurn)
        }
        state.apply(event, domain)
        let index = entries.count
        entries.append(
            Applied(
                event: event, state: state,
                lastAction: place == nil ? last?.lastAction ?? -1 : index,
                lastMark: event.isMark ? index : last?.lastMark ?? -1, place: place))
    }

    /// Where the last run of a loop stands, when nothing since then shows that the user strayed
    /// from the loop's happy path; `nil` also when the loop did not run yet.
    private func runBefore(of loop: String) -> Int? {
        var nextAction: String?
        var place = entries.last?.lastMark ?? -1
        while place >= 0 {
            switch entries[place].event.content {
            case .activeLoop(nil): return nil
            case .actionExecutionRejected(let name, _, _) where name == loop: return nil
            case .user where nextAction != nil && nextAction != loop: return nil
            case .action(let action):
                if action.name == loop { return place }
                nextAction = action.name
            default: break
            }
            place = place == 0 ? -1 : entries[place - 1].lastMark
        }
        return nil
    }

    /// Takes back actions, messages and featurizations behind an entry; what else happened since
    /// stays, folded anew.
    private mutating func takeBackActions(after first: Int) {
        var start = entries.count
        var place = entries.last?.lastMark ?? -1
        while place > first {
            if entries[place].event.isTakenBackByLoops { start = place }
            place = place == 0 ? -1 : entries[place - 1].lastMark
        }
        let kept = entries[start...].map(\.event).filter { !$0.isTakenBackByLoops }
        entries.cut(to: start)
        for event in kept { add(event) }
    }
}

extension Event {
    /// The name of the action that ran.
    var actionName: String? {
        if case .action(let action) = content { action.name } else { nil }
    }

    fileprivate var isUser: Bool {
        if case .user = content { true } else { false }
    }

    fileprivate var isTakenBackByLoops: Bool {
        switch content {
        case .action, .user, .userFeaturization: true
        default: false
        }
    }

    fileprivate var isMark: Bool {
        switch content {
        case .action, .user, .userFeaturization, .activeLoop(nil), .actionExecutionRejected: true
        default: false
        }
    }
}
