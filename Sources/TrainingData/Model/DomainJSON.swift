// A domain as JSON, the way `GET /domain` answers and a model keeps it.

public import Vocabulary

extension Domain {
    /// The version of the data format that is written when a domain names none.
    public static let formatVersion = "3.1"

    /// The domain in Rasa's JSON (`Domain.as_dict`): intents sorted by name, everything else in the
    /// order written, sections without members left out, the session's settings always there.
    public var json: JSONValue {
        var object = JSONObject()
        object["version"] = .string(version ?? Self.formatVersion)
        if let config, !config.members.isEmpty { object["config"] = .object(config) }
        let session = sessionOptions.flatMap { $0.members.isEmpty ? nil : $0 }
        object["session_config"] = .object(session ?? Session.standard.json)
        func add(_ key: String, list: [JSONValue]) {
            if !list.isEmpty { object[key] = .array(list) }
        }
        func add(_ key: String, members: [(key: String, value: JSONValue)]) {
            if !members.isEmpty { object[key] = .object(JSONObject(distinct: members)) }
        }
        add("intents", list: intents.sorted { $0.name < $1.name }.map(\.json))
        add("entities", list: entities.map { Self.named($0.name, $0.options) })
        add("slots", members: slots.map { ($0.name, .object($0.options)) })
        add("forms", members: forms.map { ($0.name, $0.json) })
        add(
            "responses",
            members: responses.map { ($0.name, .array($0.variations.map { .object($0.options) })) })
        add("actions", list: actions.map { Self.named($0.name, $0.options) })
        add("e2e_actions", list: botTexts.map { .string($0.text) })
        return .object(object)
    }

    /// `name`, or `{name: options}`.
    static func named(_ name: String, _ options: JSONObject?) -> JSONValue {
        guard let options else { return .string(name) }
        return .object([name: .object(options)])
    }
}

extension Domain.Session {
    /// The settings in Rasa's JSON.
    var json: JSONObject {
        let whole = Int(exactly: expirationMinutes).map(JSONValue.integer)
        return [
            "session_expiration_time": whole ?? .number(expirationMinutes),
            "carry_over_slots_to_new_session": .bool(carriesOverSlots),
        ]
    }
}

extension DomainIntent {
    /// The intent in Rasa's JSON; `use_entities` and `ignore_entities` that are `false` or nothing
    /// become an empty list.
    var json: JSONValue {
        guard var options else { return .string(name) }
        for key in ["use_entities", "ignore_entities"] {
            if let value = options[key], value.isEmptyOrFalse { options[key] = [] }
        }
        return Domain.named(name, options)
    }
}

extension DomainForm {
    /// The form in Rasa's JSON. What has no `required_slots` stands under that key as a whole.
    var json: JSONValue {
        guard let options else { return .null }
        guard options["required_slots"] == nil else { return .object(options) }
        return ["required_slots": .object(options)]
    }
}

extension JSONValue {
    /// Whether Python counts the value as false.
    var isEmptyOrFalse: Bool {
        switch self {
        case .null, .bool(false), .integer(0), .string(""), .array([]): true
        case .number(let value): value == 0
        case .object(let object): object.members.isEmpty
        default: false
        }
    }
}
