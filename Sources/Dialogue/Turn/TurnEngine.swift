// One turn of a conversation: from a message to the moment when the assistant listens again.

import Foundation
import TrainingData
public import Vocabulary

/// Runs the turns of one loaded model. A value that all conversations share; each call works on
/// the tracker of one conversation, whose lock the caller holds. New events are those of
/// `tracker.events` beyond the count before; each has its time and the ids of model and assistant.
///
/// - Note: rasa/core/processor.py `MessageProcessor` (3.6.21).
public struct TurnEngine: Sendable {
    /// How many actions follow one message (`MAX_NUMBER_OF_PREDICTIONS`).
    public static let predictionsMax = 10
    /// How many predictions one turn may take for each action it may run: actions that are taken
    /// back or refuse to run do not count as run, and could go on for ever.
    public static let predictionsPerAction = 5
    /// How long a conversation that stands at the limit of actions says nothing, in seconds; then
    /// the next message is answered again. (Real Rasa never answers again.)
    public static let silenceSeconds = 60.0

    /// The actions.
    public let table: ActionTable
    let chooser: any ActionChoosing
    private let modelID: String
    private let assistantID: String?
    private let predictionsMax: Int

    /// An engine for a model.
    ///
    /// - Parameters:
    ///   - modelID: written into every event's metadata.
    ///   - assistantID: `assistant_id` of config.yml, written there as well.
    ///   - predictionsMax: how many actions may follow one message.
    public init(
        domain: DialogueDomain, chooser: any ActionChoosing, modelID: String,
        assistantID: String?, predictionsMax: Int = TurnEngine.predictionsMax
    ) {
        table = ActionTable(domain)
        self.chooser = chooser
        self.modelID = modelID
        self.assistantID = assistantID
        self.predictionsMax = predictionsMax
    }

    /// The domain.
    public var domain: DialogueDomain { table.domain }

    /// Begins a session where there is none, or where the last message is older than the domain
    /// allows.
    ///
    /// - Parameter metadata: of the message that begins it; put into `session_started_metadata`.
    public func startSession(
        _ tracker: inout Tracker, metadata: JSONObject?, world: ActionWorld, sink: any ReplySink
    ) async {
        guard tracker.applied.isEmpty || hasExpired(tracker, now: world.now()) else { return }
        if let metadata, !metadata.members.isEmpty {
            let slot = Event.Content.slot(
                name: "session_started_metadata", value: .object(metadata))
            append(Event(slot, timestamp: 0), to: &tracker, world)
        }
        guard let action = table.action("action_session_start") else { return }
        _ = await run(Step(action: action, confidence: 1), &tracker, world, sink)
    }

    private func hasExpired(_ tracker: Tracker, now: Double) -> Bool {
        let minutes = domain.domain.session.expirationMinutes
        guard minutes > 0 else { return false }
        for applied in tracker.applied.reversed() {
            guard case .user = applied.event.content else { continue }
            return (now - applied.event.timestamp) / 60 > minutes
        }
        return false
    }

    /// Logs a message and fills the slots that it maps to; nothing is predicted.
    ///
    /// - Parameter parse: what was understood (`intent`, `entities`, …).
    public func log(
        _ message: UserMessage, parse: JSONObject, in tracker: inout Tracker, world: ActionWorld,
        sink: any ReplySink
    ) async {
        heard(message, parse: parse, &tracker, world)
        await fillSlots(&tracker, world, sink)
    }

    /// Logs a message.
    func heard(
        _ message: UserMessage, parse: JSONObject, _ tracker: inout Tracker, _ world: ActionWorld
    ) {
        revive(&tracker, world)
        let id = message.id ?? UUID().uuidString.replacing("-", with: "").lowercased()
        let metadata = message.metadata ?? [:]
        let user = UserEvent(
            text: message.text.pythonStripped, parse: parse,
            inputChannel: message.inputChannel.isEmpty ? nil : message.inputChannel,
            messageID: id, metadata: metadata)
        append(Event(.user(user), timestamp: 0, metadata: metadata), to: &tracker, world)
    }

    /// Predicts and runs actions until the assistant listens, is silent, or stands at the limit.
    public func answer(
        _ tracker: inout Tracker, world: ActionWorld, sink: any ReplySink
    ) async {
        var left = predictionsMax * Self.predictionsPerAction
        var usesFollowup = true
        while tracker.takesTurns {
            guard !isAtLimit(tracker), left > 0 else {
                world.warn(
                    "The conversation '\(tracker.conversation)' stops after too many actions in one"
                        + " turn without listening.")
                return
            }
            left -= 1
            guard let step = step(tracker, usesFollowup: usesFollowup, world) else { return }
            if await answersInstead(of: step, &tracker, world, sink) { return }
            if step.isEndToEnd { await fillSlots(&tracker, world, sink) }
            let events = tracker.events.count
            guard await run(step, &tracker, world, sink) else { return }
            usesFollowup = tracker.events[events...].contains(where: \.settlesFollowup)
        }
    }

