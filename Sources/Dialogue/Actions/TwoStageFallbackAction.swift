// The two-stage fallback: ask whether an intent was meant, then ask to say it differently.

import Vocabulary

/// A loop that asks until the user's intent is clear or it gives up.
///
/// - Note: rasa/core/actions/two_stage_fallback.py and loops.py (3.6.21).
struct TwoStageFallbackAction: Action {
    let name = "action_two_stage_fallback"
    let table: ActionTable

    func run(
        _ tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        var events: [Event] = []
        let begins = tracker.activeLoop?.name != name
        if begins { events.append(Event(.activeLoop(name), timestamp: 0)) }
        let isFallback = tracker.latestUser?.intentName == "nlu_fallback"
        let isUnclear = isFallback || tracker.latestUser?.intentName == "out_of_scope"
        let hasFailed =
            Self.latestIntents(of: tracker, 2) == ["nlu_fallback", "nlu_fallback"]
            || Self.latestIntents(of: tracker, 3)
                == ["out_of_scope", "nlu_fallback", "out_of_scope"]
        if isUnclear, !hasFailed {
            let asking =
                begins || isFallback
                ? "action_default_ask_affirmation" : "action_default_ask_rephrase"
            return events + (try await run(asking, tracker, channel: channel, world: world))
        }
        events.append(Event(.activeLoop(nil), timestamp: 0))
        if hasFailed {
            return events
                + (try await run(
                    "action_default_fallback", tracker, channel: channel, world: world))
        }
        return events + (try clarification(tracker))
    }

    private func run(
        _ action: String, _ tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        guard let action = table.action(action) else { return [] }
        return try await action.run(tracker, channel: channel, world: world)
    }

    /// The message that is clear now takes the place of the one that was not.
    private func clarification(_ tracker: Tracker) throws(ActionFailure) -> [Event] {
        guard let message = tracker.state.latestMessage?.event else {
            throw .failed(name: name, reason: "there is no message that could be clear.")
        }
        return [
            Event(.rewind, timestamp: 0),
            Event(.action(ActionEvent(name: "action_listen")), timestamp: 0), message.clarified(),
        ]
    }

    /// The intents of messages among the last `most` places after the last restart where one came
    /// or was taken back, the latest first.
    private static func latestIntents(of tracker: Tracker, _ most: Int) -> [String?] {
        var intents: [String?] = []
        var seen = 0
        for event in tracker.events.reversed() {
            if event.content == .restart || seen == most { break }
            switch event.content {
            case .user(let user):
                intents.append(user.intentName)
                seen += 1
            case .rewind: seen += 1
            default: break
            }
        }
        return intents
    }
}
