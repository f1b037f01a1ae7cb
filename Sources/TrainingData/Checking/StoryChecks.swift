// What can be wrong between stories and the domain.

/// Checks of stories and rules against a domain; test stories are left out.
///
/// - Note: follows `Validator` in rasa/validator.py (3.6.21). Contradictions between stories are
///   found where they are unrolled, not here.
public enum StoryChecks {
    /// Warnings about intents that stories use and the domain does not have, and about intents that
    /// no story uses; one an intent.
    public static func intents(in stories: StoryGraph, domain: Domain) -> [Diagnostic] {
        let known = Set(domain.intentNames)
        var used: Set<String> = []
        var findings: [Diagnostic] = []
        for (_, step) in trainingSteps(of: stories) {
            guard case .user(let user) = step.content, let intent = user.intent,
                used.insert(intent).inserted, !known.contains(intent)
            else { continue }
            findings.append(
                Diagnostic(
                    .warning, "story-intent-unknown",
                    "The intent '\(intent)' is used here and does not stand in the domain.",
                    hint: "Add it under 'intents' of the domain.", at: step.place))
        }
        return findings
    }

    /// Warnings about intents of the domain that no story or rule uses.
    public static func unusedIntents(in stories: StoryGraph, domain: Domain) -> [Diagnostic] {
        let used = Set(
            trainingSteps(of: stories).compactMap { _, step -> String? in
                if case .user(let user) = step.content { user.intent } else { nil }
            })
        return domain.intents.filter {
            !used.contains($0.name) && !Domain.defaultIntents.contains($0.name)
        }.map {
            Diagnostic(
                .warning, "intent-unused",
                "The intent '\($0.name)' is used in no story and no rule.",
                hint: "Say in a rule or story what the bot does.", at: $0.place)
        }
    }

    /// Errors about custom actions and forms that stories use and the domain does not have, warnings
    /// about other actions; one a name.
    public static func actions(in stories: StoryGraph, domain: Domain) -> [Diagnostic] {
        let known = Set(domain.actionNames)
        var seen: Set<String> = []
        var findings: [Diagnostic] = []
        for (story, step) in trainingSteps(of: stories) {
            switch step.content {
            case .action(let name):
                guard !known.contains(name), !name.hasPrefix("utter_"),
                    seen.insert(name).inserted
                else { continue }
                findings.append(unknownAction(name, story, step.place))
            case .activeLoop(let name?):
                guard !name.isEmpty, !known.contains(name), seen.insert("loop \(name)").inserted
                else { continue }
                findings.append(
                    Diagnostic(
                        .error, "story-form-unknown",
                        "The form '\(name)' is used in '\(story.name ?? "")' and does not stand in"
                            + " the domain.",
                        hint: "Add it under 'forms' of the domain.", at: step.place))
            default: continue
            }
        }
        return findings
    }

    private static func unknownAction(
        _ name: String, _ story: Story, _ place: SourcePlace
    ) -> Diagnostic {
        Diagnostic(
            name.hasPrefix("action_") ? .error : .warning, "story-action-unknown",
            "The action '\(name)' is used in '\(story.name ?? "")' and does not stand in the domain.",
            hint: "Add it under 'actions' of the domain, or under 'forms' if it is a form.",
            at: place)
    }

    /// Warnings about responses that stories use and nobody wrote; one a name.
    public static func utterances(
        in stories: StoryGraph, domain: Domain, training: TrainingSet
    ) -> [Diagnostic] {
        let known = utterances(of: domain, training)
        var seen: Set<String> = []
        var findings: [Diagnostic] = []
        for (_, step) in trainingSteps(of: stories) {
            guard case .action(let name) = step.content, name.hasPrefix("utter_"),
                !known.contains(name), seen.insert(name).inserted
            else { continue }
            findings.append(
                Diagnostic(
                    .warning, "story-response-unknown",
                    "The response '\(name)' is used here and does not stand in the domain.",
                    hint: "Add it under 'responses' of the domain.", at: step.place))
        }
        return findings
    }

    /// Warnings about responses that no story or rule uses; one a name.
    public static func unusedUtterances(
        in stories: StoryGraph, domain: Domain, training: TrainingSet
    ) -> [Diagnostic] {
        let used = Set(
            trainingSteps(of: stories).compactMap { _, step -> String? in
                if case .action(let name) = step.content { name } else { nil }
            })
        let places = Dictionary(domain.responses.map { ($0.base, $0.place) }) { first, _ in first }
        return utterances(of: domain, training).subtracting(used).sorted().map {
            Diagnostic(
                .warning, "response-unused",
                "The response '\($0)' is used in no story and no rule.",
                hint: "Remove it, unless an action says it.",
                at: places[$0] ?? SourcePlace(file: "domain.yml"))
        }
    }

    /// The names by which responses can be said, without response keys.
    private static func utterances(of domain: Domain, _ training: TrainingSet) -> Set<String> {
        Set(domain.responses.map(\.base)).union(
            training.responses.keys.map { "utter_" + $0.prefix { $0 != "/" } })
    }

    /// Findings about slots that stories set and the domain does not have: an error when only the
    /// slot's name is written, since then its type decides about the value, else a warning.
    public static func slotNames(in stories: StoryGraph, domain: Domain) -> [Diagnostic] {
        let kinds = Dictionary(domain.allSlots.map { ($0.name, $0) }) { first, _ in first }
        var findings: [Diagnostic] = []
        for (_, step) in stories.allSteps {
            guard case .slots(let slots) = step.content else { continue }
            for assignment in slots {
                let name = assignment.slot
                guard let slot = kinds[name] else {
                    findings.append(
                        Diagnostic(
                            assignment.value == nil ? .error : .warning, "story-slot-unknown",
                            "The slot '\(name)' is set here and does not stand in the domain.",
                            hint: "Add it under 'slots' of the domain.", at: assignment.place))
                    continue
                }
                guard assignment.value == nil, slot.influencesConversation,
                    slot.kind != .text, slot.kind != .list
                else { continue }
                findings.append(
                    Diagnostic(
                        .warning, "story-slot-value",
                        "The slot '\(name)' of type \(slot.kind.name) needs a value here; it counts"
                            + " as empty.",
                        hint: "Write `- \(name): value`.", at: assignment.place))
            }
        }
        return findings
    }

    /// Steps of stories and rules that are trained on.
    private static func trainingSteps(
        of stories: StoryGraph
    ) -> [(story: Story, step: StoryStep)] {
        stories.allSteps.filter { !$0.story.isTest }
    }
}

extension DomainResponse {
    /// The name without a response key.
    var base: String { String(name.prefix { $0 != "/" }) }
}
