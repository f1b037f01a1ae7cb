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

    /// Makes ready: a broker that never published begins at the present end of the log.
    ///
    /// - Throws: `Fault` when the broker can't be reached, which stops the start as in Rasa.
    public func prepare() async throws(Fault) {
        if try await broker.position() == nil {
            try await broker.begin(at: try await store.logEnd())
        }
    }

    /// Says that something was committed. Costs next to nothing.
    public func notify() { signal.yield() }

    /// Publishes until the task is cancelled. A broker that fails is tried again after a while,
    /// `retrySeconds` at first and ten times as long at most.
    public func run(retrySeconds: Double = 1) async {
        signal.yield()
        var pause = retrySeconds
        for await _ in signals {
            while !Task.isCancelled {
                do throws(Fault) {
                    try await publishAll()
                    pause = retrySeconds
                    break
                } catch {
                    warn("Events cannot be published, another try follows: \(error)")
                    try? await Task.sleep(for: .seconds(pause))
                    pause = min(pause * 2, retrySeconds * 10)
                }
            }
        }
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
