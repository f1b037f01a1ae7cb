// Finds amounts of money.

import Vocabulary

/// Finds numbers with a currency before or behind them, ranges included.
struct MoneyScanner: Sendable {
    let text: ExtractionText
    let settings: ExtractionSettings
    private let amounts: AmountReader

    /// A currency found in the text.
    private struct Currency {
        var code: String
        var isHundredth = false
        var end: Int
    }

    init(text: ExtractionText, settings: ExtractionSettings) {
        self.text = text
        self.settings = settings
        amounts = AmountReader(text: text, settings: settings)
    }

    /// All amounts, from left to right, not overlapping.
    func matches() -> [NativeMatch] {
        var found: [NativeMatch] = []
        var index = 0
        while index < text.count {
            if let match = currencyFirst(at: index) ?? numberFirst(at: index) {
                found.append(match.match)
                index = match.end
            } else {
                index += 1
            }
        }
        return found
    }

    private func currencyFirst(at start: Int) -> (match: NativeMatch, end: Int)? {
        guard let currency = sign(at: start) ?? dollar(at: start) ?? code(at: start),
            !currency.isHundredth, !isInsideWord(start),
            currency.end < text.count,
            text.digits(currency.end) != nil
                || text.word(currency.end) != nil,
            var amount = amounts.amount(
                at: currency.end,
                skipping: { self.sign(at: $0)?.end ?? self.code(at: $0)?.end ?? $0 }),
            !amount.isWeak
        else { return nil }
        amount.end = millions(amount.end, &amount)
        guard text.endsFreely(amount.end) || isPerUnit(amount.end) else { return nil }
        if let pence = hundredth(at: amount.end), amount.to == nil, text.isGlued(pence.end - 1) {
            amount.from += pence.value
            amount.end = pence.end
        }
        amount.end = closingDash(amount.end)
        let value = amount.value("currency", currency.code)
        return (NativeMatch(.money, text.span(start, until: amount.end), value), amount.end)
    }

    private func numberFirst(at start: Int) -> (match: NativeMatch, end: Int)? {
        guard text.startsFreely(start),
            var amount = amounts.amount(at: start)
        else { return nil }
        if let behind = currencyBehind(closingDash(amount.end), number: amount.end) {
            amount.end = behind.end
            if behind.isHundredth { amount = amount.hundredths }
            guard text.endsFreely(amount.end) || isPerUnit(amount.end) else { return nil }
            if !behind.isHundredth, amount.to == nil {
                addHundredths(&amount)
                addUpperEnd(&amount, behind.code, from: start)
            }
            let value = amount.value("currency", behind.code)
            return (NativeMatch(.money, text.span(start, until: amount.end), value), amount.end)
        }
        return nil
    }

    /// `£20/day`
    private func isPerUnit(_ end: Int) -> Bool {
        text.isSymbol(end, ["/"]) && text.word(end + 1) != nil
    }

    /// `100 € bis 200 €`: the same currency behind both numbers of a range.
    private func addUpperEnd(_ amount: inout AmountReading, _ code: String, from start: Int) {
        guard let next = amounts.connector(at: amount.end, from: start),
            let upper = amounts.numbers.number(at: next, allowsSpaces: true),
            let behind = currencyBehind(upper.end, number: upper.end), behind.code == code,
            !behind.isHundredth, upper.value > amount.from, text.endsFreely(behind.end)
        else { return }
        amount.to = upper.value
        amount.end = behind.end
    }

    /// `5 euros and 50 cents`, `5 Euro 50`.
    private func addHundredths(_ amount: inout AmountReading) {
        var next = amount.end
        if ["and", "und"].contains(text.word(next)) { next += 1 }
        if let small = amounts.numbers.number(at: next), small.value < 100,
            let unit = currencyBehind(small.end, number: small.end), unit.isHundredth,
            text.endsFreely(unit.end)
        {
            amount.from += small.value / 100
            amount.end = unit.end
        } else if next == amount.end, let digits = text.digits(next), digits.count == 2,
            text.word(next - 1) != nil, text.endsFreely(next + 1), text.word(next + 1) == nil,
            let cents = Double(digits)
        {
            amount.from += cents / 100
            amount.end = next + 1
        }
    }

