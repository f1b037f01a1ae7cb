// Reads responses, which may stand in a domain and beside NLU data.

import Vocabulary

/// Reads a section `responses:`.
///
/// - Note: follows rasa/shared/nlu/training_data/schemas/responses.yml (3.6.21).
enum ResponseReader {
    /// Reads the node behind `responses:`; what is wrong is noted in `shape`.
    static func read(_ node: YAMLNode, _ shape: inout NodeShape) -> [DomainResponse] {
        guard let members = shape.mapping(node, "'responses'") else { return [] }
        return members.compactMap { name, value in
            let text = name.text ?? ""
            guard
                let items = shape.list(
                    value, "The response '\(text)'", hint: "Put `- ` before each variation.")
            else { return nil }
            if items.isEmpty {
                shape.warn(
                    "empty-response", "The response '\(text)' says nothing.",
                    hint: "Add a variation with a text.", at: name.place)
            }
            let variations = items.compactMap { variation($0, of: text, &shape) }
            return DomainResponse(name: text, variations: variations, place: name.place)
        }
    }

    private static let keys = [
        "text", "buttons", "quick_replies", "image", "attachment", "custom", "elements",
        "condition", "channel", "id", "metadata", "button_type",
    ]

    private static func variation(
        _ node: YAMLNode, of name: String, _ shape: inout NodeShape
    ) -> ResponseVariation? {
        let what = "A variation of '\(name)'"
        guard
            let members = shape.mapping(node, what, hint: "Put `text: ` before what is said.")
        else { return nil }
        shape.keys(members, among: keys, of: what)
        for (key, value) in members where !value.isNull { check(key.text ?? "", value, &shape) }
        if node["text"]?.isNull ?? true, node["custom"]?.json.isEmptyOrFalse ?? true {
            shape.error(
                "response-text", "\(what) has neither 'text' nor 'custom'.",
                hint: "Add `text:` with what the bot says.", at: node.place)
        }
        return node.json.object.map { ResponseVariation(options: $0, place: node.place) }
    }

    private static func check(_ key: String, _ value: YAMLNode, _ shape: inout NodeShape) {
        let what = "'\(key)' of a response"
        switch key {
        case "text", "image", "channel", "id", "button_type": _ = shape.text(value, what)
        case "custom", "attachment": _ = shape.mapping(value, what)
        case "elements": _ = shape.list(value, what)
        case "buttons", "quick_replies":
            for button in shape.list(value, what) ?? [] {
                guard shape.mapping(button, "A button") != nil else { continue }
                for key in ["title", "payload"] {
                    if let text = button[key] { shape.textOrNull(text, "'\(key)' of a button") }
                }
            }
        case "condition":
            for condition in shape.list(value, what) ?? [] {
                guard let members = shape.mapping(condition, "A condition of a response") else {
                    continue
                }
                shape.keys(
                    members, among: ["type", "name", "value"], of: "A condition of a response")
                for key in ["type", "name"] {
                    if let text = condition[key] { shape.textOrNull(text, "'\(key)'") }
                }
            }
        default: break
        }
    }
}

extension DomainReading {
    mutating func readResponses(_ node: YAMLNode) {
        domain.responses = ResponseReader.read(node, &shape)
    }
}
