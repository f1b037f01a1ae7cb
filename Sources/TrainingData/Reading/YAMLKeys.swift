// The members of a YAML mapping: keys must be text and distinct, `<<` takes in other mappings.

import Vocabulary

extension YAMLComposer {
    /// Pairs the items of a mapping, refuses duplicate keys and resolves merge keys.
    ///
    /// A mapping's own keys win over merged ones, which come first in order, as in ruamel.yaml.
    mutating func members(of mapping: Open) -> [(key: YAMLNode, value: YAMLNode)] {
        var own: [(key: YAMLNode, value: YAMLNode)] = []
        var merged: [(key: YAMLNode, value: YAMLNode)] = []
        var firstPlaces: [String: SourcePlace] = [:]
        own.reserveCapacity(mapping.items.count / 2)
        for index in stride(from: 0, to: mapping.items.count - 1, by: 2) {
            let key = mapping.items[index].node
            let value = mapping.items[index + 1].node
            if key.isMergeKey {
                merged += mergedMembers(value)
            } else if let identity = identity(of: key) {
                if let first = firstPlaces.updateValue(key.place, forKey: identity) {
                    firstPlaces[identity] = first
                    noteDuplicate(key, first: first)
                } else {
                    own.append((key, value))
                }
            }
        }
        guard !merged.isEmpty else { return own }
        var taken = Set(firstPlaces.keys)
        let kept = merged.filter { member in
            identity(of: member.key).map { taken.insert($0).inserted } ?? false
        }
        return kept + own
    }

    private mutating func noteDuplicate(_ key: YAMLNode, first: SourcePlace) {
        note(
            "yaml-duplicate-key",
            "The key '\(key.text ?? "")' stands here a second time, first in line \(first.line).",
            hint: "Merge the two entries into one.", at: key.place)
    }

    /// Text that is the same for keys that Rasa takes for the same; `nil` after a finding.
    private mutating func identity(of key: YAMLNode) -> String? {
        guard key.text != nil else {
            note(
                "yaml-complex-key", "A key must be text, not a list or a mapping.",
                hint: "Put text that starts with `[` or `{` in quotes.", at: key.place)
            return nil
        }
        let value = key.json
        return value.string ?? "\u{0}" + YAMLNode.keyText(value)
    }

    private mutating func mergedMembers(_ value: YAMLNode) -> [(key: YAMLNode, value: YAMLNode)] {
        if let members = value.members { return members }
        if let items = value.items, items.allSatisfy({ $0.members != nil }) {
            return items.flatMap { $0.members ?? [] }
        }
        note(
            "yaml-merge", "`<<` must be followed by a mapping or a list of mappings.",
            hint: "Put `<<` in quotes if it is meant as text.", at: value.place)
        return []
    }
}

extension YAMLNode {
    /// Whether this is a plain `<<`.
    fileprivate var isMergeKey: Bool {
        if case .scalar("<<", .plain) = content { tag == nil } else { false }
    }
}
