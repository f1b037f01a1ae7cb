// Messages that were acknowledged before their turn ran.

import Synchronization
public import Vocabulary

/// Which messages of the inbox are being answered now.
final class InboxInWork: Sendable {
    private let numbers = Mutex<Set<Int64>>([])

    /// Begins with a message; `false` when somebody else did.
    func begin(_ number: Int64) -> Bool { numbers.withLock { $0.insert(number).inserted } }

    /// Is done with a message.
    func end(_ number: Int64) { numbers.withLock { _ = $0.remove(number) } }
}

extension Agent {
    /// Takes a message into the inbox; when this returns, the message survives the process and may
    /// be acknowledged to its platform.
    ///
    /// - Parameters:
    ///   - platformID: the platform's id of the message, unique per channel; `nil` if none.
    ///   - reply: what the channel needs to send the replies.
    /// - Returns: the message to `answer`; `nil` when it was taken before (a retry).
    /// - Throws: `Fault` `.storage`.
    public func accept(
        _ message: UserMessage, channel: String, platformID: String?, reply: JSONObject = [:]
    ) async throws(Fault) -> InboxMessage? {
        var message = message
        if message.id == nil { message.id = platformID }
        let number = try await store.accept(
            message, channel: channel, platformID: platformID, reply: reply)
        return number.map {
            InboxMessage(id: $0, channel: channel, message: message, reply: reply)
        }
    }

    /// Answers a message of the inbox, once, whoever asks for it however often. The replies are kept
    /// with the turn until the sink has delivered them: what it fails to, `deliverDue` tries again.
    ///
    /// - Throws: as `handle`; the message stays in the inbox then.
    public func answer(
        _ waiting: InboxMessage, sink: any ReplySink, ticket: ConversationTicket? = nil
    ) async throws(Fault) {
        guard inboxInWork.begin(waiting.id) else {
            if let ticket { leave(ticket) }
            return
        }
        defer { inboxInWork.end(waiting.id) }
        try await turn(
            waiting.message, sink: sink, delivery: .afterCommit, ticket: ticket,
            inboxMessage: waiting.id
        ) { [self] replies in
            guard !replies.isEmpty else { return }
            await post(DueReplies(message: waiting, replies: replies), sink: sink)
        }
    }

    /// Answers what a crash left in the inbox, oldest first. To be called at start, before any
    /// channel takes messages, and from time to time for turns that failed; messages whose turns
    /// run are left to them.
    ///
    /// - Parameter sink: where the replies of a message go; `nil` when its channel is gone: the
    ///   message is answered, and nobody hears it.
    /// - Returns: how many messages were answered.
    /// - Throws: `Fault` `.noModel`, `.storage`; the rest stays in the inbox.
    @discardableResult
    public func answerInbox(
        sink: @Sendable (InboxMessage) -> (any ReplySink)?
    ) async throws(Fault) -> Int {
        var answered: Set<Int64> = []
        while true {
            let page = try await store.unanswered(limit: 100).filter { !answered.contains($0.id) }
            if page.isEmpty { return answered.count }
            for waiting in page {
                try await answer(waiting, sink: sink(waiting) ?? HeldReplies())
                answered.insert(waiting.id)
            }
        }
    }
}
