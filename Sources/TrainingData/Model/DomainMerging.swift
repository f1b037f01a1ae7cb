// Joins the domains of several files into one, and a domain with what the NLU data says.

import Vocabulary

extension Domain {
    /// This domain joined with one that was read after it, as Rasa joins files: what stands in both
    /// keeps the value of this one, and what is new in the later one comes before what was there
    /// (Domain.merge_domain_dicts in rasa/shared/core/domain.py).
    ///
    /// - Returns: the domain, and a warning for each name that both hold.
    public func merging(_ later: Domain) -> (domain: Domain, diagnostics: [Diagnostic]) {
        if isEmpty { return (later, []) }
        var result = self
        var findings: [Diagnostic] = []
        func join<Item: DomainNamed>(
            _ path: WritableKeyPath<Domain, [Item]>, _ new: [Item], _ key: String
        ) {
            let (items, twice) = Domain.join(self[keyPath: path], new)
            result[keyPath: path] = items
            findings += twice.map { Domain.duplicate($0.name, of: key, at: $0.place) }
        }
        let ours = Set(formNames)
        join(\.intents, later.intents, "intents")
        join(\.forms, later.forms, "forms")
        join(\.actions, later.actions.filter { !ours.contains($0.name) }, "actions")
        join(\.responses, later.responses, "responses")
        join(\.slots, later.slots, "slots")
        join(\.entities, later.entities, "entities")
        join(\.botTexts, later.botTexts, "e2e_actions")
        result.botTexts.sort { $0.text < $1.text }
        let standard = Session.standard.json
        if sessionOptions ?? standard == standard, later.sessionOptions ?? standard != standard {
            result.sessionOptions = later.sessionOptions
        }
        return (result, findings)
    }

    /// This domain with what the NLU data says of retrieval intents: the intents are marked, the
    /// responses of the data replace those of the domain, and each retrieval intent gets its action
    /// `utter_…` (ResponsesSyncImporter in rasa/shared/importers/importer.py).
    public func joined(with training: TrainingSet) -> Domain {
        var result = self
        for name in training.retrievalIntents {
            let index = intents.firstIndex { $0.name == name }
            var options: JSONObject = [:]
            if let index {
                options["used_entities"] = .array(
                    usedEntities(of: intents[index]).map(JSONValue.string))
            }
            options["is_retrieval_intent"] = true
            let place = index.map { intents[$0].place } ?? SourcePlace(file: "")
            let intent = DomainIntent(name: name, options: options, place: place)
            if let index { result.intents[index] = intent } else { result.intents.append(intent) }
            let action = "utter_\(name)"
            if !actions.contains(where: { $0.name == action }) {
                result.actions.append(DomainAction(name: action, place: place))
            }
        }
        for (key, variations) in training.responses.sorted(by: { $0.key < $1.key }) {
            result.replaceResponse(named: "utter_\(key)", by: variations)
        }
        return result
    }

    /// This domain with the texts that the bot says in end-to-end stories, test stories left out, as
    /// actions (E2EImporter in rasa/shared/importers/importer.py).
    public func joined(with stories: StoryGraph) -> Domain {
        var known = Set(botTexts.map(\.text))
        var result = self
        for (story, step) in stories.allSteps where !story.isTest {
            guard case .bot(let text) = step.content, !text.isEmpty, known.insert(text).inserted
            else { continue }
            result.botTexts.append(BotText(text: text, place: step.place))
        }
        result.botTexts.sort {
            $0.text.unicodeScalars.lexicographicallyPrecedes($1.text.unicodeScalars)
        }
        return result
    }

    private mutating func replaceResponse(named name: String, by variations: [JSONValue]) {
        let index = responses.firstIndex { $0.name == name }
        let place = index.map { responses[$0].place } ?? SourcePlace(file: "")
        let response = DomainResponse(
            name: name,
            variations: variations.compactMap { variation in
                variation.object.map { ResponseVariation(options: $0, place: place) }
            }, place: place)
        if let index { responses[index] = response } else { responses.append(response) }
    }

    /// The later items first, those of `ours` behind them; an item of both stands where the later
    /// one stood and has the value of ours.
    private static func join<Item: DomainNamed>(
        _ ours: [Item], _ later: [Item]
    ) -> (items: [Item], twice: [Item]) {
        let known = Dictionary(ours.map { ($0.name, $0) }) { first, _ in first }
        let new = Set(later.map(\.name))
        let items = later.map { known[$0.name] ?? $0 } + ours.filter { !new.contains($0.name) }
        return (items, later.filter { known[$0.name] != nil })
    }

    private static func duplicate(
        _ name: String, of key: String, at place: SourcePlace
    ) -> Diagnostic {
        Diagnostic(
            .warning, "domain-duplicate",
            "'\(name)' stands under '\(key)' in more than one domain file; the first one read counts.",
            hint: "Keep one of them.", at: place)
    }
}

/// What stands in a domain under a name.
protocol DomainNamed {
    /// The name.
    var name: String { get }
    /// Where it stands.
    var place: SourcePlace { get }
}

extension DomainIntent: DomainNamed {}
extension DomainEntity: DomainNamed {}
extension DomainAction: DomainNamed {}
extension DomainForm: DomainNamed {}
extension DomainSlot: DomainNamed {}
extension DomainResponse: DomainNamed {}
extension BotText: DomainNamed {
    var name: String { text }
}
