// Custom actions, which an action server runs.

import Vocabulary

/// An action that the project's action server runs.
struct RemoteAction: Action {
    let name: String
    let table: ActionTable
    /// Whether the server sees only events after the last restart, as with validation.
    var afterRestart = false

    /// Calls the server; what its `responses` say comes before its events.
    func run(
        _ tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        let answer = try await table.calls.perform(
            name, tracker, afterRestart: afterRestart, world: world)
        var said: [Event] = []
        for response in answer.responses {
            let event = try await say(response, in: tracker, channel: channel, world: world)
            if let event { said.append(event) }
        }
        return said + answer.events
    }

    /// One response of the dispatcher: a message of its own, or a response of the domain by its
    /// name with the other keys as arguments, which then replace its keys where they are not empty.
    private func say(
        _ response: JSONObject, in tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> Event? {
        var given = response
        given["response"] = nil
        var draft = JSONObject()
        if let wanted = response["response"]?.string, !wanted.isEmpty {
            let message = try await table.responses.message(
                wanted, in: tracker, channel: channel, arguments: given, isOfDomain: false,
                for: name, world: world)
            guard let message, !message.members.isEmpty else { return nil }
            draft = message
            draft["utter_action"] = .string(wanted)
        }
        let buttons = given["buttons"]?.array ?? []
        given["buttons"] = nil
        if !buttons.isEmpty { draft["buttons"] = .array((draft["buttons"]?.array ?? []) + buttons) }
        for member in given.members where member.value.isTruthy {
            draft[member.key] = member.value
        }
        return .said(draft)
    }
}
