// A piece of a story between two checkpoints.

import TrainingData
import Vocabulary

/// A place where pieces of stories meet.
struct StoryCheckpoint: Hashable {
    /// The checkpoint at which every story begins that names none.
    static let start = "STORY_START"

    var name: String
    /// What slots must hold for a conversation to go on here.
    var conditions: [SlotAssignment] = []
    var place: SourcePlace
}

/// One event of a piece, before what it implies is added (listening, slots set by entities).
struct StoryBlockEvent {
    enum Content {
        case user(UserStep)
        case plain(TrainingMoment.Content)
    }

    var content: Content
    var place: SourcePlace
    /// Whether the event is an action that can't be learned, since nothing comes before it.
    var isUnpredictable = false

    var isUser: Bool { if case .user = content { true } else { false } }

    var isAction: Bool {
        if case .plain(let moment) = content { moment.isAction } else { false }
    }
}

/// A piece of a story between two checkpoints (Rasa's `StoryStep`).
struct StoryBlock {
    var name: String
    var isRule: Bool
    var starts: [StoryCheckpoint]
    var ends: [StoryCheckpoint] = []
    var events: [StoryBlockEvent] = []
    var place: SourcePlace

    /// Marks an action before the first message as one that can't be learned, if the piece is the
    /// beginning of a conversation.
    mutating func markUnpredictable() {
        guard starts.contains(where: { $0.name == StoryCheckpoint.start }) else { return }
        for index in events.indices {
            if events[index].isUser { return }
            if events[index].isAction {
                events[index].isUnpredictable = true
                return
            }
        }
    }
}
