// What happened in a conversation: Rasa's events as values.

/// One event of a conversation's log. A tracker is the fold of its events.
public struct Event: Sendable, Hashable {
    /// What happened.
    public var content: Content
    /// When, in seconds since 1970.
    public var timestamp: Double
    /// What else is known of it; empty for nothing (Rasa then leaves the key out).
    public var metadata: JSONObject

    /// An event.
    public init(_ content: Content, timestamp: Double, metadata: JSONObject = [:]) {
        self.content = content
        self.timestamp = timestamp
        self.metadata = metadata
    }

    /// The kinds of event, with what only they know (Rasa's `rasa.shared.core.events`).
    public enum Content: Sendable, Hashable {
        /// `user`: somebody said something.
        case user(UserEvent)
        /// `bot`: the assistant said something.
        case bot(BotEvent)
        /// `action`: an action was run.
        case action(ActionEvent)
        /// `slot`: a slot got a value.
        case slot(name: String, value: JSONValue)
        /// `entities`: entities found by a policy.
        case entities([JSONValue])
        /// `user_featurization`: whether the text or the intent of the last message counted.
        case userFeaturization(usesText: Bool)
        /// `action_execution_rejected`: an action refused to run.
        case actionExecutionRejected(name: String, policy: String?, confidence: Double?)
        /// `active_loop`: a loop began; `nil`: the loop ended.
        case activeLoop(String?)
        /// `loop_interrupted`: whether the form shall not validate this message.
        case loopInterrupted(Bool)
        /// `reminder`: an intent to be triggered later.
        case reminder(Reminder)
        /// `cancel_reminder`: reminders to be forgotten; what is `nil` matches all.
        case cancelReminder(name: String?, intent: String?, entities: JSONValue?)
        /// `followup`: the action to run next.
        case followup(String?)
        /// `agent`: a human said something for the assistant.
        case agent(text: String?, data: JSONValue)
        /// `restart`: everything before is forgotten.
        case restart
        /// `undo`: the last action did not happen.
        case undo
        /// `rewind`: the last user message and what came of it did not happen.
        case rewind
        /// `reset_slots`: all slots have their initial values.
        case resetSlots
        /// `pause`: the assistant is silent.
        case pause
        /// `resume`: the assistant answers again.
        case resume
        /// `export`: the story was written to a file.
        case export
        /// `session_started`: a new session began.
        case sessionStarted
    }
}

/// What a `user` event knows.
public struct UserEvent: Sendable, Hashable {
    /// What was said; `nil` when nothing was.
    public var text: String?
    /// Rasa's `parse_data`: `intent`, `entities`, `text`, `intent_ranking`, `response_selector`, ….
    public var parse: JSONObject
    /// The channel it came through.
    public var inputChannel: String?
    /// The message's own id.
    public var messageID: String?

    /// A message.
    ///
    /// - Parameters:
    ///   - parse: what was understood; of `intent`, `entities`, `text`, `message_id` and
    ///     `metadata` those that are missing are added, and all five come first, as in Rasa.
    ///   - metadata: the event's metadata as it came, for `parse`.
    public init(
        text: String?, parse: JSONObject = [:], inputChannel: String? = nil,
        messageID: String? = nil, metadata: JSONObject = [:]
    ) {
        self.text = text
        self.inputChannel = inputChannel
        self.messageID = messageID
        let always: [(key: String, value: JSONValue)] = [
            ("intent", .object([:])), ("entities", .array([])), ("text", JSONValue(text)),
            ("message_id", JSONValue(messageID)), ("metadata", .object(metadata)),
        ]
        let known = always.map { (key: $0.key, value: parse[$0.key] ?? $0.value) }
        let further = parse.members.filter { member in
            !always.contains { $0.key == member.key }
        }
        self.parse = JSONObject(distinct: known + further)
    }

    /// The name of the understood intent.
    public var intentName: String? { parse["intent"]?["name"]?.string }

    /// The understood entities as Rasa writes them; a policy's entities are not among them.
    public var entities: [JSONValue] { parse["entities"]?.array ?? [] }
}

/// What a `bot` event knows.
public struct BotEvent: Sendable, Hashable {
    /// What was said; `nil` when it was not words.
    public var text: String?
    /// Rasa's `data`: `elements`, `quick_replies`, `buttons`, `attachment`, `image`, `custom`.
    public var data: JSONObject

    /// Something said.
    public init(text: String?, data: JSONObject = [:]) {
        self.text = text
        self.data = data
    }
}

/// What an `action` event knows.
public struct ActionEvent: Sendable, Hashable {
    /// The action's name; `nil` for a text of an end-to-end story.
    public var name: String?
    /// Who predicted it.
    public var policy: String?
    /// How sure the policy was, 0...1.
    public var confidence: Double?
    /// The text said, for an action of an end-to-end story.
    public var text: String?
    /// Whether a rule predicted it that no story knows, so that stories do not see the turn.
    public var hidesRuleTurn: Bool

    /// An action that ran.
    public init(
        name: String?, policy: String? = nil, confidence: Double? = nil, text: String? = nil,
        hidesRuleTurn: Bool = false
    ) {
        self.name = name
        self.policy = policy
        self.confidence = confidence
        self.text = text
        self.hidesRuleTurn = hidesRuleTurn
    }

    /// The name, or the text of an end-to-end action.
    public var nameOrText: String? { name ?? text }
}

/// What a `reminder` event knows.
public struct Reminder: Sendable, Hashable {
    /// The intent to trigger.
    public var intent: String
    /// Entities of the triggered message, as Rasa writes them: a list, an object or `null`.
    public var entities: JSONValue
    /// When, as ISO 8601 text as Rasa writes it.
    public var dateTime: String
    /// What the reminder is called; a new one of this name replaces it.
    public var name: String
    /// Whether a message with text before `dateTime` cancels it.
    public var endsWithUserMessage: Bool

    /// A reminder.
    public init(
        intent: String, entities: JSONValue = .null, dateTime: String, name: String,
        endsWithUserMessage: Bool = true
    ) {
        self.intent = intent
        self.entities = entities
        self.dateTime = dateTime
        self.name = name
        self.endsWithUserMessage = endsWithUserMessage
    }
}
