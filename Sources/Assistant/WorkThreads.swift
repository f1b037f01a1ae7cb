// Threads of our own for work that takes long, so that the threads all tasks share stay free.

import Foundation
import Synchronization

/// A few threads that run tasks which compute or wait for the disk.
///
/// Swift shares as many threads as there are processors between all tasks; on a small machine two
/// slow requests would hold them all, and even the signal to stop would not be heard. Tasks that
/// prefer these threads leave the shared ones alone. A thread is started when a job finds none that
/// is idle, and ends when it had nothing to do for a while.
public final class WorkThreads: TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var threads = 0
        var idle = 0
    }

    /// For trainings and evaluations: of low priority, so that answers come first. What runs here
    /// waits its turn in a `TrainingQueue`, so that the bound is far away.
    public static let heavy = WorkThreads(countMax: 64, niceness: 10)
    /// For requests that take longer than an answer may keep a connection's thread.
    public static let aside = WorkThreads(countMax: 4, niceness: 0)

    /// The stack of a thread, in bytes.
    private static let stackBytes = 8 << 20
    /// How long an idle thread is kept, in seconds.
    private static let idleSeconds = 10.0

    private let countMax: Int
    private let niceness: Int32
    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    /// Threads that are started when they are needed.
    ///
    /// - Parameters:
    ///   - countMax: how many there may be; further jobs wait.
    ///   - niceness: how much they give way to others, from 0 to 19, as `nice` counts.
    public init(countMax: Int, niceness: Int32) {
        self.countMax = countMax
        self.niceness = niceness
    }

    /// Does some work on these threads.
    ///
    /// - Throws: whatever the work throws.
    public func run<Value: Sendable, Failure: Error>(
        _ work: @Sendable () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await withTaskExecutorPreference(self) { () async throws(Failure) in try await work() }
    }

    /// Runs a job on the next thread that is free.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let startsThread = state.withLock { state in
            state.jobs.append(job)
            guard state.idle < state.jobs.count, state.threads < countMax else { return false }
            state.threads += 1
            return true
        }
        arrivals.signal()
        if startsThread { startThread() }
    }

    private func startThread() {
        let thread = Thread { [self] in
            // On Linux a priority belongs to the calling thread alone.
            if niceness > 0 { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness) }
            while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
        }
        thread.stackSize = Self.stackBytes
        thread.start()
    }

    /// Waits for a job; `nil` ends the thread.
    private func next() -> UnownedJob? {
        state.withLock { $0.idle += 1 }
        while true {
            let isLate = arrivals.wait(timeout: .now() + Self.idleSeconds) == .timedOut
            let (job, mayEnd) = state.withLock { state -> (UnownedJob?, Bool) in
                // Another thread may have taken the job that woke this one.
                guard !state.jobs.isEmpty else {
                    if isLate {
                        state.idle -= 1
                        state.threads -= 1
                    }
                    return (nil, isLate)
                }
                state.idle -= 1
                return (state.jobs.removeFirst(), false)
            }
            if job != nil || mayEnd { return job }
        }
    }
}
