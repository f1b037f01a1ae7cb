// How many messages one sender, and one address, may send.

public import TrainingData

/// Bounds of messages per minute. A sender or an address that was silent may send a minute's worth
/// at once.
public struct RateLimits: Sendable, Hashable {
    /// How many messages a minute one conversation takes from outside this machine.
    public static let senderPerMinute = 600
    /// How many messages a minute one address may send; platforms send for all their users.
    public static let addressPerMinute = 30_000

    /// Messages a minute of one conversation; 0 for no bound.
    public var senderPerMinute = RateLimits.senderPerMinute
    /// Messages a minute from one address; 0 for no bound.
    public var addressPerMinute = RateLimits.addressPerMinute
    /// Whether programs of this machine that speak for nobody else are not counted.
    public var sparesLoopback = true

    /// What holds when nothing is written.
    public init() {}

    /// Reads `limits:` of `martlet.yml`. Bounds that are written hold for everybody, also for
    /// programs of this machine.
    public init(_ written: MartletSettings.Limits) {
        guard written != MartletSettings.Limits() else { return }
        sparesLoopback = false
        if let number = written.senderPerMinute { senderPerMinute = number }
        if let number = written.addressPerMinute { addressPerMinute = number }
    }
}
