// The attributes in `[text]{"entity": …, "role": …, "group": …, "value": …}`.

import Vocabulary

/// What the braces behind a marked text say.
struct EntityAttributes {
    private(set) var name: String?
    private(set) var value: String?
    private(set) var role: String?
    private(set) var group: String?
    private(set) var diagnostics: [Diagnostic] = []

    /// Reads the text between the braces; without a name afterwards there is an error.
    init(json bytes: ArraySlice<UInt8>, at place: SourcePlace) {
        let braced = [UInt8(ascii: "{")] + bytes + [UInt8(ascii: "}")]
        do {
            let value = try JSONValue(parsing: braced)
            read(value.object ?? [:], warning: true, at: place)
        } catch {
            note(
                .error, "entity-json",
                "The attributes of the entity are not JSON: \(error.reason).",
                hint:
                    "Write {\"entity\": \"city\", \"value\": \"Berlin\"}; no '}' inside of texts.",
                at: place)
        }
    }

    /// Reads an entity of the JSON format, whose other members are not looked at.
    init(_ object: JSONObject, at place: SourcePlace) {
        read(object, warning: false, at: place)
    }

    private mutating func read(_ object: JSONObject, warning: Bool, at place: SourcePlace) {
        for (key, value) in object.members {
            switch key {
            case "entity": name = text(value, key, at: place)
            case "role": role = nonempty(text(value, key, at: place))
            case "group": group = nonempty(text(value, key, at: place))
            case "value": self.value = scalar(value, at: place)
            case _ where !warning: break
            default:
                note(
                    .warning, "entity-unknown-key", "An entity has no attribute '\(key)'.",
                    hint: "It may have: entity, value, role, group.", at: place)
            }
        }
        guard object["entity"] == nil else { return }
        note(
            .error, "entity-without-name", "The attributes do not say which entity this is.",
            hint: "Add \"entity\": \"name\".", at: place)
    }

    private func nonempty(_ text: String?) -> String? { text?.isEmpty == true ? nil : text }

    private mutating func text(
        _ value: JSONValue, _ key: String, at place: SourcePlace
    ) -> String? {
        if let text = value.string { return text }
        wrongType("The attribute '\(key)' of the entity must be text.", at: place)
        return nil
    }

    /// A value is text or a number, which becomes text as Python writes it.
    private mutating func scalar(_ value: JSONValue, at place: SourcePlace) -> String? {
        switch value {
        case .string(let text): return text
        case .integer(let number): return String(number)
        case .number(let number): return number.description
        default:
            wrongType("The value of the entity must be text or a number.", at: place)
            return nil
        }
    }

    private mutating func wrongType(_ message: String, at place: SourcePlace) {
        note(.error, "entity-wrong-type", message, hint: "Put it in double quotes.", at: place)
    }

    private mutating func note(
        _ severity: Diagnostic.Severity, _ code: String, _ message: String, hint: String,
        at place: SourcePlace
    ) {
        diagnostics.append(Diagnostic(severity, code, message, hint: hint, at: place))
    }
}
