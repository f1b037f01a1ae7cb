// One at a time in each conversation, strictly in the order of arrival.

import Synchronization
public import Vocabulary

/// A place in the line of one conversation.
public struct ConversationTicket: Sendable {
    /// The conversation.
    public let conversation: String
    let number: UInt64
}

/// The lines of all conversations. Who takes a ticket first is served first; different
/// conversations do not wait for each other.
public final class ConversationLocks: Sendable {
    /// How many may wait for one conversation.
    public static let waitingMax = 100
    /// How long one waits at most, in seconds (`TICKET_LOCK_LIFETIME`).
    public static let lifetimeSeconds = 60.0

    private struct Waiter {
        let number: UInt64
        var wake: CheckedContinuation<Bool, Never>?
    }

    private struct Line {
        var served: UInt64
        var waiting: [Waiter] = []
    }

    private struct State {
        var lines: [String: Line] = [:]
        var lastNumber: UInt64 = 0
    }

    private let state = Mutex(State())
    private let waitingMax: Int
    private let lifetimeSeconds: Double

    /// No lines.
    public init(
        waitingMax: Int = ConversationLocks.waitingMax,
        lifetimeSeconds: Double = ConversationLocks.lifetimeSeconds
    ) {
        self.waitingMax = waitingMax
        self.lifetimeSeconds = lifetimeSeconds
    }

    /// Joins the line of a conversation, at once. Every ticket is waited for, or let go.
    ///
    /// - Throws: `Fault` `.busy` when too many wait already.
    public func ticket(_ conversation: String) throws(Fault) -> ConversationTicket {
        let number = state.withLock { state -> UInt64? in
            state.lastNumber += 1
            guard var line = state.lines.removeValue(forKey: conversation) else {
                state.lines[conversation] = Line(served: state.lastNumber)
                return state.lastNumber
            }
            defer { state.lines[conversation] = line }
            guard line.waiting.count < waitingMax else { return nil }
            line.waiting.append(Waiter(number: state.lastNumber))
            return state.lastNumber
        }
        guard let number else {
            throw Fault(
                .busy, "\(waitingMax) messages of the conversation '\(conversation)' wait already.",
                remedy: "Send the next one when the earlier ones are answered.")
        }
        return ConversationTicket(conversation: conversation, number: number)
    }

    /// Does some work when the ticket's turn has come, and lets the next one go on.
    ///
    /// - Throws: `Fault` `.lockTimeout` when its turn did not come in time, and what the work
    ///   throws.
    public func withLock<Value>(
        _ ticket: ConversationTicket, _ work: () async throws(Fault) -> Value
    ) async throws(Fault) -> Value {
        defer { letGo(ticket) }
        guard await wait(ticket) else {
            throw Fault(
                .lockTimeout,
                "The conversation '\(ticket.conversation)' did not become free in "
                    + "\(lifetimeSeconds) s.")
        }
        return try await work()
    }

    /// Leaves the line, or ends one's turn in it.
    public func letGo(_ ticket: ConversationTicket) {
        let wake = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard var line = state.lines[ticket.conversation] else { return nil }
            guard line.served == ticket.number else {
                line.waiting.removeAll { $0.number == ticket.number }
                state.lines[ticket.conversation] = line
                return nil
            }
            guard !line.waiting.isEmpty else {
                state.lines[ticket.conversation] = nil
                return nil
            }
            let next = line.waiting.removeFirst()
            line.served = next.number
            state.lines[ticket.conversation] = line
            return next.wake
        }
        wake?.resume(returning: true)
    }

    /// Waits until the ticket is served.
    ///
    /// - Returns: `false` when that took too long; the ticket is out of the line then.
    private func wait(_ ticket: ConversationTicket) async -> Bool {
        if isServed(ticket) { return true }
        let clock = Task { [lifetimeSeconds] in
            try? await Task.sleep(for: .seconds(lifetimeSeconds))
            if !Task.isCancelled { giveUp(ticket) }
        }
        defer { clock.cancel() }
        return await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> Bool? in
                guard let line = state.lines[ticket.conversation] else { return false }
                if line.served == ticket.number { return true }
                guard let index = line.waiting.firstIndex(where: { $0.number == ticket.number })
                else { return false }
                state.lines[ticket.conversation]?.waiting[index].wake = continuation
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    private func isServed(_ ticket: ConversationTicket) -> Bool {
        state.withLock { $0.lines[ticket.conversation]?.served == ticket.number }
    }

    private func giveUp(_ ticket: ConversationTicket) {
        let wake = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard var line = state.lines[ticket.conversation],
                let index = line.waiting.firstIndex(where: { $0.number == ticket.number })
            else { return nil }
            let waiter = line.waiting.remove(at: index)
            state.lines[ticket.conversation] = line
            return waiter.wake
        }
        wake?.resume(returning: false)
    }
}
