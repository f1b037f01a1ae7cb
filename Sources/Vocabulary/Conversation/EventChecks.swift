// Whether a JSON value is a list of conversation events in Rasa's form.

/// Why a JSON value is no event.
public struct EventProblem: Error, Sendable, Equatable {
    /// When Rasa finds out.
    public enum Kind: Sendable, Hashable {
        /// The schema of events refuses the value: "Failed to validate the events format".
        case form
        /// The form is right, and still no event can be made of it.
        case content
    }

    /// When Rasa finds out.
    public let kind: Kind
    /// What is wrong, as a sentence fragment.
    public let message: String
}

/// Checks events that came in a request.
///
/// - Note: follows rasa/shared/utils/schemas/events.py and the constructors of
///   rasa/shared/core/events.py (3.6.21).
public enum EventChecks {
    /// The first thing that is wrong with the form of a list of events; `nil` when nothing is.
    ///
    /// - Parameter value: a list of events, or one event, which counts as a list of one.
    public static func formProblem(_ value: JSONValue) -> String? {
        let events = value.array ?? [value]
        for (index, event) in events.enumerated() {
            if let problem = problem(event) { return "event \(index): \(problem)" }
        }
        return nil
    }

    /// The first event that has the right form and still cannot be built; `nil` when all can.
    public static func contentProblem(_ value: JSONValue) -> String? {
        guard let events = value.array else { return "the events must be in a list" }
        for (index, event) in events.enumerated() {
            if let problem = contentProblem(ofOne: event) { return "event \(index): \(problem)" }
        }
        return nil
    }

    /// What is wrong with one event of the right form; `nil` when an event can be made of it.
    static func contentProblem(ofOne event: JSONValue) -> String? {
        switch event["event"]?.string {
        case "user" where event["parse_data"]?.object == nil: "'parse_data' is missing"
        case "action" where text(event, "name") == nil && text(event, "action_text") == nil:
            "both 'name' and 'action_text' are missing"
        case "reminder" where text(event, "date_time").flatMap(DateTime.init(iso:)) == nil:
            "'date_time' is no date and time"
        default: nil
        }
    }

    private static func text(_ event: JSONValue, _ key: String) -> String? { event[key]?.string }

    /// What is wrong with the form of one event; `nil` when it is right.
    static func problem(_ event: JSONValue) -> String? {
        guard let object = event.object else { return "it is no object" }
        guard let kind = object["event"] else { return "'event' is a required property" }
        guard let name = kind.string, let fields = kinds[name] else {
            return "\(kind.text()) is no known kind of event"
        }
        return problem(object, common) ?? problem(object, fields)
    }

    private static func problem(_ object: JSONObject, _ fields: [Field]) -> String? {
        for field in fields {
            guard let value = object[field.name] else {
                if field.isRequired { return "'\(field.name)' is a required property" }
                continue
            }
            if let problem = field.shape.problem(value) { return "'\(field.name)' \(problem)" }
        }
        return nil
    }

    /// A key that an object may, or must, have.
    fileprivate struct Field: Sendable {
        let name: String
        let shape: Shape
        let isRequired: Bool

        init(_ name: String, _ shape: Shape, required: Bool = false) {
            self.name = name
            self.shape = shape
            isRequired = required
        }
    }

    /// What a value must be.
    fileprivate indirect enum Shape: Sendable {
        case anything, text, number, whole, flag
        case orNull(Shape)
        case list(Shape)
        case object([Field])

        func problem(_ value: JSONValue) -> String? {
            switch (self, value) {
            case (.anything, _), (.text, .string), (.number, .integer), (.number, .number),
                (.number, .digits), (.whole, .integer), (.whole, .digits), (.flag, .bool),
                (.orNull, .null):
                return nil
            case (.whole, .number(let number)) where number.rounded() == number: return nil
            case (.orNull(let shape), _): return shape.problem(value)
            case (.list(let shape), .array(let items)):
                return items.lazy.compactMap(shape.problem).first.map { "holds an item that \($0)" }
            case (.object(let fields), .object(let object)):
                return EventChecks.problem(object, fields).map { "is not right: \($0)" }
            default: return "is not \(name)"
            }
        }

        private var name: String {
            switch self {
            case .anything: "anything"
            case .text: "a text"
            case .number: "a number"
            case .whole: "a whole number"
            case .flag: "true or false"
            case .orNull(let shape): "\(shape.name) or null"
            case .list: "a list"
            case .object: "an object"
            }
        }
    }

    private static let common = [
        Field("timestamp", .orNull(.number)), Field("metadata", .orNull(.object([]))),
    ]

    private static let intent = Shape.object([Field("name", .text), Field("confidence", .number)])

    private static let entities = Shape.list(
        .object([
            Field("start", .whole), Field("end", .whole), Field("entity", .text, required: true),
            Field("confidence", .number), Field("extractor", .orNull(.text)),
            Field("value", .anything, required: true), Field("role", .orNull(.text)),
            Field("group", .orNull(.text)),
        ]))

    private static let parseData = Shape.object([
        Field("text", .orNull(.text)), Field("intent", intent),
        Field("intent_ranking", .list(intent)), Field("entities", entities),
        Field("response_selector", .object([])),
    ])

    /// The keys of every kind of event that are checked.
    private static let kinds: [String: [Field]] = {
        var kinds: [String: [Field]] = [
            "user": [
                Field("text", .orNull(.text)), Field("input_channel", .orNull(.text)),
                Field("message_id", .orNull(.text)), Field("parse_data", parseData),
            ],
            "action": [
                Field("name", .orNull(.text)), Field("policy", .orNull(.text)),
                Field("confidence", .orNull(.number)), Field("action_text", .orNull(.text)),
                Field("hide_rule_turn", .flag),
            ],
            "slot": [
                Field("name", .text, required: true), Field("value", .anything, required: true),
            ],
            "entities": [Field("entities", entities, required: true)],
        ]
        let plain = [
            "bot", "session_started", "restart", "undo", "rewind", "reset_slots", "pause",
            "resume", "export", "followup", "reminder", "cancel_reminder", "agent",
            "active_loop", "form", "loop_interrupted", "form_validation",
            "action_execution_rejected", "user_featurization",
        ]
        for name in plain { kinds[name] = [] }
        return kinds
    }()
}
