// One step of a turn: an action that was decided on, and how it is run and logged.

import TrainingData
import Vocabulary

/// An action that was decided on, with what its `action` event tells.
struct Step: Sendable {
    let action: any Action
    var policy: String?
    var confidence: Double
    /// Whether stories do not see the turn.
    var hidesRuleTurn = false
    /// Whether the text of the message decided.
    var isEndToEnd = false
    /// What the policies want logged before the action.
    var events: [Event.Content] = []

    /// Whether the turn ends with an action of this name.
    static func ends(_ action: String) -> Bool {
        action == "action_listen" || action == "action_session_start"
    }
}

extension TurnEngine {
    /// Decides on the next action: a follow-up action first, then what the policies choose.
    ///
    /// - Parameter usesFollowup: `false` when the follow-up action has had its chance.
    func step(_ tracker: Tracker, usesFollowup: Bool, _ world: ActionWorld) -> Step? {
        if usesFollowup, let followup = tracker.state.followup {
            if let action = table.action(followup) {
                return Step(action: action, policy: "followup_action", confidence: 1)
            }
            world.warn("The follow-up action '\(followup)' is unknown; the policies decide.")
        }
        let prediction = chooser.predict(tracker)
        let confidence = prediction.confidence
        let number = prediction.probabilities.firstIndex(of: confidence) ?? 0
        guard let action = table.action(domain.actionNames[number]) else {
            world.warn("The policies chose '\(domain.actionNames[number])', which can't be run.")
            return nil
        }
        return Step(
            action: action, policy: prediction.policy, confidence: confidence,
            hidesRuleTurn: prediction.hidesRuleTurn, isEndToEnd: prediction.isEndToEnd,
            events: prediction.events)
    }

    /// Runs an action, logs what happened, and sends what was said.
    ///
    /// - Returns: whether another action is to be predicted.
    func run(
        _ step: Step, _ tracker: inout Tracker, _ world: ActionWorld, _ sink: any ReplySink
    ) async -> Bool {
        var events: [Event] = []
        do throws(ActionFailure) {
            events = try await perform(step, tracker, world, sink.outputChannel)
        } catch {
            if case .rejected = error {
                if !(step.action is FormAction) { world.warn(error.reason) }
                append(rejection(step), to: &tracker, world)
                return !Step.ends(step.action.name)
            }
            world.warn(error.reason)
        }
        if !events.contains(where: \.isRejection) {
            for content in step.events {
                append(Event(content, timestamp: 0), to: &tracker, world)
            }
            append(execution(step), to: &tracker, world)
            if let knowledge = world.knowledge,
                knowledge.settings.handoffActions.contains(step.action.name)
            {
                await knowledge.handedOff(tracker.conversation)
            }
        }
        for event in events { append(event, to: &tracker, world) }
        if events.contains(where: \.isMessage) { await fillSlots(&tracker, world, sink) }
        await say(events, tracker.conversation, sink)
        return !Step.ends(step.action.name)
    }

    /// Runs the action on the conversation with the events of the prediction.
    private func perform(
        _ step: Step, _ tracker: Tracker, _ world: ActionWorld, _ channel: String
    ) async throws(ActionFailure) -> [Event] {
        guard !step.events.isEmpty else {
            return try await step.action.run(tracker, channel: channel, world: world)
        }
        let now = world.now()
        let seen = tracker.adding(step.events.map { Event($0, timestamp: now) })
        return try await step.action.run(seen, channel: channel, world: world)
    }

    private func execution(_ step: Step) -> Event {
        let name = step.action.name
        let isText = step.action is BotTextAction
        return Event(
            .action(
                ActionEvent(
                    name: isText ? nil : name, policy: step.policy, confidence: step.confidence,
                    text: isText ? name : nil, hidesRuleTurn: step.hidesRuleTurn)),
            timestamp: 0)
    }

    private func rejection(_ step: Step) -> Event {
        Event(
            .actionExecutionRejected(
                name: step.action.name, policy: step.policy, confidence: step.confidence),
            timestamp: 0)
    }
}

extension Event {
    /// Whether the event is something a user said.
    var isMessage: Bool { if case .user = content { true } else { false } }

    /// Whether the event decides anew which action follows up, or that none does.
    var settlesFollowup: Bool {
        switch content {
        case .action, .user, .followup, .undo, .rewind, .restart, .sessionStarted: true
        default: false
        }
    }
}
