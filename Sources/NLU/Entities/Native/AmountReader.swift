// Reads one number or a range of two, as amounts of money and quantities have them.

import Vocabulary

/// One number, or the two ends of a range.
struct AmountReading: Sendable {
    var from: Double
    /// The upper end of a range.
    var to: Double?
    /// The piece after the amount.
    var end: Int
    /// Whether the number is an article, `one` or `half a`, which say little alone.
    var isWeak = false

    /// `{amountKey: n, …}` or `{"from": a, "to": b, …}`, with a last member.
    func value(_ key: String, _ text: String) -> JSONValue {
        guard let to else { return ["amount": .amount(from), key: .string(text)] }
        return ["from": .amount(from), "to": .amount(to), key: .string(text)]
    }

    /// The same in hundredths.
    var hundredths: AmountReading {
        AmountReading(from: from / 100, to: to.map { $0 / 100 }, end: end, isWeak: isWeak)
    }
}

/// Reads amounts.
struct AmountReader: Sendable {
    let text: ExtractionText
    let numbers: NumberReader

    init(text: ExtractionText, settings: ExtractionSettings) {
        self.text = text
        numbers = NumberReader(text: text, settings: settings)
    }

    /// A number, or two with `to`, `bis`, a dash or (after `between`) `and` between them.
    ///
    /// - Parameter skipping: how many pieces before the second number belong to it (its currency).
    func amount(
        at start: Int, skipping: (Int) -> Int = { $0 }
    ) -> AmountReading? {
        guard let first = numbers.number(at: start, allowsSpaces: true) else { return nil }
        let single = AmountReading(from: first.value, end: first.end, isWeak: first.isWeak)
        guard !first.isWeak, let connector = connector(at: first.end, from: start) else {
            return single
        }
        let next = skipping(connector)
        guard let second = numbers.number(at: next, allowsSpaces: true), !second.isWeak else {
            return single
        }
        var low = first.value
        let isShared = first.multiplier == 1 && second.multiplier > 1
        if isShared, first.value < second.value / second.multiplier { low *= second.multiplier }
        guard low < second.value else { return single }
        return AmountReading(from: low, to: second.value, end: second.end)
    }

    /// The piece after the connector of a range.
    func connector(at index: Int, from start: Int) -> Int? {
        if text.isSymbol(index, ["-", "–", "—", "‑"]) {
            return text.isGlued(index) == text.isGlued(index + 1) ? index + 1 : nil
        }
        switch text.word(index) {
        case "to", "bis": return index + 1
        case "and", "und":
            let isOpen = ["between", "zwischen"].contains(text.word(start - 1) ?? "")
            let isOpenEarlier = ["between", "zwischen"].contains(text.word(start - 2) ?? "")
            return isOpen || isOpenEarlier ? index + 1 : nil
        default: return nil
        }
    }
}
