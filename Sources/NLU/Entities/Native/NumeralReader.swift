// Reads numbers written in digits, with the separators of a language.

import Vocabulary

/// A number read from pieces of the text.
struct NumberReading: Sendable {
    var value: Double
    /// The piece after the number.
    var end: Int
    /// Whether it was an article (`a`, `eine`) or `one`, which say little alone.
    var isWeak = false
    /// Whether it was written in words.
    var isWords = false
    /// Whether a word or letter multiplied it (`5k`, `3 million`).
    var multiplier: Double = 1
}

/// Reads digits with separators: `1,000.50` or `1.000,50`, `1'000`, `1 000`.
struct NumeralReader: Sendable {
    let text: ExtractionText
    let hasDecimalComma: Bool

    /// The most digits a number may have; longer runs are codes, and `Double` would round them.
    static let digitsMax = 15

    /// The number that starts at a piece of digits.
    ///
    /// - Parameter allowsSpaces: whether plain spaces may separate thousands (`10 000`).
    /// - Returns: `nil` when the digits are no number (`1.2.3`, `007`).
    func numeral(at start: Int, allowsSpaces: Bool = false) -> NumberReading? {
        guard let first = text.digits(start) else { return nil }
        var groups = [first]
        var separators: [String] = []
        var end = start + 1
        while let separator = separator(at: end, allowsSpaces: allowsSpaces, groups.count) {
            groups.append(text.digits(separator.next) ?? "")
            separators.append(separator.kind)
            end = separator.next + 1
        }
        guard groups.reduce(0, { $0 + $1.count }) <= Self.digitsMax,
            let number = value(of: groups, separators)
        else { return nil }
        return NumberReading(value: number, end: end)
    }

    private func separator(
        at index: Int, allowsSpaces: Bool, _ groupCount: Int
    ) -> (kind: String, next: Int)? {
        if text.isSymbol(index, [".", ",", "'", "’"]), text.isGlued(index),
            text.isGlued(index + 1), let digits = text.digits(index + 1)
        {
            let symbol = text.pieces[index].text
            if symbol == "'" || symbol == "’" {
                return digits.count == 3 ? (" ", index + 1) : nil
            }
            return (symbol, index + 1)
        }
        guard let digits = text.digits(index), digits.count == 3,
            text.digits(index - 1).map({ $0.count <= 3 }) == true
        else { return nil }
        let gap = text.pieces[index].span.start
        guard text.pieces[index - 1].span.end == gap - 1 else { return nil }
        let space = text.scalars[gap - 1].value
        let isNarrow = space == 0xA0 || space == 0x202F || space == 0x2009
        return isNarrow || (allowsSpaces && space == 0x20) ? (" ", index) : nil
    }

    private func value(of groups: [String], _ separators: [String]) -> Double? {
        guard groups[0].count == 1 || !groups[0].hasPrefix("0") else { return nil }
        guard let last = separators.last else { return Double(groups[0]) }
        let thousands = hasDecimalComma ? "." : ","
        let isGrouped =
            groups.dropFirst().allSatisfy { $0.count == 3 } && groups[0].count <= 3
            && groups[0] != "0"
        let isUniform = separators.allSatisfy { $0 == last }
        if isUniform, isGrouped, last == thousands || last == " " || separators.count > 1 {
            return Double(groups.joined())
        }
        let whole = groups.dropLast()
        let isWholeGrouped =
            whole.dropFirst().allSatisfy { $0.count == 3 }
            && (whole.count == 1 || whole[0].count <= 3)
        let wholeSeparators = separators.dropLast()
        guard last != " ", isWholeGrouped, !wholeSeparators.contains(last),
            Set(wholeSeparators).count <= 1
        else { return nil }
        let fraction = groups[groups.count - 1]
        if last == thousands, separators.count == 1, fraction.count > 2 { return nil }
        return Double("\(whole.joined()).\(fraction)")
    }
}
