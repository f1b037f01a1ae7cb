// Reads a number in digits or words, with what multiplies it.

import Vocabulary

/// Reads numbers of all forms from pieces of the text.
struct NumberReader: Sendable {
    let text: ExtractionText
    let settings: ExtractionSettings

    private var numerals: NumeralReader {
        NumeralReader(text: text, hasDecimalComma: settings.hasDecimalComma)
    }

    /// The number that starts at a piece; what stands before it is not looked at.
    func number(at start: Int, allowsSpaces: Bool = false) -> NumberReading? {
        if let fraction = fraction(at: start) {
            return NumberReading(value: fraction, end: start + 1)
        }
        if text.digits(start) != nil {
            guard var reading = numerals.numeral(at: start, allowsSpaces: allowsSpaces) else {
                return nil
            }
            if let half = fraction(at: reading.end) {
                reading.value += half
                reading.end += 1
            }
            return multiplied(reading)
        }
        guard text.word(start) != nil else { return nil }
        if settings.speaks(.english), let reading = english(at: start) {
            return multiplied(reading)
        }
        if settings.speaks(.german), let reading = german(at: start) {
            return multiplied(reading)
        }
        return nil
    }

    private func fraction(at index: Int) -> Double? {
        guard index < text.count, text.pieces[index].kind == .symbol else { return nil }
        return NumberWords.fractions[text.pieces[index].text]
    }

    /// Multiplies by `k`, `thousand`, `Mio.` and the like behind the number.
    private func multiplied(_ reading: NumberReading) -> NumberReading {
        var reading = reading
        while let word = text.word(reading.end), let factor = NumberWords.multipliers[word],
            factor != reading.multiplier, reading.multiplier == 1 || !text.isGlued(reading.end)
        {
            reading.value *= factor
            reading.multiplier *= factor
            reading.isWeak = false
            reading.end += 1
            let isShort = ["mio", "mrd", "tsd", "mill", "mn", "bn"].contains(word)
            if isShort, text.isSymbol(reading.end, ["."]), text.isGlued(reading.end),
                text.endsFreely(reading.end + 1), reading.end + 1 < text.count
            {
                reading.end += 1
            }
        }
        return reading
    }

    /// The digits of a fraction as words (`three five`), at most fifteen; moves behind them.
    func fractionDigits(
        from start: Int, _ words: [String: Int], _ index: inout Int
    ) -> Double? {
        var digits = ""
        var next = start
        while digits.utf8.count < NumeralReader.digitsMax, let word = text.word(next),
            let digit = words[word], digit < 10
        {
            digits += String(digit)
            next += 1
        }
        guard !digits.isEmpty else { return nil }
        index = next
        return Double("0.\(digits)")
    }
}
