// Turns the YAML of a story file into stories and rules, and says what is wrong with it.

import Vocabulary

/// Reads story files as Rasa 3 does (yaml_story_reader.py and its schema, 3.6.21): what Rasa
/// refuses is an error, what it skips or reads with a warning is a warning.
public enum StoryReader {
    /// What the name of a file of test stories begins with.
    public static let testPrefix = "test_"

    /// Whether a file's root holds stories or rules.
    public static func isStories(_ root: YAMLNode) -> Bool {
        root["stories"] != nil || root["rules"] != nil
    }

    /// Reads one story file.
    ///
    /// - Parameters:
    ///   - root: the root of the file; `nil` for an empty file, which has no stories.
    ///   - isTest: whether the file holds test stories, in which full retrieval intents are allowed.
    /// - Returns: what could be read, and every finding. A file in a newer format than 3.1 has no
    ///   stories and gets a warning.
    /// - Complexity: O(n).
    public static func read(
        _ root: YAMLNode?, isTest: Bool = false
    ) -> (stories: StoryGraph, diagnostics: [Diagnostic]) {
        guard let root else { return (StoryGraph(), []) }
        var reading = StoryReading(isTest: isTest)
        reading.read(root)
        return (StoryGraph(stories: reading.stories), reading.shape.findings)
    }
}

/// One reading of one file; its steps are read in StorySteps.swift.
struct StoryReading {
    let isTest: Bool
    var stories: [Story] = []
    var shape = NodeShape(subject: "story")

    init(isTest: Bool) { self.isTest = isTest }

    mutating func read(_ root: YAMLNode) {
        guard shape.mapping(root, "A story file") != nil else { return }
        let version = FormatVersion(of: root)
        shape.findings += version.diagnostics
        guard version.isReadable else { return }
        for (key, kind) in [("stories", Story.Kind.story), ("rules", .rule)] {
            guard let node = root[key], !node.isNull,
                let items = shape.list(node, "'\(key)'", hint: "Put `- ` before each \(kind).")
            else { continue }
            for item in items { readBlock(item, kind) }
        }
    }

    private mutating func readBlock(_ node: YAMLNode, _ kind: Story.Kind) {
        let what = "A \(kind.rawValue)"
        guard let members = shape.mapping(node, what) else { return }
        var known = [kind.rawValue, "metadata", "steps"]
        if kind == .rule { known += ["condition", "conversation_start", "wait_for_user_input"] }
        shape.keys(members, among: known, of: what)
        guard let key = members.first(where: { $0.key.text == kind.rawValue })?.key,
            let title = node[kind.rawValue]
        else {
            shape.warn(
                "no-name", "\(what) without the key '\(kind)' is skipped.",
                hint: "Begin it with `- \(kind): a name`.", at: node.place)
            return
        }
        shape.textOrNull(title, "The name of a \(kind)")
        let name = title.string
        if name?.isEmpty ?? title.isNull {
            shape.warn("no-name", "\(what) has no name.", hint: "Give it one.", at: key.place)
        }
        var story = Story(
            kind: kind, name: name, steps: [], metadata: node["metadata"]?.json, isTest: isTest,
            place: key.place)
        if kind == .rule { readRule(node, &story) }
        guard let steps = steps(of: node, name: name ?? "", at: key.place) else { return }
        story.steps = steps.compactMap { readStep($0, in: kind) }
        stories.append(story)
    }

    private mutating func steps(
        of node: YAMLNode, name: String, at place: SourcePlace
    ) -> [YAMLNode]? {
        guard let steps = node["steps"], !steps.isNull, steps.items?.isEmpty != true else {
            shape.warn(
                "no-steps", "'\(name)' has no steps and is skipped.", hint: "Add `steps:`.",
                at: place)
            return nil
        }
        return shape.list(steps, "'steps' of '\(name)'", hint: "Put `- ` before each step.")
    }

    private mutating func readRule(_ node: YAMLNode, _ story: inout Story) {
        for key in ["conversation_start", "wait_for_user_input"] {
            if let flag = node[key] { shape.truth(flag, "'\(key)'") }
        }
        story.startsConversation = node["conversation_start"]?.json.bool
        story.waitsForUserInput = node["wait_for_user_input"]?.json.bool
        guard let condition = node["condition"],
            let items = shape.list(condition, "'condition' of a rule")
        else { return }
        for item in items {
            guard let members = shape.mapping(item, "A condition of a rule") else { continue }
            shape.keys(
                members, among: ["active_loop", "slot_was_set"], of: "A condition of a rule")
            if let step = readStep(item, in: .rule) { story.conditions.append(step) }
        }
    }
}
