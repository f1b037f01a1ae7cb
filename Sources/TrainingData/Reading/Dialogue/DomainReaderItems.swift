// Reads the sections of a domain that list names: intents, entities, actions, forms, bot texts.

import Vocabulary

extension DomainReading {
    mutating func readIntents(_ node: YAMLNode) {
        for (name, options) in namedItems(node, "intents", "intent") {
            if let options {
                checkEntityChoice(options["use_entities"], of: name.string ?? "", mayBeTrue: true)
                checkEntityChoice(
                    options["ignore_entities"], of: name.string ?? "", mayBeTrue: false)
            }
            domain.intents.append(
                DomainIntent(
                    name: name.string ?? "", options: options?.json.object, place: name.place))
        }
    }

    private mutating func checkEntityChoice(
        _ node: YAMLNode?, of intent: String, mayBeTrue: Bool
    ) {
        guard let node, !node.json.isEmptyOrFalse, node.items == nil else { return }
        if mayBeTrue && node.json == true { return }
        let key = mayBeTrue ? "use_entities" : "ignore_entities"
        let message = "'\(key)' of the intent '\(intent)' must be a list, not \(node.kindName)."
        if node.string != nil {
            shape.warn(
                "entity-choice", message, hint: "Write [\(node.text ?? "")].", at: node.place)
        } else {
            shape.error("entity-choice", message, hint: "List the entities.", at: node.place)
        }
    }

    mutating func readEntities(_ node: YAMLNode) {
        for (name, options) in namedItems(node, "entities", "entity") {
            for key in ["roles", "groups"] {
                guard let list = options?[key], !list.isNull, list.items == nil else { continue }
                shape.warn(
                    "wrong-type", "'\(key)' of an entity must be a list, not \(list.kindName).",
                    hint: "Write [\(list.text ?? "")].", at: list.place)
            }
            domain.entities.append(
                DomainEntity(
                    name: name.string ?? "", options: options?.json.object, place: name.place))
        }
    }

    mutating func readActions(_ node: YAMLNode) {
        guard let items = shape.list(node, "'actions'") else { return }
        for item in items {
            guard let members = item.members else {
                guard let name = shape.text(item, "An action") else { continue }
                domain.actions.append(DomainAction(name: name, place: item.place))
                continue
            }
            for (name, options) in members {
                let what = "The action '\(name.text ?? "")'"
                guard let known = shape.mapping(options, "What stands behind an action") else {
                    continue
                }
                shape.latinName(name, "an action with options")
                shape.keys(known, among: ["send_domain"], of: what)
                if let send = options["send_domain"] { shape.truth(send, "'send_domain'") }
                domain.actions.append(
                    DomainAction(
                        name: name.text ?? "", options: options.json.object, place: name.place))
            }
        }
    }

    mutating func readForms(_ node: YAMLNode) {
        guard let members = shape.mapping(node, "'forms'") else { return }
        for (name, value) in members {
            let what = "The form '\(name.text ?? "")'"
            guard let options = shape.mapping(value, what) else { continue }
            shape.latinName(name, "a form")
            shape.keys(options, among: ["required_slots", "ignored_intents"], of: what)
            let slots = value["required_slots"]
            if slots == nil, value["ignored_intents"] != nil {
                shape.error(
                    "form-slots", "\(what) has 'ignored_intents' and no 'required_slots'.",
                    hint: "Add the slots that the form asks for.", at: name.place)
            }
            var places: [SourcePlace] = []
            if let slots, !slots.isNull, let items = shape.list(slots, "'required_slots'") {
                for item in items where shape.text(item, "A required slot") != nil {
                    places.append(item.place)
                }
            }
            domain.forms.append(
                DomainForm(
                    name: name.text ?? "", options: value.json.object, place: name.place,
                    slotPlaces: places))
        }
    }

    mutating func readBotTexts(_ node: YAMLNode) {
        guard let items = shape.list(node, "'e2e_actions'") else { return }
        domain.botTexts = items.compactMap { item in
            item.text.map { BotText(text: $0, place: item.place) }
        }
    }

    /// The items of a list of names, each alone or as `name: options`.
    private mutating func namedItems(
        _ node: YAMLNode, _ section: String, _ what: String
    ) -> [(name: YAMLNode, options: YAMLNode?)] {
        guard let items = shape.list(node, "'\(section)'", hint: "Put `- ` before each name.")
        else { return [] }
        var found: [(name: YAMLNode, options: YAMLNode?)] = []
        for item in items {
            guard let members = item.members else {
                if shape.text(item, "An \(what)") != nil { found.append((item, nil)) }
                continue
            }
            for (name, options) in members {
                if options.isNull || options.members?.isEmpty == true {
                    shape.error(
                        "empty-options", "Nothing stands behind '\(name.text ?? ""):'.",
                        hint: "Remove the colon.", at: name.place)
                } else if shape.mapping(options, "What stands behind an \(what)") != nil,
                    shape.text(name, "The name of an \(what)") != nil
                {
                    found.append((name, options))
                }
            }
        }
        return found
    }
}
