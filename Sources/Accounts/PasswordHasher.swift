// Hashes passwords, few at once: each takes much memory and a while.

import Foundation
import Synchronization
public import Vocabulary

/// Hashes and checks passwords on threads of its own.
public final class PasswordHasher: Sendable {
    /// How many hashes are computed at once.
    public static let atOnceMax = 2
    /// How many may wait.
    public static let waitingMax = 32

    private struct State {
        var running = 0
        var waiting: [CheckedContinuation<Bool, Never>] = []
        var performed = 0
    }

    private let cost: PasswordCost
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "martlet.passwords", attributes: .concurrent)
    /// What is computed for a login that is not there, so that nobody can tell by the time.
    private let decoy: PasswordHash

    /// A hasher that makes hashes of this cost.
    public init(cost: PasswordCost = .standard) {
        self.cost = cost
        decoy = PasswordHash.decoy(cost: cost)
    }

    /// How many hashes were computed for questions so far.
    public var performed: Int { state.withLock { $0.performed } }

    /// Hashes a new password.
    ///
    /// - Throws: `Fault` `.busy` when too many wait.
    public func hash(_ password: String) async throws(Fault) -> String {
        try await inTurn { [cost] in PasswordHash(of: password, cost: cost).text }
    }

    /// Whether a password is the one that a hash is of. Takes as long when there is no hash.
    ///
    /// - Throws: `Fault` `.busy` when too many wait.
    public func fits(_ password: String, _ stored: String?) async throws(Fault) -> Bool {
        let known = stored.flatMap { PasswordHash($0) }
        let hash = known ?? decoy
        let fits = try await inTurn { hash.fits(password) }
        return fits && known != nil
    }

    /// Whether a stored hash has another cost than new ones.
    func isOutdated(_ stored: String?) -> Bool {
        stored.flatMap { PasswordHash($0) }?.cost != cost
    }

    private func inTurn<Value: Sendable>(
        _ work: @escaping @Sendable () -> Value
    ) async throws(Fault) -> Value {
        try await enter()
        defer { leave() }
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }

    /// Waits for a turn. Who leaves hands the turn on, so that `running` stays as it is.
    private func enter() async throws(Fault) {
        let isIn = await withCheckedContinuation { (turn: CheckedContinuation<Bool, Never>) in
            let answer = state.withLock { state -> Bool? in
                if state.running < Self.atOnceMax {
                    state.running += 1
                    return true
                }
                guard state.waiting.count < Self.waitingMax else { return false }
                state.waiting.append(turn)
                return nil
            }
            if let answer { turn.resume(returning: answer) }
        }
        guard isIn else { throw Self.tooMany }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            state.performed += 1
            if state.waiting.isEmpty {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: true)
    }

    private static let tooMany = Fault(
        .busy, "Too many people are signing in at this moment.", remedy: "Try again shortly.")
}
