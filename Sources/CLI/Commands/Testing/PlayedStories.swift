// Stories that were played, as test stories with a comment at everything that was predicted wrongly.

import Dialogue
import TrainingData
import Vocabulary

/// Writes played stories.
enum PlayedStories {
    /// A file of stories; without stories a comment.
    ///
    /// - Note: the comments are those of `WronglyPredictedAction` and
    ///   `WronglyClassifiedUserUtterance` in rasa/core/test.py (3.6.21); a wrong end of a turn, which
    ///   Rasa leaves out, has a line of its own.
    static func yaml(_ outcomes: [StoryReport.Outcome], orElse comment: String) -> String {
        guard !outcomes.isEmpty else { return "# \(comment)" }
        var lines: [String] = []
        for outcome in outcomes {
            let story = Self.lines(outcome)
            lines += lines.isEmpty ? story : Array(story.drop { !$0.hasPrefix("- ") })
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What stands behind a step, or instead of listening, which has no step.
    private enum Mark {
        case step(String?)
        case listening(String?)
    }

    private static func lines(_ outcome: StoryReport.Outcome) -> [String] {
        var marks = marks(outcome)[...]
        var lines: [String] = []
        let played = outcome.conversation.tracker
        let text = Tracker(
            outcome.conversation.name, domain: played.domain, replaying: played.events
        ).story()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard isStep(line) else {
                lines.append(String(line))
                continue
            }
            while case .listening(let comment) = marks.first {
                if let comment { lines.append("  # \(comment), not to listen") }
                marks.removeFirst()
            }
            var line = String(line)
            if case .step(let comment?) = marks.popFirst() { line += "  # \(comment)" }
            lines.append(line)
        }
        while lines.last == "" { lines.removeLast() }
        for case .listening(let comment?) in marks { lines.append("  # \(comment), not to listen") }
        return lines
    }

    /// Whether a line begins what the user or the assistant does.
    private static func isStep(_ line: Substring) -> Bool {
        ["  - action:", "  - bot:", "  - intent:", "  - user:"].contains { line.hasPrefix($0) }
    }

    private static func marks(_ outcome: StoryReport.Outcome) -> [Mark] {
        var predicted: [Int: StoryReport.Prediction] = [:]
        for (prediction, moment) in zip(outcome.predictions, outcome.moments) {
            predicted[moment] = prediction
        }
        var messages = outcome.understandings[...]
        return outcome.conversation.moments.enumerated().compactMap { number, moment in
            switch moment.content {
            case .user:
                let message = messages.popFirst()
                return .step(message.flatMap { $0.isRight ? nil : comment($0) })
            case .action(let action):
                let wrong = predicted[number].flatMap { $0.action == $0.predicted ? nil : $0 }
                let comment = wrong.map { "predicted: \($0.predicted)" }
                return action.name == "action_listen" ? .listening(comment) : .step(comment)
            default: return nil
            }
        }
    }

    private static func comment(_ message: StoryReport.Understanding) -> String {
        let entities = message.predictedEntities.map { entity in
            "\(entity["entity"]?.string ?? "")=\(entity["value"]?.string ?? "")"
        }
        let found = entities.isEmpty ? "" : " [\(entities.joined(separator: ", "))]"
        return "predicted: \(message.predicted)\(found)".replacing("\n", with: " ")
    }
}
