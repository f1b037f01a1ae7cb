// Reads markers from YAML.

public import TrainingData

/// Reads files of markers: names, each with a condition or an operator.
public enum MarkerReader {
    private static let conditions = [
        "action": false, "not_action": true, "intent": false, "not_intent": true,
        "slot_was_set": false, "slot_was_not_set": true,
    ]
    private static let operators: Set = [
        "and", "at_least_one_not", "or", "not", "seq", "at_least_once", "never",
    ]

    /// The markers of a file.
    ///
    /// - Parameters:
    ///   - root: the file's document.
    ///   - domain: what conditions may name; `nil` to allow every name.
    public static func read(
        _ root: YAMLNode?, domain: DialogueDomain?
    ) -> (markers: [NamedMarker], diagnostics: [Diagnostic]) {
        guard let root, let members = root.members else {
            let place = root?.place ?? SourcePlace(file: "")
            return ([], [problem("The file holds no markers by name.", at: place)])
        }
        var markers: [NamedMarker] = []
        var findings: [Diagnostic] = []
        for (key, value) in members {
            let name = key.text ?? ""
            if conditions[name] != nil || operators.contains(name) {
                findings.append(
                    problem("'\(name)' is a condition or an operator, not a name.", at: key.place))
                continue
            }
            if let marker = marker(value, domain, &findings) {
                markers.append(NamedMarker(name: name, marker: marker))
            }
        }
        return (markers, findings)
    }

    private static func marker(
        _ node: YAMLNode, _ domain: DialogueDomain?, _ findings: inout [Diagnostic]
    ) -> Marker? {
        let members = (node.members ?? []).filter { $0.key.text != "description" }
        guard members.count == 1, let tag = members[0].key.text else {
            findings.append(
                problem("A marker has one key: a condition or an operator.", at: node.place))
            return nil
        }
        let value = members[0].value
        if let isNegated = conditions[tag] {
            guard let name = value.text, !name.isEmpty else {
                findings.append(problem("'\(tag)' names nothing.", at: value.place))
                return nil
            }
            let condition = condition(tag, name)
            check(condition, domain, at: value.place, &findings)
            return isNegated ? .not(condition) : condition
        }
        guard operators.contains(tag) else {
            findings.append(
                problem("'\(tag)' is no condition and no operator.", at: members[0].key.place))
            return nil
        }
        guard let items = value.items, !items.isEmpty else {
            findings.append(problem("'\(tag)' needs a list of markers.", at: value.place))
            return nil
        }
        let parts = items.compactMap { marker($0, domain, &findings) }
        guard parts.count == items.count else { return nil }
        return combined(tag, parts, at: value.place, &findings)
    }

    private static func condition(_ tag: String, _ name: String) -> Marker {
        switch tag {
        case "action", "not_action": .action(name)
        case "intent", "not_intent": .intent(name)
        default: .slotWasSet(name)
        }
    }

    private static func combined(
        _ tag: String, _ parts: [Marker], at place: SourcePlace, _ findings: inout [Diagnostic]
    ) -> Marker? {
        switch tag {
        case "and": return .all(parts)
        case "at_least_one_not": return .not(.all(parts))
        case "or": return .any(parts)
        case "seq": return .sequence(parts)
        default: break
        }
        guard parts.count == 1 else {
            findings.append(problem("'\(tag)' takes one marker.", at: place))
            return nil
        }
        switch tag {
        case "not": return .not(parts[0])
        case "never": return .never(parts[0])
        default: return .atLeastOnce(parts[0])
        }
    }

    private static func check(
        _ condition: Marker, _ domain: DialogueDomain?, at place: SourcePlace,
        _ findings: inout [Diagnostic]
    ) {
        guard let domain else { return }
        switch condition {
        case .action(let name) where domain.actionNumber(name) == nil:
            findings.append(problem("The domain has no action '\(name)'.", at: place))
        case .intent(let name):
            let intent = name.split(separator: "/").first.map(String.init) ?? name
            if !domain.domain.intentNames.contains(intent) {
                findings.append(problem("The domain has no intent '\(name)'.", at: place))
            }
        case .slotWasSet(let name) where domain.slotNumber(name) == nil:
            findings.append(problem("The domain has no slot '\(name)'.", at: place))
        default: break
        }
    }

    private static func problem(_ message: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .error, "marker", message,
            hint: "Write for example `name: {intent: greet}` or `name: {seq: [{intent: greet}, "
                + "{action: utter_greet}]}`.", at: place)
    }
}
