// Reads the slots of a domain and the mappings that fill them.

import Vocabulary

extension DomainReading {
    mutating func readSlots(_ node: YAMLNode) {
        guard let members = shape.mapping(node, "'slots'") else { return }
        for (name, value) in members {
            guard let text = shape.text(name, "The name of a slot"),
                let options = shape.mapping(value, "The slot '\(text)'")
            else { continue }
            shape.latinName(name, "a slot")
            let places = readMappings(of: text, value, at: name.place)
            let slot = DomainSlot(
                name: text, options: value.json.object ?? [:], place: name.place,
                mappingPlaces: places)
            checkType(of: slot, value)
            checkOptions(of: slot, options)
            checkValues(of: slot, value)
            domain.slots.append(slot)
        }
    }

    private mutating func checkType(of slot: DomainSlot, _ node: YAMLNode) {
        let known = "text, bool, categorical, float, list, any"
        guard let type = node["type"], !type.isNull else {
            shape.error(
                "slot-type", "The slot '\(slot.name)' has no type.", hint: "Types are: \(known).",
                at: slot.place)
            return
        }
        guard shape.text(type, "The type of a slot") != nil, case .custom(let path) = slot.kind
        else { return }
        if path.contains(".") {
            shape.warn(
                "slot-class",
                "The type of the slot '\(slot.name)' is the Python class \(path), which cannot run"
                    + " here; the slot keeps any value and does not influence the conversation.",
                hint: "Types are: \(known).", at: type.place)
        } else {
            shape.error(
                "slot-type", "'\(path)' is no type of a slot.",
                hint: path == "unfeaturized"
                    ? "Write type: any, or influence_conversation: false." : "Types are: \(known).",
                at: type.place)
        }
    }

    private mutating func checkOptions(
        of slot: DomainSlot, _ options: [(key: YAMLNode, value: YAMLNode)]
    ) {
        var known = [
            "type", "mappings", "initial_value", "influence_conversation", "value_reset_delay",
        ]
        switch slot.kind {
        case .float: known += ["min_value", "max_value"]
        case .categorical: known += ["values"]
        case .custom: return
        default: break
        }
        for (key, value) in options {
            switch key.text {
            case "auto_fill":
                shape.error(
                    "slot-auto-fill", "'auto_fill' of the slot '\(slot.name)' ended with Rasa 2.",
                    hint: "Run `martlet data migrate`, or add a mapping of type from_entity.",
                    at: key.place)
            case "influence_conversation": shape.truth(value, "'influence_conversation'")
            case "min_value", "max_value": shape.number(value, "'\(key.text ?? "")'")
            case "values": if !value.isNull { _ = shape.list(value, "'values'") }
            default: break
            }
            guard !known.contains(key.text ?? ""), key.text != "auto_fill" else { continue }
            shape.error(
                "unknown-key", "A slot of type \(slot.kind.name) has no key '\(key.text ?? "")'.",
                hint: "It may have: \(known.joined(separator: ", ")).", at: key.place)
        }
    }

    private mutating func checkValues(of slot: DomainSlot, _ node: YAMLNode) {
        switch slot.kind {
        case .any where node["influence_conversation"]?.json == true:
            shape.error(
                "slot-influence",
                "The slot '\(slot.name)' of type any cannot influence the conversation.",
                hint: "Choose another type, or remove 'influence_conversation'.",
                at: node["influence_conversation"]?.place ?? slot.place)
        case .float(let min, let max):
            if min >= max {
                shape.error(
                    "slot-range", "The slot '\(slot.name)' ends at \(max) and starts at \(min).",
                    hint: "min_value is 0 and max_value is 1 unless written.", at: slot.place)
            } else if let initial = slot.initialValue.double, !(min...max).contains(initial) {
                shape.warn(
                    "slot-initial",
                    "The slot '\(slot.name)' starts with \(initial), outside \(min) to \(max).",
                    hint: "Change the value or the bounds.",
                    at: node["initial_value"]?.place ?? slot.place)
            }
        case .categorical:
            for value in node["values"]?.items ?? [] where value.isNull {
                shape.warn(
                    "slot-value",
                    "'null' is no value of the slot '\(slot.name)'; it means that none is set.",
                    hint: "Put it in quotes if it is meant as text.", at: value.place)
            }
        default: break
        }
    }

    private mutating func readMappings(
        of slot: String, _ node: YAMLNode, at place: SourcePlace
    ) -> [SourcePlace] {
        guard let mappings = node["mappings"], !mappings.isNull else {
            shape.error(
                "slot-mappings", "The slot '\(slot)' has no mappings.",
                hint: "Say how it is filled, for example with a mapping of type custom.", at: place)
            return []
        }
        guard let items = shape.list(mappings, "'mappings' of the slot '\(slot)'") else {
            return []
        }
        for item in items { checkMapping(item, of: slot) }
        return items.filter { $0.members != nil }.map(\.place)
    }

    private mutating func checkMapping(_ node: YAMLNode, of slot: String) {
        guard shape.mapping(node, "A mapping of the slot '\(slot)'") != nil else { return }
        for key in ["type", "entity", "role", "group", "action"] {
            if let value = node[key] { shape.textOrNull(value, "'\(key)' of a mapping") }
        }
        if let conditions = node["conditions"], !conditions.isNull,
            let items = shape.list(conditions, "'conditions' of a mapping")
        {
            for item in items { checkCondition(item) }
        }
        let type = node["type"]
        guard let kind = type?.text.flatMap(SlotMapping.Kind.init(rawValue:)) else {
            let known = SlotMapping.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            shape.error(
                "mapping-type",
                type.map { "'\($0.text ?? "")' is no type of a slot mapping." }
                    ?? "A mapping of the slot '\(slot)' has no type.",
                hint: "Types are: \(known).", at: (type ?? node).place)
            return
        }
        let needed =
            switch kind {
            case .fromEntity: "entity"
            case .fromIntent, .fromTriggerIntent: "value"
            case .fromText, .custom: ""
            }
        if !needed.isEmpty, node[needed]?.isNull ?? true {
            shape.error(
                "mapping-key",
                "A mapping of type \(kind.rawValue) needs the key '\(needed)' (slot '\(slot)').",
                at: node.place)
        }
    }

    private mutating func checkCondition(_ node: YAMLNode) {
        guard let members = shape.mapping(node, "A condition of a mapping") else { return }
        shape.keys(
            members, among: ["active_loop", "requested_slot"], of: "A condition of a mapping")
        for (key, value) in members {
            shape.textOrNull(value, "'\(key.text ?? "")' of a condition")
        }
    }
}
