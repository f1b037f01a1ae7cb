// One sparse feature of a state of a conversation.

import Text
import TrainingData

/// A feature that the embedding policy knows a state by.
struct StateFeature: Hashable, Sendable {
    /// What a feature is about.
    enum Kind: UInt8, Sendable {
        case intent, entity, slot, action, actionText, loop, word, piece
    }

    /// What it is about.
    var kind: Kind
    /// The name of the intent, entity, slot, action or loop; the word, the piece of a word or the
    /// text of an action.
    var name: String
    /// Which of a slot's numbers; 0 for others.
    var part: Int32 = 0

    /// How many words of a message are looked at.
    static let wordsMax = 100
    /// How many scalars of a word are looked at.
    static let wordLengthMax = 40

    /// The features of a state with their values; without names that are empty.
    ///
    /// A message seen by its text has features of words and pieces in place of intent and entities.
    static func list(
        of state: DialogueState, _ domain: DialogueDomain
    ) -> [(feature: StateFeature, value: Float)] {
        var list: [(StateFeature, Float)] = []
        if let intent = state.intent {
            list.append((StateFeature(kind: .intent, name: intent), 1))
        }
        if state.intent == nil, let text = state.text {
            list += Self.list(ofText: text)
        } else {
            for entity in state.entities {
                list.append((StateFeature(kind: .entity, name: entity), 1))
            }
        }
        for feature in state.slots {
            let name = domain.slots[feature.slot].name
            for (part, value) in feature.values.enumerated() where value != 0 {
                let part = StateFeature(kind: .slot, name: name, part: Int32(part))
                list.append((part, Float(value)))
            }
        }
        if let action = state.previousAction {
            let kind: Kind = state.previousActionIsText ? .actionText : .action
            list.append((StateFeature(kind: kind, name: action), 1))
        }
        if let loop = state.activeLoop { list.append((StateFeature(kind: .loop, name: loop), 1)) }
        return list
    }

    /// The lower-cased words of a text, at most `wordsMax`.
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if ScalarClasses.isWord(scalar.value) {
                guard word.count < wordLengthMax else { continue }
                word.append(Unicode.Scalar(CaseMapping.lower(scalar.value)) ?? scalar)
            } else if !word.isEmpty {
                words.append(String(word))
                word = String.UnicodeScalarView()
                if words.count == wordsMax { return words }
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        return words
    }

    /// Words and pieces of three scalars, edges of words included; together of bounded length.
    private static func list(ofText text: String) -> [(StateFeature, Float)] {
        let words = words(text)
        guard !words.isEmpty else { return [] }
        var pieces: [String] = []
        for word in words {
            let scalars = [Unicode.Scalar(" ")] + Array(word.unicodeScalars) + [" "]
            for start in 0..<max(0, scalars.count - 2) {
                var piece = String.UnicodeScalarView()
                piece.append(contentsOf: scalars[start..<start + 3])
                pieces.append(String(piece))
            }
        }
        let (wordValue, pieceValue) = (
            1.5 / Float(words.count).squareRoot(), 1 / Float(pieces.count).squareRoot()
        )
        return words.map { (StateFeature(kind: .word, name: $0), wordValue) }
            + pieces.map { (StateFeature(kind: .piece, name: $0), pieceValue) }
    }
}
