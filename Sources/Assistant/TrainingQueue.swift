// One heavy job at a time, on a thread of low priority, with a bounded queue before it.

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

    /// Waits for its turn, then does some work on threads of low priority; the next one waits until
    /// it has ended.
    ///
    /// - Throws: `Fault` `.busy` when too many jobs wait already, and whatever the work throws.
    public func run<Value: Sendable>(
        _ work: @Sendable () async throws -> Value
    ) async throws -> Value {
        try await takeTurn()
        defer { passTurn() }
        return try await WorkThreads.heavy.run(work)
    }

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
