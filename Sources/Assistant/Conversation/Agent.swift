// The assistant at work: takes messages, runs turns one after another in each conversation, and
// keeps what happened.

public import Dialogue
public import Vocabulary

/// When the replies of a turn reach their sink.
public enum ReplyDelivery: Sendable {
    /// When the turn is stored: what a client sees is never forgotten.
    case afterCommit
    /// As soon as they are said, for streams and sockets.
    case asSaid
}

/// Serves the model on a shelf over a store of conversations.
public final class Agent: Sendable {
    let store: any EventStore & InboxStore
    let shelf: ModelShelf
    let world: ActionWorld
    let locks: ConversationLocks
    let cache = TrackerCache()
    let inboxInWork = InboxInWork()
    let owed = OwedReplies()
    let inboxBell = ClockBell()
    let reminders = ClockBell()
    let remote: RemoteUnderstanding?
    private let committed: @Sendable () async -> Void

    /// An agent.
    ///
    /// - Parameters:
    ///   - store: where conversations are kept.
    ///   - shelf: holds the model in service; when it is swapped, conversations go on with the new
    ///     one at their next turn.
    ///   - world: what actions may ask of the world.
    ///   - remote: understands messages in the place of the model (`nlu:` of endpoints.yml).
    ///   - locks: the lines of conversations.
    ///   - committed: called after each commit, before its replies are said: publishes its events.
    public init(
        store: any EventStore & InboxStore, shelf: ModelShelf, world: ActionWorld,
        remote: RemoteUnderstanding? = nil, locks: ConversationLocks = ConversationLocks(),
        committed: @escaping @Sendable () async -> Void = {}
    ) {
        self.store = store
        self.shelf = shelf
        self.world = world
        self.remote = remote
        self.locks = locks
        self.committed = committed
    }

    /// Takes a place in the line of a conversation at once, so that messages are answered in the
    /// order in which they arrived. Every ticket is given to `handle`, or let go by `leave`.
    ///
    /// - Throws: `Fault` `.busy` when too many messages of the conversation wait already.
    public func ticket(_ conversation: String) throws(Fault) -> ConversationTicket {
        try locks.ticket(conversation)
    }

    /// Lets a ticket go that will not be used.
    public func leave(_ ticket: ConversationTicket) { locks.letGo(ticket) }

    /// Answers one message: begins a session where needed, understands the message, fills slots,
    /// runs actions until the assistant listens again, and stores all of it as one change.
    ///
    /// A turn that began ends, whatever becomes of the task that asked for it.
    ///
    /// - Parameters:
    ///   - sink: takes the replies, in order.
    ///   - delivery: when it takes them.
    ///   - ticket: a place in the line taken before; `nil` to take one now.
    /// - Throws: `Fault` `.noModel`, `.busy`, `.lockTimeout`, `.storage`; nothing of the turn is
    ///   kept then.
    public func handle(
        _ message: UserMessage, sink: any ReplySink, delivery: ReplyDelivery = .afterCommit,
        ticket: ConversationTicket? = nil
    ) async throws(Fault) {
        try await turn(message, sink: sink, delivery: delivery, ticket: ticket) { replies in
            for reply in replies { await sink.say(reply) }
        }
    }

    /// The turn of a message.
    ///
    /// - Parameters:
    ///   - inboxMessage: the number of the inbox message that it answers; its replies are kept with
    ///     the turn.
    ///   - afterwards: takes what was held back, when the turn is stored.
    func turn(
        _ message: UserMessage, sink: any ReplySink, delivery: ReplyDelivery,
        ticket: ConversationTicket?, inboxMessage: Int64? = nil,
        afterwards: @escaping @Sendable ([BotReply]) async -> Void
    ) async throws(Fault) {
        let place: ConversationTicket
        if let ticket { place = ticket } else { place = try locks.ticket(message.conversation) }
        let world = world
        let held = HeldReplies(outputChannel: sink.outputChannel)
        let heard: any ReplySink = delivery == .asSaid ? sink : held
        try await change(place, Extent(inboxMessage: inboxMessage, held: held)) {
            (tracker, served) async throws(Fault) in
            await served.engine.startSession(
                &tracker, metadata: message.metadata, world: world, sink: heard)
            if served.predicts, let payload = KnowledgePayload(message.text),
                await served.engine.hear(
                    payload, message, in: &tracker, world: world, sink: heard)
            {
                return
            }
            let (message, parse) = await served.understand(message)
            await served.engine.log(message, parse: parse, in: &tracker, world: world, sink: heard)
            guard served.predicts else { return }
            await served.engine.answer(&tracker, world: world, sink: heard)
        } afterwards: {
            await afterwards(held.replies)
        }
    }

    /// Answers one message and returns what was said.
    ///
    /// - Parameter outputChannel: the name that responses with a `channel:` are chosen by.
    /// - Throws: as `handle`.
    public func replies(
        to message: UserMessage, outputChannel: String = "collector"
    ) async throws(Fault) -> [BotReply] {
        let sink = HeldReplies(outputChannel: outputChannel)
        try await handle(message, sink: sink)
        return sink.replies
    }

    /// Tells whoever publishes events, and the clock of reminders.
    func didCommit(_ change: ConversationChange) async {
        await committed()
        if !change.reminders.isEmpty || !change.endedReminders.isEmpty { reminders.ring() }
    }
}
