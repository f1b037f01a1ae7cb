// Reads the steps of a story.

import Vocabulary

extension StoryReading {
    /// The keys that may stand together in one step.
    private static let families: [(keys: [String], inRules: Bool)] = [
        (["intent", "user", "entities"], true), (["action"], true), (["active_loop"], true),
        (["slot_was_set"], true), (["or"], true), (["bot"], false),
        (["checkpoint", "slot_was_set"], false),
    ]

    /// Reads one step; `nil` when it is skipped.
    mutating func readStep(_ node: YAMLNode, in kind: Story.Kind) -> StoryStep? {
        let hint = node.string.map { "Say what it is, for example `- action: \($0)`." }
        guard let members = shape.mapping(node, "A step", hint: hint) else { return nil }
        let keys = members.map { $0.key.text ?? "" }
        let fits = Self.families.contains { family in
            (family.inRules || kind == .story) && keys.allSatisfy(family.keys.contains)
        }
        guard fits else {
            noteOddKeys(keys, kind, at: node.place)
            return nil
        }
        guard let content = content(of: node, keys) else { return nil }
        return StoryStep(content, place: node.place)
    }

    private mutating func noteOddKeys(
        _ keys: [String], _ kind: Story.Kind, at place: SourcePlace
    ) {
        let list = keys.map { "'\($0)'" }.joined(separator: " and ")
        let known = Self.families.filter { $0.inRules || kind == .story }.flatMap(\.keys)
        let isKnown = keys.allSatisfy(known.contains)
        shape.error(
            "step-keys",
            isKnown
                ? "\(list) cannot stand in one step." : "A step of a \(kind) has no key \(list).",
            hint: isKnown
                ? "Put `- ` before each of them."
                : "A step begins with intent, user, action, slot_was_set, active_loop, or"
                    + (kind == .story ? ", bot, checkpoint." : "."),
            at: place)
    }

    private mutating func content(of node: YAMLNode, _ keys: [String]) -> StoryStep.Content? {
        if keys.contains("intent") || keys.contains("user") { return readUser(node) }
        if let action = node["action"] { return readAction(action) }
        if let alternatives = node["or"] { return readEither(alternatives) }
        if let checkpoint = node["checkpoint"] { return readCheckpoint(checkpoint, node) }
        if let slots = node["slot_was_set"] {
            return readSlots(slots).map(StoryStep.Content.slots)
        }
        if let loop = node["active_loop"] {
            shape.textOrNull(loop, "'active_loop'")
            return .activeLoop(loop.string)
        }
        if let bot = node["bot"] {
            shape.textOrNull(bot, "'bot'")
            return .bot(bot.string ?? "")
        }
        shape.warn("empty-step", "A step that says nothing is skipped.", at: node.place)
        return nil
    }

    /// Names of events that Rasa takes for no action; the second list cannot be read at all.
    private static let eventNames: Set = [
        "cancel_reminder", "export", "followup", "restart", "rewind", "reset_slots", "undo",
        "pause", "resume", "session_started", "user_featurization", "bot", "agent",
        "loop_interrupted", "action_execution_rejected", "form_validation", "form", "active_loop",
    ]
    private static let refusedNames: Set = ["user", "slot", "reminder", "entities", "topic"]

    private mutating func readAction(_ node: YAMLNode) -> StoryStep.Content? {
        shape.textOrNull(node, "An action")
        guard let name = node.string, !name.isEmpty else {
            shape.warn(
                "empty-step", "An action without a name is skipped.", hint: "Name the action.",
                at: node.place)
            return nil
        }
        if Self.refusedNames.contains(name) {
            shape.error(
                "action-name", "'\(name)' is the name of an event and cannot be an action.",
                hint: "Give the action another name.", at: node.place)
        }
        return Self.eventNames.contains(name) ? .event(name) : .action(name)
    }

    private mutating func readEither(_ node: YAMLNode) -> StoryStep.Content? {
        guard let items = shape.list(node, "'or'") else { return nil }
        var steps: [StoryStep] = []
        for item in items {
            guard let members = shape.mapping(item, "An alternative") else { return nil }
            let keys = members.map { $0.key.text ?? "" }
            let isUser = keys.allSatisfy(["intent", "user", "entities"].contains)
            guard isUser || keys.allSatisfy({ $0 == "slot_was_set" }) else {
                noteOddAlternative(keys, at: item.place)
                return nil
            }
            if item["intent"] != nil, let user = readUser(item) {
                steps.append(StoryStep(user, place: item.place))
            } else if let slots = item["slot_was_set"] {
                guard let values = readSlots(slots) else { return nil }
                steps += values.map { StoryStep(.slots([$0]), place: $0.place) }
            } else {
                shape.warn(
                    "alternative", "An alternative must have an intent or slots; all are skipped.",
                    hint: "Add `intent:`.", at: item.place)
                return nil
            }
        }
        return steps.count == 1 ? steps[0].content : steps.isEmpty ? nil : .either(steps)
    }

    private mutating func noteOddAlternative(_ keys: [String], at place: SourcePlace) {
        shape.error(
            "step-keys",
            "An alternative cannot be \(keys.map { "'\($0)'" }.joined(separator: " with ")).",
            hint: "Alternatives are intents, or `slot_was_set`.", at: place)
    }

    private mutating func readCheckpoint(
        _ node: YAMLNode, _ step: YAMLNode
    ) -> StoryStep.Content? {
        shape.textOrNull(node, "'checkpoint'")
        guard let slots = step["slot_was_set"] else {
            return .checkpoint(node.string, conditions: [])
        }
        guard let values = readSlots(slots) else { return nil }
        guard let unnamed = values.first(where: { $0.value == nil }) else {
            return .checkpoint(node.string, conditions: values)
        }
        shape.warn(
            "checkpoint-slot",
            "The condition '\(unnamed.slot)' has no value; the checkpoint is skipped.",
            hint: "Write `- \(unnamed.slot): value`.", at: unnamed.place)
        return nil
    }

    /// The slots of a list; those before one that is no slot are kept, as in Rasa.
    private mutating func readSlots(_ node: YAMLNode) -> [SlotAssignment]? {
        guard let items = shape.list(node, "'slot_was_set'", hint: "Put `- ` before each slot.")
        else { return nil }
        var slots: [SlotAssignment] = []
        for item in items {
            if let members = item.members {
                slots += members.map { key, value in
                    SlotAssignment(slot: key.text ?? "", value: value.json, place: key.place)
                }
            } else if let name = item.string {
                slots.append(SlotAssignment(slot: name, value: nil, place: item.place))
            } else {
                shape.warn(
                    "slot-name", "\(item.kindName) is no slot; the rest of the list is skipped.",
                    hint: "Write `- slot: value`.", at: item.place)
                break
            }
        }
        return slots.isEmpty ? nil : slots
    }
}
