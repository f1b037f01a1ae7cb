// Turns the YAML of a domain file into a domain, and says what is wrong with it.

import Vocabulary

/// Reads domain files as Rasa 3 does (rasa/shared/core/domain.py and its schema, 3.6.21): what Rasa
/// refuses is an error here, what it reads with a warning is a warning.
public enum DomainReader {
    /// The sections that make a file a domain file.
    public static let sections = [
        "slots", "forms", "actions", "entities", "intents", "responses", "e2e_actions",
        "session_config",
    ]

    /// Whether a file's root holds one of `sections`.
    public static func isDomain(_ root: YAMLNode) -> Bool {
        root.members?.contains { sections.contains($0.key.text ?? "") } ?? false
    }

    /// Reads one domain file.
    ///
    /// - Parameter root: the root of the file; `nil` for an empty file, which is an empty domain.
    /// - Returns: what could be read, and every finding in the order of the file. A file in a newer
    ///   format than 3.1 is an empty domain with a warning.
    /// - Complexity: O(n).
    public static func read(_ root: YAMLNode?) -> (domain: Domain, diagnostics: [Diagnostic]) {
        guard let root else { return (Domain(), []) }
        var reading = DomainReading()
        reading.read(root)
        return (reading.domain, reading.shape.findings)
    }
}

/// One reading of one file; its parts are spread over the files of their sections.
struct DomainReading {
    var domain = Domain()
    var shape = NodeShape(subject: "domain")

    /// Keys that a file with a domain may have besides `DomainReader.sections`.
    private static let otherKeys = ["version", "config", "nlu", "stories", "rules"]

    mutating func read(_ root: YAMLNode) {
        guard let members = shape.mapping(root, "A domain file") else { return }
        let version = FormatVersion(of: root)
        shape.findings += version.diagnostics
        guard version.isReadable else { return }
        domain.version = version.written
        for (key, node) in members { section(key, node) }
        checkNames()
    }

    private mutating func section(_ key: YAMLNode, _ node: YAMLNode) {
        let name = key.text ?? ""
        if DomainReader.sections.contains(name) || name == "config", node.isNull {
            guard name != "e2e_actions" else { return }
            shape.error(
                "empty-section", "Nothing stands under '\(name)'.",
                hint: "Remove the key, or put something under it.", at: key.place)
            return
        }
        switch name {
        case "intents": readIntents(node)
        case "entities": readEntities(node)
        case "slots": readSlots(node)
        case "responses": readResponses(node)
        case "actions": readActions(node)
        case "forms": readForms(node)
        case "e2e_actions": readBotTexts(node)
        case "session_config": readSession(node)
        case "config": readConfig(node)
        default:
            guard !Self.otherKeys.contains(name) else { return }
            shape.warn(
                "unknown-key", "'\(name)' is no section of a domain and is not read.",
                hint: "Sections are: \(DomainReader.sections.joined(separator: ", ")).",
                at: key.place)
        }
    }

    private mutating func readSession(_ node: YAMLNode) {
        guard shape.mapping(node, "'session_config'") != nil else { return }
        if let time = node["session_expiration_time"] {
            shape.number(time, "The session expiration time")
            if let minutes = time.json.double, minutes < 0 {
                shape.error(
                    "session-time", "The session expiration time must not be negative.",
                    hint: "Write 0 for sessions that never end.", at: time.place)
            }
        }
        if let carry = node["carry_over_slots_to_new_session"] {
            shape.truth(carry, "'carry_over_slots_to_new_session'")
        }
        domain.sessionOptions = node.json.object
    }

    private mutating func readConfig(_ node: YAMLNode) {
        guard shape.mapping(node, "'config'") != nil else { return }
        if let store = node["store_entities_as_slots"] {
            shape.truth(store, "'store_entities_as_slots'")
        }
        domain.config = node.json.object
    }

    /// Finds names that stand twice and triggers without an action.
    private mutating func checkNames() {
        twice(domain.intents, "intent")
        twice(domain.entities, "entity")
        let defaults = Set(Domain.defaultActions)
        twice(domain.actions.filter { !defaults.contains($0.name) }, "action")
        var known = Set(domain.actionNames.dropLast(domain.botTexts.count))
        for text in domain.botTexts where !known.insert(text.text).inserted {
            shape.error(
                "duplicate-name", "The text '\(text.text)' is an action already.",
                hint: "Remove one of the two.", at: text.place)
        }
        for slot in domain.slots where slot.name == "session_started_metadata" {
            shape.error(
                "reserved-slot", "The slot '\(slot.name)' is there without being written.",
                hint: "Give the slot another name.", at: slot.place)
        }
        for intent in domain.intents {
            checkEntities(of: intent)
            guard let action = intent.options?["triggers"] else { continue }
            let isKnown = action.string.map(known.contains) ?? false
            guard !isKnown else { continue }
            shape.error(
                "unknown-trigger",
                "The intent '\(intent.name)' triggers '\(action.pythonText)', which is no action.",
                hint: "Add the action, or use a rule instead of 'triggers'.", at: intent.place)
        }
    }

    private mutating func checkEntities(of intent: DomainIntent) {
        guard case .only(let names) = intent.useEntities else { return }
        let unseen = domain.entities.filter { !$0.influencesConversation }.map(\.name)
        let ignored = Set(intent.ignoreEntities ?? unseen)
        let both = names.filter(ignored.contains)
        guard !both.isEmpty else { return }
        shape.warn(
            "entity-choice",
            "The intent '\(intent.name)' both uses and ignores \(both.joined(separator: ", ")).",
            hint: "Ignoring wins; remove the entity from one of the lists.", at: intent.place)
    }

    private mutating func twice(_ items: [some DomainNamed], _ what: String) {
        var places: [String: SourcePlace] = [:]
        for item in items {
            guard let first = places[item.name] else {
                places[item.name] = item.place
                continue
            }
            shape.error(
                "duplicate-name",
                "The \(what) '\(item.name)' stands a second time, first in line \(first.line).",
                hint: "Remove one of the two.", at: item.place)
        }
    }
}
