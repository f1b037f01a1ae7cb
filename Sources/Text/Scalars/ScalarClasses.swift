// Which scalars are letters, digits and white space to Python 3.10 (Unicode 13).

/// The classes behind `\w`, `\d` and `\s`, as Python's `str.isalnum`, `isdecimal` and `isspace`
/// see them. Scalars that came to Unicode after version 13 belong to none, as in Python 3.10.
public enum ScalarClasses {
    /// Scalars below this have their classes in a table, 12 KB, filled on first use.
    static let tableEnd = 0x3000
    static let wordBit: UInt8 = 1
    static let digitBit: UInt8 = 2
    static let spaceBit: UInt8 = 4

    /// The classes of the first scalars as bits. It lives as long as the program and is written
    /// only while it is made, so that it may be read from everywhere.
    nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: tableEnd)
        for value in 0..<UInt32(tableEnd) {
            var bits: UInt8 = 0
            if lookUpWord(value) { bits |= wordBit }
            if lookUpDigit(value) { bits |= digitBit }
            if lookUpSpace(value) { bits |= spaceBit }
            table[Int(value)] = bits
        }
        return UnsafePointer(table)
    }()

    /// Whether `\w` matches: letters, numbers of all kinds and the underscore.
    @inline(__always)
    public static func isWord(_ value: UInt32) -> Bool {
        value < tableEnd ? table[Int(value)] & wordBit != 0 : lookUpWord(value)
    }

    /// Whether `\d` matches: the decimal digits of all scripts.
    @inline(__always)
    public static func isDigit(_ value: UInt32) -> Bool {
        value < tableEnd ? table[Int(value)] & digitBit != 0 : lookUpDigit(value)
    }

    /// Whether `\s` matches: white space, with the separators U+001C to U+001F.
    @inline(__always)
    public static func isSpace(_ value: UInt32) -> Bool {
        value < tableEnd ? table[Int(value)] & spaceBit != 0 : lookUpSpace(value)
    }

    /// Whether `\w` matches with the flag `a`.
    @inline(__always)
    static func isASCIIWord(_ value: UInt32) -> Bool {
        value < 0x80 && table[Int(value)] & wordBit != 0
    }

    /// Whether the scalar was in Unicode 13.
    static func isKnown(_ properties: Unicode.Scalar.Properties) -> Bool {
        properties.age.map { $0.major <= 13 } ?? false
    }

    private static func lookUpWord(_ value: UInt32) -> Bool {
        if value == 0x5F { return true }
        switch value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFC, 0xAC00...0xD7A3: return true
        case 0xD800...0xF8FF: return false
        default: break
        }
        guard let properties = Unicode.Scalar(value)?.properties else { return false }
        switch properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber:
            return isKnown(properties)
        default: return properties.numericType != nil && isKnown(properties)
        }
    }

    private static func lookUpDigit(_ value: UInt32) -> Bool {
        guard let properties = Unicode.Scalar(value)?.properties else { return false }
        return properties.generalCategory == .decimalNumber && isKnown(properties)
    }

    private static func lookUpSpace(_ value: UInt32) -> Bool {
        switch value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029,
            0x202F, 0x205F, 0x3000:
            true
        default: false
        }
    }
}
