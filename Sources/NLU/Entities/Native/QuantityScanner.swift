// Finds numbers with a unit.

import Vocabulary

/// Finds quantities, ranges included.
struct QuantityScanner: Sendable {
    let text: ExtractionText
    let settings: ExtractionSettings

    /// Words after which an article counts as one (`for a week`, but not `once a week`).
    private static let openers: Set<String> = [
        "for", "für", "within", "about", "circa", "etwa", "innerhalb", "nach", "after",
    ]

    /// All quantities, from left to right, not overlapping.
    func matches() -> [NativeMatch] {
        let amounts = AmountReader(text: text, settings: settings)
        var found: [NativeMatch] = []
        var index = 0
        while index < text.count {
            guard text.startsFreely(index), let amount = amounts.amount(at: index),
                let unit = unit(behind: amount), accepts(amount, unit.name, from: index)
            else {
                index += 1
                continue
            }
            let value = amount.value("unit", unit.name)
            found.append(NativeMatch(.quantity, text.span(index, until: unit.end), value))
            index = unit.end
        }
        return found
    }

    /// The unit behind an amount; `the 80s` are no seconds, nor is `twenty-second`.
    private func unit(behind amount: AmountReading) -> (name: String, end: Int)? {
        var start = amount.end
        let isHyphened =
            text.isSymbol(start, ["-", "‑"]) && text.isGlued(start) && text.isGlued(start + 1)
        if isHyphened { start += 1 }
        let isDecade = text.word(start) == "s" && text.isGlued(start) && Int(amount.from) % 10 == 0
        let isOrdinal = isHyphened && text.word(start) == "second" && text.word(start - 2) != nil
        return isDecade || isOrdinal ? nil : Units.unit(at: start, in: text)
    }

    private func accepts(_ amount: AmountReading, _ unit: String, from start: Int) -> Bool {
        guard amount.isWeak, amount.from == 1 else { return true }
        if ["one", "1", "eins"].contains(text.word(start) ?? "") { return true }
        return Units.times.contains(unit) && Self.openers.contains(text.word(start - 1) ?? "")
    }
}
