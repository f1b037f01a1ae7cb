// Finds rules that leave open what other rules say about the same action.

import TrainingData
import Vocabulary

/// Checks that what an action sets in one rule, it sets in all.
///
/// - Note: follows `RulePolicy._check_for_incomplete_rules` (rule_policy.py) and
///   `create_action_fingerprints` (training.py, 3.6.21).
struct RuleCompleteness {
    /// What an action sets, each with the first place that says so.
    private struct Fingerprint {
        var slots: [Int: SourcePlace] = [:]
        var loops: [String?: SourcePlace] = [:]
    }

    private let rules: [TrainingConversation]
    private let domain: DialogueDomain
    private var fingerprints: [String: Fingerprint] = [:]

    init(_ rules: [TrainingConversation], _ domain: DialogueDomain) {
        self.rules = rules
        self.domain = domain
        for rule in rules { note(rule) }
    }

    private mutating func note(_ rule: TrainingConversation) {
        var action: String?
        for moment in rule.moments {
            switch moment.content {
            case .action(let event): action = event.nameOrText
            case .user: action = nil
            case .slot(let name, _):
                guard let action, let number = domain.slotNumber(name),
                    domain.slots[number].influencesConversation
                else { continue }
                let known = fingerprints[action]?.slots[number]
                fingerprints[action, default: Fingerprint()].slots[number] = known ?? moment.place
            case .activeLoop(let loop):
                guard let action else { continue }
                let known = fingerprints[action]?.loops[loop]
                fingerprints[action, default: Fingerprint()].loops[loop] = known ?? moment.place
            default: continue
            }
        }
    }

    /// An error for each action that sets less than in other rules.
    func findings() -> [Diagnostic] { rules.flatMap(findings) }

    private func findings(_ rule: TrainingConversation) -> [Diagnostic] {
        let actions = rule.moments.filter(\.content.isAction)
        var findings: [Diagnostic] = []
        for (number, state) in rule.states.enumerated() {
            guard let action = state.previousAction, action != TrainingConversation.snippet,
                let fingerprint = fingerprints[action]
            else { continue }
            let next =
                number + 1 < rule.states.count ? rule.states[number + 1].previousAction : nil
            if next == TrainingConversation.snippet { continue }
            let place =
                number > 0 && number <= actions.count ? actions[number - 1].place : rule.place
            findings += missingSlots(fingerprint, state, action, rule, place)
            if !fingerprint.loops.isEmpty, fingerprint.loops[state.activeLoop] == nil {
                findings.append(missingLoop(fingerprint, action, rule, place))
            }
        }
        return findings
    }

    private static let hint =
        " Or write `wait_for_user_input: false` if the rule ends with this action."

    private func missingSlots(
        _ fingerprint: Fingerprint, _ state: DialogueState, _ action: String,
        _ rule: TrainingConversation, _ place: SourcePlace
    ) -> [Diagnostic] {
        let set = Set(state.slots.map(\.slot))
        return fingerprint.slots.filter { !set.contains($0.key) }.sorted { $0.key < $1.key }.map {
            number, other in
            let slot = domain.slots[number].name
            return Diagnostic(
                .error, "rule-incomplete",
                "In the rule '\(rule.name)' the action '\(action)' does not set the slot"
                    + " '\(slot)', which it sets at \(other).",
                hint: "Say what becomes of it: `- slot_was_set: [{\(slot): …}]` behind the action,"
                    + " `null` for nothing." + Self.hint,
                at: place)
        }
    }

    private func missingLoop(
        _ fingerprint: Fingerprint, _ action: String, _ rule: TrainingConversation,
        _ place: SourcePlace
    ) -> Diagnostic {
        let expected = fingerprint.loops.map { loop, place in
            (name: loop.map { $0 == SlotFeature.unsetMark ? "null" : $0 } ?? "null", place: place)
        }.sorted { ($0.name, $0.place) < ($1.name, $1.place) }
        let list = expected.map { "'\($0.name)' at \($0.place)" }.joined(separator: ", ")
        return Diagnostic(
            .error, "rule-incomplete",
            "In the rule '\(rule.name)' nothing says which loop is active after '\(action)', as"
                + " other rules do: \(list).",
            hint:
                "Write `- active_loop: \(expected[0].name)` behind the action, or `null` for none."
                + Self.hint,
            at: place)
    }
}
