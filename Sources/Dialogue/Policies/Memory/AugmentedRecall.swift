// Forgets the beginning of a conversation until a story fits.

import Vocabulary

extension MemoizationPolicy {
    /// How many actions are looked back at when `max_history` does not say it.
    private static let actionsMax = 200

    /// The remembered action of the longest end of the conversation that a story fits, the events
    /// before being forgotten, slots they set included; `nil` when none fits.
    ///
    /// - Note: follows `_recall_using_truncation` (memoization.py, 3.6.21).
    /// - Complexity: O(events since the oldest action looked at × actions looked at).
    func recall(_ tracker: Tracker, besides states: [DialogueState]) -> String? {
        var tried = states
        for start in starts(of: tracker) {
            let found = self.states(
                of: tracker.remembering(from: start), last: settings.historyMax)
            guard found != tried else { continue }
            if let action = memory.action(after: found) { return action }
            tried = found
        }
        return nil
    }

    /// Where the ends of the conversation begin, longest first: at its last actions, from the
    /// listening on that lies more than `max_history` actions back.
    private func starts(of tracker: Tracker) -> [Int] {
        var starts: [Int] = []
        for index in tracker.applied.indices.reversed() {
            guard case .action(let action) = tracker.applied[index].event.content else { continue }
            starts.append(index)
            if let limit = settings.historyMax {
                if starts.count > limit, action.name == "action_listen" {
                    return starts.reversed()
                }
            } else if starts.count >= Self.actionsMax {
                return starts.reversed()
            }
        }
        return starts.reversed()
    }
}
