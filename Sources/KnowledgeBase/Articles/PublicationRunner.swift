// Publishes what was planned when its time has come.

import Foundation
public import Vocabulary

/// Looks for plans that are due, again and again.
///
/// Plans lie in the store: what became due while nothing ran is done at the first look.
public struct PublicationRunner: Sendable {
    private let store: any PublicationStore
    private let now: @Sendable () -> Double
    private let report: @Sendable (Result<[PlannedPublication], Fault>) -> Void

    /// A runner.
    ///
    /// - Parameters:
    ///   - now: the time in seconds since 1970.
    ///   - report: told of each look that found something or failed.
    public init(
        _ store: any PublicationStore, now: @escaping @Sendable () -> Double,
        report: @escaping @Sendable (Result<[PlannedPublication], Fault>) -> Void
    ) {
        self.store = store
        self.now = now
        self.report = report
    }

    /// Does what is due now.
    public func look() async {
        do {
            let done = try await store.carryOutPlans(by: now())
            if !done.isEmpty { report(.success(done)) }
        } catch { report(.failure(error)) }
    }

    /// Looks again and again until the task is cancelled.
    public func run(every interval: Duration) async {
        while !Task.isCancelled {
            await look()
            do { try await Task.sleep(for: interval) } catch { return }
        }
    }
}