    /// `50p` behind `£5`.
    private func hundredth(at index: Int) -> (value: Double, end: Int)? {
        guard let digits = text.digits(index), digits.count <= 2, let value = Double(digits),
            text.word(index + 1) == "p", text.endsFreely(index + 2)
        else { return nil }
        return (value / 100, index + 2)
    }

    /// `£2m` is two millions; `m` alone after a number would be metres.
    private func millions(_ end: Int, _ amount: inout AmountReading) -> Int {
        guard text.isGlued(end), let word = text.word(end), ["m", "b"].contains(word),
            text.digits(end - 1) != nil, text.endsFreely(end + 1)
        else { return end }
        let factor = word == "m" ? 1e6 : 1e9
        amount.from *= factor
        amount.to = amount.to.map { $0 * factor }
        return end + 1
    }

    /// The piece behind `,-` or `.–`, which Germans and Swiss write for no cents.
    private func closingDash(_ end: Int) -> Int {
        guard text.isSymbol(end, [",", "."]), text.isSymbol(end + 1, ["-", "–", "—"]),
            text.isGlued(end), text.isGlued(end + 1)
        else { return end }
        return end + 2
    }

    private func currencyBehind(_ index: Int, number end: Int) -> Currency? {
        if let found = sign(at: index) ?? dollar(at: index) ?? code(at: index) { return found }
        guard let word = text.word(index), let name = Currencies.words[word] else { return nil }
        if word == "p", !text.isGlued(index) || text.digits(index - 1) == nil { return nil }
        if word.hasPrefix("pound"), settings.region == "US" { return nil }
        if word == "pfund", settings.speaks(.german) { return nil }
        guard var found = currency(name, end: index + 1) else { return nil }
        if word == "fr" || word == "sfr", text.isSymbol(index + 1, ["."]),
            text.isGlued(index + 1)
        {
            found.end += 1
        }
        if word.hasPrefix("pound"), text.word(index + 1) == "sterling" { found.end += 1 }
        return found
    }

    private func currency(_ name: Currencies.Name, end: Int) -> Currency? {
        switch name {
        case .code(let code): Currency(code: code, end: end)
        case .regional(let codes, let standard):
            Currency(code: codes[settings.region] ?? standard, end: end)
        case .hundredth(let code):
            Currency(
                code: code ?? Currencies.cents(in: settings.region), isHundredth: true, end: end)
        }
    }

    private func sign(at index: Int) -> Currency? {
        guard text.pieces.indices.contains(index), text.pieces[index].kind == .symbol,
            let name = Currencies.signs[text.pieces[index].text]
        else { return nil }
        return currency(name, end: index + 1)
    }

    private func dollar(at index: Int) -> Currency? {
        guard let word = text.word(index), let code = Currencies.dollarPrefixes[word],
            text.isSymbol(index + 1, ["$"]), text.isGlued(index + 1)
        else { return nil }
        return Currency(code: code, end: index + 2)
    }

    private func code(at index: Int) -> Currency? {
        guard let word = text.word(index), word.utf8.count == 3 else { return nil }
        let code = word.uppercased()
        guard Currencies.codes.contains(code) else { return nil }
        let isPlain = Currencies.plainCodes.contains(word)
        guard isPlain || text.raw(text.pieces[index].span) == code else { return nil }
        return Currency(code: code, end: index + 1)
    }

    private func isInsideWord(_ start: Int) -> Bool {
        text.isGlued(start) && text.pieces[start - 1].kind != .symbol
            && text.pieces[start].kind == .word
    }
}
