// Replays all conversations to see whether rules and stories agree, and which rules stories know.

import TrainingData
import Vocabulary

/// Holds rules and stories against each other.
///
/// - Note: follows `RulePolicy._analyze_rules` (rule_policy.py, 3.6.21): a prediction that differs
///   from what is written is a contradiction, unless no rule claims it or a longer rule explains it.
struct RuleAnalysis {
    /// A rule that wants something where a prediction comes from.
    struct Claim: Hashable {
        let rule: String
        let action: String
        /// Where it says so; `nil` for default intents and loops.
        let place: SourcePlace?
    }

    /// A conversation at an action that is to be predicted.
    private struct Point {
        let conversation: TrainingConversation
        let moment: Int
        let action: String
    }

    private(set) var book: RuleBook
    private let settings: RulePolicySettings
    private let domain: DialogueDomain
    private var claims: [RuleSource: [Claim]] = [:]
    private var used: Set<RuleSource> = []
    private var contradictions: [Contradiction] = []

    init(book: RuleBook, settings: RulePolicySettings, domain: DialogueDomain) {
        self.book = book
        self.settings = settings
        self.domain = domain
    }

    /// Replays rules, then stories and rules; afterwards `book` knows which rules are hidden.
    ///
    /// - Returns: contradictions as errors.
    mutating func run(
        rules: [TrainingConversation], stories: [TrainingConversation]
    ) -> [Diagnostic] {
        for rule in rules { replay(rule) { $0.collect($1, $2, $3) } }
        for conversation in stories + rules { replay(conversation) { $0.check($1, $2, $3) } }
        var sources = Set(claims.keys).union(RuleBook.defaultSources)
        for form in domain.domain.formNames {
            sources.formUnion([.loop(form), .loopListens(form)])
        }
        book.hidden = sources.subtracting(used)
        return Contradiction.diagnostics(contradictions)
    }

    private typealias Deed = (
        _ analysis: inout RuleAnalysis, _ point: Point, _ predicted: String?, _ source: RuleSource?
    ) -> Void

    /// Plays a conversation up to each action that can be predicted, and predicts it.
    private mutating func replay(_ conversation: TrainingConversation, _ deed: Deed) {
        var running = Tracker(conversation.name, domain: domain)
        var states: [DialogueState] = []
        var isUnpredictable = true
        for applied in conversation.tracker.applied {
            guard case .action(let event) = applied.event.content else {
                running.append(applied.event)
                continue
            }
            let action = event.nameOrText ?? ""
            let moment = Int(applied.event.timestamp)
            states.append(running.state.seen)
            if action == TrainingConversation.snippet {
                isUnpredictable = true
            } else if isUnpredictable || conversation.moments[moment].isUnpredictable {
                isUnpredictable = false
            } else {
                let point = Point(conversation: conversation, moment: moment, action: action)
                let (predicted, source) = predict(&running, states, point)
                deed(&self, point, predicted, source)
            }
            running.append(applied.event)
        }
    }

    /// What is predicted; where the loop wants to go on and the conversation does not, what is
    /// predicted once the loop has refused.
    private func predict(
        _ running: inout Tracker, _ states: [DialogueState], _ point: Point
    ) -> (action: String?, source: RuleSource?) {
        let first = predict(running, states, isRule: point.conversation.isRule)
        guard let loop = running.state.activeLoopName, first.action == loop,
            point.action != loop
        else { return first }
        running.append(
            Event(
                .actionExecutionRejected(name: loop, policy: nil, confidence: nil),
                timestamp: Double(point.moment)))
        return predict(running, states, isRule: point.conversation.isRule)
    }

    private func predict(
        _ running: Tracker, _ states: [DialogueState], isRule: Bool
    ) -> (action: String?, source: RuleSource?) {
        let decision = book.decide(
            RuleSituation(states: states, isWhole: true, present: running.state))
        if let action = decision.action {
            let isFallback =
                action == settings.fallbackAction && settings.predictsFallback
                && settings.fallbackThreshold == 1
            return (isFallback && !isRule ? nil : action, decision.source)
        }
        guard isRule else { return (nil, decision.source) }
        let fallback = settings.predictsFallback ? settings.fallbackAction : "action_listen"
        return (fallback, decision.source)
    }

    /// Remembers which rule a prediction comes from.
    private mutating func collect(_ point: Point, _ predicted: String?, _ source: RuleSource?) {
        guard let source else { return }
        let claim =
            switch source {
            case .defaultIntent(let intent):
                Claim(rule: "the intent '\(intent)'", action: predicted ?? "", place: nil)
            case .loop(let loop), .loopListens(let loop):
                Claim(rule: "the form '\(loop)'", action: predicted ?? "", place: nil)
            case .states:
                Claim(
                    rule: "the rule '\(point.conversation.name)'", action: point.action,
                    place: point.conversation.moments[point.moment].place)
            }
        claims[source, default: []].append(claim)
    }

    private mutating func check(_ point: Point, _ predicted: String?, _ source: RuleSource?) {
        guard let predicted, let source else { return }
        if predicted == point.action {
            if !point.conversation.isRule { used.insert(source) }
            return
        }
        if isExplained(source, predicted, point), case .states(let key) = source {
            book.rules = book.rules.removing(key)
            return
        }
        // As in Rasa, a source that only a story meets is hidden from then on.
        let others = claims[source, default: []].filter { $0.action != point.action }
        if claims[source] == nil { claims[source] = [] }
        guard !others.isEmpty else { return }
        contradictions.append(
            Contradiction(
                conversation: point.conversation, moment: point.moment, action: point.action,
                predicted: predicted == settings.fallbackAction ? nil : predicted, claims: others))
    }

    /// Whether a rule listens after a single action only since another rule, which begins the same
    /// way, goes on there.
    private func isExplained(_ source: RuleSource, _ predicted: String, _ point: Point) -> Bool {
        guard case .states(let key) = source, !point.conversation.isRule,
            predicted == "action_listen", key.filter({ $0.previousAction != nil }).count <= 1
        else { return false }
        let text = RuleKey.text(of: key, domain)
        let beginning = text.utf8.dropLast(2)
        return book.rules.entries.contains {
            $0.key != key && RuleKey.text(of: $0.key, domain).utf8.starts(with: beginning)
        }
    }
}
