// What an assistant can do when its turn comes.

public import Vocabulary

/// What an action may ask of the world.
public struct ActionWorld: Sendable {
    /// Makes HTTP calls: the action server, an NLG server.
    public var fetching: any HTTPFetching
    /// `action_endpoint` of endpoints.yml as JSON; `null` when there is none.
    public var actionEndpoint: JSONValue
    /// `nlg` of endpoints.yml as JSON; `null` when there is none.
    public var responseEndpoint: JSONValue
    /// The present time, in seconds since 1970.
    public var now: @Sendable () -> Double
    /// A number in 0 ..< the given bound: which variation of a response is said.
    public var random: @Sendable (Int) -> Int

    /// A world.
    public init(
        fetching: any HTTPFetching, actionEndpoint: JSONValue = .null,
        responseEndpoint: JSONValue = .null, now: @escaping @Sendable () -> Double,
        random: @escaping @Sendable (Int) -> Int
    ) {
        self.fetching = fetching
        self.actionEndpoint = actionEndpoint
        self.responseEndpoint = responseEndpoint
        self.now = now
        self.random = random
    }
}

/// Why an action has no events.
public enum ActionFailure: Error, Sendable, Equatable {
    /// The action refuses to run; the policies are asked again without it.
    case rejected(name: String, reason: String)
    /// The action failed; it counts as run, without events.
    case failed(name: String, reason: String)
}

/// Something an assistant can do.
public protocol Action: Sendable {
    /// Its name in the domain.
    var name: String { get }

    /// Runs the action on a conversation as it is before the action's own `action` event.
    ///
    /// - Returns: what happened, in order, without times: the caller stamps them.
    /// - Throws: `ActionFailure`.
    func run(_ tracker: Tracker, channel: String, world: ActionWorld)
        async throws(ActionFailure) -> [Event]
}
