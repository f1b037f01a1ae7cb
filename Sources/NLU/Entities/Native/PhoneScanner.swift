// Finds phone numbers and gives them in E.164.

import Vocabulary

/// Finds phone numbers: international ones anywhere, national ones by the region's plan.
struct PhoneScanner: Sendable {
    let text: ExtractionText
    let settings: ExtractionSettings

    /// The most digits of an international number (ITU-T E.164 section 6).
    static let digitsMax = 15
    /// The fewest digits behind a country code for which no plan is known.
    static let nationalMin = 5

    /// Digits that belong together: the piece behind them and all digits so far.
    private struct Run {
        var digits: String
        let start: Int
        var end: Int
        /// How many digits each group has.
        var groups: [Int]
        /// The digits without a `(0)` behind the country code.
        var hasOptionalTrunk: Bool
    }

    /// All numbers, from left to right, not overlapping.
    func matches() -> [NativeMatch] {
        var found: [NativeMatch] = []
        var index = 0
        while index < text.count {
            guard let match = number(at: index) else {
                index += 1
                continue
            }
            found.append(match.match)
            index = match.end
        }
        return found
    }

    private func number(at start: Int) -> (match: NativeMatch, end: Int)? {
        var first = start
        let isInternational = text.isSymbol(start, ["+", "＋"])
        if isInternational { first += 1 }
        if text.isSymbol(first, ["("]) { first += 1 }
        guard text.digits(first) != nil, first == start || text.isGlued(first),
            isFree(before: start), !startsDate(at: start)
        else { return nil }
        for run in runs(from: first).reversed() {
            guard let plus = value(run, isInternational: isInternational),
                closes(run, from: start)
            else { continue }
            let span = text.span(start, until: run.end)
            var info: JSONObject = [:]
            if let region = plus.region { info["region"] = .string(region) }
            let match = NativeMatch(.phone, span, .string(plus.number), info: info)
            return (match, run.end)
        }
        return nil
    }

    /// The groups of digits from a piece on, one run more for each group.
    private func runs(from first: Int) -> [Run] {
        var runs: [Run] = []
        var run = Run(digits: "", start: first, end: first, groups: [], hasOptionalTrunk: false)
        var index = first
        while let digits = text.digits(index), run.digits.utf8.count <= Self.digitsMax + 4 {
            if digits == "0", text.isSymbol(index - 1, ["("]), text.isSymbol(index + 1, [")"]),
                !run.digits.isEmpty
            {
                run.hasOptionalTrunk = true
            } else {
                run.digits += digits
                run.groups.append(digits.utf8.count)
            }
            run.end = index + 1
            if text.isSymbol(run.end, [")"]) { run.end += 1 }
            runs.append(run)
            guard let next = behindSeparators(run.end) else { break }
            index = next
        }
        return runs
    }

    /// The next group of digits behind at most three separators; an open bracket may stand last.
    private func behindSeparators(_ index: Int) -> Int? {
        var next = index
        while next < text.count, next - index < 3,
            text.isSymbol(next, ["-", "/", ".", "–", "‑", "(", "-"])
        {
            next += 1
        }
        guard next < text.count, text.pieces[next].kind == .digits else { return nil }
        let before = text.pieces[index - 1].span.end
        return text.pieces[next].span.start - before <= 4 ? next : nil
    }

    private func value(_ run: Run, isInternational: Bool) -> (number: String, region: String?)? {
        let plan = PhonePlan.plan(of: settings.region)
        let exit = plan?.exit ?? "00"
        if isInternational { return international(run.digits, run) }
        for prefix in [exit, "00"] where run.digits.hasPrefix(prefix) && run.groups[0] >= 2 {
            if let found = international(String(run.digits.dropFirst(prefix.utf8.count)), run) {
                return found
            }
        }
        guard let plan else { return nil }
        return national(run, plan)
    }

