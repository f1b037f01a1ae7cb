// What is learned from rules.

/// What the rules of a project say.
struct RuleBook: Sendable {
    /// What the keys of ways back into a loop stand for.
    enum Unhappy {
        static let wasInterrupted = "loop_was_interrupted"
        static let doNotPredict = "do_not_predict_loop_action"
    }

    /// Keys of rules with the actions they predict.
    var rules = RuleTable([])
    /// Keys of unhappy paths, with `Unhappy` as their values.
    var unhappyPaths = RuleTable([])
    /// What predictions come from that no story knows, so that stories do not see the turn.
    var hidden: Set<RuleSource> = []
    /// Slots and loops that only rules know.
    var ruleOnly = RuleOnly.none

    /// How many states at the end of a conversation a prediction looks at.
    var statesNeeded: Int {
        let hiddenMax = hidden.reduce(0) { length, source in
            if case .states(let key) = source { max(length, key.count) } else { length }
        }
        return max(2, rules.lengthMax, unhappyPaths.lengthMax, hiddenMax) + 1
    }
}

/// What a prediction of the rules comes from.
enum RuleSource: Hashable, Sendable {
    /// An intent that every assistant understands: `restart`, `back`, `session_start`.
    case defaultIntent(String)
    /// A loop that goes on.
    case loop(String)
    /// A loop that has run and listens.
    case loopListens(String)
    /// The key of a rule, or the states that no rule fits.
    case states([DialogueState])
}

/// What the rules decide on.
struct RuleDecision: Sendable {
    /// The action; `nil` when no rule fits.
    var action: String?
    /// Where it comes from; `nil` when that is not known.
    var source: RuleSource?
    /// Whether the loop shall not validate the message.
    var interruptsLoop = false
    /// Whether the text of the message decided.
    var isEndToEnd = false
    /// Whether no message decided.
    var isNoUser = false
}
