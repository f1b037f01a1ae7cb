// The default actions that are no responses and no loops.

import TrainingData
import Vocabulary

/// An action of which only its events are to be seen: listening, leaving a loop.
struct QuietAction: Action {
    let name: String
    var events: [Event.Content] = []

    func run(
        _ tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        events.map { Event($0, timestamp: 0) }
    }
}

/// Begins a session, with the `slot` events of the last one where the domain wants that.
struct SessionStartAction: Action {
    let name = "action_session_start"
    let domain: DialogueDomain

    func run(
        _ tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        var events = [Event(.sessionStarted, timestamp: 0)]
        if domain.domain.session.carriesOverSlots {
            events += tracker.applied.lazy.map(\.event).filter { $0.slotSet != nil }
        }
        events.append(Event(.action(ActionEvent(name: "action_listen")), timestamp: 0))
        return events
    }
}

/// Asks whether the understood intent was meant.
struct AffirmationAction: Action {
    let name = "action_default_ask_affirmation"

    func run(
        _ tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        guard let user = tracker.latestUser else {
            throw .failed(name: name, reason: "there is no message to ask about.")
        }
        var intent = user.intentName
        if intent == "nlu_fallback", let ranking = user.parse["intent_ranking"]?.array,
            ranking.count > 1
        {
            intent = ranking[1]["name"]?.string
        }
        let shown = intent ?? "None"
        return [
            .said([
                "text": .string("Did you mean '\(shown)'?"),
                "buttons": [
                    ["title": "Yes", "payload": .string("/\(shown)")],
                    ["title": "No", "payload": "/out_of_scope"],
                ],
                "utter_action": .string(name),
            ])
        ]
    }
}

/// Takes back what a fallback said and asked, as policies of Rasa 1 needed it.
struct RevertFallbackAction: Action {
    let name = "action_revert_fallback_events"

    func run(
        _ tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        let asked = actions(of: tracker, at: 2)
        let hasRephrased = asked.first == "action_default_ask_rephrase"
        let hasAffirmed = asked.first == "action_default_ask_affirmation"
        guard hasRephrased || hasAffirmed else { return [] }
        guard var message = tracker.state.latestMessage?.event else {
            throw .failed(name: name, reason: "there is no message to go back to.")
        }
        var takenBack = 3
        if hasAffirmed {
            takenBack = 2
            message = message.clarified()
            if asked.dropFirst().first == "action_default_ask_rephrase" { takenBack = 5 }
        }
        let listen = Event(.action(ActionEvent(name: "action_listen")), timestamp: 0)
        var events = [Event](repeating: Event(.rewind, timestamp: 0), count: takenBack)
        if takenBack == 5 { events.insert(listen, at: 2) }
        return events + [listen, message]
    }

    /// The last actions that are not `action_listen`, the latest first.
    private func actions(of tracker: Tracker, at most: Int) -> [String] {
        var names: [String] = []
        for applied in tracker.applied.reversed() {
            guard case .action(let action) = applied.event.content,
                let name = action.nameOrText, name != "action_listen"
            else { continue }
            names.append(name)
            if names.count == most { break }
        }
        return names
    }
}

extension Event {
    /// The message with its intent taken for sure.
    func clarified() -> Event {
        guard case .user(var user) = content else { return self }
        var intent = user.parse["intent"]?.object ?? [:]
        intent["confidence"] = 1.0
        user.parse["intent"] = .object(intent)
        return Event(.user(user), timestamp: timestamp, metadata: metadata)
    }
}
