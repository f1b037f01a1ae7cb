// Forms: asking for slots one by one until all are filled.

import TrainingData
import Vocabulary

/// A form of the domain.
///
/// - Note: rasa/core/actions/forms.py and loops.py (3.6.21).
struct FormAction: Action {
    let name: String
    let table: ActionTable

    /// One run of the form, which everything in it shares.
    private struct Run {
        let tracker: Tracker
        let channel: String
        let world: ActionWorld
        /// Which slot the form asked for; `nil` when another loop or none is active.
        let asked: String?
    }

    func run(
        _ tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        let isActive = tracker.activeLoop?.name == name
        let run = Run(
            tracker: tracker, channel: channel, world: world,
            asked: isActive ? tracker.requestedSlot : nil)
        var events = isActive ? [] : try await activate(run)
        if !isDone(events) { events += try await proceed(run, after: events) }
        if isDone(events) { events.append(Event(.activeLoop(nil), timestamp: 0)) }
        return events
    }

    /// Begins the form: what the message that starts it fills is validated at once.
    private func activate(_ run: Run) async throws(ActionFailure) -> [Event] {
        let now = run.world.now()
        let start = Event(.activeLoop(name), timestamp: now)
        let active = run.tracker.adding([start])
        let extracted = await SlotExtractionAction(table: table)
            .events(active, channel: run.channel, world: run.world)
        let slots = extracted.filter { $0.slotSet != nil }
        guard validation != nil else { return [start] + slots }
        let filled = active.adding(extracted.map { $0.at(now) })
        let prefilled = requiredSlots.compactMap { name -> Event? in
            guard let value = filled.slot(name), !value.isNull else { return nil }
            return Event(.slot(name: name, value: value), timestamp: now)
        }
        let inside = Run(
            tracker: filled, channel: run.channel, world: run.world, asked: filled.requestedSlot)
        let validated = try await validate(prefilled, inside)
        let settled = Set(validated.compactMap { $0.slotSet?.name })
        return [start] + validated + slots.filter { !settled.contains($0.slotSet?.name ?? "") }
    }

    /// Validates what the message filled, unless activation did, and asks for the next slot.
    private func proceed(
        _ run: Run, after activation: [Event]
    ) async throws(ActionFailure) -> [Event] {
        var events: [Event] = []
        if activation.allSatisfy(\.isActiveLoop) { events = try await validateIfNeeded(run) }
        guard !events.contains(where: \.isRejection) else { return events }
        return events + (try await askNext(run, after: activation + events))
    }

    private func validateIfNeeded(_ run: Run) async throws(ActionFailure) -> [Event] {
        let loop = run.tracker.activeLoop
        let hasListened = run.tracker.latestActionName == "action_listen"
        // Coming back after an unhappy path, nothing is to be validated, but the project's action
        // may still say what to ask for.
        guard loop == nil || (hasListened && loop?.isInterrupted == false) else {
            return try await validate([], run)
        }
        let candidates = candidates(run)
        let validated = try await validate(candidates, run)
        let hasSet = validated.contains { $0.slotSet.map { $0.name != "requested_slot" } ?? false }
        if let asked = run.asked, candidates.isEmpty, !hasSet,
            !validated.contains(where: \.isRejection)
        {
            throw .rejected(name: name, reason: "nothing was found for the slot '\(asked)'.")
        }
        return validated
    }

    /// Slots of the form that were set since the last message, each with its last value.
    private func candidates(_ run: Run) -> [Event] {
        let wanted = Set(requiredSlots + (run.asked.map { [$0] } ?? []))
        let latest = run.tracker.latestUser
        var slots: [Event] = []
        for event in run.tracker.events.reversed() {
            if event.content == .restart { break }
            if case .user(let user) = event.content, user.isLike(latest) { break }
            if let set = event.slotSet, wanted.contains(set.name) { slots.append(event) }
        }
        var values = JSONObject()
        for event in slots.reversed() {
            if let set = event.slotSet { values[set.name] = set.value }
        }
        let now = run.world.now()
        return values.members.map { Event(.slot(name: $0.key, value: $0.value), timestamp: now) }
    }

    /// What the project's `validate_<form>` says about candidates; nothing without one.
    private func validate(_ candidates: [Event], _ run: Run) async throws(ActionFailure) -> [Event]
    {
        guard let validation else { return [] }
        let remote = RemoteAction(name: validation, table: table, afterRestart: true)
        return try await remote.run(
            executed(run, with: candidates), channel: run.channel, world: run.world)
    }

    /// The conversation as if the form had just run, with further events behind that.
    private func executed(_ run: Run, with events: [Event]) -> Tracker {
        let now = run.world.now()
        let asked = run.asked.map(JSONValue.string) ?? .null
        let marks = [
            Event(.slot(name: "requested_slot", value: asked), timestamp: now),
            Event(.action(ActionEvent(name: name)), timestamp: now),
        ]
        return run.tracker.adding(marks + events.map { $0.timestamp > 0 ? $0 : $0.at(now) })
    }

    private func askNext(_ run: Run, after events: [Event]) async throws(ActionFailure) -> [Event] {
        let noMore = Event(.slot(name: "requested_slot", value: .null), timestamp: 0)
        if isDone(events) { return [noMore] }
        let tracker = executed(run, with: events)
        let wanted = events.lazy.compactMap(\.slotSet).first { $0.name == "requested_slot" }
        if let next = wanted?.value.string, !next.isEmpty {
            return try await ask(for: next, run, tracker)
        }
        let next = requiredSlots.first { (tracker.slot($0) ?? .null).isNull }
        guard let next else { return [noMore] }
        let request = Event(.slot(name: "requested_slot", value: .string(next)), timestamp: 0)
        return [request] + (try await ask(for: next, run, tracker))
    }

    private func ask(
        for slot: String, _ run: Run, _ tracker: Tracker
    ) async throws(ActionFailure) -> [Event] {
        let names = [
            "action_ask_\(name)_\(slot)", "utter_ask_\(name)_\(slot)", "action_ask_\(slot)",
            "utter_ask_\(slot)",
        ]
        guard let found = names.lazy.compactMap({ table.action($0) }).first else { return [] }
        var action = found
        if var remote = found as? RemoteAction {
            remote.afterRestart = true
            action = remote
        }
        return try await action.run(tracker, channel: run.channel, world: run.world)
    }

    /// Whether events end the form: the last word about the slot to ask for, or about the loop, is
    /// that there is none.
    private func isDone(_ events: [Event]) -> Bool {
        if events.contains(where: \.isRejection) { return false }
        let asked = events.last { $0.slotSet?.name == "requested_slot" }
        if let asked, asked.slotSet?.value.isNull == true { return true }
        guard case .activeLoop(let loop) = events.last(where: \.isActiveLoop)?.content else {
            return false
        }
        return loop == nil
    }

    private var requiredSlots: [String] { table.domain.form(name)?.requiredSlots ?? [] }

    /// The name of the project's action that validates the form, where the domain has it.
    private var validation: String? {
        let action = "validate_\(name)"
        return table.domain.actionNumber(action) == nil ? nil : action
    }
}

extension UserEvent {
    /// Whether two messages are the same to Rasa: text, intent, and the keys of their entities.
    fileprivate func isLike(_ other: UserEvent?) -> Bool {
        guard let other else { return false }
        return text == other.text && intentName == other.intentName
            && entities.map { $0.object?.keys.sorted() }
                == other.entities.map { $0.object?.keys.sorted() }
    }
}
