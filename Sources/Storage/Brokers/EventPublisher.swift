// Carries committed events from a store's log to a broker, in order, however often it is ended.

import Synchronization
public import Vocabulary

/// Publishes what was committed. The log in the store is the outbox: a commit that was not
/// published when the process died is published after the next start.
public final class EventPublisher: Sendable {
    /// How many rows of the log are published at once.
    static let batchMax = 256

    private let store: any EventStore
    private let broker: any EventBroker
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation
    private let warn: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// Who waits for what they committed.
    private struct State {
        var isRunning = false
        var isFailing = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    /// A publisher.
    ///
    /// - Parameter warn: takes a sentence when the broker fails.
    public init(
        from store: any EventStore, to broker: any EventBroker,
        warn: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.store = store
        self.broker = broker
        self.warn = warn
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Makes ready: a broker that never published begins at the present end of the log, and so does
    /// one that published more than the log holds, which is another store's then.
    ///
    /// - Throws: `Fault` when the broker can't be reached, which stops the start as in Rasa.
    public func prepare() async throws(Fault) {
        let end = try await store.logEnd()
        guard let position = try await broker.position(), position <= end else {
            return try await broker.begin(at: end)
        }
    }

    /// Says that something was committed. Costs next to nothing.
    public func notify() { signal.yield() }

    /// Says that something was committed and waits until it is published, together with what others
    /// committed meanwhile. Does not wait while the broker fails, or when nobody `run`s.
    public func published() async {
        await withCheckedContinuation { continuation in
            let waits = state.withLock { state in
                guard state.isRunning, !state.isFailing else { return false }
                state.waiting.append(continuation)
                return true
            }
            if !waits { continuation.resume() }
            signal.yield()
        }
    }

    /// Publishes until the task is cancelled. A broker that fails is tried again after a while,
    /// `retrySeconds` at first and ten times as long at most.
    public func run(retrySeconds: Double = 1) async {
        state.withLock { $0.isRunning = true }
        defer { release { $0.isRunning = false } }
        signal.yield()
        var pause = retrySeconds
        for await _ in signals {
            while !Task.isCancelled {
                if await pass() {
                    pause = retrySeconds
                    break
                }
                try? await Task.sleep(for: .seconds(pause))
                pause = min(pause * 2, retrySeconds * 10)
            }
        }
    }

    /// Publishes once; whoever waited for it goes on then.
    private func pass() async -> Bool {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        defer { for waiter in waiting { waiter.resume() } }
        do throws(Fault) {
            try await publishAll()
            state.withLock { $0.isFailing = false }
            return true
        } catch {
            warn("Events cannot be published, another try follows: \(error)")
            release { $0.isFailing = true }
            return false
        }
    }

    /// Changes the state and lets all go on that wait.
    private func release(_ change: (inout State) -> Void) {
        let waiting = state.withLock { state in
            change(&state)
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.resume() }
    }

    /// Publishes everything that was committed up to now.
    ///
    /// - Throws: `Fault`; what is not published yet stays in the log.
    public func publishAll() async throws(Fault) {
        var position = try await broker.position() ?? 0
        while true {
            let commits = try await store.log(after: position, limit: Self.batchMax)
            guard let last = commits.last else { return }
            try await broker.publish(commits)
            position = last.position
        }
    }
}
