// What a run of digits is: a card, an account, a date, an amount.

/// Checks of numbers by their own rules.
enum NumberChecks {
    /// Whether digits are a card number: the sum of Luhn (ISO/IEC 7812-1, annex B) fits.
    static func isCard(_ digits: [UInt8]) -> Bool {
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            let doubled = index.isMultiple(of: 2) ? Int(digit) : Int(digit) * 2
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum.isMultiple(of: 10) && digits.contains { $0 != 0 }
    }

    /// Whether letters and digits are an international account number: the remainder of ISO 7064
    /// mod 97-10 is 1.
    static func isAccount(_ code: [UInt8]) -> Bool {
        guard (15...34).contains(code.count) else { return false }
        var remainder = 0
        for byte in code[4...] + code[..<4] {
            let value = byte < 0x41 ? Int(byte) - 0x30 : Int(byte) - 0x41 + 10
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
        }
        return remainder == 1
    }

    /// Whether groups of digits are a date: `2024-05-03`, `03.05.2024`, `3/5/24`.
    static func isDate(_ written: ArraySlice<Unicode.Scalar>, _ groups: [Int]) -> Bool {
        guard groups.count == 3 else { return false }
        let marks = Set(written.filter { $0.value &- 0x30 >= 10 && $0 != " " })
        guard marks.count == 1, let mark = marks.first, "-./".unicodeScalars.contains(mark) else {
            return false
        }
        return groups[0] == 4 && groups[1] <= 2 && groups[2] <= 2
            || groups[0] <= 2 && groups[1] <= 2 && (groups[2] == 4 || groups[2] == 2)
    }

    /// Whether groups of digits are an amount with its thousands apart: `1.250.000`, `12 500`.
    static func isAmount(_ written: ArraySlice<Unicode.Scalar>, _ groups: [Int]) -> Bool {
        guard groups.count > 1, (1...3).contains(groups[0]),
            groups.dropFirst().allSatisfy({ $0 == 3 }),
            let first = written.first, (0x31...0x39).contains(first.value)
        else { return false }
        let marks = Set(written.filter { $0.value &- 0x30 >= 10 })
        return marks.count == 1 && marks.isSubset(of: [" ", ".", "\u{00A0}"])
    }
}
