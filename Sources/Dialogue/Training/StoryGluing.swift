// Glues stories together at random, so that what the embedding policy learns holds later, too.

import Learning
import Vocabulary

/// Makes conversations of several stories in a row.
///
/// - Note: the effect of generator.py's augmentation rounds (3.6.21): chains of two to four stories,
///   each next one beginning where the last one listens. The choice differs from Rasa's.
struct StoryGluing {
    private static let lengthMax = 4
    /// How many times a choice may bring nothing new before gluing ends.
    private static let idleMax = 50
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// At most `count` glued conversations, all different.
    func glued(
        _ stories: [TrainingConversation], domain: DialogueDomain, atMost count: Int
    ) -> [TrainingConversation] {
        let whole = stories.filter(\.endsListening)
        guard !whole.isEmpty else { return [] }
        var random = random
        var seen: Set<[Int]> = []
        var states = Set(stories.map(\.states))
        var glued: [TrainingConversation] = []
        var idle = 0
        while glued.count < count, idle < Self.idleMax {
            let length = 2 + random.below(Self.lengthMax - 1)
            let chain = (0..<length).map { _ in random.below(whole.count) }
            guard seen.insert(chain).inserted else {
                idle += 1
                continue
            }
            let conversation = Self.joined(chain.map { whole[$0] }, domain)
            guard states.insert(conversation.states).inserted else {
                idle += 1
                continue
            }
            idle = 0
            glued.append(conversation)
        }
        return glued
    }

    private static func joined(
        _ stories: [TrainingConversation], _ domain: DialogueDomain
    ) -> TrainingConversation {
        var walk = StoryWalk(domain: domain)
        for (index, story) in stories.enumerated() {
            walk.enter(story)
            let isLast = index == stories.count - 1
            for moment in isLast ? story.moments[...] : story.moments.dropLast() {
                walk.add(moment)
            }
        }
        return walk.conversation(isRule: false, isAugmented: true)
    }
}

extension TrainingConversation {
    /// Whether the conversation's last event is to listen, so that another one may follow.
    fileprivate var endsListening: Bool {
        moments.last?.content.isListening ?? false
    }
}
