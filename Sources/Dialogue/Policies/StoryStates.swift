// The states of a running conversation as stories would show them.

import Vocabulary

extension Tracker {
    /// The last states as stories see them: without turns of rules that no story knows, each message
    /// by its intent or by its text.
    ///
    /// - Parameters:
    ///   - count: how many of the last ones; `nil` for all.
    ///   - ruleOnly: slots and loops to leave out.
    ///   - usesText: whether a message that is not answered yet is seen by its text.
    /// - Note: follows `prediction_states` and `_choose_last_user_input` of
    ///   rasa/core/featurizers/tracker_featurizers.py (3.6.21).
    func storyStates(last count: Int?, ruleOnly: RuleOnly, usesText: Bool) -> [DialogueState] {
        var states = states(last: count, hidingRuleTurns: true, ruleOnly: ruleOnly)
        if states.contains(where: \.followsUnlikelyIntent) {
            states = self.states(last: nil, hidingRuleTurns: true, ruleOnly: ruleOnly)
                .filter { !$0.followsUnlikelyIntent }
            if let count { states = states.suffix(count) }
        }
        if let last = states.indices.last { states[last] = states[last].choosing(text: usesText) }
        for index in states.indices where states[index].text != nil {
            states[index] = states[index].withoutTextBesideIntent
        }
        return states
    }
}

extension DialogueState {
    /// Whether the state comes after `action_unlikely_intent`, which stories don't know.
    fileprivate var followsUnlikelyIntent: Bool {
        previousAction == "action_unlikely_intent" && !previousActionIsText
    }
}
