// Parses what follows a backslash: kinds of scalars, anchors, codes and back-references.

extension PatternParser {
    /// The kind of scalars a letter stands for.
    static func category(of letter: Unicode.Scalar) -> PatternCategory? {
        switch letter {
        case "d": .digit
        case "D": .notDigit
        case "s": .space
        case "S": .notSpace
        case "w": .word
        case "W": .notWord
        default: nil
        }
    }

    /// The scalar a letter stands for.
    static func simpleEscape(_ letter: Unicode.Scalar) -> UInt32? {
        switch letter {
        case "a": 7
        case "b": 8
        case "f": 12
        case "n": 10
        case "r": 13
        case "t": 9
        case "v": 11
        case "\\": 92
        default: nil
        }
    }

    private static func anchor(_ letter: Unicode.Scalar) -> PatternAnchor? {
        switch letter {
        case "A": .textStart
        case "b": .boundary
        case "B": .notBoundary
        case "Z": .textEnd
        default: nil
        }
    }

    /// An escape outside brackets.
    mutating func escape(_ token: PatternToken) throws(PatternStop) -> PatternNode {
        guard let letter = Unicode.Scalar(token.scalar), letter.isASCII else {
            return .literal(token.scalar)
        }
        if let category = PatternParser.category(of: letter) {
            return .set(negated: false, [.category(category)])
        }
        if let anchor = PatternParser.anchor(letter) { return .anchor(anchor) }
        if let plain = PatternParser.simpleEscape(letter) { return .literal(plain) }
        if let coded = try codedEscape(letter) { return .literal(coded) }
        switch letter {
        case "0": return .literal(try octal(first: token.scalar, most: 2).value)
        case "1"..."9": return try reference(first: token.scalar)
        case "a"..."z", "A"..."Z":
            throw reader.problem("there is no escape \\\(letter)", back: 2)
        default: return .literal(token.scalar)
        }
    }

    /// `\xhh`, `\uhhhh`, `\Uhhhhhhhh`; `nil` for other letters.
    mutating func codedEscape(_ letter: Unicode.Scalar) throws(PatternStop) -> UInt32? {
        let count: Int
        switch letter {
        case "x": count = 2
        case "u": count = 4
        case "U": count = 8
        case "N": throw try namedScalar()
        default: return nil
        }
        let digits = try reader.digits(base: 16, most: count)
        if digits.count < count {
            throw reader.problem(
                "\\\(letter) needs \(count) hexadecimal digits", back: 2 + digits.count)
        }
        let value = digits.reduce(UInt64(0)) { $0 * 16 + UInt64($1) }
        if value > 0x10FFFF {
            throw reader.problem("there is no such scalar", back: 2 + digits.count)
        }
        return UInt32(value)
    }

    private mutating func namedScalar() throws(PatternStop) -> PatternStop {
        let start = reader.position - 2
        guard try reader.take(if: "{") else { return reader.problem("'{' is missing") }
        _ = try reader.name(until: "}", what: "the name of a character")
        return reader.problem(
            "\\N{…} is not known here; write the character itself or its \\u code", at: start,
            kind: .inexpressible)
    }

    /// An octal number whose first digit was taken, with the length of the whole escape.
    mutating func octal(
        first: UInt32, most: Int
    ) throws(PatternStop) -> (value: UInt32, length: Int) {
        let digits = try reader.digits(base: 8, most: most)
        return (digits.reduce(first - 0x30) { $0 * 8 + $1 }, 2 + digits.count)
    }

    /// A back-reference of one or two digits, or an octal number of three.
    private mutating func reference(first: UInt32) throws(PatternStop) -> PatternNode {
        var number = first - 0x30
        var length = 2
        if let second = try reader.digits(base: 10, most: 1).first {
            let isOctal = number < 8 && second < 8
            if isOctal, let third = try reader.digits(base: 8, most: 1).first {
                let value = number * 64 + second * 8 + third
                if value > 0o377 { throw reader.problem("the octal number is too large", back: 4) }
                return .literal(value)
            }
            number = number * 10 + second
            length = 3
        }
        let group = Int(number)
        guard group < groupWidths.count else {
            throw reader.problem("there is no group \(group)", back: length - 1)
        }
        guard groupWidths[group] != nil else {
            throw reader.problem("a group cannot refer to itself", back: length)
        }
        try checkLookBehind(group)
        return .backReference(group)
    }

    /// Inside a look-behind only groups closed before it may be asked for.
    func checkLookBehind(_ group: Int) throws(PatternStop) {
        guard let lookBehindGroups else { return }
        guard group < groupWidths.count, groupWidths[group] != nil else {
            throw reader.problem("a group that is still open cannot be referred to")
        }
        if group >= lookBehindGroups {
            throw reader.problem(
                "a look-behind cannot refer to a group inside itself")
        }
    }
}
