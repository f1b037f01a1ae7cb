// Writes events in Rasa's JSON.

extension Event {
    /// The event in Rasa's JSON, its keys in the order in which Rasa writes them.
    ///
    /// What Rasa forgets is forgotten: `cancel_reminder` and `export` have no keys of their own.
    ///
    /// - Note: follows `as_dict` of rasa/shared/core/events.py (3.6.21).
    public var json: JSONObject {
        var members: [(key: String, value: JSONValue)] = []
        members.reserveCapacity(8)
        members.append(("event", .string(content.name)))
        members.append(("timestamp", .number(timestamp)))
        if !metadata.members.isEmpty { members.append(("metadata", .object(metadata))) }
        content.write(into: &members)
        if metadata.members.isEmpty, content.alwaysHasMetadata {
            members.append(("metadata", .object(metadata)))
        }
        return JSONObject(distinct: members)
    }
}

extension Event.Content {
    /// Rasa's name of the kind of event.
    public var name: String {
        switch self {
        case .user: "user"
        case .bot: "bot"
        case .action: "action"
        case .slot: "slot"
        case .entities: "entities"
        case .userFeaturization: "user_featurization"
        case .actionExecutionRejected: "action_execution_rejected"
        case .activeLoop: "active_loop"
        case .loopInterrupted: "loop_interrupted"
        case .reminder: "reminder"
        case .cancelReminder: "cancel_reminder"
        case .followup: "followup"
        case .agent: "agent"
        case .restart: "restart"
        case .undo: "undo"
        case .rewind: "rewind"
        case .resetSlots: "reset_slots"
        case .pause: "pause"
        case .resume: "resume"
        case .export: "export"
        case .sessionStarted: "session_started"
        }
    }

    var alwaysHasMetadata: Bool {
        switch self {
        case .user, .bot: true
        default: false
        }
    }

    /// Appends the keys that only this kind of event has.
    func write(into members: inout [(key: String, value: JSONValue)]) {
        switch self {
        case .user(let user):
            members.append(("text", JSONValue(user.text)))
            members.append(("parse_data", .object(user.parse)))
            members.append(("input_channel", JSONValue(user.inputChannel)))
            members.append(("message_id", JSONValue(user.messageID)))
        case .bot(let bot):
            members.append(("text", JSONValue(bot.text)))
            members.append(("data", .object(bot.data)))
        case .action(let action): action.write(into: &members)
        case .slot(let name, let value):
            members.append(("name", .string(name)))
            members.append(("value", value))
        case .entities(let entities): members.append(("entities", .array(entities)))
        case .userFeaturization(let usesText):
            members.append(("use_text_for_featurization", .bool(usesText)))
        case .actionExecutionRejected(let name, let policy, let confidence):
            members.append(("name", name.isEmpty ? .null : .string(name)))
            members.append(("policy", JSONValue(policy)))
            members.append(("confidence", JSONValue(confidence)))
        case .activeLoop(let name), .followup(let name): members.append(("name", JSONValue(name)))
        case .loopInterrupted(let isInterrupted):
            members.append(("is_interrupted", .bool(isInterrupted)))
        case .reminder(let reminder): reminder.write(into: &members)
        case .agent(let text, let data):
            members.append(("text", JSONValue(text)))
            members.append(("data", data))
        case .cancelReminder, .restart, .undo, .rewind, .resetSlots, .pause, .resume, .export,
            .sessionStarted:
            break
        }
    }
}

extension ActionEvent {
    fileprivate func write(into members: inout [(key: String, value: JSONValue)]) {
        members.append(("name", JSONValue(name)))
        members.append(("policy", JSONValue(policy)))
        members.append(("confidence", JSONValue(confidence)))
        members.append(("action_text", JSONValue(text)))
        members.append(("hide_rule_turn", .bool(hidesRuleTurn)))
    }
}

extension Reminder {
    fileprivate func write(into members: inout [(key: String, value: JSONValue)]) {
        members.append(("intent", .string(intent)))
        members.append(("date_time", .string(dateTime)))
        members.append(("entities", entities))
        members.append(("name", .string(name)))
        members.append(("kill_on_user_msg", .bool(endsWithUserMessage)))
    }
}

extension JSONValue {
    /// Text, or `null` for `nil`.
    public init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }

    /// A number, or `null` for `nil`.
    public init(_ number: Double?) { self = number.map(JSONValue.number) ?? .null }
}
