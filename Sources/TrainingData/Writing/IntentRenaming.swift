// Renames an intent wherever a project's files name it.

public import Vocabulary

extension YAMLEditing {
    /// Renames an intent in this file: in NLU data (with its response keys), in a domain's intents,
    /// slot mappings and forms, in stories and rules.
    ///
    /// - Returns: how many names were changed; none when the file does not name the intent.
    /// - Throws: `Fault` `.badRequest` when one of the names cannot be edited alone; nothing is
    ///   changed then.
    @discardableResult
    public mutating func renameIntent(_ old: String, to new: String) throws(Fault) -> Int {
        guard !new.isEmpty, !new.contains("/"), !new.holdsEscapes else {
            throw Fault(.badRequest, "'\(new)' cannot be the name of an intent.")
        }
        var splices: [Splice] = []
        var renamed: [SourcePlace: String] = [:]
        for node in intentNames() {
            guard let text = node.text, text == old || text.hasPrefix(old + "/") else { continue }
            let name = new + text.dropFirst(old.count)
            splices.append(try replacement(of: node, by: name))
            renamed[node.place] = name
        }
        guard !splices.isEmpty else { return 0 }
        try apply(splices, expecting: root.scalars(renaming: renamed))
        return splices.count
    }

    /// Every node that names an intent.
    private func intentNames() -> [YAMLNode] {
        var nodes = (root["nlu"]?.items ?? []).compactMap { $0["intent"] }
        for item in root["intents"]?.items ?? [] {
            nodes += item.members.map { $0.map(\.key) } ?? [item]
        }
        for (_, slot) in root["slots"]?.members ?? [] {
            for mapping in slot["mappings"]?.items ?? [] {
                for key in ["intent", "not_intent"] { nodes += mapping[key]?.leaves ?? [] }
            }
        }
        for (_, form) in root["forms"]?.members ?? [] {
            nodes += form["ignored_intents"]?.leaves ?? []
        }
        for key in ["stories", "rules"] {
            for block in root[key]?.items ?? [] {
                let steps = block["steps"]?.items ?? []
                for step in steps + steps.flatMap({ $0["or"]?.items ?? [] }) {
                    if let intent = step["intent"] { nodes.append(intent) }
                }
            }
        }
        return nodes
    }
}

extension YAMLNode {
    /// The node itself, or the items of a list.
    fileprivate var leaves: [YAMLNode] { items ?? [self] }

    /// All texts in order, keys included, with those at some places replaced.
    fileprivate func scalars(renaming names: [SourcePlace: String]) -> [String] {
        switch content {
        case .scalar: names[place].map { [$0] } ?? scalars
        case .sequence(let items): items.flatMap { $0.scalars(renaming: names) }
        case .mapping(let members):
            members.flatMap {
                $0.key.scalars(renaming: names) + $0.value.scalars(renaming: names)
            }
        }
    }
}
