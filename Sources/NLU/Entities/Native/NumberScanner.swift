// Finds plain numbers.

import Vocabulary

/// Finds numbers in digits and words that stand alone.
struct NumberScanner: Sendable {
    let text: ExtractionText
    let settings: ExtractionSettings

    /// All numbers, from left to right, not overlapping.
    func matches() -> [NativeMatch] {
        let reader = NumberReader(text: text, settings: settings)
        var found: [NativeMatch] = []
        var index = 0
        while index < text.count {
            guard text.startsFreely(index), let reading = reader.number(at: index),
                text.endsFreely(reading.end), !reading.isWeak
            else {
                index += 1
                continue
            }
            var value = reading.value
            var first = index
            if let sign = sign(before: index), !reading.isWords {
                value = -value
                first = sign
            }
            found.append(NativeMatch(.number, text.span(first, until: reading.end), .amount(value)))
            index = reading.end
        }
        return found
    }

    /// The minus that is glued to a number and stands free itself.
    private func sign(before index: Int) -> Int? {
        guard text.isGlued(index), text.isSymbol(index - 1, ["-", "−"]), text.digits(index) != nil,
            !text.isGlued(index - 1)
        else { return nil }
        return index - 1
    }
}
