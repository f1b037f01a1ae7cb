// Stories, rules and test stories of a project, as they were written.

public import Vocabulary

/// All stories and rules of a project in the order of files and lines. Where checkpoints of the
/// same name end one story and begin another, they join the two into a graph.
public struct StoryGraph: Sendable, Hashable {
    /// Stories and rules in the order they are read: a file's stories come before its rules.
    public var stories: [Story]

    /// A graph of stories.
    public init(stories: [Story] = []) { self.stories = stories }

    /// This graph with the stories of another one behind its own.
    public func merging(_ other: StoryGraph) -> StoryGraph {
        StoryGraph(stories: stories + other.stories)
    }

    /// Every step of every story, with those of conditions and alternatives, in order.
    public var allSteps: [(story: Story, step: StoryStep)] {
        stories.flatMap { story in
            (story.conditions + story.steps).flatMap { step -> [(story: Story, step: StoryStep)] in
                guard case .either(let steps) = step.content else { return [(story, step)] }
                return steps.map { (story, $0) }
            }
        }
    }
}

/// One story or rule.
public struct Story: Sendable, Hashable {
    /// What the block is.
    public enum Kind: String, Sendable, Hashable {
        /// An example of a conversation.
        case story
        /// A turn that always goes this way.
        case rule
    }

    /// What the block is.
    public var kind: Kind
    /// Its name; `nil` when nothing stands behind the key.
    public var name: String?
    /// What happens, in order.
    public var steps: [StoryStep]
    /// `condition:` of a rule: loops and slots that must be as these steps say.
    public var conditions: [StoryStep]
    /// `conversation_start:` as written; only `true` binds a rule to the first turn.
    public var startsConversation: Bool?
    /// `wait_for_user_input:` as written; only `false` lets a rule end without listening.
    public var waitsForUserInput: Bool?
    /// `metadata:`.
    public var metadata: JSONValue?
    /// Whether the block comes from a file of test stories.
    public var isTest: Bool
    /// Where the block's name stands.
    public var place: SourcePlace

    /// A story or rule.
    public init(
        kind: Kind = .story, name: String?, steps: [StoryStep], conditions: [StoryStep] = [],
        startsConversation: Bool? = nil, waitsForUserInput: Bool? = nil,
        metadata: JSONValue? = nil, isTest: Bool = false, place: SourcePlace
    ) {
        self.kind = kind
        self.name = name
        self.steps = steps
        self.conditions = conditions
        self.startsConversation = startsConversation
        self.waitsForUserInput = waitsForUserInput
        self.metadata = metadata
        self.isTest = isTest
        self.place = place
    }
}
