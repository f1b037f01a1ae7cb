// One heavy job at a time, on a thread of low priority, with a bounded queue before it.

import Foundation
import Synchronization
public import Vocabulary

/// Runs trainings and evaluations one after another, beside the answers and without slowing them.
public final class TrainingQueue: Sendable {
    private struct State {
        var isRunning = false
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    private let state = Mutex(State())
    private let waitingMax: Int

    /// An idle queue.
    ///
    /// - Parameter waitingMax: how many jobs may wait for the one that runs.
    public init(waitingMax: Int = Limits.trainingsWaiting) { self.waitingMax = waitingMax }

    /// How many jobs run or wait.
    public var activeJobs: Int {
        state.withLock { ($0.isRunning ? 1 : 0) + $0.waiting.count }
    }

    /// Waits for its turn, then does some work; the next one waits until it has ended.
    ///
    /// - Throws: `Fault` `.busy` when too many jobs wait already, and whatever the work throws.
    public func withTurn<Value: Sendable>(
        _ work: () async throws -> Value
    ) async throws -> Value {
        try await takeTurn()
        defer { passTurn() }
        return try await work()
    }

    /// Waits for its turn, then runs a job on a thread of its own.
    ///
    /// - Throws: `Fault` `.busy` when too many jobs wait already, and whatever the job throws.
    public func run<Value: Sendable>(
        _ job: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withTurn { try await Self.besideAnswers(job) }
    }

    /// Runs a job on a thread of its own, of low priority.
    ///
    /// - Throws: whatever the job throws.
    public static func besideAnswers<Value: Sendable>(
        _ job: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                // On Linux a priority belongs to the calling thread alone.
                setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
                continuation.resume(with: Result { try job() })
            }
            thread.stackSize = stackBytes
            thread.start()
        }
    }

    private static let stackBytes = 8 << 20

    private func takeTurn() async throws(Fault) {
        let mayGo = await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> Bool? in
                if !state.isRunning {
                    state.isRunning = true
                    return true
                }
                guard state.waiting.count < waitingMax else { return false }
                state.waiting.append(continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
        guard mayGo else { throw refusal }
    }

    private func passTurn() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard !state.waiting.isEmpty else {
                state.isRunning = false
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: true)
    }

    private var refusal: Fault {
        Fault(
            .busy, "\(waitingMax) trainings are waiting already.", remedy: "Try again later.")
    }
}
