// A conversation while stories are being unrolled into it.

import TrainingData
import Vocabulary

/// A conversation that grows by pieces of stories; a copy is cheap until it grows.
struct StoryWalk {
    private(set) var names: [String] = []
    private(set) var place: SourcePlace?
    private(set) var moments: [TrainingMoment] = []
    private(set) var tracker: Tracker
    private(set) var states: [DialogueState] = []

    init(domain: DialogueDomain) { tracker = Tracker("", domain: domain) }

    /// What was the case before each action and is the case now.
    var allStates: [DialogueState] { states + [tracker.state.seen] }

    /// Enters a piece of a story.
    mutating func enter(_ block: StoryBlock) {
        if place == nil { place = block.place }
        if names.isEmpty || !block.name.isEmpty && !names.contains(block.name) {
            names.append(block.name)
        }
    }

    /// Takes over the name of another conversation.
    mutating func enter(_ conversation: TrainingConversation) {
        if place == nil { place = conversation.place }
        names.append(conversation.name)
    }

    /// Adds an event.
    mutating func add(_ moment: TrainingMoment) {
        switch moment.content {
        case .action: states.append(tracker.state.seen)
        case .undo: _ = states.popLast()
        case .rewind, .restart: states = []
        default: break
        }
        tracker.append(Event(moment.content, timestamp: Double(moments.count)))
        moments.append(moment)
    }

    /// The finished conversation.
    func conversation(isRule: Bool, isAugmented: Bool = false) -> TrainingConversation {
        var turns: [TrainingConversation.Turn] = []
        for applied in tracker.applied {
            guard case .action(let action) = applied.event.content else { continue }
            let moment = Int(applied.event.timestamp)
            turns.append(
                TrainingConversation.Turn(
                    action: action.nameOrText ?? "", moment: moment, stateCount: turns.count + 1,
                    isPredictable: !moments[moment].isUnpredictable))
        }
        return TrainingConversation(
            name: names.joined(separator: " > "), isRule: isRule, isAugmented: isAugmented,
            place: place ?? SourcePlace(file: ""), moments: moments, tracker: tracker,
            states: allStates, turns: turns)
    }
}
