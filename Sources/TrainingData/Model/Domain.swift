// The domain of an assistant: what it can understand, remember, say and do.

public import Vocabulary

/// A domain, of one file or merged from several.
public struct Domain: Sendable, Hashable {
    /// How conversations are cut into sessions.
    public struct Session: Sendable, Hashable {
        /// Minutes of silence after which a new session starts; 0 for never.
        public let expirationMinutes: Double
        /// Whether a new session starts with the slots of the last one.
        public let carriesOverSlots: Bool

        /// What holds when a domain says nothing.
        public static let standard = Session(expirationMinutes: 60, carriesOverSlots: true)

        /// How conversations are cut.
        public init(expirationMinutes: Double, carriesOverSlots: Bool) {
            self.expirationMinutes = expirationMinutes
            self.carriesOverSlots = carriesOverSlots
        }
    }

    /// `version:` as written.
    public var version: String?
    /// `intents:` in the order written.
    public var intents: [DomainIntent]
    /// `entities:` in the order written.
    public var entities: [DomainEntity]
    /// `slots:` in the order written, without those every assistant has.
    public var slots: [DomainSlot]
    /// `responses:` in the order written.
    public var responses: [DomainResponse]
    /// `actions:` in the order written.
    public var actions: [DomainAction]
    /// `forms:` in the order written.
    public var forms: [DomainForm]
    /// `e2e_actions:`: what the bot says in end-to-end stories.
    public var botTexts: [BotText]
    /// `session_config:` as written; `nil` when it is missing.
    public var sessionOptions: JSONObject?
    /// `config:` as written; `nil` when it is missing.
    public var config: JSONObject?

    /// A domain.
    public init(
        version: String? = nil, intents: [DomainIntent] = [], entities: [DomainEntity] = [],
        slots: [DomainSlot] = [], responses: [DomainResponse] = [], actions: [DomainAction] = [],
        forms: [DomainForm] = [], botTexts: [BotText] = [], sessionOptions: JSONObject? = nil,
        config: JSONObject? = nil
    ) {
        self.version = version
        self.intents = intents
        self.entities = entities
        self.slots = slots
        self.responses = responses
        self.actions = actions
        self.forms = forms
        self.botTexts = botTexts
        self.sessionOptions = sessionOptions
        self.config = config
    }
}

extension Domain {
    /// Intents that every assistant understands.
    public static let defaultIntents = [
        "restart", "back", "out_of_scope", "session_start", "nlu_fallback",
    ]

    /// Actions that every assistant can do, in the order of Rasa's action table.
    public static let defaultActions = [
        "action_listen", "action_restart", "action_session_start", "action_default_fallback",
        "action_deactivate_loop", "action_revert_fallback_events", "action_default_ask_affirmation",
        "action_default_ask_rephrase", "action_two_stage_fallback", "action_unlikely_intent",
        "action_back", "...", "action_extract_slots",
    ]

    /// Whether entities fill the slots that map them, in stories: `config:` ›
    /// `store_entities_as_slots`, `true` unless written.
    public var storesEntitiesAsSlots: Bool { config?["store_entities_as_slots"]?.bool ?? true }

    /// How conversations are cut into sessions.
    public var session: Session {
        Session(
            expirationMinutes: sessionOptions?["session_expiration_time"]?.double
                ?? Session.standard.expirationMinutes,
            carriesOverSlots: sessionOptions?["carry_over_slots_to_new_session"]?.bool
                ?? Session.standard.carriesOverSlots)
    }

    /// Whether the domain says nothing at all.
    public var isEmpty: Bool {
        intents.isEmpty && entities.isEmpty && slots.isEmpty && responses.isEmpty
            && actions.isEmpty && forms.isEmpty && botTexts.isEmpty
            && session == Session.standard && storesEntitiesAsSlots
    }

    /// Names of all intents, those every assistant understands included, sorted.
    public var intentNames: [String] {
        Set(intents.map(\.name)).union(Self.defaultIntents).sorted()
    }

    /// Types of all entities, sorted.
    public var entityNames: [String] { entities.map(\.name).sorted() }

    /// Names of the forms in the order written.
    public var formNames: [String] { forms.map(\.name) }

    /// Names of the actions written under `actions:` and of the responses not among them.
    public var userActionNames: [String] {
        let written = actions.map(\.name)
        let known = Set(written)
        return written + responses.map(\.name).filter { !known.contains($0) }.sorted()
    }

    /// Everything the assistant can do, in the order of Rasa's action table: default actions, user
    /// actions, forms, texts of end-to-end stories.
    public var actionNames: [String] {
        let defaults = Set(Self.defaultActions)
        let written = Set(actions.map(\.name))
        return Self.defaultActions + userActionNames.filter { !defaults.contains($0) }
            + formNames.filter { !written.contains($0) } + botTexts.map(\.text)
    }

    /// All slots, with those that forms, the knowledge base action and sessions need behind the
    /// written ones.
    public var allSlots: [DomainSlot] {
        var all = slots
        let place = SourcePlace(file: "")
        func add(_ name: String, _ kind: JSONValue) {
            guard !all.contains(where: { $0.name == name }) else { return }
            let options: JSONObject = [
                "type": kind, "influence_conversation": false, "mappings": [],
            ]
            all.append(DomainSlot(name: name, options: options, place: place))
        }
        if !forms.isEmpty { add("requested_slot", "text") }
        if actions.contains(where: { $0.name == "action_query_knowledge_base" }) {
            add("knowledge_base_listed_objects", "text")
            add("knowledge_base_last_object", "text")
            add("knowledge_base_last_object_type", "text")
        }
        add("session_started_metadata", "any")
        return all
    }

    /// The slots a form asks for; empty for an unknown form.
    public func requiredSlots(of form: String) -> [String] {
        forms.first { $0.name == form }?.requiredSlots ?? []
    }

    /// Names of the retrieval intents, in the order written.
    public var retrievalIntents: [String] { intents.filter(\.isRetrieval).map(\.name) }

    /// The entities an intent lets the dialogue see, as `entity`, `entity#role` and `entity#group`,
    /// sorted (Rasa's `used_entities`).
    public func usedEntities(of intent: DomainIntent) -> [String] {
        let unseen = entities.filter { !$0.influencesConversation }.map(\.name)
        func labels(_ names: [String]) -> Set<String> {
            Set(names).union(entities.filter { names.contains($0.name) }.flatMap(\.labels))
        }
        let included: Set<String>
        switch intent.useEntities {
        case .all:
            included = Set(entities.map(\.name)).subtracting(unseen)
                .union(entities.flatMap(\.labels))
        case .only(let names): included = labels(names)
        }
        return included.subtracting(labels(intent.ignoreEntities ?? unseen)).sorted()
    }
}

extension DomainEntity {
    /// The entity with each of its roles and groups, as `entity#role`.
    var labels: [String] { (roles + groups).map { "\(name)#\($0)" } }
}
