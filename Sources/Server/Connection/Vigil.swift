// Keeps an event loop awake for a moment when a peer asks in quick succession.

import Foundation
import NIOCore
import Synchronization

/// A watch that a loop keeps after an answer.
///
/// On an idle machine most of a short request's time is the processor waking up for it. A peer that
/// has asked several times within a third of a millisecond after its answers will most likely do so
/// again: the loop then looks for its bytes without going to sleep, for a fifth of a millisecond at
/// most, letting any other thread that is ready run first. Only one loop of the process keeps a
/// watch at a time, so a busy server spends nothing on it.
struct Vigil {
    /// How soon after an answer a request counts as quick.
    private static let quick = TimeAmount.microseconds(350)
    /// How long a watch lasts at most.
    private static let lasting = TimeAmount.microseconds(250)
    /// So many quick requests in a row begin a watch.
    private static let requestsMin = 8

    private static let isKept = Atomic(false)

    private var answered = NIODeadline.distantPast
    private var quickRequests = 0

    /// A request began.
    mutating func hasAsked(at now: NIODeadline) {
        quickRequests = now - answered < Self.quick ? quickRequests + 1 : 0
    }

    /// A request was answered.
    ///
    /// - Returns: until when to watch; `nil` for not at all. Whoever is given a time calls `end`.
    mutating func hasAnswered(at now: NIODeadline) -> NIODeadline? {
        answered = now
        guard quickRequests >= Self.requestsMin,
            Self.isKept.compareExchange(
                expected: false, desired: true, ordering: .relaxed
            ).exchanged
        else { return nil }
        return now + Self.lasting
    }

    /// Lets others run before the loop looks again.
    static func pause() { sched_yield() }

    /// Ends the watch.
    static func end() { isKept.store(false, ordering: .relaxed) }
}
