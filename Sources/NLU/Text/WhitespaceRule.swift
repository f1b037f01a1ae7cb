// How Rasa's whitespace tokenizer splits a text into words, worked out by hand in linear time.

import Text
import Vocabulary

/// The rule of rasa/nlu/tokenizers/whitespace_tokenizer.py: three kinds of runs of punctuation
/// become a blank, the rest is split at white space. A run is a longest stretch of scalars that
/// are neither words nor one of `#`, `@`, `&`; white space belongs to it.
struct WhitespaceRule {
    private let scalars: [Unicode.Scalar]
    /// End of the run that was looked at last.
    private var runEnd = 0
    /// The last white space in that run; -1 without any.
    private var lastSpace = -1

    private init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    /// The words of a text in order, with blanks for what was removed; emoji are still there.
    ///
    /// - Complexity: O(count of scalars).
    static func words(_ scalars: [Unicode.Scalar]) -> [TextSpan] {
        var rule = WhitespaceRule(scalars)
        return rule.split()
    }

    private mutating func split() -> [TextSpan] {
        var words: [TextSpan] = []
        var start = -1
        var position = 0
        while position < scalars.count {
            let scalar = scalars[position]
            if Self.isInRun(scalar) {
                if let end = removal(at: position) {
                    if start >= 0 { words.append(TextSpan(start: start, end: position)) }
                    start = -1
                    position = end
                    continue
                }
                if ScalarClasses.isSpace(scalar.value) {
                    if start >= 0 { words.append(TextSpan(start: start, end: position)) }
                    start = -1
                    position += 1
                    continue
                }
            }
            if start < 0 { start = position }
            position += 1
        }
        if start >= 0 { words.append(TextSpan(start: start, end: scalars.count)) }
        return words
    }

    /// Whether a scalar can be removed at all.
    private static func isInRun(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "#", "@", "&": false
        default: !TokenizerClass.isWord(scalar)
        }
    }

    /// Whether a scalar between two words stays because addresses are written with it.
    private static func isAddressMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "~", ":", "/", "?", "[", "]", "(", ")", "!", "$", "*", "+", ",", ";", "=", "-":
            true
        default: false
        }
    }

    /// Where the stretch to remove ends that starts at a position in a run; `nil` to keep it.
    private mutating func removal(at position: Int) -> Int? {
        if position >= runEnd { measureRun(from: position) }
        // Before white space or the end of the text.
        if runEnd == scalars.count { return runEnd }
        if lastSpace > position { return lastSpace }
        // After white space or the start of the text, and before anything but a digit. No white
        // space follows in this run, so that only its end, or one scalar less, can qualify.
        let end = TokenizerClass.isASCIIDigit(scalars[runEnd]) ? runEnd - 1 : runEnd
        if TokenizerClass.isSpace(scalars[position]), end > position + 1 { return end }
        if position == 0, end > 0 { return end }
        return inside(at: position)
    }

    private mutating func measureRun(from start: Int) {
        runEnd = start
        lastSpace = -1
        while runEnd < scalars.count, Self.isInRun(scalars[runEnd]) {
            if TokenizerClass.isSpace(scalars[runEnd]) { lastSpace = runEnd }
            runEnd += 1
        }
    }

    /// The third kind: between two scalars that are neither digits nor white space.
    private func inside(at position: Int) -> Int? {
        guard position > 0, !Self.isAddressMark(scalars[position]) else { return nil }
        let before = scalars[position - 1]
        guard !TokenizerClass.isASCIIDigit(before), !TokenizerClass.isSpace(before) else {
            return nil
        }
        var end = position + 1
        while end < runEnd, !Self.isAddressMark(scalars[end]) { end += 1 }
        if TokenizerClass.isASCIIDigit(scalars[end]) { end -= 1 }
        return end > position ? end : nil
    }
}
