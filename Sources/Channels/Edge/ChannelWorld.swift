// What channels ask of the world around them, in one value.

public import Vocabulary

/// The services every channel is built with.
public struct ChannelWorld: Sendable {
    /// Makes the calls to platforms.
    public var fetching: any HTTPFetching
    /// Checks the tokens that platforms sign.
    public var tokens: any SignedTokenChecking
    /// Reaches the open connections of Socket.IO.
    public var sockets: any SocketEmitting
    /// Seconds since 1970.
    public var now: @Sendable () -> Double
    /// Writes one sentence about a failure into the log; never holds a secret.
    public var report: @Sendable (String) -> Void

    /// A world.
    ///
    /// - Parameter fetching: calls as they are made by connectors, so with `CloudRedirection`
    ///   around it where that is wanted.
    public init(
        fetching: any HTTPFetching, tokens: any SignedTokenChecking, sockets: any SocketEmitting,
        now: @escaping @Sendable () -> Double, report: @escaping @Sendable (String) -> Void
    ) {
        self.fetching = fetching
        self.tokens = tokens
        self.sockets = sockets
        self.now = now
        self.report = report
    }
}
