// What the HTTP API changes in conversations besides messages.

public import Dialogue
import TrainingData
public import Vocabulary

extension Agent {
    /// Appends events to a conversation. One without events begins with a session first, unless
    /// the events begin one themselves.
    ///
    /// - Parameters:
    ///   - sink: takes the bot events and lets reminders take effect; `nil` for no side effects.
    /// - Returns: the conversation with all its sessions.
    /// - Throws: `Fault` `.noModel`, `.busy`, `.lockTimeout`, `.storage`.
    public func append(
        _ events: [Event], to id: String, sideEffects sink: (any ReplySink)? = nil
    ) async throws(Fault) -> Tracker {
        let world = world
        try await change(
            try locks.ticket(id), Extent(schedulesReminders: sink != nil)
        ) { (tracker, served) async throws(Fault) in
            if tracker.events.isEmpty, events.first.map({ !$0.startsSession }) ?? true {
                await served.engine.startSession(
                    &tracker, metadata: nil, world: world, sink: sink ?? HeldReplies())
            }
            for event in events { tracker.append(served.stamped(event)) }
        } afterwards: {
            guard let sink else { return }
            for event in events {
                guard case .bot(let bot) = event.content else { continue }
                await sink.say(bot.reply(to: id, metadata: event.metadata))
            }
        }
        return try await tracker(id)
    }

    /// Replaces everything that is stored of a conversation.
    ///
    /// - Returns: the conversation of exactly these events.
    /// - Throws: `Fault` `.noModel`, `.busy`, `.lockTimeout`, `.storage`.
    public func replace(_ events: [Event], of id: String) async throws(Fault) -> Tracker {
        let served = try served()
        let stamped = events.map(served.stamped)
        let change = ConversationChange(conversation: id, events: stamped, replacesAll: true)
        try await locks.withLock(try locks.ticket(id)) { () async throws(Fault) in
            _ = cache.take(id)
            try await store.commit(change)
            await didCommit(change)
        }
        return Tracker(id, domain: served.engine.domain, replaying: stamped)
    }

    /// Runs one action in a known conversation; nothing is predicted.
    ///
    /// - Parameter confidence: of the `action` event; 0 when `nil`, as in Rasa.
    /// - Returns: the latest session.
    /// - Throws: `Fault` `.notFound` for an unknown conversation, `.badRequest` for an action that
    ///   the domain does not know, `.noModel`, `.busy`, `.lockTimeout`, `.storage`.
    public func execute(
        _ action: String, policy: String?, confidence: Double?, in id: String,
        sink: any ReplySink
    ) async throws(Fault) -> Tracker {
        try await requireKnown(id)
        let world = world
        let held = HeldReplies(outputChannel: sink.outputChannel)
        return try await change(try locks.ticket(id)) {
            (tracker, served) async throws(Fault) in
            await served.engine.startSession(
                &tracker, metadata: nil, world: world, sink: held)
            try await served.engine.execute(
                action, policy: policy, confidence: confidence ?? 0, in: &tracker, world: world,
                sink: held)
            return tracker
        } afterwards: {
            for reply in held.replies { await sink.say(reply) }
        }
    }

    /// Logs a message and fills slots; nothing is predicted.
    ///
    /// - Returns: the latest session.
    /// - Throws: as `handle`.
    public func log(_ message: UserMessage) async throws(Fault) -> Tracker {
        let world = world
        return try await change(try locks.ticket(message.conversation)) {
            (tracker, served) async throws(Fault) in
            let sink = HeldReplies()
            await served.engine.startSession(
                &tracker, metadata: message.metadata, world: world, sink: sink)
            let (message, parse) = await served.understand(message)
            await served.engine.log(message, parse: parse, in: &tracker, world: world, sink: sink)
            return tracker
        }
    }

    /// Lets an intent count as if a user had said it, and answers.
    ///
    /// - Parameter entities: a list of entities, or an object of values by entity.
    /// - Returns: the latest session.
    /// - Throws: `Fault` `.notFound` for an intent that the domain does not know, else as `handle`.
    public func trigger(
        intent: String, entities: JSONValue, in id: String, sink: any ReplySink
    ) async throws(Fault) -> Tracker {
        guard try served().engine.domain.domain.intentNames.contains(intent) else {
            throw Fault(.notFound, "The intent '\(intent)' does not exist in the domain.")
        }
        let world = world
        let held = HeldReplies(outputChannel: sink.outputChannel)
        return try await change(try locks.ticket(id)) {
            (tracker, served) async throws(Fault) in
            await served.engine.startSession(
                &tracker, metadata: nil, world: world, sink: held)
            await served.engine.trigger(
                intent: intent, entities: entities, in: &tracker, world: world, sink: held)
            return tracker
        } afterwards: {
            for reply in held.replies { await sink.say(reply) }
        }
    }
}

extension Event {
    /// Whether a list of events that begins with this one begins a session itself.
    var startsSession: Bool {
        switch content {
        case .sessionStarted: true
        case .action(let action): action.name == "action_session_start"
        default: false
        }
    }
}
