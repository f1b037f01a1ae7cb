// Reads events from Rasa's JSON.

import Foundation

extension Event {
    /// Reads an event that came from outside, and checks it as Rasa does. Old names are read:
    /// `form` as `active_loop`, `form_validation` as `loop_interrupted`.
    ///
    /// - Parameter now: the timestamp, in seconds since 1970, of an event that brings none or 0.
    /// - Throws: `EventProblem` of kind `.form` for what Rasa's schema refuses, `.content` for what
    ///   passes the schema and still is no event.
    /// - Note: follows rasa/shared/core/events.py (3.6.21).
    public init(json: JSONValue, now: Double) throws(EventProblem) {
        if let problem = EventChecks.problem(json) {
            throw EventProblem(kind: .form, message: problem)
        }
        if let problem = EventChecks.contentProblem(ofOne: json) {
            throw EventProblem(kind: .content, message: problem)
        }
        guard let object = json.object, let event = Event(stored: object, now: now) else {
            throw EventProblem(kind: .content, message: "it is no known kind of event")
        }
        self = event
    }

    /// Reads an event that was an event when it was written, without checking it again.
    ///
    /// - Returns: `nil` when it is none, for example of a kind that only an older Rasa knew.
    public init?(stored object: JSONObject, now: Double = 0) {
        let fields = EventFields(object)
        guard let content = Content(fields) else { return nil }
        self.content = content
        metadata = fields.metadata
        timestamp = fields.timestamp == 0 ? now : fields.timestamp
    }
}

/// The fields all events share, found in one walk; others are looked up by name.
private struct EventFields {
    let object: JSONObject
    var kind = ""
    var timestamp = 0.0
    var metadata = JSONObject()

    init(_ object: JSONObject) {
        self.object = object
        for (key, value) in object.members {
            switch (key, value) {
            case ("event", .string(let name)): kind = name
            case ("timestamp", _): timestamp = value.double ?? 0
            case ("metadata", .object(let members)): metadata = members
            default: break
            }
        }
    }

    func text(_ key: String) -> String? { object[key]?.string }

    func value(_ key: String) -> JSONValue { object[key] ?? .null }

    func flag(_ key: String, _ missing: Bool) -> Bool { object[key]?.bool ?? missing }
}

extension Event.Content {
    fileprivate init?(_ fields: EventFields) {
        switch fields.kind {
        case "user":
            guard let parse = fields.object["parse_data"]?.object else { return nil }
            self = .user(
                UserEvent(
                    text: fields.text("text"), parse: parse,
                    inputChannel: fields.text("input_channel"),
                    messageID: fields.text("message_id"), metadata: fields.metadata))
        case "bot":
            self = .bot(
                BotEvent(text: fields.text("text"), data: fields.object["data"]?.object ?? [:]))
        case "action":
            let action = ActionEvent(
                name: fields.text("name"), policy: fields.text("policy"),
                confidence: fields.object["confidence"]?.double, text: fields.text("action_text"),
                hidesRuleTurn: fields.flag("hide_rule_turn", false))
            guard action.nameOrText != nil else { return nil }
            self = .action(action)
        case "slot":
            guard let name = fields.text("name") else { return nil }
            self = .slot(name: name, value: fields.value("value"))
        default:
            guard let other = Self.rare(fields) ?? Self.plain(fields.kind) else { return nil }
            self = other
        }
    }

    private static func rare(_ fields: EventFields) -> Self? {
        switch fields.kind {
        case "entities": .entities(fields.object["entities"]?.array ?? [])
        case "user_featurization":
            .userFeaturization(usesText: fields.flag("use_text_for_featurization", false))
        case "action_execution_rejected":
            .actionExecutionRejected(
                name: fields.text("name") ?? "", policy: fields.text("policy"),
                confidence: fields.object["confidence"]?.double)
        case "active_loop", "form": .activeLoop(fields.text("name"))
        case "loop_interrupted": .loopInterrupted(fields.flag("is_interrupted", false))
        case "form_validation": .loopInterrupted(!fields.flag("validate", true))
        case "reminder": Reminder(fields).map(Self.reminder)
        case "cancel_reminder":
            .cancelReminder(
                name: fields.text("name"), intent: fields.text("intent"),
                entities: fields.object["entities"].flatMap { $0.isNull ? nil : $0 })
        case "followup": .followup(fields.text("name"))
        case "agent": .agent(text: fields.text("text"), data: fields.value("data"))
        default: nil
        }
    }

    private static func plain(_ kind: String) -> Self? {
        switch kind {
        case "restart": .restart
        case "undo": .undo
        case "rewind": .rewind
        case "reset_slots": .resetSlots
        case "pause": .pause
        case "resume": .resume
        case "export": .export
        case "session_started": .sessionStarted
        default: nil
        }
    }
}

extension Reminder {
    /// Without a name it gets one that nothing else has, as in Rasa.
    fileprivate init?(_ fields: EventFields) {
        guard let date = fields.text("date_time").flatMap(DateTime.init(iso:)) else { return nil }
        self.init(
            intent: fields.text("intent") ?? "", entities: fields.value("entities"),
            dateTime: date.iso, name: fields.text("name") ?? UUID().uuidString.lowercased(),
            endsWithUserMessage: fields.flag("kill_on_user_msg", true))
    }
}
