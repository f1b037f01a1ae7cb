// A conversation to learn from, as stories and rules unroll to.

public import TrainingData
public import Vocabulary

/// One event of a training conversation with the place it was written at.
public struct TrainingMoment: Sendable {
    /// What happens; the kinds are those of a conversation's log.
    public typealias Content = Event.Content

    /// What happens.
    public var content: Content
    /// The step it comes from; for a listening that nobody wrote, the step before it.
    public var place: SourcePlace
    /// Whether the event is an action that can't be learned, since nothing comes before it.
    public var isUnpredictable = false

    /// An event.
    public init(_ content: Content, place: SourcePlace, isUnpredictable: Bool = false) {
        self.content = content
        self.place = place
        self.isUnpredictable = isUnpredictable
    }
}

/// A conversation to learn from.
public struct TrainingConversation: Sendable {
    /// One action that counts, with what was the case before it.
    public struct Turn: Sendable {
        /// The action's name or text.
        public var action: String
        /// The number of the action's event in `moments`.
        public var moment: Int
        /// How many of `states` lie before the action.
        public var stateCount: Int
        /// Whether a policy may learn the action.
        public var isPredictable: Bool
    }

    /// The action that stands for anything that may have happened before or after a rule.
    public static let snippet = "..."

    /// Names of the stories that were joined, with ` > ` between them.
    public let name: String
    /// Whether the conversation is a rule.
    public let isRule: Bool
    /// Whether the conversation was glued together at random, for the embedding policy only.
    public let isAugmented: Bool
    /// Where the first story stands.
    public let place: SourcePlace
    /// All events.
    public let moments: [TrainingMoment]
    /// The events' fold; an event's time is its number in `moments`.
    public let tracker: Tracker
    /// What was the case before each action and at the end, oldest first (Rasa's cached states).
    public let states: [DialogueState]
    /// The actions that count, in order.
    public let turns: [Turn]

    /// What was the case before a turn, oldest first, at most `count` states; with the text of a
    /// message left out where its intent is known, as policies learn it.
    public func states(before turn: Turn, last count: Int? = nil) -> [DialogueState] {
        let end = min(turn.stateCount, states.count)
        let start = count.map { max(0, end - $0) } ?? 0
        return states[start..<end].map(\.withoutTextBesideIntent)
    }

    /// How many messages come before a moment.
    func turnNumber(at moment: Int) -> Int {
        moments[..<moment].count(where: \.content.isUser)
    }
}
