// The words of two texts with marks, compared.

import Vocabulary

/// Compares the inside of two blocks of text.
enum WordComparison {
    /// A word, a stretch of blanks or a single mark of punctuation.
    struct Word: Hashable {
        var text: Substring
        var marks: [DocumentMark]
    }

    /// The changes, neighbours of one kind and the same marks as one.
    static func changes(_ old: [DocumentNode], _ new: [DocumentNode]) -> [WordChange] {
        let (oldWords, newWords) = (words(old), words(new))
        let pairs = SequenceMatch.pairs(oldWords.map(\.text), newWords.map(\.text))
        var changes: [WordChange] = []
        var (oldNext, newNext) = (0, 0)
        for pair in pairs + [(oldWords.count, newWords.count)] {
            for word in oldWords[oldNext..<pair.old] { add(.removed, word, nil, to: &changes) }
            for word in newWords[newNext..<pair.new] { add(.added, word, nil, to: &changes) }
            (oldNext, newNext) = (pair.old + 1, pair.new + 1)
            guard pair.old < oldWords.count else { break }
            let (before, after) = (oldWords[pair.old], newWords[pair.new])
            if before.marks == after.marks {
                add(.same, after, nil, to: &changes)
            } else {
                add(.marked, after, before.marks, to: &changes)
            }
        }
        return changes
    }

    private static func add(
        _ kind: WordChange.Kind, _ word: Word, _ oldMarks: [DocumentMark]?,
        to changes: inout [WordChange]
    ) {
        if let last = changes.last, last.kind == kind, last.marks == word.marks,
            last.oldMarks == oldMarks
        {
            changes[changes.count - 1].text += word.text
        } else {
            changes.append(
                WordChange(
                    kind: kind, text: String(word.text), marks: word.marks, oldMarks: oldMarks))
        }
    }

    static func words(_ nodes: [DocumentNode]) -> [Word] {
        var words: [Word] = []
        for node in nodes {
            guard node.kind == .text else {
                words.append(Word(text: "\n", marks: []))
                continue
            }
            var rest = node.text[...]
            while let first = rest.first {
                let end: String.Index
                if first.isWhitespace {
                    end = rest.firstIndex { !$0.isWhitespace } ?? rest.endIndex
                } else if isWordPart(first) {
                    end = rest.firstIndex { !isWordPart($0) } ?? rest.endIndex
                } else {
                    end = rest.index(after: rest.startIndex)
                }
                words.append(Word(text: rest[..<end], marks: node.marks))
                rest = rest[end...]
            }
        }
        return words
    }

    /// Letters and digits make words, but signs of scripts without blanks stand alone.
    private static func isWordPart(_ character: Character) -> Bool {
        guard character.isLetter || character.isNumber || character == "'" || character == "’"
        else { return false }
        guard let scalar = character.unicodeScalars.first else { return false }
        return !(0x2E80...0x9FFF).contains(scalar.value)
            && !(0x0E00...0x0E7F).contains(scalar.value)
            && !(0x20000...0x3FFFF).contains(scalar.value)
    }
}