    private func international(_ digits: String, _ run: Run) -> (number: String, region: String?)? {
        guard !digits.hasPrefix("0"), let code = PhonePlan.code(of: digits) else { return nil }
        var national = String(digits.dropFirst(code.utf8.count))
        let plan = PhonePlan.plan(ofCode: code)
        if let trunk = plan?.trunk, trunk == "0", national.hasPrefix("0") {
            national = String(national.dropFirst())
        }
        let least = plan?.least ?? Self.nationalMin
        let most = plan?.most ?? Self.digitsMax - code.utf8.count
        guard (least...most).contains(national.utf8.count),
            code.utf8.count + national.utf8.count <= Self.digitsMax
        else { return nil }
        return ("+\(code)\(national)", PhonePlan.region(ofCode: code))
    }

    private func national(_ run: Run, _ plan: PhonePlan) -> (number: String, region: String?)? {
        var digits = run.digits
        guard !run.hasOptionalTrunk else { return nil }
        if plan.trunk == "1" {
            if digits.utf8.count == 11, digits.hasPrefix("1") { digits.removeFirst() }
            guard [[10], [3, 7], [3, 3, 4], [1, 3, 3, 4], [1, 10], [11]].contains(run.groups) else {
                return nil
            }
            guard let exchange = digits.dropFirst(3).first, exchange >= "2" else { return nil }
        } else if !plan.trunk.isEmpty {
            guard digits.hasPrefix(plan.trunk) else { return nil }
            digits = String(digits.dropFirst(plan.trunk.utf8.count))
            let isBracketed = text.isSymbol(run.start - 1, ["("])
            guard !digits.hasPrefix("0"), run.groups[0] > 1 || isBracketed else { return nil }
        }
        guard (plan.least...plan.most).contains(digits.utf8.count),
            plan.firsts.isEmpty || plan.firsts.contains(digits.first ?? " ")
        else { return nil }
        return ("+\(plan.code)\(digits)", settings.region)
    }

    /// A number may not start inside a code, a word, an amount or another number.
    private func isFree(before start: Int) -> Bool {
        guard start > 0 else { return true }
        if text.pieces[start - 1].kind == .digits {
            return text.pieces[start].kind == .symbol && text.pieces[start].isSpaced
        }
        guard text.isGlued(start) else { return !isBehindDigits(start) }
        if text.pieces[start - 1].kind == .word || text.isSymbol(start - 1, ["#", "_", "@", "+"]) {
            return false
        }
        if text.isSymbol(start - 1, [":"]), text.word(start - 2) != nil { return true }
        return text.startsFreely(start)
    }

    /// `12 / 0171`: digits and one joining symbol before.
    private func isBehindDigits(_ start: Int) -> Bool {
        text.isSymbol(start - 1, ["/", "-", "–"]) && start > 1 && text.digits(start - 2) != nil
    }

    private func closes(_ run: Run, from start: Int) -> Bool {
        guard text.endsFreely(run.end) else { return false }
        if text.isSymbol(run.end - 1, [")"]) {
            return text.pieces[start..<run.end].contains { $0.text == "(" }
        }
        // Digits may follow behind a space only where a number's length is known to vary.
        guard let next = behindSeparators(run.end) else { return true }
        let isVariable =
            text.isSymbol(start, ["+", "＋"])
            || PhonePlan.plan(of: settings.region)?.trunk.isEmpty == false
        return isVariable && text.pieces[next].isSpaced && next == run.end
    }

    /// `03.05.2026` is a day, not the start of a number.
    private func startsDate(at start: Int) -> Bool {
        guard let first = text.digits(start), first.utf8.count <= 2,
            text.isSymbol(start + 1, [".", "/", "-"]), let second = text.digits(start + 2),
            second.utf8.count <= 2, text.isSymbol(start + 3, [text.pieces[start + 1].text]),
            let year = text.digits(start + 4), year.utf8.count == 4
        else { return false }
        return (Int(first) ?? 0) <= 31 && (Int(second) ?? 0) <= 31 && text.endsFreely(start + 5)
    }
}
