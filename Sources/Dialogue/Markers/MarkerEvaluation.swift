// Where in a conversation markers apply.

public import Vocabulary

/// An event at which a marker applies.
public struct MarkedEvent: Sendable, Hashable {
    /// The event's number in the conversation.
    public var index: Int
    /// How many messages of the session came before it.
    public var userTurnsBefore: Int
}

/// Looks for markers in conversations.
public enum MarkerEvaluation {
    /// The events of a conversation at which each marker applies, session by session.
    ///
    /// - Returns: for each session a list for each marker, in the order of `markers`.
    /// - Complexity: O(events × conditions).
    public static func evaluate(
        _ markers: [NamedMarker], in events: [Event]
    ) -> [[[MarkedEvent]]] {
        sessions(events).map { session in
            var states = markers.map { MarkerState($0.marker) }
            var found: [[MarkedEvent]] = markers.map { _ in [] }
            var turns = 0
            for index in session {
                for number in states.indices {
                    let applies = states[number].track(events[index])
                    let isFurther = markers[number].marker.countsOnce && !found[number].isEmpty
                    if applies, !isFurther {
                        found[number].append(MarkedEvent(index: index, userTurnsBefore: turns))
                    }
                }
                if case .user = events[index].content { turns += 1 }
            }
            return found
        }
    }

    /// Sessions begin where `action_session_start` ran; what came before the first is left out,
    /// unless there is none.
    private static func sessions(_ events: [Event]) -> [Range<Int>] {
        let starts = events.indices.filter { index in
            if case .action(let action) = events[index].content {
                return action.name == "action_session_start"
            }
            return false
        }
        guard !starts.isEmpty else { return [0..<events.count] }
        return zip(starts, starts.dropFirst() + [events.count]).map { $0..<$1 }
    }
}

/// A marker on its way through a session.
private struct MarkerState {
    private let marker: Marker
    private var parts: [MarkerState]
    private var last = false
    private var progress = 0

    init(_ marker: Marker) {
        self.marker = marker
        switch marker {
        case .action, .intent, .slotWasSet: parts = []
        case .all(let markers), .any(let markers), .sequence(let markers):
            parts = markers.map(MarkerState.init)
        case .not(let part), .atLeastOnce(let part): parts = [MarkerState(part)]
        case .never(let part): parts = [MarkerState(.atLeastOnce(part))]
        }
    }

    /// Takes the next event; whether the marker applies at it.
    mutating func track(_ event: Event) -> Bool {
        var applies: [Bool] = []
        for index in parts.indices { applies.append(parts[index].track(event)) }
        last = result(event, applies)
        return last
    }

    private mutating func result(_ event: Event, _ parts: [Bool]) -> Bool {
        switch marker {
        case .action(let name):
            if case .action(let action) = event.content { return action.name == name }
            return false
        case .intent(let name):
            guard case .user(let user) = event.content else { return false }
            let full = user.parse["intent"]?["full_retrieval_intent_name"]?.string
            return user.intentName == name || full == name
        case .slotWasSet(let name):
            if case .slot(name, let value) = event.content { return !value.isNull }
            return last
        case .all: return parts.allSatisfy { $0 }
        case .any: return parts.contains(true)
        case .not, .never: return !parts[0]
        case .sequence:
            if parts[progress] { progress += 1 }
            guard progress == parts.count else { return false }
            progress = 0
            return true
        case .atLeastOnce: return last || parts[0]
        }
    }
}
