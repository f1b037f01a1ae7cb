// Slows down who tries passwords: by address, by login, and longer with each wrong one.

import Foundation
import Synchronization

/// Counts attempts to sign in, in bounded memory. It goes by a clock that only rises, so that
/// setting the time of day opens nothing.
public final class SignInThrottle: Sendable {
    /// How many attempts a minute one address, and one login, may make.
    public static let attemptsPerMinute = 30.0
    /// How many wrong passwords of one login from one address are free.
    public static let freeFailures = 5
    /// How many wrong passwords of one login from anywhere are free.
    public static let freeFailuresEverywhere = 50
    /// How long the first pause is, in seconds; each further wrong password doubles it.
    public static let firstPauseSeconds = 30.0
    /// The longest pause, in seconds.
    public static let longestPauseSeconds = 3_600.0
    /// How many keys of one kind are remembered in one generation; there are two.
    static let keysMax = 10_000

    private struct Bucket {
        var tokens = attemptsPerMinute
        var time: Double
    }

    private struct Failures {
        var count = 0
        var until = 0.0
    }

    /// A dictionary that forgets what was not used while many others were.
    private struct Memory<Value> {
        private var young: [String: Value] = [:]
        private var old: [String: Value] = [:]

        subscript(key: String) -> Value? {
            get { young[key] ?? old[key] }
            set {
                if young.count >= keysMax, young[key] == nil, newValue != nil {
                    (old, young) = (young, [:])
                }
                young[key] = newValue
                if newValue == nil { old[key] = nil }
            }
        }

        mutating func remove(where isGone: (String) -> Bool) {
            young = young.filter { !isGone($0.key) }
            old = old.filter { !isGone($0.key) }
        }
    }

    private struct State {
        var buckets = Memory<Bucket>()
        var failures = Memory<Failures>()
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> Double

    /// Nobody has tried anything.
    ///
    /// - Parameter now: seconds that only rise; `nil` for those since the machine started.
    public init(now: (@Sendable () -> Double)? = nil) {
        self.now = now ?? { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
    }

    /// Counts an attempt as failed before it is looked at, so that many at once gain nothing.
    ///
    /// - Throws: `AccountProblem` `.tooManyAttempts`.
    func begin(login: String, network: String) throws(AccountProblem) {
        let time = now()
        let wait = state.withLock { state -> Double in
            for key in ["address:\(network)", "login:\(login)"] {
                if let wait = Self.take(key, time, &state) { return wait }
            }
            let keys = Self.keys(login, network)
            for (key, _) in keys {
                if let failures = state.failures[key], failures.until > time {
                    return failures.until - time
                }
            }
            for (key, free) in keys {
                var failures = state.failures[key] ?? Failures()
                failures.count += 1
                failures.until = time + Self.pause(failures.count, free: free)
                state.failures[key] = failures
            }
            return 0
        }
        if wait > 0 { throw .tooManyAttempts(seconds: wait) }
    }

    /// Takes an attempt back that came to no end.
    func withdraw(login: String, network: String) {
        state.withLock { state in
            for (key, _) in Self.keys(login, network) {
                guard var failures = state.failures[key] else { continue }
                failures.count -= 1
                failures.until = 0
                state.failures[key] = failures.count > 0 ? failures : nil
            }
        }
    }

    /// Forgets the wrong passwords: the right one came.
    func succeed(login: String, network: String) {
        state.withLock { state in
            for (key, _) in Self.keys(login, network) { state.failures[key] = nil }
        }
    }

    /// Forgets the wrong passwords of a login from everywhere: it has a new one.
    func forget(login: String) {
        state.withLock { $0.failures.remove { key in key.hasPrefix("\(login)\n") } }
    }

    private static func keys(_ login: String, _ network: String) -> [(String, Int)] {
        [
            ("\(login)\n\(network)", freeFailures), ("\(login)\n", freeFailuresEverywhere),
        ]
    }

    private static func pause(_ count: Int, free: Int) -> Double {
        guard count >= free else { return 0 }
        return min(firstPauseSeconds * pow(2, Double(min(count - free, 20))), longestPauseSeconds)
    }

    /// Takes a token; the time to wait when there is none.
    private static func take(_ key: String, _ time: Double, _ state: inout State) -> Double? {
        var bucket = state.buckets[key] ?? Bucket(time: time)
        let gained = max(0, time - bucket.time) / 60 * attemptsPerMinute
        bucket.tokens = min(attemptsPerMinute, bucket.tokens + gained)
        bucket.time = time
        let isEmpty = bucket.tokens < 1
        if !isEmpty { bucket.tokens -= 1 }
        state.buckets[key] = bucket
        return isEmpty ? (1 - bucket.tokens) / attemptsPerMinute * 60 : nil
    }
}
