// Finds the rules that fit the end of a conversation.

/// Keys with what they stand for, found by the last state.
///
/// - Complexity: finding costs O(rules with the same last intent and action × their length),
///   whatever the length of the conversation.
struct RuleTable: Sendable {
    /// A key and what it stands for.
    struct Entry: Sendable {
        let key: [DialogueState]
        let value: String
        /// How long the key's JSON text is, in characters.
        let length: Int
    }

    /// What the last state of a key and of a conversation have in common.
    private struct Anchor: Hashable {
        var action: String?
        var intent: String?
        var text: String?
    }

    private(set) var entries: [Entry] = []
    private var numbers: [Anchor: [Int]] = [:]
    /// The number of states of the longest key.
    private(set) var lengthMax = 0

    /// A table of keys.
    init(_ entries: [Entry]) {
        self.entries = entries
        for (number, entry) in entries.enumerated() {
            guard let last = entry.key.last else { continue }
            lengthMax = max(lengthMax, entry.key.count)
            numbers[Self.anchor(last), default: []].append(number)
        }
    }

    private static func anchor(_ state: DialogueState) -> Anchor {
        guard let action = state.previousAction else { return Anchor() }
        return Anchor(action: action, intent: state.intent, text: state.text)
    }

    /// Numbers of the entries that fit the end of a conversation, rising.
    func fitting(_ states: [DialogueState]) -> [Int] {
        guard let last = states.last, !entries.isEmpty else { return [] }
        var anchors = [Anchor(action: last.previousAction)]
        if last.previousAction != nil {
            if let intent = last.intent {
                anchors.append(Anchor(action: last.previousAction, intent: intent))
            }
            if let text = last.text {
                anchors.append(Anchor(action: last.previousAction, text: text))
            }
        }
        var found: [Int] = []
        for anchor in anchors {
            for number in numbers[anchor] ?? [] where RuleKey.fits(entries[number].key, states) {
                found.append(number)
            }
        }
        return found.count > 1 ? found.sorted() : found
    }

    /// The entry that fits with the longest key; the first of several.
    func best(_ states: [DialogueState]) -> Entry? {
        var best: Entry?
        for number in fitting(states) where entries[number].length > best?.length ?? -1 {
            best = entries[number]
        }
        return best
    }

    /// This table without a key.
    func removing(_ key: [DialogueState]) -> RuleTable {
        RuleTable(entries.filter { $0.key != key })
    }
}
