// Unrolls stories and rules into conversations to learn from.

public import TrainingData
import Vocabulary

/// Unrolls stories and rules: every way through checkpoints and alternatives is a conversation.
///
/// - Note: follows generator.py (3.6.21). Ways that show the same states are one conversation.
///   Gluing stories together at random is in StoryGluing.swift.
public struct StoryUnroller {
    /// How many conversations one round may have open; what is beyond is left out with a warning.
    public static let openMax = 4_000
    /// How many events all conversations may have together; each costs about 300 bytes of memory.
    public static let eventsMax = 4_000_000

    private let domain: DialogueDomain
    private let graph: StoryGraph
    private let augmentation: Int
    private let seed: UInt64

    /// An unroller.
    ///
    /// - Parameters:
    ///   - domain: the domain joined with the NLU data.
    ///   - graph: stories and rules; test stories count as any other.
    ///   - augmentation: Rasa's augmentation factor: at most ten times as many glued conversations
    ///     are added; 0 for none.
    ///   - seed: what the choice of stories to glue depends on.
    public init(
        domain: DialogueDomain, graph: StoryGraph, augmentation: Int = 0, seed: UInt64 = 42
    ) {
        self.domain = domain
        self.graph = graph
        self.augmentation = augmentation
        self.seed = seed
    }

    /// All conversations, stories before rules, glued ones between, and findings about checkpoints.
    ///
    /// - Complexity: O(events of all conversations).
    public func unroll() -> (
        conversations: [TrainingConversation], diagnostics: [Diagnostic]
    ) {
        var blocks: [StoryBlock] = []
        var findings: [Diagnostic] = []
        for (number, story) in graph.stories.enumerated() {
            let pieces = StoryBlockBuilder.blocks(of: story, number: number, domain: domain.domain)
            blocks += pieces.blocks
            findings += pieces.diagnostics
        }
        let whole = StoryBlockGraph(blocks)
        var conversations: [TrainingConversation] = []
        for isRule in [false, true] {
            var round = StoryUnrolling(
                graph: whole, isRule: isRule, events: StoryEvents(domain: domain))
            conversations += round.run().map { $0.conversation(isRule: isRule) }
            findings += round.findings
            if !isRule, augmentation > 0 {
                conversations += StoryGluing(seed: seed).glued(
                    conversations, domain: domain, atMost: augmentation * 10)
            }
        }
        return (conversations, findings)
    }
}
