// Fills slots from the last message and lets the project validate them.

import Vocabulary

/// Rasa's `action_extract_slots`, with `action_validate_slot_mappings` where the domain has it.
struct SlotExtractionAction: Action {
    /// The project's action that validates slots outside of forms.
    static let validation = "action_validate_slot_mappings"

    let name = "action_extract_slots"
    let table: ActionTable

    func run(
        _ tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        await events(tracker, channel: channel, world: world)
    }

    /// `slot` events, and what a validating action said; custom actions that fail are warned about
    /// and fill nothing.
    func events(_ tracker: Tracker, channel: String, world: ActionWorld) async -> [Event] {
        let found = await table.extraction.events(tracker) { action in
            await custom(action, tracker, false, channel: channel, world: world)
        }
        let slots = found.filter { $0.slotSet != nil }
        guard table.isCustom(Self.validation) else { return slots }
        let now = world.now()
        let candidates = tracker.adding(slots.map { $0.at(now) })
        let validated = await custom(
            Self.validation, candidates, true, channel: channel, world: world)
        let settled = Set(validated.compactMap { $0.slotSet?.name })
        return validated + slots.filter { !settled.contains($0.slotSet?.name ?? "") }
    }

    private func custom(
        _ action: String, _ tracker: Tracker, _ afterRestart: Bool, channel: String,
        world: ActionWorld
    ) async -> [Event] {
        let remote = RemoteAction(name: action, table: table, afterRestart: afterRestart)
        do throws(ActionFailure) {
            let events = try await remote.run(tracker, channel: channel, world: world)
            return events.filter { $0.slotSet != nil || $0.isBot }
        } catch {
            world.warn("Slots could not be filled. \(error.reason)")
            return []
        }
    }
}

extension Event {
    /// The event at another time, in seconds since 1970.
    func at(_ time: Double) -> Event {
        var event = self
        event.timestamp = time
        return event
    }
}
