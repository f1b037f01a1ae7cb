// Reads what the user says in a step of a story: an intent, a text with markup, entities.

import Vocabulary

extension StoryReading {
    mutating func readUser(_ node: YAMLNode) -> StoryStep.Content? {
        var user = UserStep(intent: nil)
        if let intent = node["intent"] { readIntent(intent, hasText: node["user"] != nil, &user) }
        guard let text = node["user"] else {
            user.entities = readEntities(node["entities"])
            return .user(user)
        }
        guard let written = shape.text(text, "What the user says") else { return nil }
        readText(written.trimmingPythonSpace(), &user, at: text.place)
        return .user(user)
    }

    private mutating func readIntent(_ node: YAMLNode, hasText: Bool, _ user: inout UserStep) {
        shape.textOrNull(node, "An intent")
        var name = (node.string ?? "").trimmingPythonSpace()
        if name.isEmpty, !hasText {
            shape.warn(
                "empty-intent", "An intent without a name.", hint: "Name the intent.",
                at: node.place)
        }
        if name.hasPrefix("/") {
            name.removeFirst()
            shape.warn(
                "intent-slash", "The slash before the intent '\(name)' is not needed.",
                hint: "Remove it.", at: node.place)
        }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count > 2 {
            shape.error(
                "intent-slash", "The intent '\(name)' has more than one '/'.",
                hint: "A retrieval intent is written as intent/response_key.", at: node.place)
        }
        user.intent = parts.first.map(String.init) ?? ""
        guard parts.count > 1, !parts[1].isEmpty else { return }
        user.responseKey = String(parts[1])
        guard !isTest else { return }
        shape.warn(
            "retrieval-intent", "Stories name retrieval intents without '/\(parts[1])'.",
            hint: "Write intent: \(parts[0]); every response key takes the same way.",
            at: node.place)
    }

    private mutating func readText(_ written: String, _ user: inout UserStep, at place: SourcePlace)
    {
        let markup = ExampleMarkup(reading: written, at: place)
        shape.findings += markup.diagnostics
        user.text = markup.text
        user.markedText = written
        if markup.text.hasPrefix("/") {
            user.entities = readCommand(markup.text, at: place)
            return
        }
        user.entities = markup.entities.map {
            StoryEntity(
                name: $0.name, value: .string($0.value), role: $0.role, group: $0.group,
                span: $0.span)
        }
    }

    /// The entities of a text like `/inform@0.8{"city": "Bonn"}`; all of them span the JSON text.
    private mutating func readCommand(_ text: String, at place: SourcePlace) -> [StoryEntity] {
        let scalars = Array(text.unicodeScalars)
        let line = scalars.firstIndex(of: "\n") ?? scalars.endIndex
        guard let start = scalars[..<line].firstIndex(of: "{"), start > 1,
            let close = scalars[start..<line].lastIndex(of: "}"), close > start + 1
        else { return noteCommand(scalars.contains("{"), at: place) }
        let json = String(String.UnicodeScalarView(scalars[start...close]))
        guard let members = try? JSONValue(parsing: json).object?.members else {
            return noteCommand(true, at: place)
        }
        let span = TextSpan(start: start, end: close + 1)
        return members.flatMap { name, value in
            (value.array ?? [value]).map { StoryEntity(name: name, value: $0, span: span) }
        }
    }

    private mutating func noteCommand(_ hasBrace: Bool, at place: SourcePlace) -> [StoryEntity] {
        guard hasBrace else { return [] }
        shape.warn(
            "command", "The text behind the intent is no JSON object; it has no entities.",
            hint: "Write /intent{\"entity\": \"value\"}.", at: place)
        return []
    }

    private mutating func readEntities(_ node: YAMLNode?) -> [StoryEntity] {
        guard let node, let items = shape.list(node, "'entities'", hint: "Write `- entity: value`.")
        else { return [] }
        return items.compactMap { item in
            guard let members = item.members else {
                return shape.text(item, "An entity").map { StoryEntity(name: $0, value: "") }
            }
            var entity = StoryEntity(name: "", value: nil)
            for (key, value) in members {
                switch key.text {
                case "role":
                    shape.textOrNull(value, "'role'")
                    entity.role = value.string
                case "group":
                    shape.textOrNull(value, "'group'")
                    entity.group = value.string
                default:
                    entity.name = key.text ?? ""
                    entity.value = value.isNull ? JSONValue?.none : value.json
                }
            }
            return entity
        }
    }
}

extension String {
    /// The text without white space at its ends, as Python's `strip`.
    func trimmingPythonSpace() -> String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isPythonSpace }),
            let last = scalars.lastIndex(where: { !$0.isPythonSpace })
        else { return "" }
        return String(scalars[first...last])
    }
}

extension Unicode.Scalar {
    /// Whether Python's `str.isspace` holds for the character.
    var isPythonSpace: Bool {
        properties.isWhitespace || (0x1C...0x1F).contains(value)
    }
}
