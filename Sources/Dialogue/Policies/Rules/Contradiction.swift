// Tells where a rule and another rule or story want different things.

import TrainingData
import Vocabulary

/// A place where a conversation does something else than the rules say.
struct Contradiction {
    let conversation: TrainingConversation
    let moment: Int
    let action: String
    /// What the rules predict; `nil` when rules that contradict each other cancel out.
    let predicted: String?
    let claims: [RuleAnalysis.Claim]

    /// An error for each pair of places that disagree, told once for both.
    static func diagnostics(_ contradictions: [Contradiction]) -> [Diagnostic] {
        var told: Set<[SourcePlace]> = []
        return contradictions.compactMap { contradiction in
            let place = contradiction.conversation.moments[contradiction.moment].place
            let others = contradiction.claims.filter { claim in
                guard let other = claim.place else { return true }
                return !told.contains([place, other].sorted())
            }
            guard let first = others.first else { return nil }
            for other in others {
                if let other = other.place { told.insert([place, other].sorted()) }
            }
            return contradiction.diagnostic(others, first, at: place)
        }
    }

    private func diagnostic(
        _ others: [RuleAnalysis.Claim], _ first: RuleAnalysis.Claim, at place: SourcePlace
    ) -> Diagnostic {
        let kind = conversation.isRule ? "rule" : "story"
        var seen: Set<RuleAnalysis.Claim> = []
        let listed = others.filter { seen.insert($0).inserted }.prefix(3).map { claim in
            let wants = Self.deed(predicted ?? claim.action)
            return claim.place.map { "\(claim.rule) at \($0) \(wants)" } ?? "\(claim.rule) \(wants)"
        }
        return Diagnostic(
            .error, conversation.isRule ? "rules-contradict" : "story-contradicts-rule",
            "In turn \(conversation.turnNumber(at: moment))\(situation) the \(kind)"
                + " '\(conversation.name)' \(Self.deed(action)), but"
                + " \(listed.joined(separator: ", ")).",
            hint: hint(first), at: place)
    }

    /// What happened just before, in a few words.
    private var situation: String {
        for moment in conversation.moments[..<moment].reversed() {
            switch moment.content {
            case .action(let action) where action.name == "action_listen": return ","
            case .action(let action): return ", after '\(action.nameOrText ?? "")',"
            case .user(let user):
                return ", after '\(user.intentName ?? user.text ?? "")',"
            default: continue
            }
        }
        return ","
    }

    private static func deed(_ action: String) -> String {
        action == "action_listen" ? "waits for the user (action_listen)" : "does '\(action)'"
    }

    private func hint(_ other: RuleAnalysis.Claim) -> String {
        if other.place == nil {
            return "Leave this step to \(other.rule), or let the form refuse the message first."
        }
        if predicted == "action_listen", action != "action_listen" {
            return
                "End the turn here as the rule does, give the rule a condition that does not hold"
                + " here, or end the rule with `wait_for_user_input: false`."
        }
        return "Let both do the same, or give one of them a condition (`slot_was_set`,"
            + " `active_loop`) or an entity that the other one has not; slots that do not influence"
            + " the conversation don't count."
    }
}
