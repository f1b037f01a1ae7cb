// Checks that nodes of a YAML text have the shape a key asks for, and collects what has not.

import Vocabulary

/// Findings about the shape of nodes; each check returns what it could use.
struct NodeShape {
    /// What the codes of the findings begin with: `domain`, `story`.
    let subject: String
    /// All findings in the order of the checks.
    var findings: [Diagnostic] = []

    /// Notes an error.
    mutating func error(
        _ code: String, _ message: String, hint: String? = nil, at place: SourcePlace
    ) {
        guard findings.count < 2 * Limits.findingsPerFile else { return }
        findings.append(Diagnostic(.error, "\(subject)-\(code)", message, hint: hint, at: place))
    }

    /// Notes a warning.
    mutating func warn(
        _ code: String, _ message: String, hint: String? = nil, at place: SourcePlace
    ) {
        guard findings.count < Limits.findingsPerFile else { return }
        findings.append(Diagnostic(.warning, "\(subject)-\(code)", message, hint: hint, at: place))
    }

    /// The members of a mapping; an error when the node is none.
    mutating func mapping(
        _ node: YAMLNode, _ what: String, hint: String? = nil
    ) -> [(key: YAMLNode, value: YAMLNode)]? {
        if let members = node.members { return members }
        error(
            "wrong-type", "\(what) must be a mapping, not \(node.kindName).",
            hint: hint ?? "Write lines of `key: value` below it, indented alike.", at: node.place)
        return nil
    }

    /// The items of a list; an error when the node is none.
    mutating func list(_ node: YAMLNode, _ what: String, hint: String? = nil) -> [YAMLNode]? {
        if let items = node.items { return items }
        error(
            "wrong-type", "\(what) must be a list, not \(node.kindName).",
            hint: hint ?? "Write lines that start with `- ` below it, indented alike.",
            at: node.place)
        return nil
    }

    /// The text of a scalar that is read as text; an error for everything else.
    mutating func text(_ node: YAMLNode, _ what: String) -> String? {
        if let text = node.string { return text }
        let isNumber = node.text != nil && !node.isNull
        error(
            "wrong-type", "\(what) must be text, not \(node.kindName).",
            hint: isNumber
                ? "Put it in quotes: \"\(node.text ?? "")\"." : "Write text in the same line.",
            at: node.place)
        return nil
    }

    /// Warns of a name that Rasa's schema refuses because it holds no Latin letter.
    mutating func latinName(_ node: YAMLNode, _ what: String) {
        let letters = (node.text ?? "").unicodeScalars.contains {
            ("a"..."z").contains($0) || ("A"..."Z").contains($0)
        }
        guard !letters else { return }
        warn(
            "name", "Rasa refuses \(what) named '\(node.text ?? "")', without a Latin letter.",
            hint: "Choose another name if the project must run with Rasa too.", at: node.place)
    }

    /// Checks that a node is nothing or text.
    mutating func textOrNull(_ node: YAMLNode, _ what: String) {
        if !node.isNull { _ = text(node, what) }
    }

    /// Checks that a node is `true` or `false`.
    mutating func truth(_ node: YAMLNode, _ what: String) {
        guard !node.isNull, node.json.bool == nil else { return }
        error(
            "wrong-type", "\(what) must be true or false, not \(node.kindName).",
            hint: "Write true or false.", at: node.place)
    }

    /// Checks that a node is a number.
    mutating func number(_ node: YAMLNode, _ what: String) {
        guard !node.isNull, node.json.double == nil else { return }
        error(
            "wrong-type", "\(what) must be a number, not \(node.kindName).",
            hint: "Write digits, without quotes.", at: node.place)
    }

    /// Notes an error for every key that is not among `known`.
    mutating func keys(
        _ members: [(key: YAMLNode, value: YAMLNode)], among known: [String], of what: String
    ) {
        for (key, _) in members where !known.contains(key.text ?? "") {
            error(
                "unknown-key", "\(what) has no key '\(key.text ?? "")'.",
                hint: "It may have: \(known.joined(separator: ", ")).", at: key.place)
        }
    }
}

extension YAMLNode {
    /// What the node is, for a message.
    var kindName: String {
        switch content {
        case .sequence: return "a list"
        case .mapping: return "a mapping"
        case .scalar(let text, _):
            switch json {
            case .null: return "nothing"
            case .bool: return "the truth value \(text)"
            case .integer, .digits, .number: return "the number \(text)"
            default: return "text"
            }
        }
    }
}
