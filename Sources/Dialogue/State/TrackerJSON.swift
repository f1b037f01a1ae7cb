// The state of a conversation in Rasa's JSON.

import TrainingData
public import Vocabulary

extension Tracker {
    /// The conversation's state as Rasa's HTTP API and its action server see it.
    ///
    /// - Parameters:
    ///   - verbosity: which events it holds.
    ///   - log: the stored events, earlier sessions included, for the verbosities that show more
    ///     than what counts; `nil` when `events` is all there is to show.
    /// - Complexity: O(n) for n events shown.
    /// - Note: follows `current_state` of rasa/shared/core/trackers.py (3.6.21).
    public func json(_ verbosity: EventVerbosity, all log: [Event]? = nil) -> JSONValue {
        let message = state.latestMessage?.json ?? TrackerState.noMessage
        return .object(
            JSONObject(distinct: [
                ("sender_id", .string(conversation)), ("slots", .object(slotsJSON)),
                ("latest_message", .object(message)),
                ("latest_event_time", JSONValue(events.last?.timestamp)),
                ("followup_action", JSONValue(state.followup)), ("paused", .bool(state.isPaused)),
                ("events", eventsJSON(verbosity, log)),
                ("latest_input_channel", JSONValue(latestInputChannel)),
                ("active_loop", state.loop?.json ?? .object([:])),
                ("latest_action", latestActionJSON),
                ("latest_action_name", JSONValue(latestActionName)),
            ]))
    }

    private var slotsJSON: JSONObject {
        JSONObject(distinct: zip(domain.slots, state.slots.values).map { ($0.name, $1) })
    }

    private var latestActionJSON: JSONValue {
        guard let action = state.latestAction else { return .object([:]) }
        let key = action.isText ? "action_text" : "action_name"
        return .object(JSONObject(distinct: [(key, .string(action.name))]))
    }

    private func eventsJSON(_ verbosity: EventVerbosity, _ log: [Event]?) -> JSONValue {
        switch verbosity {
        case .none: return .null
        case .applied: return .array(applied.map { .object($0.event.json) })
        case .all:
            return .array(
                log.map { $0.map { .object($0.json) } } ?? events.map { .object($0.json) })
        case .afterRestart:
            guard let log else {
                return .array(events[restartEnd...].map { .object($0.json) })
            }
            let start = log.lastIndex { $0.content == .restart }.map { $0 + 1 } ?? 0
            return .array(log[start...].map { .object($0.json) })
        }
    }
}

extension TrackerState.Loop {
    /// The loop in Rasa's JSON.
    public var json: JSONValue {
        .object(
            JSONObject(distinct: [
                ("name", .string(name)), ("is_interrupted", .bool(isInterrupted)),
                ("rejected", .bool(isRejected)), ("trigger_message", .object(trigger)),
            ]))
    }
}
