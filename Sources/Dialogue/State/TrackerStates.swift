// The sequence of states that policies look at.

import TrainingData

extension Tracker {
    /// The states before each action that counts and the present one, oldest first.
    ///
    /// - Parameters:
    ///   - count: how many of the last ones; `nil` for all.
    ///   - hidingRuleTurns: leaves out turns of rules that no story knows, and the rest of their
    ///     traces; then the present one may be missing too.
    ///   - ruleOnly: what else to leave out, where rule turns are hidden.
    ///   - omittingUnsetSlots: leaves out slots that only have their initial value.
    /// - Complexity: O(count), whatever is hidden.
    /// - Note: follows `states_for_tracker_history` of rasa/shared/core/domain.py (3.6.21).
    public func states(
        last count: Int? = nil, hidingRuleTurns: Bool = false, ruleOnly: RuleOnly = .none,
        omittingUnsetSlots: Bool = false
    ) -> [DialogueState] {
        let count = count ?? .max
        guard count > 0 else { return [] }
        var states: [DialogueState] = []
        let entries = applied
        let lastAction = entries.last?.lastAction ?? -1
        guard hidingRuleTurns else {
            states.append(presentState(omittingUnsetSlots))
            var place = lastAction
            while place >= 0, states.count < count {
                let before = place == 0 ? domain.initialState : entries[place - 1].state
                states.append(DialogueState(before, omittingUnsetSlots))
                place = place == 0 ? -1 : entries[place - 1].lastAction
            }
            return states.reversed()
        }
        let now = ActionPlace(
            after: lastAction < 0 ? nil : entries[lastAction].place, at: lastAction,
            state: appliedState, isHidden: false)
        func add(_ place: ActionPlace, _ state: TrackerState) {
            var shown = DialogueState(
                state, omittingUnsetSlots, message: place.message,
                previous: place.previousAction ?? state.latestAction)
            shown.remove(ruleOnly, domain)
            states.append(shown)
        }
        if !now.isHidden { add(now, appliedState) }
        var index = now.keptBefore
        while index >= 0, states.count < count, let place = entries[index].place {
            add(place, index == 0 ? domain.initialState : entries[index - 1].state)
            index = place.keptBefore
        }
        return states.reversed()
    }

    /// The state in which the next action is to be chosen.
    public var presentState: DialogueState { presentState(false) }

    private func presentState(_ omittingUnsetSlots: Bool) -> DialogueState {
        DialogueState(appliedState, omittingUnsetSlots)
    }
}

extension DialogueState {
    fileprivate init(_ state: TrackerState, _ omittingUnsetSlots: Bool) {
        self.init(
            state, omittingUnsetSlots, message: state.latestMessage, previous: state.latestAction)
    }

    fileprivate init(
        _ state: TrackerState, _ omittingUnsetSlots: Bool, message: LatestMessage?,
        previous: TrackerState.LatestAction?
    ) {
        if let features = message?.features {
            (intent, text, entities) = (features.intent, features.text, features.entities)
        }
        slots = state.slots.features
        if omittingUnsetSlots { slots.removeAll { !state.slots.wasSet[$0.slot] } }
        previousAction = previous?.name
        previousActionIsText = previous?.isText ?? false
        activeLoop = state.loop?.name
    }

    fileprivate mutating func remove(_ ruleOnly: RuleOnly, _ domain: DialogueDomain) {
        if !ruleOnly.slots.isEmpty {
            slots.removeAll { ruleOnly.slots.contains(domain.slots[$0.slot].name) }
        }
        if let loop = activeLoop, ruleOnly.loops.contains(loop) { activeLoop = nil }
    }
}
