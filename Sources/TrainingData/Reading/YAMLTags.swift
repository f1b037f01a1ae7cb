// The scalars and tags a YAML text may use, as Rasa's reader accepts them.

extension YAMLComposer {
    /// What a tag must fit.
    enum Shape: String {
        case scalar, seq, map
    }

    /// A scalar; variables of the environment are replaced in plain ones.
    mutating func scalar(
        _ text: String, _ style: YAMLNode.ScalarStyle, event: YAMLEvent, place: SourcePlace
    ) -> YAMLNode {
        let isVariable = event.tag == "!env_var"
        let tag = isVariable ? nil : tag(event.tag, .scalar, at: place)
        if style == .plain, event.tag == nil, text == "=" || text == "<<" && !isAtKey {
            note(
                "yaml-reserved", "`\(text)` alone has a meaning in YAML that Rasa refuses.",
                hint: "Put it in quotes.", at: place)
        }
        if let environment, style == .plain && event.tag == nil || isVariable {
            switch EnvironmentText.expand(text, environment, always: isVariable) {
            case .unchanged: break
            case .expanded(let value):
                return YAMLNode(.scalar(value, .doubleQuoted), place: place)
            case .unset(let words):
                note(
                    "env-unset",
                    "'\(text)' names what the environment does not hold: "
                        + words.map { "'\($0)'" }.joined(separator: ", ") + ".",
                    hint: "Set the variable, or put the value in quotes to keep it as it is.",
                    at: place)
                return YAMLNode(.scalar(text, .doubleQuoted), place: place)
            }
        }
        return YAMLNode(.scalar(text, style), place: place, tag: tag)
    }

    /// An explicit tag in its short form (`!!str`), if it is one that data may carry.
    mutating func tag(_ written: String?, _ shape: Shape, at place: SourcePlace) -> String? {
        guard let written, written != "!" else { return nil }
        let prefix = "tag:yaml.org,2002:"
        if written.hasPrefix(prefix) {
            let name = String(written.dropFirst(prefix.count))
            let isKnown =
                switch shape {
                case .scalar: ["str", "int", "float", "bool", "null", "timestamp"].contains(name)
                case .seq, .map: name == shape.rawValue
                }
            if isKnown { return "!!" + name }
        }
        note(
            "yaml-tag", "The tag `\(written)` cannot be read here.",
            hint: "Remove the tag, or put text that starts with `!` in quotes.", at: place)
        return nil
    }
}
