// Classes of Unicode scalars as the libraries behind Rasa's tokenizer draw them.

/// What kind of scalar this is for splitting text into words. Each question costs a table look-up
/// for ASCII and a few property look-ups beyond it.
enum TokenizerClass {
    /// Whether `\w` of Python's `regex` module matches: letters, marks, decimal digits, connecting
    /// punctuation and the two joiners, as of Unicode 15.0 (what was assigned later is no word).
    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 128 { return isASCIIWord(scalar.value) }
        return isOtherWord(scalar)
    }

    private static func isASCIIWord(_ value: UInt32) -> Bool {
        value >= 64 ? wordHigh >> (value - 64) & 1 == 1 : wordLow >> value & 1 == 1
    }

    /// Digits.
    private static let wordLow: UInt64 = 0x03FF << 48
    /// Letters and the underscore.
    private static let wordHigh: UInt64 = 0x07FF_FFFE_87FF_FFFE

    @inline(never)
    private static func isOtherWord(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        guard let age = properties.age, age.major < 15 || age == (15, 0) else { return false }
        if properties.isAlphabetic || properties.isJoinControl { return true }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber,
            .connectorPunctuation:
            return true
        default: return false
        }
    }

    /// Whether `\s` of Python's `regex` module matches: Unicode's white space.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 0x85 { return value == 0x20 || (0x09...0x0D).contains(value) }
        return isOtherSpace(value)
    }

    @inline(never)
    private static func isOtherSpace(_ value: UInt32) -> Bool {
        switch value {
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Whether this is one of `0` to `9`.
    static func isASCIIDigit(_ scalar: Unicode.Scalar) -> Bool {
        (0x30...0x39).contains(scalar.value)
    }

    /// Whether Rasa's emoji expression (rasa/utils/io.py `get_emoji_regex`) matches. Its widest
    /// range holds Chinese, Japanese and Korean writing too; that is how Rasa counts.
    static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x200C: false
        case 0x200C, 0x200D, 0x24C2...0x1F251, 0x1F300...0x1F64F, 0x1F680...0x1F6FF: true
        default: false
        }
    }
}
