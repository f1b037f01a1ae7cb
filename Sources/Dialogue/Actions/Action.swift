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
    /// Whether calls of the action server are compressed (`COMPRESS_ACTION_SERVER_REQUEST`).
    public var compressesActionCalls: Bool
    /// The present time, in seconds since 1970.
    public var now: @Sendable () -> Double
    /// A number in 0 ..< the given bound: which variation of a response is said.
    public var random: @Sendable (Int) -> Int
    /// The knowledge base; `nil` for a project without one.
    public var knowledge: KnowledgeService?
    /// Takes a sentence for the log: what failed while the conversation went on.
    public var warn: @Sendable (String) -> Void

    /// A world.
    public init(
        fetching: any HTTPFetching, actionEndpoint: JSONValue = .null,
        responseEndpoint: JSONValue = .null, compressesActionCalls: Bool = false,
        now: @escaping @Sendable () -> Double, random: @escaping @Sendable (Int) -> Int,
        knowledge: KnowledgeService? = nil,
        warn: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.fetching = fetching
        self.actionEndpoint = actionEndpoint
        self.responseEndpoint = responseEndpoint
        self.compressesActionCalls = compressesActionCalls
        self.now = now
        self.random = random
        self.knowledge = knowledge
        self.warn = warn
    }
}

/// Why an action has no events.
public enum ActionFailure: Error, Sendable, Equatable {
    /// The action refuses to run; the policies are asked again without it.
    case rejected(name: String, reason: String)
    /// The action failed; it counts as run, without events.
    case failed(name: String, reason: String)

    /// What to write into the log.
    public var reason: String {
        switch self {
        case .rejected(let name, let reason): "The action '\(name)' refused to run: \(reason)"
        case .failed(let name, let reason): "The action '\(name)' failed: \(reason)"
        }
    }
}

/// Something an assistant can do.
public protocol Action: Sendable {
    /// Its name in the domain; the text itself for a text of an end-to-end story.
    var name: String { get }

    /// Runs the action on a conversation as it is before the action's own `action` event.
    ///
    /// - Parameters:
    ///   - tracker: the conversation, with the events of the prediction that led here.
    ///   - channel: the output channel's name.
    /// - Returns: what happened, in order; the caller stamps the times anew.
    /// - Throws: `ActionFailure`.
    func run(_ tracker: Tracker, channel: String, world: ActionWorld)
        async throws(ActionFailure) -> [Event]
}
