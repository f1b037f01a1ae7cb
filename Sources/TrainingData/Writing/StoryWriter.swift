// Writes stories and rules as YAML in Rasa's own layout.

import Vocabulary

/// Writes stories.
///
/// - Note: follows rasa/shared/core/training_data/story_writer/yaml_story_writer.py (3.6.21), but
///   alternatives, metadata, roles and groups are kept.
public enum StoryWriter {
    /// The stories and rules as a YAML file. Reading it gives the same stories; skipped steps are
    /// gone.
    ///
    /// - Parameter endsTexts: whether what users say ends in a line feed, as data files have it;
    ///   the server's stories of conversations have none.
    public static func yaml(_ graph: StoryGraph, endsTexts: Bool = true) -> String {
        var file = [("version", YAMLTree.quoted(Domain.formatVersion))]
        for (key, kind) in [("stories", Story.Kind.story), ("rules", .rule)] {
            let blocks = graph.stories.filter { $0.kind == kind }
            if !blocks.isEmpty { file.append((key, .list(blocks.map { tree($0, endsTexts) }))) }
        }
        return YAMLWriter.text(.mapping(file))
    }

    private static func tree(_ story: Story, _ endsTexts: Bool) -> YAMLTree {
        var members = [
            (story.kind.rawValue, YAMLTree.value(story.name.map(JSONValue.string) ?? .null))
        ]
        if let metadata = story.metadata { members.append(("metadata", .value(metadata))) }
        if let starts = story.startsConversation {
            members.append(("conversation_start", .value(.bool(starts))))
        }
        if !story.conditions.isEmpty {
            members.append(("condition", .list(story.conditions.map { tree($0, endsTexts) })))
        }
        members.append(("steps", .list(story.steps.map { tree($0, endsTexts) })))
        if let waits = story.waitsForUserInput {
            members.append(("wait_for_user_input", .value(.bool(waits))))
        }
        return .mapping(members)
    }

    private static func tree(_ step: StoryStep, _ endsTexts: Bool) -> YAMLTree {
        switch step.content {
        case .user(let user): .mapping(members(of: user, endsTexts))
        case .action(let name), .event(let name): single("action", .string(name))
        case .bot(let text): single("bot", .string(text))
        case .slots(let slots): .mapping([("slot_was_set", list(of: slots))])
        case .activeLoop(let name): single("active_loop", name.map(JSONValue.string) ?? .null)
        case .checkpoint(let name, let conditions):
            .mapping(
                [("checkpoint", .value(name.map(JSONValue.string) ?? .null))]
                    + (conditions.isEmpty ? [] : [("slot_was_set", list(of: conditions))]))
        case .either(let steps): .mapping([("or", .list(steps.map { tree($0, endsTexts) }))])
        }
    }

    private static func single(_ key: String, _ value: JSONValue) -> YAMLTree {
        .mapping([(key, .value(value))])
    }

    private static func members(
        of user: UserStep, _ endsTexts: Bool
    ) -> [(key: String, value: YAMLTree)] {
        var members: [(key: String, value: YAMLTree)] = []
        if let intent = user.fullIntent { members.append(("intent", .value(.string(intent)))) }
        if let text = user.markedText ?? user.text {
            members.append(
                ("user", text.isEmpty ? .value("") : .literal(endsTexts ? text + "\n" : text)))
        } else if !user.entities.isEmpty {
            members.append(("entities", .value(.array(user.entities.map(json)))))
        }
        return members
    }

    private static func json(_ entity: StoryEntity) -> JSONValue {
        if entity.value == "", entity.role == nil, entity.group == nil {
            return .string(entity.name)
        }
        var object = JSONObject()
        object[entity.name] = entity.value ?? .null
        object["role"] = entity.role.map(JSONValue.string)
        object["group"] = entity.group.map(JSONValue.string)
        return .object(object)
    }

    private static func list(of slots: [SlotAssignment]) -> YAMLTree {
        .value(
            .array(
                slots.map { slot in
                    guard let value = slot.value else { return .string(slot.slot) }
                    return .object(JSONObject(distinct: [(slot.slot, value)]))
                }))
    }
}
