// What stories see of the moment before an action, when rules hide turns.

/// The moment before one action of a conversation, in the history that stories see.
///
/// - Note: follows `states_for_tracker_history` of rasa/shared/core/domain.py (3.6.21).
final class ActionPlace: Sendable {
    /// Whether the moment is not part of that history.
    let isHidden: Bool
    /// The action before, as that history has it: the last one before a hidden turn.
    let previousAction: TrackerState.LatestAction?
    /// The message that counts, when the moment is not hidden.
    let message: LatestMessage?
    /// Where the action stands before which the last moment lies that is not hidden and comes
    /// before this one; -1 for none.
    let keptBefore: Int

    /// - Parameters:
    ///   - before: the moment before the previous action, which stands `at` this place.
    ///   - state: the state of this moment.
    ///   - isHidden: whether the action was predicted by a rule that no story knows.
    init(after before: ActionPlace?, at place: Int, state: TrackerState, isHidden flag: Bool) {
        let wasHidden = before?.isHidden ?? false
        previousAction = wasHidden ? before?.previousAction : state.latestAction
        let isChanged =
            (state.followup ?? "").isEmpty && state.latestAction?.name != state.activeLoopName
        isHidden = isChanged ? flag : wasHidden
        if let before {
            keptBefore = wasHidden ? before.keptBefore : place
        } else {
            keptBefore = -1
        }
        let isFirst = keptBefore < 0
        message =
            isHidden
            ? before?.message
            : isFirst || state.hasListened ? state.latestMessage : before?.message
    }
}
