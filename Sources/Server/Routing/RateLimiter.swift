// Counts messages by sender and by address, in bounded memory.

import Synchronization

/// Token buckets: each key may do so much at once and gets it back over a minute.
final class RateLimiter: Sendable {
    /// How many keys of one kind are remembered in one generation; there are two.
    static let keysMax = 20_000

    private struct Bucket {
        var tokens: Double
        var time: Double
    }

    /// The buckets of one kind of key. Keys that were not used while `keysMax` others were are
    /// forgotten, which gives them a full bucket.
    private struct Buckets {
        let perMinute: Double
        var young: [String: Bucket] = [:]
        var old: [String: Bucket] = [:]

        init(perMinute: Int) { self.perMinute = Double(perMinute) }

        /// Takes a token; `false` when there is none.
        mutating func take(_ key: String, now: Double) -> Bool {
            guard perMinute > 0 else { return true }
            var bucket = young[key] ?? old[key] ?? Bucket(tokens: perMinute, time: now)
            let gained = max(0, now - bucket.time) / 60 * perMinute
            bucket.tokens = min(perMinute, bucket.tokens + gained)
            bucket.time = now
            let isAllowed = bucket.tokens >= 1
            if isAllowed { bucket.tokens -= 1 }
            if young.count >= RateLimiter.keysMax, young[key] == nil {
                old = young
                young = [:]
            }
            young[key] = bucket
            return isAllowed
        }
    }

    private let limits: RateLimits
    private let now: @Sendable () -> Double
    private let senders: Mutex<Buckets>
    private let addresses: Mutex<Buckets>

    /// Nobody has sent anything.
    ///
    /// - Parameter now: seconds that only rise.
    init(_ limits: RateLimits, now: @escaping @Sendable () -> Double) {
        self.limits = limits
        self.now = now
        senders = Mutex(Buckets(perMinute: limits.senderPerMinute))
        addresses = Mutex(Buckets(perMinute: limits.addressPerMinute))
    }

    /// Counts a request of an address.
    ///
    /// - Throws: `APIProblem` with status 429.
    func count(_ peer: Peer) throws(APIProblem) {
        if limits.sparesLoopback, peer.isOwn { return }
        let time = now()
        guard addresses.withLock({ $0.take(peer.address, now: time) }) else {
            throw .tooManyRequests("This address sends too many messages.")
        }
    }

    /// Counts a message of a conversation.
    ///
    /// - Throws: `APIProblem` with status 429.
    func count(sender: String, from peer: Peer) throws(APIProblem) {
        if limits.sparesLoopback, peer.isOwn { return }
        let time = now()
        guard senders.withLock({ $0.take(sender, now: time) }) else {
            throw .tooManyRequests("The conversation '\(sender)' gets too many messages.")
        }
    }
}