    /// Lets an intent count as if a user had said it (`EXTERNAL: <intent>`), and answers.
    ///
    /// - Parameters:
    ///   - entities: a list of entities, or an object of values by entity; else none.
    ///   - inputChannel: of the message; that of the last message when `nil`.
    public func trigger(
        intent: String, entities: JSONValue, inputChannel: String? = nil,
        in tracker: inout Tracker, world: ActionWorld, sink: any ReplySink
    ) async {
        let found: [JSONValue] =
            switch entities {
            case .array(let list): list
            case .object(let values):
                values.members.map { ["entity": .string($0.key), "value": $0.value] }
            default: []
            }
        let metadata: JSONObject = ["is_external": true]
        let user = UserEvent(
            text: "EXTERNAL: \(intent)",
            parse: ["intent": ["name": .string(intent)], "entities": .array(found)],
            inputChannel: inputChannel ?? tracker.latestInputChannel, metadata: metadata)
        append(Event(.user(user), timestamp: 0, metadata: metadata), to: &tracker, world)
        await fillSlots(&tracker, world, sink)
        await answer(&tracker, world: world, sink: sink)
    }

    /// Runs one action; nothing is predicted before or afterwards.
    ///
    /// - Parameters:
    ///   - policy: written into the `action` event.
    ///   - confidence: likewise; 1 when `nil`.
    /// - Throws: `Fault` `.badRequest` for an action that the domain does not know.
    public func execute(
        _ action: String, policy: String?, confidence: Double?, in tracker: inout Tracker,
        world: ActionWorld, sink: any ReplySink
    ) async throws(Fault) {
        guard let found = table.action(action) else {
            throw Fault(.badRequest, "The domain knows no action '\(action)'.")
        }
        _ = await run(
            Step(action: found, policy: policy, confidence: confidence ?? 1), &tracker, world, sink)
    }

    /// What would be done next, and how sure each policy's choice is of each action.
    public func scores(_ tracker: Tracker) -> PolicyPrediction {
        guard let followup = tracker.state.followup, let number = domain.actionNumber(followup)
        else { return chooser.predict(tracker) }
        var probabilities = [Double](repeating: 0, count: domain.actionNames.count)
        probabilities[number] = 1
        return PolicyPrediction(
            probabilities: probabilities, policy: "followup_action", priority: 0)
    }

    /// Runs `action_extract_slots`, which no `action` event tells of.
    func fillSlots(
        _ tracker: inout Tracker, _ world: ActionWorld, _ sink: any ReplySink
    ) async {
        let action = SlotExtractionAction(table: table)
        let events = await action.events(tracker, channel: sink.outputChannel, world: world)
        for event in events { append(event, to: &tracker, world) }
        await say(events, tracker.conversation, sink)
    }

    /// Logs an event with its time and the ids of model and assistant.
    func append(_ event: Event, to tracker: inout Tracker, _ world: ActionWorld) {
        var event = event.at(world.now())
        if event.metadata["model_id"] == nil { event.metadata["model_id"] = .string(modelID) }
        if let assistantID, event.metadata["assistant_id"] == nil {
            event.metadata["assistant_id"] = .string(assistantID)
        }
        tracker.append(event)
    }

    /// Sends what was said.
    func say(_ events: [Event], _ conversation: String, _ sink: any ReplySink) async {
        for event in events {
            guard case .bot(let bot) = event.content else { continue }
            await sink.say(bot.reply(to: conversation, metadata: event.metadata))
        }
    }

    /// Whether so many actions ran since the assistant last listened that no more may.
    ///
    /// - Complexity: O(events since it listened).
    func isAtLimit(_ tracker: Tracker) -> Bool {
        if let latest = tracker.latestActionName, Step.ends(latest) { return false }
        var count = 0
        for event in tracker.events.reversed() {
            guard case .action(let action) = event.content else { continue }
            if let name = action.name, Step.ends(name) { return false }
            count += 1
            if count >= predictionsMax { return true }
        }
        return false
    }

    private func revive(_ tracker: inout Tracker, _ world: ActionWorld) {
        guard isAtLimit(tracker), let last = tracker.events.last,
            world.now() - last.timestamp >= Self.silenceSeconds
        else { return }
        append(
            Event(.action(ActionEvent(name: "action_listen")), timestamp: 0), to: &tracker, world)
    }
}

extension Tracker {
    /// Whether the assistant acts: it is not silent, or it is asked to begin anew.
    var takesTurns: Bool { !state.isPaused || latestUser?.intentName == "restart" }
}
