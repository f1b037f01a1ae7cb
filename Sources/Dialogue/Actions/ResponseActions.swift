// Actions that say something: responses, texts of end-to-end stories, answers of retrieval intents.

import Vocabulary

/// Says a response.
struct ResponseAction: Action {
    let name: String
    /// The response's name.
    let says: String
    /// Whether it does not matter when there is no such response.
    var isOptional = false
    /// What happens afterwards.
    var then: [Event.Content] = []
    let table: ActionTable

    func run(
        _ tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        var events: [Event] = []
        if let event = try await said(says, in: tracker, channel: channel, world: world) {
            events.append(event)
        }
        return events + then.map { Event($0, timestamp: 0) }
    }

    private func said(
        _ response: String, in tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> Event? {
        let message = try await table.responses.message(
            response, in: tracker, channel: channel, for: name, world: world)
        guard var message else {
            if !isOptional {
                world.warn("There is no suitable variation of the response '\(response)'.")
            }
            return nil
        }
        message["utter_action"] = .string(response)
        return .said(message)
    }
}

/// Says a text of an end-to-end story, which is the action's name.
struct BotTextAction: Action {
    let name: String

    func run(
        _ tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        [.said(["text": .string(name)])]
    }
}

/// Says what the response selector chose for a retrieval intent.
///
/// - Note: rasa/core/actions/action.py `ActionRetrieveResponse` (3.6.21).
struct RetrievalAction: Action {
    let name: String
    /// The retrieval intent.
    let intent: String
    let table: ActionTable

    /// What stands between the first and the second `utter_` of a name.
    static func intent(of name: String) -> String? {
        let parts = name.split(separator: "utter_", omittingEmptySubsequences: false)
        return parts.count > 1 ? String(parts[1]) : nil
    }

    func run(
        _ tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        guard let user = tracker.latestUser else { return [] }
        guard let selector = user.parse["response_selector"]?.object else {
            throw .failed(name: name, reason: "no response selector saw the last message.")
        }
        guard let chosen = selector[intent] ?? selector["default"] else {
            world.warn("No response selector answers for '\(name)'.")
            return []
        }
        guard let response = chosen["response"]?["utter_action"]?.string else {
            throw .failed(name: name, reason: "the response selector names no response.")
        }
        return try await ResponseAction(name: name, says: response, table: table)
            .run(tracker, channel: channel, world: world)
    }
}
