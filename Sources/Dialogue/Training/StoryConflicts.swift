// Finds stories that go on differently from the same states.

public import TrainingData
import Vocabulary

/// Finds stories that contradict each other.
///
/// - Note: follows story_conflict.py (3.6.21), which `rasa data validate` asks.
public enum StoryConflicts {
    /// What one story does after some states.
    private struct Deed: Hashable {
        let action: String
        let story: String
        let place: SourcePlace
    }

    /// A warning for each sequence of states that different actions follow, told at the first action
    /// that differs.
    ///
    /// - Parameters:
    ///   - conversations: unrolled stories; rules and glued stories among them are left out.
    ///   - historyMax: how many states policies look at; `nil` for all.
    public static func findings(
        in conversations: [TrainingConversation], historyMax: Int?
    ) -> [Diagnostic] {
        var numbers: [DialogueState: Int32] = [:]
        var order: [[Int32]] = []
        var deeds: [[Int32]: [Deed]] = [:]
        var before: [[Int32]: String] = [:]
        for story in conversations where !story.isRule && !story.isAugmented {
            let states = story.states.map { state in
                let number = numbers[state] ?? Int32(numbers.count)
                numbers[state] = number
                return number
            }
            let actions = story.moments.filter(\.content.isAction)
            for (number, moment) in actions.enumerated() where number < states.count {
                guard case .action(let action) = moment.content,
                    let situation = story.states[number].situation
                else { continue }
                let start = historyMax.map { max(0, number + 1 - $0) } ?? 0
                let key = Array(states[start...number])
                if deeds[key] == nil {
                    order.append(key)
                    before[key] = situation
                }
                let deed = Deed(
                    action: action.nameOrText ?? "", story: story.name, place: moment.place)
                deeds[key, default: []].append(deed)
            }
        }
        return Diagnostic.distinct(
            order.compactMap { finding(deeds[$0] ?? [], after: before[$0] ?? "") })
    }

    private static func finding(_ deeds: [Deed], after situation: String) -> Diagnostic? {
        guard let first = deeds.first,
            let other = deeds.first(where: { $0.action != first.action })
        else { return nil }
        let stories = Set(deeds.map(\.story)).count
        let rest = stories > 2 ? " \(stories) stories come to this point." : ""
        return Diagnostic(
            .warning, "story-conflict",
            "After \(situation) the story '\(other.story)' does '\(other.action)', but"
                + " '\(first.story)' at \(first.place) does '\(first.action)'.\(rest)",
            hint: "Let both do the same, or let something before differ that the assistant sees:"
                + " a slot, an entity, an earlier turn within 'max_history'.",
            at: other.place)
    }
}

extension DialogueState {
    /// What came just before, in a few words; `nil` at the beginning of a conversation.
    fileprivate var situation: String? {
        guard let previousAction else { return nil }
        if previousActionIsText { return "the words '\(previousAction)'" }
        if previousAction != "action_listen" { return "the action '\(previousAction)'" }
        if let intent { return "the intent '\(intent)'" }
        return text.map { "the message '\($0)'" }
    }
}
