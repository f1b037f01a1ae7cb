// Takes personal data out of a question before it is kept.

import Foundation

/// Masks e-mail addresses, card, account and phone numbers and other long numbers.
///
/// What is masked becomes a word in brackets (`[email]`), so that questions stay readable and alike
/// ones stay alike. A filter of text, not a promise: names and addresses in words stay.
public enum PersonalDataMask {
    /// The longest question that is kept, in Unicode scalars; what is longer is cut.
    public static let questionScalarsMax = 2_000
    /// From how many digits on a number is masked.
    static let digitsMin = 6
    /// From how many digits on a number in the form of a phone number is one.
    static let phoneDigitsMin = 7

    private static let words = ["[email]", "[account]", "[card]", "[phone]", "[number]"]

    /// Whether something in a text was masked.
    public static func hasMask(_ text: String) -> Bool { words.contains { text.contains($0) } }

    /// The text without personal data, in one line.
    ///
    /// - Complexity: O(n).
    public static func masked(_ text: String) -> String {
        let scalars = Array(oneLine(text))
        var masked = String.UnicodeScalarView()
        var place = 0
        while place < scalars.count {
            if let (end, word) = mask(scalars, at: place) {
                masked.append(contentsOf: word.unicodeScalars)
                place = end
            } else {
                masked.append(scalars[place])
                place += 1
            }
        }
        return String(masked)
    }

    /// The beginning of a text with single blanks between its words.
    private static func oneLine(_ text: String) -> String.UnicodeScalarView {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(questionScalarsMax) {
            if !scalar.properties.isWhitespace {
                line.append(scalar)
            } else if let last = line.last, last != " " {
                line.append(" ")
            }
        }
        if line.last == " " { line.removeLast() }
        return line
    }

    /// What begins at a place and is masked: its end and the word for it.
    private static func mask(
        _ scalars: [Unicode.Scalar], at place: Int
    ) -> (end: Int, word: String)? {
        let isStart = place == 0 || !isWord(scalars[place - 1])
        guard isStart else { return nil }
        if let end = email(scalars, at: place) { return (end, "[email]") }
        if let end = account(scalars, at: place) { return (end, "[account]") }
        return number(scalars, at: place)
    }

    /// The end of an e-mail address that begins at a place.
    private static func email(_ scalars: [Unicode.Scalar], at place: Int) -> Int? {
        /// The longest local part, in scalars (RFC 5321, section 4.5.3.1.1).
        let localMax = 64
        var end = place
        while end < scalars.count, end - place <= localMax,
            isWord(scalars[end]) || "._%+-'".unicodeScalars.contains(scalars[end])
        {
            end += 1
        }
        guard end > place, end < scalars.count, scalars[end] == "@" else { return nil }
        end += 1
        let domain = end
        while end < scalars.count,
            isWord(scalars[end]) || scalars[end] == "-" || scalars[end] == "."
        {
            end += 1
        }
        while end > domain, scalars[end - 1] == "." || scalars[end - 1] == "-" { end -= 1 }
        return scalars[domain..<end].contains(".") ? end : nil
    }

    /// The end of an international account number (ISO 13616) that begins at a place.
    private static func account(_ scalars: [Unicode.Scalar], at place: Int) -> Int? {
        guard isLetter(scalars[place]) else { return nil }
        var code: [UInt8] = []
        var end = place
        var last = place
        while end < scalars.count, code.count < 34 {
            let scalar = scalars[end]
            if scalar == " " {
                guard end > place, scalars[end - 1] != " " else { break }
            } else if isLetter(scalar) || isDigit(scalar) {
                code.append(UInt8(ascii: scalar) & (isLetter(scalar) ? 0xDF : 0xFF))
                if code.count == 2, !isLetter(scalar) { return nil }
                if code.count == 3 || code.count == 4, !isDigit(scalar) { return nil }
                last = end + 1
                if NumberChecks.isAccount(code), last == scalars.count || !isWord(scalars[last]) {
                    return last
                }
            } else {
                break
            }
            end += 1
        }
        return nil
    }

    /// A number that begins at a place and is masked.
    private static func number(
        _ scalars: [Unicode.Scalar], at place: Int
    ) -> (end: Int, word: String)? {
        let opens = scalars[place] == "+" || scalars[place] == "("
        guard isDigit(scalars[place]) || opens else { return nil }
        var digits: [UInt8] = []
        var groups: [Int] = []
        var end = place
        var last = place
        var run = 0
        while end < scalars.count {
            let scalar = scalars[end]
            if isDigit(scalar) {
                digits.append(UInt8(ascii: scalar) &- 0x30)
                run += 1
                last = end + 1
            } else if "+() -./\u{00A0}".unicodeScalars.contains(scalar), end - last < 3 {
                if run > 0 { groups.append(run) }
                run = 0
            } else {
                break
            }
            end += 1
        }
        if run > 0 { groups.append(run) }
        guard digits.count >= digitsMin else { return nil }
        let written = scalars[place..<last]
        if (13...19).contains(digits.count), NumberChecks.isCard(digits) { return (last, "[card]") }
        if NumberChecks.isDate(written, groups) || NumberChecks.isAmount(written, groups) {
            return nil
        }
        if digits.count >= phoneDigitsMin, opens || digits[0] == 0 || groups.count > 1 {
            return (last, "[phone]")
        }
        return groups.contains(where: { $0 >= digitsMin }) ? (last, "[number]") : nil
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value &- 0x30 < 10 }
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value | 0x20) &- 0x61 < 26
    }
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
    }
}
