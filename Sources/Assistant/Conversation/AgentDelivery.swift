// Replies that are owed: the turn is kept, the platform has not taken its replies yet.

import Dialogue
import Foundation
public import Vocabulary

extension Agent {
    /// How often the delivery of replies is tried again before they are given up.
    public static let deliveryAttemptsMax = 10
    /// How long the first failed delivery is left alone, in seconds; each further one three times
    /// as long.
    static let deliveryPauseSeconds = 5.0
    /// How long a failed delivery is left alone at most, in seconds.
    static let deliveryPauseMaxSeconds = 3_600.0
    /// After how many failures in a row the other replies of a channel wait for the next look.
    static let deliveryFailuresMax = 3
    /// How many messages are read at a time.
    private static let deliveryPage = 100

    /// How long replies are left alone after so many tries, in seconds.
    static func deliveryPause(after attempts: Int) -> Double {
        min(deliveryPauseMaxSeconds, deliveryPauseSeconds * pow(3, Double(attempts)))
    }

    /// Posts the replies that are due: what a crash or a failing platform left. At least once each,
    /// in the order of their conversation.
    ///
    /// - Parameter sink: where the replies to a message go; `nil` when its channel is gone: they
    ///   are given up.
    /// - Returns: how many messages had their replies delivered, and when the next are due, in
    ///   seconds since 1970.
    /// - Throws: `Fault` `.storage`; the rest stays due.
    @discardableResult
    public func deliverDue(
        sink: @Sendable (InboxMessage) -> (any ReplySink)?
    ) async throws(Fault) -> (delivered: Int, next: Double?) {
        if !owed.isKnown { try await learnOwed() }
        var delivered = 0
        var next: Double?
        var failures: [String: Int] = [:]
        var place: Int64 = 0
        while true {
            let page = try await store.undelivered(after: place, limit: Self.deliveryPage)
            guard let last = page.last else { return (delivered, next) }
            for due in page {
                let channel = due.message.channel
                guard failures[channel, default: 0] < Self.deliveryFailuresMax else { continue }
                switch try await deliver(due, sink: sink(due.message)) {
                case .done:
                    delivered += 1
                    failures[channel] = 0
                case .failed: failures[channel, default: 0] += 1
                case .early: next = min(next ?? due.due, due.due)
                case .skipped: break
                }
            }
            place = last.message.id
        }
    }

    /// Learns what the process before this one left, so that nothing newer is posted before it.
    private func learnOwed() async throws(Fault) {
        var place: Int64 = 0
        while true {
            let page = try await store.undelivered(after: place, limit: Self.deliveryPage)
            guard let last = page.last else {
                owed.isKnown = true
                return
            }
            for due in page { owed.add(due.message.id, of: due.message.message.conversation) }
            place = last.message.id
        }
    }

    /// Waits until there is something to look for in the inbox, at most so long.
    public func waitForInbox(seconds: Double) async { await inboxBell.wait(seconds: seconds) }

    private enum Progress {
        case done, failed, early, skipped
    }

    /// Tries one message's replies, if it is time.
    private func deliver(
        _ due: DueReplies, sink: (any ReplySink)?
    ) async throws(Fault) -> Progress {
        let number = due.message.id
        guard owed.isFirst(number, of: due.message.message.conversation) else { return .skipped }
        guard due.due <= world.now() else { return .early }
        guard inboxInWork.begin(number) else { return .skipped }
        defer { inboxInWork.end(number) }
        guard try await store.claim(number, attempts: due.attempts) else {
            // It was delivered since the page was read.
            owed.remove(number, of: due.message.message.conversation)
            return .skipped
        }
        guard let sink else {
            await giveUp(due, "its channel is not served any more")
            return .skipped
        }
        guard due.attempts < Self.deliveryAttemptsMax else {
            await giveUp(due, "no try came to its end")
            return .skipped
        }
        var due = due
        due.attempts += 1
        return await post(due, sink: sink) ? .done : .failed
    }

    /// Posts replies in order and notes how far it came; those that earlier ones wait before are
    /// left to the next look.
    ///
    /// - Returns: whether nothing is left.
    @discardableResult
    func post(_ due: DueReplies, sink: any ReplySink) async -> Bool {
        let message = due.message
        owed.add(message.id, of: message.message.conversation)
        guard owed.isFirst(message.id, of: message.message.conversation) else {
            inboxBell.ring()
            return false
        }
        var rest = due.replies[...]
        while let reply = rest.first {
            switch await sink.deliver(reply) {
            case .delivered: break
            case .refused(let reason):
                world.warn("\(name(of: message)): a reply is left out: \(reason).")
            case .failed(let reason):
                await putOff(due, Array(rest), reason)
                return false
            }
            rest.removeFirst()
        }
        await settle(message, .delivered)
        return true
    }

    private func putOff(_ due: DueReplies, _ rest: [BotReply], _ reason: String) async {
        guard due.attempts < Self.deliveryAttemptsMax else { return await giveUp(due, reason) }
        let pause = Self.deliveryPause(after: due.attempts)
        world.warn(
            "\(name(of: due.message)): the reply is tried again in \(Int(pause)) s: \(reason).")
        await settle(due.message, .left(rest, due: world.now() + pause))
        inboxBell.ring()
    }

    private func giveUp(_ due: DueReplies, _ reason: String) async {
        world.warn(
            "\(name(of: due.message)): the reply is given up after \(due.attempts) further tries: "
                + "\(reason).")
        await settle(due.message, .givenUp(reason: reason))
    }

    private func settle(_ message: InboxMessage, _ outcome: DeliveryOutcome) async {
        do throws(Fault) {
            try await store.settle(message.id, outcome)
        } catch {
            world.warn("\(name(of: message)): it may be answered a second time: \(error)")
            return
        }
        if case .left = outcome { return }
        owed.remove(message.id, of: message.message.conversation)
    }

    private func name(of message: InboxMessage) -> String {
        "\(message.channel), message \(message.id) of the inbox"
    }
}
