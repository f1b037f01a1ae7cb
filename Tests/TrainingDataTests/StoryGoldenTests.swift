import Testing
import TrainingData
import Vocabulary

@Suite("Stories as Rasa reads them") struct StoryGoldenTests {
    /// Reads one text as a story file.
    static func read(_ yaml: String, isTest: Bool = false) -> (StoryGraph, [Diagnostic]) {
        let reading = YAMLSource.read(text: yaml, file: isTest ? "test_stories.yml" : "stories.yml")
        if reading.failed { return (StoryGraph(), reading.diagnostics) }
        let (stories, diagnostics) = StoryReader.read(reading.root, isTest: isTest)
        return (stories, reading.diagnostics + diagnostics)
    }

    static let domain = DomainGoldenTests.read(
        DomainStoriesGolden.all["story_domain"]?.string ?? ""
    ).0

    /// What the recorder notes of a block: the calls Rasa's reader makes for it.
    static func summary(_ story: Story) -> JSONValue {
        var items: [JSONValue] = story.conditions.flatMap { step in
            summaries(step).map { item in
                guard var object = item.object else { return item }
                object["condition"] = true
                return .object(object)
            }
        }
        let snippet: JSONValue = ["action": "..."]
        if story.kind == .rule, story.startsConversation != true { items.append(snippet) }
        items += story.steps.flatMap(summaries)
        if story.waitsForUserInput == false { items.append(snippet) }
        return [
            "name": story.name.map(JSONValue.string) ?? .null,
            "rule": .bool(story.kind == .rule), "items": .array(items),
        ]
    }

    static func summaries(_ step: StoryStep) -> [JSONValue] {
        switch step.content {
        case .user(let user): return [summary(user)]
        case .action(let name): return [["action": .string(name)]]
        case .bot(let text): return [text.isEmpty ? ["action": ""] : ["bot": .string(text)]]
        case .event(let name):
            let classes = ["restart": "Restarted", "rewind": "UserUtteranceReverted"]
            return [["event": .string(classes[name] ?? name)]]
        case .slots(let slots):
            return slots.map { ["slot": .string($0.slot), "value": $0.value(in: domain)] }
        case .activeLoop(let name): return [["loop": name.map(JSONValue.string) ?? .null]]
        case .checkpoint(let name, let conditions):
            let slots = conditions.map { ($0.slot, $0.value ?? .null) }
            return [
                [
                    "checkpoint": name.map(JSONValue.string) ?? .null,
                    "slots": .object(JSONObject(distinct: slots)),
                ]
            ]
        case .either(let steps): return [["or": .array(steps.flatMap(summaries))]]
        }
    }

    static func summary(_ user: UserStep) -> JSONValue {
        let full = user.responseKey == nil ? nil : user.fullIntent
        return [
            "user": user.intent.map(JSONValue.string) ?? .null,
            "full": full.map(JSONValue.string) ?? .null,
            "text": user.text.map(JSONValue.string) ?? .null,
            "entities": .array(user.entities.map(summary)),
        ]
    }

    static func summary(_ entity: StoryEntity) -> JSONValue {
        var object: JSONObject = ["entity": .string(entity.name)]
        object["value"] = entity.value
        object["role"] = entity.role.map(JSONValue.string)
        object["group"] = entity.group.map(JSONValue.string)
        object["start"] = entity.span.map { .integer($0.start) }
        object["end"] = entity.span.map { .integer($0.end) }
        return .object(object)
    }

    @Test("stories are refused exactly when Rasa refuses them")
    func refusals() {
        #expect(DomainStoriesGolden.cases("stories").count > 100)
        for entry in DomainStoriesGolden.cases("stories") {
            let isTest = entry["test"] == true
            let (stories, found) = Self.read(entry["yaml"]?.string ?? "", isTest: isTest)
            var diagnostics = found
            diagnostics += StoryChecks.slotNames(in: stories, domain: Self.domain)
            let refused = diagnostics.contains { $0.severity == .error }
            let reason = entry["rasa"]?["refused"]?.string
            #expect(
                refused == (reason != nil),
                "\(entry["name"]?.string ?? ""): Rasa \(reason ?? "reads it"); we: \(diagnostics)")
        }
    }

    @Test("what Rasa reads, we read with the same steps, values and alternatives")
    func readings() {
        for entry in DomainStoriesGolden.cases("stories") {
            guard let blocks = entry["rasa"]?["blocks"] else { continue }
            let isTest = entry["test"] == true
            let (stories, _) = Self.read(entry["yaml"]?.string ?? "", isTest: isTest)
            let ours = JSONValue.array(stories.stories.map(Self.summary))
            #expect(
                ours == blocks,
                "\(entry["name"]?.string ?? ""): \(ours.text()) is not \(blocks.text())")
        }
    }

    @Test("where Rasa warns of a story, we warn")
    func warnings() {
        for entry in DomainStoriesGolden.cases("stories") {
            guard let warned = entry["rasa"]?["warned"]?.int else { continue }
            let (stories, found) = Self.read(
                entry["yaml"]?.string ?? "", isTest: entry["test"] == true)
            var diagnostics = found
            diagnostics += StoryChecks.intents(in: stories, domain: Self.domain)
            diagnostics += StoryChecks.slotNames(in: stories, domain: Self.domain)
            let name = entry["name"]?.string ?? ""
            // Rasa says nothing of these.
            let silent = ["story no name", "slots unknown pair"].contains(name)
            #expect((warned > 0 || silent) == !diagnostics.isEmpty, "\(name): \(diagnostics)")
        }
    }
}
