// Decides by rules.

import Vocabulary

/// What a decision by rules looks at.
struct RuleSituation {
    /// The last states of the conversation, oldest first.
    let states: [DialogueState]
    /// Whether `states` are all states of the conversation.
    let isWhole: Bool
    /// The state as the running turn sees it.
    let present: TrackerState
}

extension RuleBook {
    private static let defaultActions = [
        "restart": "action_restart", "back": "action_back",
        "session_start": "action_session_start",
    ]

    /// The sources of default intents.
    static let defaultSources = Set(defaultActions.keys.map(RuleSource.defaultIntent))

    /// Decides: default intents unless the text of the message fits a rule, a loop's happy path, the
    /// text, the intent.
    func decide(_ situation: RuleSituation) -> RuleDecision {
        let latest = situation.present.latestAction
        let listens = latest?.name == "action_listen"
        let byText = listens ? find(situation, usingText: true) : RuleDecision()
        if byText.action == nil, listens,
            let intent = situation.present.latestMessage?.user.intentName,
            let action = Self.defaultActions[intent]
        {
            return RuleDecision(action: action, source: .defaultIntent(intent))
        }
        if let happy = happyPath(situation.present) { return happy }
        if byText.action != nil {
            var decision = byText
            decision.isEndToEnd = true
            return decision
        }
        var decision = find(situation, usingText: false)
        decision.interruptsLoop = decision.interruptsLoop || byText.interruptsLoop
        return decision
    }

    private func happyPath(_ present: TrackerState) -> RuleDecision? {
        guard let name = present.activeLoopName, present.loop?.isRejected == false,
            let latest = present.latestAction
        else { return nil }
        if latest.name == name {
            return RuleDecision(action: "action_listen", source: .loopListens(name), isNoUser: true)
        }
        return RuleDecision(action: name, source: .loop(name), isNoUser: true)
    }

    private func find(_ situation: RuleSituation, usingText: Bool) -> RuleDecision {
        let states = Self.states(situation.states, usingText: usingText)
        let best = rules.best(states)
        var decision = RuleDecision(action: best?.value)
        if let best {
            decision.source = .states(best.key)
        } else if situation.isWhole {
            decision.source = RuleKey.key(of: states).map(RuleSource.states)
        }
        guard let loop = situation.present.activeLoopName else { return decision }
        let paths = Set(
            unhappyPaths.fitting(states).map { unhappyPaths.entries[$0].value })
        if decision.action == "action_listen", let last = best?.key.last,
            last.activeLoop == nil || last.activeLoop == SlotFeature.unsetMark
        {
            guard paths.contains(Unhappy.doNotPredict) else {
                decision.action = loop
                return decision
            }
            decision.action = nil
        }
        decision.interruptsLoop = paths.contains(Unhappy.wasInterrupted)
        return decision
    }

    /// The states with either the intent or the text of the message that came last, and the intent of
    /// earlier ones that have both.
    private static func states(_ states: [DialogueState], usingText: Bool) -> [DialogueState] {
        var states = states
        if let last = states.indices.last { states[last] = states[last].choosing(text: usingText) }
        for index in states.indices where states[index].text != nil {
            states[index] = states[index].withoutTextBesideIntent
        }
        return states
    }
}
