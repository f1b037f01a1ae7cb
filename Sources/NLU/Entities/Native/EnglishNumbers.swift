// Numbers in English words: `two hundred and fifty`, `half a million`, `three point five`.

import Vocabulary

extension NumberReader {
    /// A number in English words, below a million; `a` and `one` are weak.
    func english(at start: Int) -> NumberReading? {
        if let reading = englishFraction(at: start) { return reading }
        var total = 0
        var current = 0
        var last = Step.start
        var index = start
        if ["a", "an"].contains(text.word(start)) {
            guard let next = text.word(start + 1),
                ["hundred", "thousand", "million", "billion", "dozen"].contains(next)
            else { return NumberReading(value: 1, end: start + 1, isWeak: true, isWords: true) }
            current = 1
            index += 1
            last = .unit
        }
        while let step = step(after: last, &index, current, hasThousands: total > 0) {
            switch step {
            case .unit(let value), .tens(let value): current += value
            case .hundred: current *= 100
            case .dozen: current *= 12
            case .thousand:
                total = current * 1000
                current = 0
            }
            last = step.kind
        }
        guard index > start else { return nil }
        var value = Double(total + current)
        if let point = englishPoint(at: &index) { value += point }
        let isOne = index == start + 1 && total + current == 1
        return NumberReading(value: value, end: index, isWeak: isOne, isWords: true)
    }

    private enum Step { case start, unit, tens, hundred, thousand, dozen }

    private enum Word {
        case unit(Int), tens(Int), hundred, thousand, dozen
        var kind: Step {
            switch self {
            case .unit: .unit
            case .tens: .tens
            case .hundred: .hundred
            case .thousand: .thousand
            case .dozen: .dozen
            }
        }
    }

    /// The next word of an English number below a million, if the words so far allow it; moves
    /// behind it.
    private func step(
        after last: Step, _ index: inout Int, _ current: Int, hasThousands: Bool
    ) -> Word? {
        var next = index
        if last == .tens, text.isSymbol(next, ["-", "‑"]), text.isGlued(next),
            text.isGlued(next + 1)
        {
            next += 1
        } else if last == .hundred || last == .thousand, text.word(next) == "and" {
            next += 1
        }
        guard let word = text.word(next) else { return nil }
        var found: Word?
        if let value = NumberWords.englishUnits[word] {
            let fits =
                last == .start || last == .hundred || last == .thousand
                || (last == .tens && (1...9).contains(value))
            found = fits ? .unit(value) : nil
        } else if let value = NumberWords.englishTens[word] {
            found = last == .start || last == .hundred || last == .thousand ? .tens(value) : nil
        } else if word == "hundred", last == .unit || last == .tens, (1...99).contains(current) {
            found = .hundred
        } else if word == "thousand", last == .unit || last == .tens || last == .hundred {
            found = current > 0 && !hasThousands ? .thousand : nil
        } else if word == "dozen", last == .unit {
            found = .dozen
        }
        if found != nil { index = next + 1 }
        return found
    }

    /// `half a million`, `half a dozen`; `two and a half` is read from its start.
    private func englishFraction(at start: Int) -> NumberReading? {
        if text.word(start) == "half", ["a", "an"].contains(text.word(start + 1)) {
            if text.word(start + 2) == "dozen" {
                return NumberReading(value: 6, end: start + 3, isWords: true)
            }
            return NumberReading(value: 0.5, end: start + 2, isWeak: true, isWords: true)
        }
        guard let word = text.word(start), let unit = NumberWords.englishUnits[word],
            text.word(start + 1) == "and", text.word(start + 2) == "a",
            text.word(start + 3) == "half"
        else { return nil }
        return NumberReading(value: Double(unit) + 0.5, end: start + 4, isWords: true)
    }

    /// `point five` behind a number; at most fifteen digits.
    private func englishPoint(at index: inout Int) -> Double? {
        guard text.word(index) == "point" else { return nil }
        return fractionDigits(from: index + 1, NumberWords.englishUnits, &index)
    }
}
