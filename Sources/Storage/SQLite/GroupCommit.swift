// Many callers' changes in one transaction, away from the threads that answer.

import GRDB
import Synchronization
import Vocabulary

/// Writes to one database. Whatever arrives while a transaction runs goes into the next one
/// together; a caller goes on when the transaction that holds its change is over.
final class GroupCommit: Sendable {
    /// How many changes one transaction takes.
    static let batchMax = 512
    /// How many changes may wait before further ones are refused.
    static let waitingMax = 20_000

    private struct Job: Sendable {
        let run: @Sendable (Database) throws -> Void
        let finish: @Sendable ((any Error)?) -> Void
    }

    private struct State {
        var waiting: [Job] = []
        var isDraining = false
    }

    /// Holds what a job found until its transaction is over.
    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }

    private let state = Mutex(State())
    private let database: any DatabaseWriter
    private let path: String

    /// A writer to a database.
    init(_ database: any DatabaseWriter, path: String) {
        self.database = database
        self.path = path
    }

    /// Does some work in a transaction, which other callers' work may share.
    ///
    /// The work may run twice: when other work of the same transaction fails, each is done again
    /// on its own.
    ///
    /// - Throws: `Fault` `.storage`; then nothing of the work is kept. `.busy` when too much waits.
    func write<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(Fault) -> Value {
        do {
            return try await withCheckedThrowingContinuation { continuation in
                let box = Box<Value>()
                let job = Job(
                    run: { database in
                        let value = try work(database)
                        box.value.withLock { $0 = value }
                    },
                    finish: { error in
                        if let error { return continuation.resume(throwing: error) }
                        guard let value = box.value.withLock({ $0 }) else { return }
                        continuation.resume(returning: value)
                    })
                enqueue(job)
            }
        } catch { throw StoreFault.fault(error, path: path) }
    }

    private func enqueue(_ job: Job) {
        enum Next { case drain, wait, refuse }
        let next = state.withLock { state -> Next in
            guard state.waiting.count < Self.waitingMax else { return .refuse }
            state.waiting.append(job)
            guard !state.isDraining else { return .wait }
            state.isDraining = true
            return .drain
        }
        switch next {
        case .wait: break
        case .drain: database.asyncWriteWithoutTransaction { self.drain($0) }
        case .refuse:
            job.finish(Fault(.busy, "\(Self.waitingMax) changes wait for '\(path)' already."))
        }
    }

    private func drain(_ database: Database) {
        while let batch = nextBatch() {
            do {
                try Self.transact(batch, in: database)
                for job in batch { job.finish(nil) }
            } catch  where batch.count == 1 {
                batch[0].finish(error)
            } catch {
                for job in batch { alone(job, in: database) }
            }
        }
    }

    private func alone(_ job: Job, in database: Database) {
        do {
            try Self.transact([job], in: database)
            job.finish(nil)
        } catch { job.finish(error) }
    }

    private static func transact(_ batch: [Job], in database: Database) throws {
        try database.inTransaction(.immediate) {
            for job in batch { try job.run(database) }
            return .commit
        }
    }

    private func nextBatch() -> [Job]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isDraining = false
                return nil
            }
            let batch = Array(state.waiting.prefix(Self.batchMax))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }
}
