// Learns the rules of a project.

import TrainingData
import Vocabulary

/// Learns rules from conversations.
///
/// - Note: follows `RulePolicy.train` (rule_policy.py, 3.6.21).
struct RuleLearning {
    let domain: DialogueDomain
    let settings: RulePolicySettings
    private let rules: [TrainingConversation]
    private let stories: [TrainingConversation]
    private let ruleStates: [[DialogueState]]

    /// - Parameter conversations: all conversations; glued ones are left out.
    init(
        domain: DialogueDomain, settings: RulePolicySettings,
        conversations: [TrainingConversation]
    ) {
        self.domain = domain
        self.settings = settings
        rules = conversations.filter { $0.isRule && !$0.isAugmented }
        stories = conversations.filter { !$0.isRule && !$0.isAugmented }
        ruleStates = rules.map(TrainingStates.ofRule)
    }

    /// What is learned, and what is wrong with the rules.
    func learn() -> (book: RuleBook, findings: [Diagnostic]) {
        var findings: [Diagnostic] = []
        if settings.restrictsRules { findings += rules.compactMap(Self.restriction) }
        if settings.checksContradictions {
            findings += RuleCompleteness(rules, domain).findings()
        }
        var book = RuleBook()
        book.rules = RuleTable(lookup())
        book.unhappyPaths = RuleTable(unhappyPaths())
        guard settings.checksContradictions else { return (book, findings) }
        book.ruleOnly = ruleOnly()
        var analysis = RuleAnalysis(book: book, settings: settings, domain: domain)
        findings += analysis.run(rules: rules, stories: stories)
        return (analysis.book, findings)
    }

    private static func restriction(_ rule: TrainingConversation) -> Diagnostic? {
        let messages = rule.moments.filter(\.content.isUser)
        guard messages.count > 1 else { return nil }
        return Diagnostic(
            .error, "rule-two-messages",
            "The rule '\(rule.name)' has \(messages.count) messages of the user; one is allowed.",
            hint: "Make it a story, or set `restrict_rules: false` for RulePolicy.",
            at: messages[1].place)
    }

    private func entry(_ key: [DialogueState], _ value: String) -> RuleTable.Entry {
        RuleTable.Entry(
            key: key, value: value, length: RuleKey.text(of: key, domain).utf8.count)
    }

    /// The states before a turn of a rule.
    private func states(_ rule: Int, before turn: TrainingConversation.Turn) -> [DialogueState] {
        ruleStates[rule].prefix(turn.stateCount).map(\.withoutTextBesideIntent)
    }

    /// Each key with the action that follows it; keys with different actions are left out.
    private func lookup() -> [RuleTable.Entry] {
        var order: [[DialogueState]] = []
        var actions: [[DialogueState]: String?] = [:]
        for (number, rule) in rules.enumerated() {
            for turn in rule.turns where turn.isPredictable {
                guard let key = RuleKey.key(of: states(number, before: turn)) else { continue }
                if let known = actions[key] {
                    if known != turn.action { actions[key] = .some(nil) }
                } else {
                    actions[key] = turn.action
                    order.append(key)
                }
            }
        }
        return order.compactMap { key in
            guard let action = actions[key] ?? nil, action != TrainingConversation.snippet else {
                return nil
            }
            return entry(key, action)
        }
    }

    /// Keys that tell how rules and stories leave a loop and come back to it.
    private func unhappyPaths() -> [RuleTable.Entry] {
        var order: [[DialogueState]] = []
        var values: [[DialogueState]: String] = [:]
        func note(_ states: [DialogueState], _ action: String) {
            guard let last = states.last, let loop = last.activeLoop,
                loop != SlotFeature.unsetMark, let key = RuleKey.unhappyKey(of: states)
            else { return }
            let value: String
            if last.hasListened, action == loop {
                value = RuleBook.Unhappy.wasInterrupted
            } else if !last.hasListened, action != loop {
                value = RuleBook.Unhappy.doNotPredict
            } else {
                return
            }
            if values.updateValue(value, forKey: key) == nil { order.append(key) }
        }
        for (number, rule) in rules.enumerated() {
            for turn in rule.turns where turn.isPredictable {
                note(states(number, before: turn).suffix(2), turn.action)
            }
        }
        for story in stories {
            for turn in story.turns where turn.isPredictable {
                note(story.states(before: turn, last: 2), turn.action)
            }
        }
        return order.compactMap { key in values[key].map { entry(key, $0) } }
    }

    private func ruleOnly() -> RuleOnly {
        var ruleSide = RuleOnly.none
        var storySide = RuleOnly.none
        func note(_ states: some Collection<DialogueState>, in side: inout RuleOnly) {
            for state in states {
                side.slots.formUnion(state.slots.map { domain.slots[$0.slot].name })
                if let loop = state.activeLoop { side.loops.insert(loop) }
            }
        }
        for (number, rule) in rules.enumerated() {
            guard let last = rule.turns.last(where: \.isPredictable) else { continue }
            note(ruleStates[number].prefix(last.stateCount), in: &ruleSide)
        }
        for story in stories {
            guard let last = story.turns.last(where: \.isPredictable) else { continue }
            note(story.states.prefix(last.stateCount), in: &storySide)
        }
        return RuleOnly(
            slots: ruleSide.slots.subtracting(storySide.slots),
            loops: ruleSide.loops.subtracting(storySide.loops).subtracting([SlotFeature.unsetMark]))
    }
}
